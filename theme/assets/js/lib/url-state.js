/**
 * The search as the address holds it: ?q=permis&lieu=43157&public=jeunes&public=femmes&ouvert=1
 */

import { FACETS, greatTheme } from "./facets.js";

/** @typedef {import("./facets.js").FacetName} FacetName */
/** @typedef {Record<FacetName, string[]>} Choices codes chosen in each facet */

/**
 * @typedef {{q: string, lieu: string, ouvert: boolean} & Choices} Criteria `lieu` is the code of a
 *   commune, an EPCI or a département, or what was typed for one
 */

/** Every name of an address that the search reads. */
export const NAMES = /** @type {const} */ (["q", "lieu", ...FACETS, "ouvert"]);
const LONGEST = 200;
/** What other sites add to the links that lead here: nobody chose it. */
const TRACKING = /^(?:utm_|mtm_|pk_)|^(?:fbclid|gclid)$/;

/** @returns {Criteria} nothing asked */
export function noCriteria() {
  const choices = /** @type {Choices} */ (Object.fromEntries(FACETS.map((name) => [name, []])));
  return { q: "", lieu: "", ouvert: false, ...choices };
}

/**
 * @param {string} search the query part of an address
 * @param {(name: FacetName | "ouvert", code: string) => boolean} [isKnown] whether the site has it
 * @returns {{criteria: Criteria, ignored: string[]}} what is asked, and what means nothing here
 */
export function readAddress(search, isKnown = () => true) {
  const criteria = noCriteria();
  const ignored = new Set();
  for (const [name, typed] of new URLSearchParams(search)) {
    const value = typed.trim().slice(0, LONGEST);
    if (!value || TRACKING.test(name)) continue;
    if (name === "q" || name === "lieu") criteria[name] ||= value;
    else if (isFacet(name) && isKnown(name, value)) addCode(criteria[name], value);
    else if (name === "ouvert" && value === "1" && isKnown(name, value)) criteria.ouvert = true;
    else ignored.add(name === "ouvert" || isFacet(name) ? `${name}\u00a0: ${value}` : name);
  }
  criteria.theme = criteria.theme.filter((code) => !criteria.theme.includes(greatTheme(code)));
  return { criteria, ignored: [...ignored] };
}

/** Whether an address chooses in the panel. @param {string} search */
export function hasFilters(search) {
  return [...new URLSearchParams(search).keys()].some((name) => isFacet(name) || name === "ouvert");
}

/**
 * @param {Criteria} criteria
 * @returns {string} "?q=permis", or "" when nothing is asked
 */
export function writeCriteria(criteria) {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    for (const value of valuesOf(criteria, name)) parameters.append(name, value);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** @param {Criteria} criteria */
export function isEmpty(criteria) {
  return NAMES.every((name) => !valuesOf(criteria, name).length);
}

/** How many filters are chosen in the panel. @param {Criteria} criteria */
export function countChosen(criteria) {
  return FACETS.reduce((sum, name) => sum + criteria[name].length, Number(criteria.ouvert));
}

/** @param {Criteria} criteria @param {typeof NAMES[number]} name @returns {string[]} */
function valuesOf(criteria, name) {
  const value = criteria[name];
  if (Array.isArray(value)) return value;
  const text = value === true ? "1" : value || "";
  return [text.trim()].filter(Boolean);
}

/** @param {string} name @returns {name is FacetName} */
function isFacet(name) {
  return FACETS.includes(/** @type {FacetName} */ (name));
}

/** @param {string[]} codes @param {string} code */
function addCode(codes, code) {
  if (!codes.includes(code)) codes.push(code);
}
