/** A value that may not be written yet, or not well → one of the expected shape. */

/** @param {any} value @returns {string} */
export function text(value) {
  return typeof value === "string" ? value : "";
}

/** @param {any} value @returns {string[]} */
export function texts(value) {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** @param {any} value @returns {any[]} objects */
export function rows(value) {
  return Array.isArray(value) ? value.filter((one) => one && typeof one === "object") : [];
}

/** Those that say something. @param {any} value @returns {Record<string, any>[]} */
export function conditions(value) {
  return rows(value).filter((one) => Object.keys(one).length > 0);
}

/** @param {any} value */
export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
