/**
 * The zone of a service and a place → how the one reaches the other: the rule of
 * `generator/plan/coverage.py`, tested on the same cases.
 *
 * A service covers a commune when its zone holds the commune, its EPCI, its département, its région
 * or France, never because of where its provider sits. It covers a larger place when it covers each
 * of its communes, and a part of it when it covers some.
 */

import { FRANCE, levelOf } from "./place-data.js";

/**
 * @typedef {import("./place-data.js").Place} Place
 *
 * @typedef {object} Reach
 * @property {string} code of the widest territory that it takes to hold the place
 * @property {number} distance levels between the place and that territory: 0 the place itself
 * @property {boolean} part only a part of the place is covered
 *
 * @typedef {Set<string> | {has: (code: string) => boolean}} Zone codes of today: those of the
 *   service, or those of them that are in `place.above` and `place.inside`
 */


/**
 * @param {Zone} zone
 * @param {Place} place
 * @returns {Reach | null}
 */
export function reach(zone, place) {
  if (zone instanceof Set && isAllOrNothing(zone, place)) {
    const nearest = place.whole.find((code) => zone.has(code));
    return nearest ? { code: nearest, distance: distance(nearest, place), part: false } : null;
  }
  let [covered, widest, code] = [0, -1, ""];
  for (const chain of place.chains) {
    const found = chain.find((above) => zone.has(above));
    if (found === undefined) continue;
    covered += 1;
    const level = levelOf(found);
    if (level > widest || (level === widest && found < code)) [widest, code] = [level, found];
  }
  if (!covered) return null;
  const part = covered < place.chains.length;
  if (part || distance(code, place) === 0) return { code: place.code, distance: 0, part };
  return { code, distance: distance(code, place), part };
}

/**
 * Why a service answers for a place: « Couvre votre département (Haute-Loire) ».
 * @param {Reach} found
 * @param {Place} place
 * @returns {string}
 */
export function reachReason(found, place) {
  if (found.part) return "Couvre une partie de ce territoire";
  if (found.code === FRANCE) return "Couvre toute la France";
  const isCommune = place.kind === "commune";
  if (found.distance === 0) return isCommune ? "Couvre votre commune" : "Couvre ce territoire";
  const [whole, yours] = NAMED[levelOf(found.code)];
  return `Couvre ${isCommune ? yours : whole} (${place.names.get(found.code)})`;
}

const NAMED = [
  ["toute la commune", "votre commune"],
  ["toute l’intercommunalité", "votre intercommunalité"],
  ["tout le département", "votre département"],
  ["toute la région", "votre région"],
];

/** Most zones hold all of a place or nothing of it: its communes need not be gone through. @param {Set<string>} zone @param {Place} place */
function isAllOrNothing(zone, place) {
  for (const code of zone) {
    if (place.inside.has(code)) return false;
    if (place.above.includes(code) && !place.whole.includes(code)) return false;
  }
  return true;
}

/** @param {string} code @param {Place} place */
function distance(code, place) {
  return Math.max(0, levelOf(code) - levelOf(place.code));
}
