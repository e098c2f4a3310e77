/**
 * What answers the words, and the filters → the results in order.
 *
 * First those that hold the most words, then the best scores; among scores that are close, what
 * names the person's situation before what merely does not exclude it, then near before far.
 */

import { accepts, reach, vagueness } from "./filters.js";

/**
 * @typedef {import("./filters.js").Filters} Filters
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-engine.js").SearchDocument} SearchDocument
 */

/**
 * @typedef {object} Result
 * @property {SearchDocument} service
 * @property {number} coverage how many of the words it holds
 */

const CLOSED = ["suspendu", "budget-epuise"];
const BANDS = 4;

/**
 * @param {SearchDocument[]} documents
 * @param {Answer} answer
 * @param {Filters} filters
 * @returns {Result[]}
 */
export function rankResults(documents, answer, filters) {
  const candidates = documents.flatMap((service, rank) => {
    const hit = answer.hits === null ? { score: 0, coverage: 0 } : answer.hits.get(rank);
    return hit && accepts(service, filters) ? [{ service, rank, ...hit }] : [];
  });
  const best = Math.max(...candidates.map(({ score }) => score), Number.MIN_VALUE);
  const keyed = candidates.map((candidate) => ({
    candidate,
    key: [
      -candidate.coverage,
      Number(CLOSED.includes(candidate.service.etat)),
      -Math.ceil((candidate.score / best) * BANDS),
      vagueness(candidate.service, filters),
      filters.place ? (reach(candidate.service, filters.place)?.distance ?? 0) : 0,
      -candidate.score,
      candidate.rank,
    ],
  }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  return keyed.map(({ candidate: { service, coverage } }) => ({ service, coverage }));
}

/**
 * How many results there would be without one of the filters, or without the words.
 * @param {SearchDocument[]} documents
 * @param {Answer} answer
 * @param {Filters} filters
 * @returns {{q: number, theme: number, lieu: number, public: number, statut: number}}
 */
export function countWithout(documents, answer, filters) {
  const count = (/** @type {Partial<Filters>} */ changed, /** @type {Answer} */ other = answer) =>
    rankResults(documents, other, { ...filters, ...changed }).length;
  return {
    q: count({}, { ...answer, hits: null }),
    theme: count({ theme: "" }),
    lieu: count({ place: null }),
    public: count({ public: "" }),
    statut: count({ statut: "" }),
  };
}

/** @param {number[]} a @param {number[]} b */
function compareKeys(a, b) {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
