/** A fact and conditions → the values that are worth trying, to know what an answer would change. */

import { resourceKey } from "./eligibility.js";

/** A code of no vocabulary: known, and none of those that rules name. */
export const NOBODY = "autre";
/** Numbers tried: on a large site, bounds are many, and close. */
const MOST = 16;

/** One value for each way in which conditions may answer. @param {string} fact @param {[string, any][]} conditions @returns {any[]} */
export function valuesOf(fact, conditions) {
  const of = (/** @type {string} */ kind) =>
    conditions.filter(([other]) => other === kind).map(([, value]) => value);
  if (fact === "statut") return [...new Set([...of("statuts").flat(), "cdi", NOBODY])];
  if (fact === "contrat") return [...new Set([...of("contrat").flat(), NOBODY])];
  if (fact === "publics") return [...new Set(of("publics").flat())];
  if (fact === "permis") return [...new Set([...of("permis").flat(), "aucun"])].map((code) => [code]);
  const bounds = fact.includes("/")
    ? of("ressources").filter((value) => resourceKey(value) === fact)
    : [...of(fact), ...(fact === "age" ? [{ min: 26, max: 30 }] : [])];
  return between(bounds);
}

/** A number on each side of each bound. @param {{min?: number, max?: number}[]} bounds @returns {number[]} */
function between(bounds) {
  const cuts = bounds.flatMap(({ min, max }) => [
    ...(min === undefined ? [] : [min - 1, min]),
    ...(max === undefined ? [] : [max, max + 1]),
  ]);
  const values = [...new Set(cuts)].filter((value) => value >= 0).sort((a, b) => a - b);
  const step = Math.max(1, values.length / MOST);
  return Array.from({ length: Math.min(values.length, MOST) }, (_, i) => values[Math.floor(i * step)]);
}

