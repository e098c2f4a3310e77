/** Searches to try instead: each without one criterion, with what it gives; or in another place. */

import { element } from "./dom.js";
import { quoted } from "./status.js";
import { countChosen, noCriteria, writeCriteria } from "./url-state.js";

/**
 * @typedef {import("./url-state.js").Criteria} Criteria
 * @typedef {import("./search-engine.js").SearchEngine} SearchEngine
 * @typedef {import("./search-engine.js").SearchDocument} SearchDocument
 * @typedef {import("./places.js").Place} Place
 *
 * @typedef {object} Asked a search that was made
 * @property {Criteria} criteria
 * @property {Place | null} place
 * @property {(name: string, code: string) => string} labelOf the words of an option
 * @property {boolean} isAnswered whether a result holds all that was asked
 *
 * @typedef {object} Outcome what another search gives
 * @property {string} label what changes: « Sans « Intérimaires » »
 * @property {Criteria} criteria
 * @property {number[]} docs best first
 */

const MOST_WORDS = 5;
const NOTHING = /** @type {number[]} */ ([]);

/**
 * The documents that answer some criteria, best first.
 * @param {SearchEngine} engine
 * @param {Criteria} criteria
 * @param {Place | null} place
 * @returns {Promise<number[]>}
 */
export async function docsFor(engine, criteria, place) {
  const filters = { ...criteria, place };
  const [answer, selection] = await Promise.all([
    engine.find(criteria.q, place),
    engine.select(filters),
  ]);
  if (!selection.size) return NOTHING;
  return (await engine.rank(answer, selection, filters)).map(({ doc }) => doc);
}

/**
 * The same search with one criterion less: only those that give something, best first.
 * @param {SearchEngine} engine
 * @param {Asked} asked
 * @returns {Promise<Outcome[]>}
 */
export async function relaxed(engine, asked) {
  const tried = relaxations(asked).map(async ({ label, criteria }) => {
    const docs = await docsFor(engine, criteria, criteria.lieu ? asked.place : null);
    return { label, criteria, docs };
  });
  return (await Promise.all(tried)).filter(({ docs }) => docs.length > 0);
}

/** Each search with one criterion less. @param {Asked} asked */
function relaxations({ criteria, place, labelOf }) {
  /** @type {{label: string, criteria: Criteria}[]} */
  const ways = [];
  for (const [name, chosen] of Object.entries(criteria)) {
    if (!Array.isArray(chosen) || !chosen.length) continue;
    const said = chosen.map((code) => quoted(labelOf(name, code))).join(" ni ");
    ways.push({ label: `Sans ${said}`, criteria: { ...criteria, [name]: [] } });
  }
  if (countChosen(criteria) > 1) {
    ways.push({ label: "Sans aucun filtre", criteria: { ...noCriteria(), q: criteria.q, lieu: criteria.lieu } });
  }
  if (criteria.ouvert) {
    ways.push({ label: "Même fermé en ce moment", criteria: { ...criteria, ouvert: false } });
  }
  if (place) ways.push({ label: `Sans le lieu ${quoted(place.nom)}`, criteria: { ...criteria, lieu: "" } });
  const words = criteria.q.split(/\s+/).filter(Boolean);
  if (words.length > 1 && words.length <= MOST_WORDS) {
    for (const word of words) {
      const q = words.filter((other) => other !== word).join(" ");
      ways.push({ label: `Sans le mot ${quoted(word)}`, criteria: { ...criteria, q } });
    }
  }
  if (words.length) {
    const label = words.length > 1 ? "Sans aucun de ces mots" : `Sans ${quoted(criteria.q)}`;
    ways.push({ label, criteria: { ...criteria, q: "" } });
  }
  return ways.filter(({ criteria: other }) => writeCriteria(other) !== "");
}

/**
 * A place that was written without being chosen: those it may mean.
 * @param {Criteria} criteria
 * @param {Place[]} places
 * @returns {HTMLElement}
 */
export function placeLinks(criteria, places) {
  const links = places.map((place) =>
    searchLink({ ...criteria, lieu: place.code }, `${place.nom} (${place.note})`),
  );
  return element("ul", { class: "search-ways" }, ...links);
}

/** @param {Criteria} criteria @param {string} label */
function searchLink(criteria, label) {
  return element("li", {}, element("a", { href: writeCriteria(criteria) || "?" }, label));
}
