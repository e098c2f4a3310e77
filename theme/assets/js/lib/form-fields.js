/**
 * The fields of the form ⇄ the data of an entry. The markup says what each field is: see
 * `theme/templates/components/form-field.html`.
 */

import { fillBoxes, readBoxes } from "./form-boxes.js";
import { fillControl, readControl } from "./form-controls.js";
import { fillRows, rowsOf } from "./form-rows.js";
import { fillRule, readRule } from "./form-rule.js";

/**
 * @typedef {import("./form-controls.js").Control} Control
 * @typedef {Record<string, any>} Data
 */

const LISTED = ["texts", "zone", "services"];
const HOLDER = "[data-field], [data-row]";

/** What a part of the form says: the form itself, a group, a row. @param {HTMLElement} part @returns {Data} */
export function readFields(part) {
  const found = fieldsIn(part).map((field) => [keyOf(field), readField(field)]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** @param {HTMLElement} part @param {Data} data */
export function fillFields(part, data) {
  for (const field of fieldsIn(part)) {
    const key = keyOf(field);
    fillField(field, Object.hasOwn(data, key) ? (data[key] ?? undefined) : undefined);
  }
}

/** The fields that stand directly in a part of the form. @param {HTMLElement} part @returns {HTMLElement[]} */
export function fieldsIn(part) {
  const owner = part.closest(HOLDER);
  const fields = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-field]")]);
  return fields.filter((field) => (field.parentElement?.closest(HOLDER) ?? null) === owner);
}

/** « montant.max » → « max » @param {HTMLElement} field */
export function keyOf({ dataset }) {
  return (dataset.field ?? "").split(".").at(-1)?.replace("[]", "") ?? "";
}

/** The control of a field that has one. @param {HTMLElement} field @returns {Control | null} */
export function controlOf(field) {
  return field.querySelector(`[data-name="${CSS.escape(field.dataset.field ?? "")}"]`);
}

/** @param {HTMLElement} field @returns {any} undefined when nothing is said */
export function readField(field) {
  const { kind = "text", many } = field.dataset;
  if (kind === "choices") return readBoxes(field);
  if (kind === "group") return orNothing(readFields(field));
  if (kind === "rule") return readRule(field, readFields);
  if (kind === "rows") {
    const rows = rowsOf(field).map(readFields).filter((row) => Object.keys(row).length);
    return rows.length ? rows : undefined;
  }
  const control = controlOf(field);
  return control ? readControl(control, kind, LISTED.includes(kind) || many !== undefined) : undefined;
}

/** @param {HTMLElement} field @param {any} value undefined to empty it */
export function fillField(field, value) {
  const { kind = "text" } = field.dataset;
  if (value !== undefined) reveal(field);
  if (kind === "choices") fillBoxes(field, value);
  else if (kind === "group") fillFields(field, Object(value));
  else if (kind === "rule") fillRule(field, value, fillFields, readFields);
  else if (kind === "rows") fillRows(field, Array.isArray(value) ? value : [], fillFields);
  else {
    const control = controlOf(field);
    if (control) fillControl(control, value);
  }
}

/** Open what hides a field. @param {Element} field */
export function reveal(field) {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
    fold.open = true;
  }
}

/** The same value with another one at a place inside it. @param {any} whole @param {(string | number)[]} path @param {any} value @returns {any} */
export function replaced(whole, path, value) {
  if (!path.length || typeof whole !== "object" || whole === null) return value;
  const [step, ...rest] = path;
  const inner = replaced(whole[step], rest, value);
  return Array.isArray(whole) ? whole.with(Number(step), inner) : { ...whole, [step]: inner };
}

/** @param {Data} data */
function orNothing(data) {
  return Object.keys(data).length ? data : undefined;
}

/**
 * The same data, its keys in the order of the schema; those that it does not have come last.
 * @param {any} data
 * @param {import("./form-phrases.js").Schema} schema
 * @param {(schema: any) => any} resolve
 * @returns {any}
 */
export function ordered(data, schema, resolve) {
  const known = resolve(schema ?? {});
  if (Array.isArray(data)) return data.map((item) => ordered(item, known.items, resolve));
  if (typeof data !== "object" || data === null) return data;
  const names = Object.keys(known.properties ?? {});
  const keys = [...names.filter((name) => Object.hasOwn(data, name))];
  keys.push(...Object.keys(data).filter((key) => !names.includes(key)));
  return Object.fromEntries(
    keys.map((key) => [key, ordered(data[key], known.properties?.[key], resolve)]),
  );
}
