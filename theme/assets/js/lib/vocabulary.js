/** The terms of the index as a query needs them: fetched by file, read once, made into an index. */

import { add, none } from "./bitset.js";
import { joinPostings, readPosting } from "./postings.js";
import { WHOLE } from "./shards.js";

/**
 * @typedef {import("./bitset.js").Bitset} Bitset
 * @typedef {import("./postings.js").Corpus} Corpus
 * @typedef {import("./postings.js").Posting} Posting
 * @typedef {import("./shards.js").Shards} Shards
 */

export class Vocabulary {
  /** @type {Map<string, Posting | null>} null when no document holds the term */
  #postings = new Map();
  /** @type {Map<string, string[]>} files of what is not read yet of a term */
  #rests = new Map();
  /** @type {Map<string, Bitset>} */
  #holders = new Map();

  /** @param {Shards} shards @param {Corpus} corpus @param {string[]} [sets] of documents to search */
  constructor(shards, corpus, sets = [WHOLE]) {
    this.shards = shards;
    this.corpus = corpus;
    this.sets = sets;
  }

  /** Afterwards, `has` knows these terms; of those that many hold, the best documents alone are read. @param {Iterable<string>} terms */
  async load(terms) {
    const missing = [...new Set(terms)].filter((term) => !this.#postings.has(term));
    await Promise.all(
      missing.map(async (term) => {
        const lists = await this.shards.lists(term, this.sets);
        const texts = lists.map(({ text }) => text);
        const most = Math.max(0, ...lists.map((list) => list.most));
        this.#postings.set(term, lists.length ? readPosting(texts, this.corpus, most) : null);
        if (most) this.#rests.set(term, lists.flatMap(({ rest }) => rest || []));
      }),
    );
  }

  /** Whether all is read of loaded terms. @param {Set<string>} terms */
  isComplete(terms) {
    return ![...terms].some((term) => this.#rests.has(term));
  }

  /** Afterwards, all is read of loaded terms. @param {Iterable<string>} terms */
  async complete(terms) {
    const parted = [...terms].filter((term) => this.#rests.has(term));
    await Promise.all(
      parted.map(async (term) => {
        const paths = this.#rests.get(term) ?? [];
        const rests = await Promise.all(paths.map((path) => this.shards.rest(path)));
        const first = this.posting(term);
        // Two questions may have asked for the same.
        if (!first || !this.#rests.delete(term)) return;
        this.#postings.set(term, joinPostings([first, readPosting(rests, this.corpus)]));
        this.#holders.delete(term);
      }),
    );
  }

  /** Of loaded terms only. @param {string} term @returns {boolean} */
  has(term) {
    return Boolean(this.posting(term));
  }

  /** Of loaded terms only. @param {string} term @returns {Posting | null} */
  posting(term) {
    return this.#postings.get(term) ?? null;
  }

  /** The documents that hold a loaded term. @param {string} term @returns {Bitset} */
  holders(term) {
    let held = this.#holders.get(term);
    if (!held) {
      held = none(this.corpus.documents);
      for (const place of this.posting(term)?.places ?? []) add(held, place >>> 3);
      this.#holders.set(term, held);
    }
    return held;
  }

  /**
   * The first terms that can be had by fetching a few more files at most.
   * @param {string[]} terms
   * @param {number} files
   * @returns {string[]}
   */
  within(terms, files) {
    const ranges = new Set();
    return terms.filter((term) => {
      const range = this.shards.rangeOf(term);
      if (this.shards.isLoaded(term, this.sets) || ranges.has(range)) return true;
      if (ranges.size >= files) return false;
      ranges.add(range);
      return true;
    });
  }

  /**
   * @param {Iterable<string>} terms complete
   * @param {Bitset} [wanted] the only documents to hold
   * @returns {Promise<any>} a lunr.Index
   */
  async index(terms, wanted) {
    const { makeIndex } = await import("./lunr-index.js");
    /** @type {Map<string, Posting>} */
    const held = new Map();
    for (const term of terms) {
      const posting = this.posting(term);
      if (posting) held.set(term, posting);
    }
    return makeIndex(held, this.corpus, wanted);
  }
}
