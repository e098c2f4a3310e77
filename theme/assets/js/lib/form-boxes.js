/** Boxes to tick ⇄ a list of codes, in the order in which they were ticked: the first one leads. */

import { element } from "./dom.js";

/** By field, its codes in their order. @type {WeakMap<Element, string[]>} */
const orders = new WeakMap();

/** @param {HTMLElement} field @returns {HTMLInputElement[]} */
function boxesOf(field) {
  return [...field.querySelectorAll("input[type=checkbox]")].filter(
    (box) => box instanceof HTMLInputElement && box.closest("[data-field]") === field,
  );
}

/** @param {HTMLElement} field @returns {string[] | undefined} */
export function readBoxes(field) {
  const ticked = boxesOf(field).filter(({ checked }) => checked).map(({ value }) => value);
  const before = (orders.get(field) ?? []).filter((code) => ticked.includes(code));
  const order = [...before, ...ticked.filter((code) => !before.includes(code))];
  orders.set(field, order);
  return order.length ? order : undefined;
}

/** @param {HTMLElement} field @param {any} value */
export function fillBoxes(field, value) {
  const codes = Array.isArray(value) ? value.map(String) : [];
  const known = boxesOf(field).map((box) => box.value);
  for (const code of codes) if (!known.includes(code)) addBox(field, code);
  for (const box of boxesOf(field)) {
    box.checked = codes.includes(box.value);
    const fold = box.closest("details");
    if (box.checked && fold) fold.open = true;
  }
  orders.set(field, [...new Set(codes)]);
}

/** A code that the list does not have is still shown, for a person to change it. @param {HTMLElement} field @param {string} code */
function addBox(field, code) {
  const id = `${field.id}-autre-${boxesOf(field).length}`;
  const box = element("input", { type: "checkbox", value: code, id, "data-name": field.dataset.field });
  const label = element("label", { class: "form-option", for: id }, box, element("span", {}, code));
  field.querySelector("[data-options]")?.append(label);
}
