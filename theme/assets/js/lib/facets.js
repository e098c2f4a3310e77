/**
 * The facets of the search, in the order of the panel, and what choosing in one means.
 *
 * A service answers when it answers one of the codes chosen in each facet: OR inside, AND between.
 * `generator/plan/facets.py` has the same names and the same rule, for the lists without script.
 */

/** Names are those of the address: ?public=jeunes&public=femmes */
export const FACETS = /** @type {const} */ ([
  "theme",
  "statut",
  "public",
  "frais",
  "accueil",
  "type",
  "demande",
  "langue",
]);

/** @typedef {typeof FACETS[number]} FacetName */

const INSIDE = "--";

/** The great theme of a precise thématique; "" for any other code. @param {string} code */
export function greatTheme(code) {
  return code.includes(INSIDE) ? code.split(INSIDE, 1)[0] : "";
}

/**
 * One more code. A precise thématique takes the place of its great theme, which would hide it, and
 * the other way round.
 * @param {string[]} codes
 * @param {string} code
 * @returns {string[]}
 */
export function choose(codes, code) {
  const kept = codes.filter(
    (other) => other !== code && other !== greatTheme(code) && greatTheme(other) !== code,
  );
  return [...kept, code];
}

/**
 * One code less. The last thématique of a great theme gives it back: one step wider, not all.
 * @param {string[]} codes
 * @param {string} code
 * @returns {string[]}
 */
export function release(codes, code) {
  const kept = codes.filter((other) => other !== code);
  const great = greatTheme(code);
  const isLast = great && !kept.some((other) => greatTheme(other) === great);
  return isLast ? [...kept, great] : kept;
}
