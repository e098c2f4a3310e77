/** A result → why it is there, in the words of the person: their territory, their situation. */

import { terms as termsOf, words as wordsOf } from "./french.js";

/**
 * @typedef {import("./search-engine.js").SearchDocument} SearchDocument
 * @typedef {import("./ranking.js").Result} Result
 * @typedef {import("./query.js").Query} Query
 * @typedef {(facet: string, code: string) => string} LabelOf the words of an option: « Intérimaires »
 */

/** Facets that a service may name, or exclude nobody by. */
const PERSONS = /** @type {const} */ (["statut", "public"]);
const FIELDS = /** @type {const} */ ({ statut: "statuts", public: "publics" });
const EVERYONE = "tous-publics";
const SHOWN = /** @type {const} */ (["nom", "structure", "resume", "audience", "place", "on_site", "cost", "how"]);

/**
 * What says why each result answers.
 * @param {{q: string, place: import("./places.js").Place | null, statut: string[], public: string[]}} filters
 * @param {LabelOf} labelOf
 * @param {Query} query
 * @param {typeof import("./coverage.js").reachReason} [reachReason] loaded with a place
 * @returns {(service: SearchDocument, result: Result) => string[]}
 */
export function explain(filters, labelOf, query, reachReason) {
  return (service, result) =>
    [
      filters.place && result.reach && reachReason ? reachReason(result.reach, filters.place) : "",
      ...persons(service, filters, labelOf),
      hidden(service, result, query, filters.q),
    ].filter(Boolean);
}

/** « Pour les intérimaires », or « Ouvert à tous » when the service excludes nobody. */
function persons(
  /** @type {SearchDocument} */ service,
  /** @type {{statut: string[], public: string[]}} */ filters,
  /** @type {LabelOf} */ labelOf,
) {
  const asked = PERSONS.filter((facet) => filters[facet].length);
  const named = asked.flatMap((facet) =>
    filters[facet]
      .filter((code) => code !== EVERYONE && service[FIELDS[facet]]?.includes(code))
      .map((code) => lowered(labelOf(facet, code))),
  );
  if (named.length) return [`Pour les ${named.join(", les ")}`];
  return asked.length ? ["Ouvert à tous"] : [];
}

/**
 * « Contient aussi\u00a0: garde, nuit »: what was found only in the text of the page. It is said
 * when the service holds every word, so that no word is claimed by mistake.
 */
function hidden(
  /** @type {SearchDocument} */ service,
  /** @type {Result} */ { coverage },
  /** @type {Query} */ { words },
  /** @type {string} */ typed,
) {
  if (!words.length || coverage < words.length) return "";
  const shown = new Set(SHOWN.flatMap((field) => termsOf(service[field] ?? "")));
  const unseen = words.filter(
    // Found by a synonym, a word may not be in the page at all.
    ({ ways }) => ways.length === 1 && !ways[0].every((term) => shown.has(term)),
  );
  const said = new Set(unseen.map(({ text }) => asTyped(text, typed)));
  return said.size ? `Contient aussi\u00a0: ${[...said].join(", ")}` : "";
}

/** A folded word → as it was typed, with its accents. @param {string} word @param {string} typed */
function asTyped(word, typed) {
  const written = typed.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return written.find((text) => wordsOf(text).includes(word)) ?? word;
}

/** @param {string} label */
function lowered(label) {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
