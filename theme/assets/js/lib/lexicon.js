/**
 * A word that the index does not know → words that it knows: the end of an unfinished word, two
 * words written as one, a spelling close enough. Whole words are corrected, never stems: the stem
 * of a misspelt word is far from the right one (« logement » → log, « logemant » → logem).
 */

import { readWords } from "./compact.js";

const SHORTEST_CORRECTED = 4;
const SHORTEST_PART = 3;
const PAIR = 2;
const FREQUENCIES = "!#$%&'()*";
const MOST_SECOND_PARTS = 3;

/** Beginnings that sound the same: another file may hold the right word. */
const SAME_ONSETS = [
  ["k", "c", "qu"],
  ["f", "ph"],
  ["s", "c", "z"],
  ["g", "j"],
  ["", "h"],
];
const SAME_NUCLEI = [
  ["o", "au", "eau"],
  ["e", "a", "i", "ai", "ei"],
  ["i", "y"],
];

/** @typedef {Map<string, number>} Words word → how frequent, 0 the rarest */

export class Lexicon {
  /** @type {Map<number, Promise<Words>>} */
  #files = new Map();

  /**
   * @param {string} directory from which pair of letters each file but the first starts
   * @param {(path: string) => Promise<any>} fetchJson
   */
  constructor(directory, fetchJson) {
    this.starts = readWords(directory).map(([start]) => start);
    this.fetchJson = fetchJson;
  }

  /**
   * The words that begin so, the most frequent first.
   * @param {string} prefix of two letters at least
   * @param {number} limit
   * @returns {Promise<string[]>}
   */
  async completions(prefix, limit) {
    const found = [...(await this.#near(prefix))].filter(([word]) => word.startsWith(prefix));
    found.sort(([, a], [, b]) => b - a);
    return found.slice(0, limit).map(([word]) => word);
  }

  /** @param {string} word @returns {Promise<boolean>} */
  async knows(word) {
    return (await this.#near(word)).has(word);
  }

  /**
   * « locapass » → loca, pass.
   * @param {string} word
   * @returns {Promise<string[]>} two words, or none
   */
  async parts(word) {
    const known = await this.#near(word);
    let looked = 0;
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
      const [first, second] = [word.slice(0, at), word.slice(at)];
      if (!known.has(first)) continue;
      if (await this.knows(second)) return [first, second];
      looked += 1;
      if (looked === MOST_SECOND_PARTS) break;
    }
    return [];
  }

  /**
   * The closest word, the most frequent among equals: one fault up to seven letters, two beyond.
   * @param {string} word
   * @returns {Promise<string>} "" when none is close enough
   */
  async correction(word) {
    if (word.length < SHORTEST_CORRECTED || /\d/.test(word)) return "";
    const isSmall = this.starts.length === 0;
    const near = new Set([word, ...beginnings(word)].map((start) => this.#rankOf(start)));
    const found = await this.#closest(word, near, isSmall);
    if (found || isSmall) return found;
    const last = this.#rankOf(`${word[0]}~`);
    for (let rank = this.#rankOf(word[0]); rank <= last; rank += 1) near.add(rank);
    return this.#closest(word, near, isSmall);
  }

  /** @param {string} word @param {Set<number>} ranks of files @param {boolean} isSmall */
  async #closest(word, ranks, isSmall) {
    const [{ faultsBetween }, ...files] = await Promise.all([
      import("./spelling.js"),
      ...[...ranks].map((rank) => this.#load(rank)),
    ]);
    let [best, least, most] = ["", Infinity, -1];
    for (const [known, frequency] of files.flatMap((words) => [...words])) {
      if (known.length < SHORTEST_PART) continue;
      const faults = faultsBetween(word, known, frequency, isSmall);
      if (faults === null || faults > least) continue;
      if (faults === least && frequency <= most) continue;
      [best, least, most] = [known, faults, frequency];
    }
    return best;
  }

  #near(/** @type {string} */ word) {
    return this.#load(this.#rankOf(word));
  }

  #rankOf(/** @type {string} */ word) {
    const pair = word.slice(0, PAIR);
    return this.starts.filter((start) => start <= pair).length;
  }

  /** @param {number} rank @returns {Promise<Words>} */
  #load(rank) {
    const known = this.#files.get(rank);
    if (known) return known;
    const loading = this.fetchJson(`mots/${rank}.json`).then(
      (text) => new Map(readWords(text).map(([word, mark]) => [word, FREQUENCIES.indexOf(mark)])),
    );
    loading.catch(() => this.#files.delete(rank));
    this.#files.set(rank, loading);
    return loading;
  }
}

/** How else a word that sounds so may begin: « kossion » → cau… @param {string} word */
function beginnings(word) {
  const [, onset, nucleus] = /^(qu|ph|[^aeiouy]?)(eau|au|ai|ei|[aeiouy]?)/.exec(word) ?? [];
  const others = (/** @type {string[][]} */ table, /** @type {string} */ part) =>
    new Set([part, ...table.filter((same) => same.includes(part)).flat()]);
  return [...others(SAME_ONSETS, onset)].flatMap((start) =>
    [...others(SAME_NUCLEI, nucleus)].map((middle) => start + middle),
  );
}
