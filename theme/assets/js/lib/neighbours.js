/** A search that gives little here → what it gives next door, and what exists from a distance. */

import { docsFor } from "./other-searches.js";

/**
 * @typedef {import("./other-searches.js").Asked} Asked
 * @typedef {import("./other-searches.js").Outcome} Outcome
 * @typedef {import("./search-engine.js").SearchEngine} SearchEngine
 * @typedef {import("./places.js").Places} Places
 */

const MOST_NEIGHBOURS = 8;
const MOST_SHOWN = 4;
const REMOTE = "a-distance";

/**
 * What the neighbouring intercommunalités have that is not here, the richest first.
 * @param {SearchEngine} engine
 * @param {Places} places
 * @param {Asked} asked
 * @param {Set<number>} here documents already shown
 * @returns {Promise<Outcome[]>}
 */
export async function nextDoor(engine, places, { criteria, place }, here) {
  if (!place) return [];
  const codes = [...(await places.neighbours(place))].slice(0, MOST_NEIGHBOURS);
  const found = await Promise.all(
    codes.map(async (code) => {
      const neighbour = await places.byCode(code);
      if (!neighbour) return [];
      const there = { ...criteria, lieu: code };
      const docs = (await docsFor(engine, there, neighbour)).filter((doc) => !here.has(doc));
      return docs.length ? [{ label: neighbour.nom, criteria: there, docs }] : [];
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.docs.length - a.docs.length)
    .slice(0, MOST_SHOWN);
}

/**
 * What is done from a distance for the place: with the words, else with the need alone.
 * @param {SearchEngine} engine
 * @param {Asked} asked
 * @param {Set<number>} here documents already shown
 * @returns {Promise<Outcome | null>}
 */
export async function fromADistance(engine, { criteria, place }, here) {
  const words = withOnly(criteria, { accueil: [REMOTE], q: criteria.q });
  const need = withOnly(criteria, { accueil: [REMOTE], theme: criteria.theme });
  const tries = [
    ...(criteria.q ? [words] : []),
    ...(criteria.theme.length ? [need] : []),
    ...(criteria.q || criteria.theme.length ? [] : [words]),
  ];
  for (const tried of tries) {
    const docs = (await docsFor(engine, tried, place)).filter((doc) => !here.has(doc));
    if (docs.length) return { label: "À distance", criteria: tried, docs };
  }
  return null;
}

/**
 * The place and some criteria, without the others.
 * @param {import("./url-state.js").Criteria} criteria
 * @param {Partial<import("./url-state.js").Criteria>} kept
 * @returns {import("./url-state.js").Criteria}
 */
function withOnly(criteria, kept) {
  const none = Object.entries(criteria).map(([name, value]) => {
    if (Array.isArray(value)) return [name, []];
    return [name, typeof value === "boolean" ? false : ""];
  });
  return { ...Object.fromEntries(none), lieu: criteria.lieu, ...kept };
}
