/** The names of places, of today and former, from here and elsewhere → those that a text may mean. */

import { departementOf } from "./place-data.js";
import { isNearly, placeKey, RANK, rankName } from "./place-names.js";

/**
 * @typedef {import("./place-data.js").Place} Place
 *
 * @typedef {object} Choice a place, or another name of one
 * @property {string} code of the place of today
 * @property {Place["kind"]} kind
 * @property {string} nom
 * @property {string} note what tells it from another: « 43000, Haute-Loire »
 * @property {boolean} served
 * @property {boolean} [meant] no name is written so: this one is near
 *
 * @typedef {{choice: Choice, key: string, postcodes: string[]}} Entry
 * @typedef {{choice: Choice, rank: number}} Found
 */

const OUTSIDE = "hors du territoire";
const LINE = /^(\w+)(\*?)(?:>(\w+))? ([^|]*)(?:\|(.*))?$/;

/** @param {Place} place @returns {{choice: Choice, key: string}} */
export function toEntry(place) {
  const choice = place.served ? place : { ...place, note: `${place.note}, ${OUTSIDE}` };
  return { choice, key: placeKey(place.nom) };
}

/** Former names lead to the commune of today. @param {Record<string, string>} former @param {Map<string, Place>} known @returns {Entry[]} */
export function formerEntries(former, known) {
  return Object.entries(former).flatMap(([code, lines]) => {
    const place = known.get(code);
    return lines.split("\n").flatMap((line) => {
      const nom = line.slice(line.split(" ", 1)[0].length + 1);
      if (!place || !nom) return [];
      const choice = { ...place, nom, note: otherName(nom, place.nom) };
      return { choice, key: placeKey(nom), postcodes: [] };
    });
  });
}

/** @param {string} code @param {string} nom @returns {Entry} */
export function departementEntry(code, nom) {
  const note = `département, ${OUTSIDE}`;
  const choice = /** @type {Choice} */ ({ code, kind: "departement", nom, note, served: false });
  return { choice, key: placeKey(nom), postcodes: [] };
}

/** What a name that is no commune's leads to. @param {string} nom @param {string} today */
function otherName(nom, today) {
  return nom.endsWith(" Arrondissement") ? `commune de ${today}` : `aujourd’hui ${today}`;
}

/** @param {string} line @param {Record<string, string>} departements @returns {Entry & {isCity: boolean}} */
export function outsideEntry(line, departements) {
  const [, code, city, today, nom, nomToday] = LINE.exec(line) ?? ["", "", "", "", "", ""];
  const where = departements[departementOf(today ?? code)];
  const note = [nomToday && otherName(nom, nomToday), where, OUTSIDE].filter(Boolean).join(", ");
  /** @type {Choice} */
  const choice = { code: today ?? code, kind: "commune", nom, note, served: false };
  return { choice, key: placeKey(nom), postcodes: [], isCity: city === "*" };
}

/** @param {Entry[]} entries @param {string} key @returns {Found[]} best first */
export function rank(entries, key) {
  const isCode = /^\d/.test(key);
  const found = entries.flatMap(({ choice, key: name, postcodes }) => {
    const at = isCode ? rankCode(choice, postcodes, key) : rankName(name, key);
    return at === RANK.NOT ? [] : { choice, rank: at };
  });
  return found.sort((a, b) => a.rank - b.rank);
}

/** @param {Choice} choice @param {string[]} postcodes @param {string} key */
function rankCode({ kind, code }, postcodes, key) {
  if (kind === "departement" && code.toLowerCase() === key) return RANK.WHOLE;
  return postcodes.some((postcode) => postcode.startsWith(key)) ? RANK.BEGINS : RANK.NOT;
}

/** @param {Entry[]} entries @param {string} key @returns {Found[]} the shortest first */
export function nearOnes(entries, key) {
  const near = entries.filter(({ key: name }) => isNearly(name, key));
  near.sort((a, b) => a.key.length - b.key.length);
  return near.map(({ choice }) => ({ choice, rank: RANK.WORDS }));
}

/** @param {Found} found */
export function isClose({ rank: at }) {
  return at <= RANK.BEGINS;
}

/** @param {Found[]} found */
export function exact(found) {
  const whole = found.filter(({ rank: at }) => at === RANK.WHOLE);
  return whole.length ? whole : found.filter(({ rank: at }) => at === RANK.WITHOUT_ARTICLE);
}

/** The same place is offered once. @param {Found[]} found @param {number} limit @returns {Choice[]} */
export function distinct(found, limit) {
  const byCode = new Map();
  for (const { choice } of found) if (!byCode.has(choice.code)) byCode.set(choice.code, choice);
  return [...byCode.values()].slice(0, limit);
}
