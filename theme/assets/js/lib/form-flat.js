/**
 * The fields of an entry → the text of each, by name: what the issue form is prefilled with, and what
 * `generator/flat_entry.py` reads back. A test compares both.
 */

import { decimal, fieldLines, itemLines } from "./form-entry-text.js";

const BULLET = /^[-*•–][ \u00a0]+/;

/**
 * @param {Record<string, any>} data
 * @param {import("./form-phrases.js").Schema} schema
 * @param {(schema: any) => any} resolve
 * @param {string} [prefix]
 * @returns {Record<string, string>} « montant.max » → « 1000 »
 */
export function flatten(data, schema, resolve, prefix = "") {
  const { properties = {} } = resolve(schema);
  /** @type {Record<string, string>} */
  const cells = {};
  for (const [key, value] of Object.entries(data)) {
    const name = prefix + key;
    const part = resolve(properties[key] ?? {});
    if (Array.isArray(value)) cells[name] = listText(value);
    else if (typeof value !== "object") cells[name] = valueText(value);
    else if (isRule(part)) cells[name] = guarded(lines(value));
    else Object.assign(cells, flatten(value, part, resolve, `${name}.`));
  }
  return cells;
}

/** « montant.max » → the identifier of the field in the issue form. @param {string} name */
export function issueFieldId(name) {
  return name.replaceAll("[]", "").replaceAll(".", "_");
}

/** Whether an object holds conditions. @param {any} schema */
function isRule({ properties = {} }) {
  return Object.values(properties).some((/** @type {any} */ part) =>
    part.items?.$ref?.startsWith("#/$defs/condition"),
  );
}

/** @param {Record<string, any>} value */
function lines(value) {
  return Object.entries(value).flatMap(([key, item]) => fieldLines(key, item, "")).join("\n");
}

/** @param {any[]} values */
function listText(values) {
  if (values.some((value) => typeof value === "object")) {
    return guarded(values.flatMap((value) => itemLines(value, "")).join("\n"));
  }
  return values.map((value) => lineText(String(value))).join("\n");
}

/** @param {string | number | boolean} value */
function valueText(value) {
  if (typeof value === "boolean") return value ? "oui" : "non";
  return typeof value === "number" ? decimal(value).replace(".", ",") : guarded(value);
}

/** A text that edges or quotes of its own would alter → the same as a JSON string. @param {string} text */
export function guarded(text) {
  return text !== text.trim() || isQuoted(text) ? JSON.stringify(text) : text;
}

/** @param {string} text */
function lineText(text) {
  const isHard = text.includes("\n") || text !== text.trim() || BULLET.test(text);
  return isHard || isQuoted(text) ? JSON.stringify(text) : text;
}

/** Whether quotes around a text would be taken for ours. @param {string} text @returns {boolean} */
function isQuoted(text) {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return false;
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof found !== "string" || JSON.stringify(found) !== text) return false;
  return found.includes("\n") || found !== found.trim() || BULLET.test(found) || isQuoted(found);
}
