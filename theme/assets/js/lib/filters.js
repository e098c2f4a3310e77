/**
 * Filters → whether a service passes them, and how closely: what names the person's situation comes
 * before what merely does not exclude it, and near before far.
 */

/**
 * @typedef {import("./search-engine.js").SearchDocument} SearchDocument
 * @typedef {import("./places.js").Place} Place
 */

/**
 * @typedef {object} Filters
 * @property {string} theme code of a great theme or of a thématique, "" for any
 * @property {Place | null} place
 * @property {string} public
 * @property {string} statut
 */

const EVERYONE = "tous-publics";
const FRANCE = "france";

/**
 * @param {SearchDocument} service
 * @param {Filters} filters
 * @returns {boolean}
 */
export function accepts(service, filters) {
  const { theme, place } = filters;
  return (
    (!theme ||
      service.thematiques.some((code) => code === theme || code.startsWith(`${theme}--`))) &&
    (!filters.public || isOpenTo(service.publics, filters.public)) &&
    (!filters.statut || isOpenTo(service.statuts, filters.statut)) &&
    (!place || reach(service, place) !== null)
  );
}

/**
 * How many of the person's filters the service does not name itself; 0 is the closest.
 * @param {SearchDocument} service
 * @param {Filters} filters
 * @returns {number}
 */
export function vagueness(service, filters) {
  const named = (/** @type {string[] | undefined} */ codes, /** @type {string} */ code) =>
    !code || (codes ?? []).includes(code);
  return (
    Number(!named(service.publics, filters.public)) +
    Number(!named(service.statuts, filters.statut))
  );
}

/**
 * How a service reaches a place: the code of the narrowest territory of its zone that holds it, and
 * how far that is (0 the place itself); `part` when it only covers something inside; null when not.
 * @param {SearchDocument} service
 * @param {Place} place
 * @returns {{code: string, distance: number, part: boolean} | null}
 */
export function reach(service, place) {
  const distance = place.above.findIndex((code) => service.zone_eligibilite.includes(code));
  if (distance >= 0) return { code: place.above[distance], distance, part: false };
  const part = service.zone_eligibilite.some((code) => place.inside.has(code));
  return part ? { code: place.code, distance: 0, part } : null;
}

/**
 * Why a service answers for a place: « Couvre votre département (Haute-Loire) ».
 * @param {SearchDocument} service
 * @param {Place} place
 * @returns {string}
 */
export function reachReason(service, place) {
  const found = reach(service, place);
  if (!found) return "";
  if (found.part) return "Couvre une partie de ce territoire";
  if (found.code === FRANCE) return "Couvre toute la France";
  if (found.distance === 0) {
    return place.kind === "commune" ? "Couvre votre commune" : "Couvre ce territoire";
  }
  const [whole, yours] = kindOf(found.code);
  return `Couvre ${place.kind === "commune" ? yours : whole} (${place.names.get(found.code)})`;
}

/** What a code above a commune is, by its look. @param {string} code */
function kindOf(code) {
  if (code.startsWith("region-")) return ["toute la région", "votre région"];
  if (code.length === 9) return ["toute l’intercommunalité", "votre intercommunalité"];
  return ["tout le département", "votre département"];
}

/** Naming nobody, or everybody, excludes nobody. */
function isOpenTo(/** @type {string[] | undefined} */ codes, /** @type {string} */ code) {
  return !codes?.length || codes.includes(code) || codes.includes(EVERYONE);
}
