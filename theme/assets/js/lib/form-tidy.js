/** A number or a postcode as somebody typed it → as it is kept, when it can only be one: never a guess. */

const SPACES = /[ \u00a0\u202f\u2009]/g;
const NUMBER = /^-?\d{1,3}(?:\d*|(?: \d{3})+)(?:[,.]\d{1,20})?$/;
const UNIT = / ?(?:€|euros?|h|heures?|ans?|mois|jours?|semaines?|km|%|personnes?)\.?$/i;

/** « 100 € » → 100, « 70 h » → 70; null for what is no number. @param {unknown} value */
export function tidyNumber(value) {
  const bare = String(value ?? "").replace(SPACES, " ").trim().replace(UNIT, "").trim();
  return NUMBER.test(bare) ? Number(bare.replaceAll(" ", "").replace(",", ".")) : null;
}

/** « 43 000 » → « 43000 »; null for what is no postcode. @param {unknown} value */
export function tidyPostcode(value) {
  const bare = String(value ?? "").replace(SPACES, "").replace(/[.-]/g, "");
  return /^[0-9]{5}$/.test(bare) ? bare : null;
}
