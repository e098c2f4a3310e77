/**
 * French text → the terms that the search knows: one list of steps, the same as
 * `generator/render/french.py`.
 *
 * Fold (lower case, no accent) → separate into words (no elision, hyphens and apostrophes apart) →
 * drop stop words → unify gender and number → stem. Accents go before the stem: otherwise
 * « vehicule » and « véhicule » would be two terms.
 */

import { stem as snowball } from "./french-stem.js";
import { STOP_WORDS } from "./stop-words.js";

const COMBINING = /[\u0300-\u036f]/g;
const ELISION = /(^|[^a-z0-9])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu|quelqu|entr)'/g;
const WORD = /[a-z](?:\.[a-z])+(?![a-z0-9])|[a-z0-9]+/g;

/**
 * What Snowball leaves apart once accents are gone: salariée, étrangère(s), conductrice, vélos, emplois.
 * @type {[RegExp, string][]}
 */
const ENDINGS = [
  [/(...)ees?$/, "$1e"],
  [/(...)er(?:es?|s)$/, "$1er"],
  [/(...)trices?$/, "$1teur"],
  [/(..)oises?$/, "$1oi"],
  [/(..[iou])s$/, "$1"],
];

/**
 * Lower case, without accents, ligatures opened, one kind of apostrophe.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(COMBINING, "")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[’‘ʼ\x60´]/g, "'");
}

/**
 * The words of a text, folded, in order: « C.A.F. d’Étupes » → caf, etupes.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const apart = fold(text).replace(ELISION, "$1 ");
  return (apart.match(WORD) ?? []).map((word) => word.replace(/\./g, ""));
}

/**
 * The stem of a word already folded.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  return snowball(unify(word));
}

/**
 * The terms of a text: what the index holds of it.
 * @param {string} text
 * @returns {string[]}
 */
export function terms(text) {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

/** @param {string} word */
function unify(word) {
  return ENDINGS.reduce((form, [ending, replacement]) => form.replace(ending, replacement), word);
}
