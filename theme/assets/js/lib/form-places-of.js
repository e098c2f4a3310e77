/** The place of a fault in the data → the field of the form, or the row, where it shows. */

import { fieldsIn, keyOf } from "./form-fields.js";
import { rowsOf } from "./form-rows.js";
import { isText } from "./form-rule.js";

/**
 * The deepest field that holds a place.
 * @param {HTMLElement} form
 * @param {(string | number)[]} path
 * @returns {HTMLElement | null}
 */
export function fieldAt(form, path) {
  /** @type {HTMLElement | null} */
  let field = null;
  let inside = form;
  for (const step of path) {
    if (typeof step === "number") {
      const rows = field?.dataset.kind === "rows" ? rowsOf(field) : [];
      if (!rows[step]) break;
      inside = rows[step];
      continue;
    }
    if (field && isText(field)) break;
    const next = fieldsIn(inside).find((one) => keyOf(one) === step);
    if (!next) break;
    field = next;
    inside = next;
  }
  return field;
}

/** What a field is called in the form. @param {HTMLElement} field */
export function labelOf(field) {
  const label = field.querySelector(".form-label");
  const own = label && [...label.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
  return own?.textContent?.trim() ?? "";
}

/** What a link to a field leads to: its control, else the field itself. @param {HTMLElement} field */
export function targetOf(field) {
  const control = field.querySelector(
    "input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled)",
  );
  const isOne = control?.closest("[data-field]") === field && control.getAttribute("type") !== "checkbox";
  return isOne && control instanceof HTMLElement ? control : field;
}
