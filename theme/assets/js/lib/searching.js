/** Criteria → what the search found, with what the page needs to show it and to count. */

import { explain } from "./reasons.js";

/**
 * @typedef {import("./url-state.js").Criteria} Criteria
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./search-engine.js").SearchEngine} SearchEngine
 *
 * @typedef {object} Found
 * @property {SearchEngine} engine
 * @property {Criteria} criteria
 * @property {Place | null} place
 * @property {string} unknown what was written for a place and is none that we know
 * @property {Place[]} meant the places that it may mean
 * @property {import("./search-engine.js").Answer} answer
 * @property {import("./ranking.js").Result[]} results
 * @property {(labelOf: import("./reasons.js").LabelOf) => import("./result-list.js").Shown} shown
 * @property {() => Promise<Map<string, Map<string, number>>>} counts of each option of each facet
 */

/** @typedef {Pick<Found, "results" | "shown">} First */

const MEANT = 6;

/**
 * @param {import("./search-data.js").SearchData} data
 * @param {Criteria} criteria
 * @param {{place: Place | null, unknown: string}} where
 * @param {object} [how]
 * @param {boolean} [how.isTyping] whether the last word may go on
 * @param {(first: First) => Promise<void>} [how.onFirst] awaited with the
 *   first results when they are known before the others
 * @returns {Promise<Found>}
 */
export async function search(data, criteria, { place, unknown }, { isTyping = false, onFirst } = {}) {
  const [engine, meant, coverage] = await Promise.all([
    data.loadEngine(),
    unknown ? data.loadPlaces().then((places) => places.find(unknown, MEANT)) : [],
    place ? import("./coverage.js") : null,
  ]);
  const filters = { ...criteria, place };
  /** @param {import("./search-engine.js").Answer} answer @returns {Found["shown"]} */
  const shownOf = (answer) => (labelOf) => ({
    question: answer.query,
    documents: (docs) => engine.documents(docs),
    terms: answer.terms,
    reasonsOf: explain(filters, labelOf, answer.query, coverage?.reachReason),
  });
  const selecting = engine.select(filters);
  const [answer, selection] = await Promise.all([
    engine.find(criteria.q, place, {
      isTyping,
      onPart: async (part) => {
        const results = onFirst ? await engine.lead(part, await selecting, filters) : [];
        if (results.length) await onFirst?.({ results, shown: shownOf(part) });
      },
    }),
    selecting,
  ]);
  const results = await engine.rank(answer, selection, filters);
  return {
    engine,
    criteria,
    place,
    unknown,
    meant,
    answer,
    results,
    shown: shownOf(answer),
    counts: () => engine.counts(answer, filters),
  };
}
