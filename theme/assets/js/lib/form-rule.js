/**
 * The conditions of an aid: rows, each of one condition or of several that go together; a text where
 * conditions hold conditions that rows cannot show.
 */

import { element } from "./dom.js";
import { fieldLines } from "./form-entry-text.js";
import { readOutline } from "./form-outline.js";
import { fillRows, rowsOf } from "./form-rows.js";

/**
 * @typedef {Record<string, any>} Condition one key
 * @typedef {(part: HTMLElement) => Record<string, any>} Read
 * @typedef {(part: HTMLElement, data: Record<string, any>) => void} Fill
 */

const DEEP = ["toutes", "une", "sauf"];

/** What each text was filled with. @type {WeakMap<Element, {shown: string, value: any}>} */
const filled = new WeakMap();

/**
 * Show the rows of a rule instead of its text, with what exchanges them.
 * @param {HTMLElement} root
 * @param {Read} read
 * @param {Fill} fill
 * @param {(sentence: string) => void} announce
 */
export function openRules(root, read, fill, announce) {
  for (const rows of root.querySelectorAll("[data-rule]")) {
    const rule = rows.parentElement?.closest("[data-field]");
    if (!(rows instanceof HTMLElement) || !(rule instanceof HTMLElement)) continue;
    const button = element("button", { type: "button", class: "button", "data-variant": "quiet", "data-as-text": "" });
    button.addEventListener("click", () => {
      const value = readRule(rule, read);
      const asText = !isText(rule);
      if (asText || value === undefined || fitsRows(value)) {
        fillRule(rule, value, fill, read);
        showAsText(rule, asText);
        rule.dispatchEvent(new Event("change", { bubbles: true }));
      } else {
        announce("Ces conditions ne tiennent pas dans des cases\u00a0: elles restent en texte.");
      }
    });
    rows.before(button);
    showAsText(rule, false);
  }
}

/** Whether a rule is being written as a text. @param {HTMLElement} rule */
export function isText(rule) {
  return partOf(rule, "[data-rule]")?.hidden ?? false;
}

/** @param {HTMLElement} rule @param {boolean} asText */
export function showAsText(rule, asText) {
  const [rows, plain] = [partOf(rule, "[data-rule]"), partOf(rule, "[data-plain]")];
  if (!rows || !plain) return;
  rows.hidden = asText;
  plain.hidden = !asText;
  for (const control of plain.querySelectorAll("textarea")) control.disabled = !asText;
  const button = partOf(rule, "[data-as-text]");
  if (button) button.textContent = asText ? "Remplir avec des cases" : "Écrire les conditions en texte";
}

/** @param {HTMLElement} rule @param {Read} read @returns {any} undefined when nothing is said */
export function readRule(rule, read) {
  const rows = partOf(rule, "[data-rule]");
  if (!rows) return readConditions(rule, read);
  if (isText(rule)) return readText(rule);
  const found = read(rows);
  return Object.keys(found).length ? found : undefined;
}

/**
 * Rows when they say the same, in the same order; else the text.
 * @param {HTMLElement} rule
 * @param {any} value
 * @param {Fill} fill
 * @param {Read} read
 */
export function fillRule(rule, value, fill, read) {
  const rows = partOf(rule, "[data-rule]");
  if (!rows) {
    fillRows(rule, (value ?? []).map(together), fill);
    return;
  }
  fill(rows, fitsRows(value) ? value : {});
  const fits = value === undefined || JSON.stringify(read(rows)) === JSON.stringify(value);
  showAsText(rule, !fits);
  if (!fits) fill(rows, {});
  const text = partOf(rule, "[data-plain]")?.querySelector("textarea");
  if (!text) return;
  text.value = value === undefined ? "" : ruleText(value);
  filled.set(text, { shown: text.value, value });
}

/** A rule as lines that a person can read and change. @param {any} value */
export function ruleText(value) {
  if (typeof value === "string") return value;
  return Object.entries(Object(value)).flatMap(([key, part]) => fieldLines(key, part, "")).join("\n");
}

/** Whether rows say all of a rule. @param {any} rule */
export function fitsRows(rule) {
  if (typeof rule !== "object" || rule === null) return false;
  return DEEP.every((key) => {
    const list = rule[key] ?? [];
    return Array.isArray(list) && list.every((one) => isLeaf(one) || (key !== "toutes" && isBundle(one)));
  });
}

/** @param {HTMLElement} rule @param {Read} read */
function readConditions(rule, read) {
  const isAll = rule.dataset.field?.endsWith("toutes");
  const found = rowsOf(rule).flatMap((row) => {
    const conditions = Object.entries(read(row)).map(([key, value]) => ({ [key]: value }));
    return isAll || conditions.length < 2 ? conditions : { toutes: conditions };
  });
  return found.length ? found : undefined;
}

/** @param {HTMLElement} rule */
function readText(rule) {
  const control = partOf(rule, "[data-plain]")?.querySelector("textarea");
  if (!control) return undefined;
  const before = filled.get(control);
  if (before && before.shown === control.value) return before.value;
  if (!control.value.trim()) return undefined;
  const { found, stray } = readOutline(control.value);
  return stray ? control.value : found; // as it is: it is then told that it is no rule
}

/** Several conditions that hold together, in one row. @param {any} condition */
function together(condition) {
  return isBundle(condition) ? Object.assign({}, ...condition.toutes) : Object(condition);
}

/** @param {any} condition */
function isLeaf(condition) {
  const keys = Object.keys(Object(condition));
  return keys.length === 1 && !DEEP.includes(keys[0]) && typeof condition === "object";
}

/** @param {any} condition */
function isBundle(condition) {
  const keys = Object.keys(Object(condition));
  const list = condition?.toutes;
  if (keys.length !== 1 || !Array.isArray(list) || list.length < 2 || !list.every(isLeaf)) return false;
  return new Set(list.map((one) => Object.keys(one)[0])).size === list.length;
}

/** A part that is the rule’s own. @param {HTMLElement} rule @param {string} selector @returns {HTMLElement | null} */
function partOf(rule, selector) {
  const found = [...rule.querySelectorAll(selector)].find(
    (part) => part.parentElement?.closest("[data-field]") === rule,
  );
  return found instanceof HTMLElement ? found : null;
}
