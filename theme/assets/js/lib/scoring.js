/**
 * The words of a query → every document that answers one, with the score that lunr would give it.
 *
 * lunr makes an object of each field of each document: a frequent word would cost a tenth of a
 * second. So all documents are scored here, on plain numbers and in lunr's own order of operations,
 * and `ranking.js` lets lunr rank those that can be seen. `tests/browser/test_search_engine.py`
 * holds both to the same scores, bit for bit.
 */

import { common, documents, has, none, unite } from "./bitset.js";
import { relevance } from "./ranking.js";

/**
 * @typedef {import("./bitset.js").Bitset} Bitset
 * @typedef {import("./query.js").QueryWord} QueryWord
 * @typedef {import("./postings.js").Posting} Posting
 * @typedef {import("./vocabulary.js").Vocabulary} Vocabulary
 * @typedef {Map<string, [Posting, number]>} Weighed each term with its list and its weight
 *
 * @typedef {object} Hits
 * @property {Bitset} bits documents that hold a word at least
 * @property {Float64Array} scores by document
 * @property {Uint8Array} coverages by document, how many of the words it holds
 * @property {number} limit no document that is not all read yet can be more relevant; 0 when all are
 * @property {(wanted: Bitset) => Promise<Map<number, number>>} ranked lunr's own scores of some documents
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
    const weighed = weights(words, vocabulary);
    const length = Math.hypot(...[...weighed.values()].map(([, weight]) => weight));
    const scores = this.#scores(weighed);
    /** @type {[Bitset, number][]} those that a list is known to hold, what it may give to others */
    const gains = [...weighed]
      .filter(([, [{ most }]]) => most)
      .map(([term, [{ most }, weight]]) => [vocabulary.holders(term), (weight * most) / length]);
    return {
      bits,
      coverages,
      scores,
      limit: limitOf(gains, bits, scores, words.length),
      ranked: (wanted) => rankWithLunr(words, vocabulary, wanted),
    };
  }

  /** What holds all the terms. @param {string[]} terms @param {Vocabulary} vocabulary */
  #holding(terms, vocabulary) {
    const [first, ...others] = terms.map((term) => vocabulary.holders(term));
    return first ? common(first, others) : none(this.count);
  }

  /** As `lunr.Index.query` counts. @param {Weighed} weighed in the query's order */
  #scores(weighed) {
    const { products } = this;
    const scores = new Float64Array(this.count);
    // The product of two vectors is summed in the order of the terms of the index…
    const ordered = [...weighed.values()].sort(([a], [b]) => a.index - b.index);
    const length = Math.sqrt(ordered.reduce((sum, [, weight]) => sum + weight * weight, 0));
    for (const [posting, weight] of ordered) {
      const { places, scores: own } = posting;
      for (let at = 0; at < places.length; at += 1) products[places[at]] += weight * own[at];
    }
    // …and the fields of a document in the order in which the query meets them.
    for (const [{ places }] of weighed.values()) {
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at];
        scores[place >>> 3] += products[place] / length;
        products[place] = 0;
      }
    }
    return scores;
  }
}

/** Those of a selection that hold a word. @param {Hits} hits @param {Bitset} selected */
export function candidates({ bits, scores, coverages }, selected) {
  return Array.from(documents(common(bits, [selected])), (doc) => ({
    doc,
    score: scores[doc],
    coverage: coverages[doc],
  }));
}

/** A term of two words counts twice. @param {QueryWord[]} words @param {Vocabulary} vocabulary */
function weights(words, vocabulary) {
  /** @type {Weighed} */
  const found = new Map();
  for (const [term, boost] of words.flatMap((word) => [...word.terms])) {
    const posting = vocabulary.posting(term);
    if (posting) found.set(term, [posting, (found.get(term)?.[1] ?? 0) + boost]);
  }
  return found;
}

/**
 * The most that what is not all read yet can reach: each list may hold any document that it is not
 * known to hold, and give it what it still has to give.
 * @param {[Bitset, number][]} gains
 * @param {Bitset} bits what is known to answer
 * @param {Float64Array} scores
 * @param {number} words
 */
function limitOf(gains, bits, scores, words) {
  if (!gains.length) return 0;
  let most = gains.reduce((sum, [, gain]) => sum + gain, 0);
  for (const document of documents(bits)) {
    let missing = 0;
    for (const [held, gain] of gains) if (!has(held, document)) missing += gain;
    if (missing) most = Math.max(most, scores[document] + missing);
  }
  return relevance(most, words);
}

/** @param {QueryWord[]} words @param {Vocabulary} vocabulary @param {Bitset} wanted */
async function rankWithLunr(words, vocabulary, wanted) {
  const terms = words.flatMap((word) => [...word.terms]);
  const index = await vocabulary.index(new Set(terms.map(([term]) => term)), wanted);
  const matches = index.query((/** @type {any} */ clauses) => {
    for (const [term, boost] of terms) clauses.term(term, { boost, usePipeline: false });
  });
  return new Map(
    matches.map((/** @type {{ref: string, score: number}} */ { ref, score }) => [Number(ref), score]),
  );
}
