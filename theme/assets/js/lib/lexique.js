/**
 * The words people say → those that entries use: « bagnole » → voiture, « permis B » → permis de
 * conduire, « FSL » → aide au logement too.
 *
 * Phrases are compared on their stems, stop words aside, so that plurals, accents and « permis de
 * conduire » typed « permis conduire » make no difference.
 */

import { stem, words as wordsOf } from "./french.js";
import { STOP_WORDS } from "./stop-words.js";

/**
 * @typedef {object} LexiqueEntry what is said of a term
 * @property {string} terme
 * @property {string} developpement what it is short for, or ""
 *
 * @typedef {object} Meaning
 * @property {LexiqueEntry} entry
 * @property {string[][]} phrases folded words: the term, what it also means, what means the same
 *
 * @typedef {object} Expansion
 * @property {number} length how many of the words it takes
 * @property {string[][]} alternatives folded words of each phrase that answers as well, the surest first
 * @property {LexiqueEntry} entry
 */

export class Lexique {
  /** @param {{termes: string[][]}} data rows: terme, developpement, synonymes, aussi */
  constructor({ termes }) {
    /** @type {Map<string, Meaning>} stems of a phrase → what it means */
    this.meanings = new Map();
    this.longest = 0;
    for (const [terme, developpement = "", synonyms = "", also = ""] of termes) {
      const own = [terme, developpement].map(meaningful).filter((words) => words.length);
      const same = listed(synonyms);
      const entry = { terme, developpement };
      const meaning = { entry, phrases: [...own, ...listed(also), ...same] };
      for (const words of [...own, ...same]) this.#learn(words, meaning);
    }
  }

  /**
   * The longest phrase of the lexicon that begins at a word.
   * @param {string[]} words folded, stop words among them or not
   * @param {number} i
   * @returns {Expansion | null}
   */
  expand(words, i) {
    if (STOP_WORDS.has(words[i])) return null;
    const stems = [];
    let found = null;
    for (let end = i; end < words.length && stems.length < this.longest; end += 1) {
      if (STOP_WORDS.has(words[end])) continue;
      stems.push(stem(words[end]));
      const key = stems.join(" ");
      const meaning = this.meanings.get(key);
      if (meaning) found = { meaning, key, length: end + 1 - i };
    }
    if (!found) return null;
    const { meaning, key, length } = found;
    const alternatives = meaning.phrases.filter((phrase) => keyOf(phrase) !== key);
    return { length, alternatives, entry: meaning.entry };
  }

  /** @param {string[]} words @param {Meaning} meaning */
  #learn(words, meaning) {
    const key = keyOf(words);
    if (!this.meanings.has(key)) this.meanings.set(key, meaning);
    this.longest = Math.max(this.longest, words.length);
  }
}

/** @param {string} text @returns {string[]} folded words that the search keeps */
function meaningful(text) {
  return wordsOf(text).filter((word) => !STOP_WORDS.has(word));
}

/** @param {string} phrases separated by bars, already folded @returns {string[][]} */
function listed(phrases) {
  return phrases ? phrases.split("|").map((phrase) => phrase.split(" ")) : [];
}

/** @param {string[]} words @returns {string} */
function keyOf(words) {
  return words.map(stem).join(" ");
}
