/**
 * Numbers of some terms → a small real `lunr.Index` that holds them only.
 *
 * lunr divides by the length of the query's vector alone, so a document's vector may hold just the
 * terms of the query: scores, hence ranks, are those of the whole index.
 */

import vendored from "../vendor/lunr.js";
import { has } from "./bitset.js";

/**
 * @typedef {import("./postings.js").Corpus} Corpus
 * @typedef {import("./postings.js").Posting} Posting
 */

/** lunr publishes no types. @type {any} */
const lunr = vendored;
const NOTHING = Object.freeze({});

/**
 * @param {Map<string, Posting>} postings by term
 * @param {Corpus} corpus
 * @param {import("./bitset.js").Bitset} [wanted] documents to hold; all of them by default
 * @returns {any} a lunr.Index
 */
export function makeIndex(postings, { fields }, wanted) {
  const invertedIndex = Object.create(null);
  /** @type {Record<string, any>} */
  const fieldVectors = {};
  const ordered = [...postings].sort(([, a], [, b]) => a.index - b.index);
  for (const [term, { index, places, scores }] of ordered) {
    /** @type {any} */
    const entry = { _index: index };
    for (const [field] of fields) entry[field] = {};
    invertedIndex[term] = entry;
    for (let at = 0; at < places.length; at += 1) {
      const document = places[at] >>> 3;
      if (wanted && !has(wanted, document)) continue;
      const [field] = fields[places[at] & 7];
      entry[field][document] = NOTHING;
      const vector = (fieldVectors[`${field}/${document}`] ??= new lunr.Vector());
      vector.elements.push(index, scores[at]);
    }
  }
  return new lunr.Index({
    invertedIndex,
    fieldVectors,
    tokenSet: lunr.TokenSet.fromArray([...postings.keys()].sort()),
    fields: fields.map(([name]) => name),
    pipeline: new lunr.Pipeline(),
  });
}
