/**
 * Lists of terms → numbers to score with. Formula, order of operations and rounding are lunr's own
 * (`Builder.createFieldVectors`).
 */

import { Reader } from "./compact.js";

const K1 = 1.2;
const B = 0.75;

/**
 * @typedef {object} Corpus what every list is read with
 * @property {number} documents how many
 * @property {[string, number, number][]} fields name, boost, how many terms in all documents
 *
 * @typedef {object} Posting one term
 * @property {number} index its rank in lunr's index
 * @property {Uint32Array} places document × 8 + field
 * @property {Float64Array} scores of the term in each place
 * @property {number} most the best score of the term in what is not read yet; 0 when all is read
 */

/**
 * @param {string[]} lists of one term, in sets of documents that share none
 * @param {Corpus} corpus
 * @param {number} [most]
 * @returns {Posting}
 */
export function readPosting(lists, corpus, most = 0) {
  return joinPostings(lists.map((list) => readList(new Reader(list), corpus)), most);
}

/**
 * @param {Posting[]} parts of one term, which share no document
 * @param {number} [most]
 * @returns {Posting}
 */
export function joinPostings(parts, most = 0) {
  if (parts.length === 1) return { ...parts[0], most };
  const places = new Uint32Array(parts.reduce((size, part) => size + part.places.length, 0));
  const scores = new Float64Array(places.length);
  let at = 0;
  for (const part of parts) {
    places.set(part.places, at);
    scores.set(part.scores, at);
    at += part.places.length;
  }
  return { index: parts[0].index, places, scores, most };
}

/** @param {Reader} reader @param {Corpus} corpus @returns {Posting} */
function readList(reader, { documents, fields }) {
  const index = reader.next();
  const rarity = idf(reader.next(), documents);
  const docs = new Uint32Array(reader.next());
  for (let i = 0, last = -1; i < docs.length; i += 1) docs[i] = last += reader.next() + 1;
  const masks = docs.map(() => reader.next());
  const places = new Uint32Array(countFields(masks));
  const far = new Int32Array(places.length);
  const often = new Uint32Array(places.length).fill(1);
  eachField(masks, fields.length, (at, i, field) => {
    places[at] = docs[i] * 8 + field;
    const code = reader.next();
    far[at] = code & 1 ? -(code + 1) / 2 : code / 2;
  });
  eachField(masks, fields.length, (at, i) => {
    if (masks[i] & 1) often[at] = reader.next() + 1;
  });
  const usual = fields.map(([, , total]) => total / documents);
  const scores = new Float64Array(places.length);
  for (let at = 0; at < places.length; at += 1) {
    const field = places[at] & 7;
    const relative = 1 - B + B * ((Math.floor(usual[field]) + far[at]) / usual[field]);
    const occurrences = often[at];
    const score =
      ((rarity * ((K1 + 1) * occurrences)) / (K1 * relative + occurrences)) * fields[field][1];
    scores[at] = Math.round(1000 * score) / 1000;
  }
  return { index, places, scores, most: 0 };
}

/** @param {Uint32Array} masks a bit a field, above the lowest one */
function countFields(masks) {
  let count = 0;
  for (const mask of masks) {
    for (let left = mask >>> 1; left; left &= left - 1) count += 1;
  }
  return count;
}

/**
 * @param {Uint32Array} masks of documents
 * @param {number} count of fields, the first one has the highest bit
 * @param {(at: number, i: number, field: number) => void} each
 */
function eachField(masks, count, each) {
  for (let i = 0, at = 0; i < masks.length; i += 1) {
    for (let field = 0; field < count; field += 1) {
      if (masks[i] & (2 << (count - 1 - field))) {
        each(at, i, field);
        at += 1;
      }
    }
  }
}

/** @param {number} frequency @param {number} documents */
function idf(frequency, documents) {
  const x = (documents - frequency + 0.5) / (frequency + 0.5);
  return Math.log(1 + Math.abs(x));
}
