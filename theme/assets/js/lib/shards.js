/** The published files of terms → the lists of the terms of a query, fetched once each. */

import { readWords } from "./compact.js";

/**
 * @typedef {object} Directory
 * @property {string} terms from which prefix each file but the first starts
 * @property {Record<string, number>} sets by set, how many ranges of the whole one file covers
 *
 * @typedef {(path: string) => Promise<any>} Fetch
 */

export const WHOLE = "tout";

export class Shards {
  /** @type {Map<string, Promise<Map<string, string>>>} by path, term → list */
  #files = new Map();

  /** @param {Directory} directory @param {Fetch} fetchJson */
  constructor(directory, fetchJson) {
    this.starts = readWords(directory.terms).map(([start]) => start);
    this.sets = directory.sets;
    this.fetchJson = fetchJson;
  }

  /**
   * The range of a term: terms of the same range are in the same file.
   * @param {string} term
   * @returns {number}
   */
  rangeOf(term) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether the file of a term was already asked for. @param {string} term @param {string[]} sets */
  isLoaded(term, sets) {
    return sets.every((set) => this.#files.has(this.#path(term, set)));
  }

  /**
   * The lists of a term in some sets; none when no document of theirs holds it.
   * @param {string} term
   * @param {string[]} sets
   * @returns {Promise<string[]>}
   */
  async lists(term, sets) {
    const found = await Promise.all(
      sets.map(async (set) => (await this.#load(this.#path(term, set))).get(term)),
    );
    return found.filter((list) => list !== undefined);
  }

  /** @param {string} term @param {string} set */
  #path(term, set) {
    return `termes/${set}/${Math.floor(this.rangeOf(term) / this.sets[set])}.json`;
  }

  /** @param {string} path @returns {Promise<Map<string, string>>} */
  #load(path) {
    const known = this.#files.get(path);
    if (known) return known;
    const loading = this.fetchJson(path).then(
      ({ terms, lists }) =>
        new Map(readWords(terms).map(([term], i) => [term, /** @type {string} */ (lists[i])])),
    );
    loading.catch(() => this.#files.delete(path));
    this.#files.set(path, loading);
    return loading;
  }
}
