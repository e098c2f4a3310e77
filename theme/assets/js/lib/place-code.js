/**
 * The code of an address → its place, from the file of its département alone: a tenth of what all
 * the served places weigh, and all that a search needs until somebody types a name.
 */

import { departementOf, readPlaces } from "./place-data.js";

/** @typedef {import("./place-data.js").Place} Place */

const COMMUNE = /^\d[\dAB]\d{3}$/;
/** Those of the 101 départements: nothing is asked for that cannot be there. */
const DEPARTEMENT = /^(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-46])$/;

/**
 * @param {string} text
 * @param {string} folder address of the files of places, ended by a slash
 * @returns {Promise<Place | null>} null for what only `Places` can resolve
 */
export async function placeOfCode(text, folder) {
  const code = text.toUpperCase();
  const departement = COMMUNE.test(code) ? departementOf(code) : code;
  if (!DEPARTEMENT.test(departement)) return null;
  const response = await fetch(`${folder}${departement}.json`);
  if (!response.ok) return null;
  return readPlaces(await response.json(), false).get(code) ?? null;
}
