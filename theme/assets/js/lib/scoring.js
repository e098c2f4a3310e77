/**
 * The words of a query → every document that answers one, with the score that lunr would give it.
 *
 * lunr makes an object of each field of each document: a frequent word would cost a tenth of a
 * second. So all documents are scored here, on plain numbers and in lunr's own order of operations,
 * and `ranking.js` lets lunr rank those that can be seen. `tests/browser/test_search_engine.py`
 * holds both to the same scores, bit for bit.
 */

import { common, documents, none, unite } from "./bitset.js";

/**
 * @typedef {import("./bitset.js").Bitset} Bitset
 * @typedef {import("./query.js").QueryWord} QueryWord
 * @typedef {import("./postings.js").Posting} Posting
 * @typedef {import("./vocabulary.js").Vocabulary} Vocabulary
 *
 * @typedef {object} Hits
 * @property {Bitset} bits documents that hold a word at least
 * @property {Float64Array} scores by document
 * @property {Uint8Array} coverages by document, how many of the words it holds
 * @property {(wanted: Bitset) => Map<number, number>} ranked lunr's own scores of some documents
 */

const FIELDS = 8; // room for the fields of a document

export class Scorer {
  /** @param {number} count of documents */
  constructor(count) {
    this.count = count;
    this.products = new Float64Array(count * FIELDS); // zeros between two queries
  }

  /** @param {QueryWord[]} words @param {Vocabulary} vocabulary @returns {Hits} */
  score(words, vocabulary) {
    const coverages = new Uint8Array(this.count);
    const bits = none(this.count);
    for (const { ways } of words) {
      const held = unite(none(this.count), ways.map((way) => this.#holding(way, vocabulary)));
      for (const document of documents(held)) coverages[document] += 1;
      unite(bits, [held]);
    }
    return {
      bits,
      coverages,
      scores: this.#scores(weights(words, vocabulary)),
      ranked: (wanted) => rankWithLunr(words, vocabulary, wanted),
    };
  }

  /** What holds all the terms. @param {string[]} terms @param {Vocabulary} vocabulary */
  #holding(terms, vocabulary) {
    const [first, ...others] = terms.map((term) => vocabulary.holders(term));
    return first ? common(first, others) : none(this.count);
  }

  /** As `lunr.Index.query` counts. @param {Map<Posting, number>} weighed in the query's order */
  #scores(weighed) {
    const { products } = this;
    const scores = new Float64Array(this.count);
    // The product of two vectors is summed in the order of the terms of the index…
    const ordered = [...weighed].sort(([a], [b]) => a.index - b.index);
    const length = Math.sqrt(ordered.reduce((sum, [, weight]) => sum + weight * weight, 0));
    for (const [posting, weight] of ordered) {
      const { places, scores: own } = posting;
      for (let at = 0; at < places.length; at += 1) products[places[at]] += weight * own[at];
    }
    // …and the fields of a document in the order in which the query meets them.
    for (const { places } of weighed.keys()) {
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at];
        scores[place >>> 3] += products[place] / length;
        products[place] = 0;
      }
    }
    return scores;
  }
}

/** A term of two words counts twice. @param {QueryWord[]} words @param {Vocabulary} vocabulary */
function weights(words, vocabulary) {
  /** @type {Map<Posting, number>} */
  const found = new Map();
  for (const [term, boost] of words.flatMap((word) => [...word.terms])) {
    const posting = vocabulary.posting(term);
    if (posting) found.set(posting, (found.get(posting) ?? 0) + boost);
  }
  return found;
}

/** @param {QueryWord[]} words @param {Vocabulary} vocabulary @param {Bitset} wanted */
function rankWithLunr(words, vocabulary, wanted) {
  const terms = words.flatMap((word) => [...word.terms]);
  const index = vocabulary.index(new Set(terms.map(([term]) => term)), wanted);
  const matches = index.query((/** @type {any} */ clauses) => {
    for (const [term, boost] of terms) clauses.term(term, { boost, usePipeline: false });
  });
  return new Map(
    matches.map((/** @type {{ref: string, score: number}} */ { ref, score }) => [Number(ref), score]),
  );
}
