/**
 * The published files of terms → the lists of the terms of a query, fetched once each.
 *
 * A term that very many services hold has its list in two parts: those that answer it best, and the
 * rest, in a file of its own.
 */

import { readWords } from "./compact.js";

/**
 * @typedef {object} Directory
 * @property {string} terms from which prefix each file but the first starts
 * @property {Record<string, number>} sets by set, how many ranges of the whole one file covers
 *
 * @typedef {(path: string) => Promise<any>} Fetch
 *
 * @typedef {object} List of one term in one set
 * @property {string} text
 * @property {string} rest path of the rest, if there is one
 * @property {number} most the best score of the term in the rest
 */

export const WHOLE = "tout";

export class Shards {
  /** @type {Map<string, Promise<Map<string, List>>>} by path, term → list */
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
   * @returns {Promise<List[]>}
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

  /** The rest of a list. @param {string} path @returns {Promise<string>} */
  rest(path) {
    return this.fetchJson(path);
  }

  /** @param {string} path @returns {Promise<Map<string, List>>} */
  #load(path) {
    const known = this.#files.get(path);
    if (known) return known;
    const loading = this.fetchJson(path).then(({ terms, lists }) => {
      const folder = path.slice(0, -".json".length);
      return new Map(
        readWords(terms).map(([term], i) => {
          const [text, most = 0] = [lists[i]].flat();
          return [term, { text, most, rest: most ? `${folder}-${i}.json` : "" }];
        }),
      );
    });
    loading.catch(() => this.#files.delete(path));
    this.#files.set(path, loading);
    return loading;
  }
}
