/** The search as the address holds it: ?q=permis&theme=mobilite&lieu=43157&public=jeunes&statut=cdd */

/**
 * @typedef {object} Criteria
 * @property {string} q what was typed
 * @property {string} theme code of a great theme or of a thématique
 * @property {string} lieu code of a commune, an EPCI or a département
 * @property {string} public code of a public
 * @property {string} statut code of a situation of employment
 */

export const NAMES = /** @type {const} */ (["q", "theme", "lieu", "public", "statut"]);
const LONGEST = 200;

/**
 * @param {string} search the query part of an address
 * @returns {Criteria}
 */
export function readCriteria(search) {
  const parameters = new URLSearchParams(search);
  const criteria = { q: "", theme: "", lieu: "", public: "", statut: "" };
  for (const name of NAMES) {
    criteria[name] = (parameters.get(name) ?? "").trim().slice(0, LONGEST);
  }
  return criteria;
}

/**
 * @param {Criteria} criteria
 * @returns {string} "?q=permis", or "" when nothing is asked
 */
export function writeCriteria(criteria) {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = criteria[name].trim();
    if (value) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/**
 * @param {Criteria} criteria
 * @returns {boolean}
 */
export function isEmpty(criteria) {
  return NAMES.every((name) => !criteria[name].trim());
}
