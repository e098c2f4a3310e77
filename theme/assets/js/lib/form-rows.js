/** A list of objects: its rows, which one adds and takes away; what a row holds is told elsewhere. */

import { element } from "./dom.js";

/** @typedef {(part: HTMLElement, data: Record<string, any>) => void} Fill */

/** By list, a row that nobody has filled. @type {WeakMap<Element, HTMLElement>} */
const blanks = new WeakMap();
const NAMED = ["id", "for", "aria-describedby", "aria-labelledby", "aria-controls"];

/**
 * Show the rows of a part of the form instead of their text, with what adds and takes away.
 * @param {HTMLElement} part
 * @param {(sentence: string) => void} announce
 */
export function openRows(part, announce) {
  for (const list of part.querySelectorAll("[data-rows]")) {
    const first = list.querySelector("[data-row]");
    if (list instanceof HTMLElement && first instanceof HTMLElement) openList(list, first, announce);
  }
}

/** The rows of a field. @param {HTMLElement} field @returns {HTMLElement[]} */
export function rowsOf(field) {
  const list = field.querySelector("[data-rows]");
  return list ? rowsIn(list) : [];
}

/** @param {HTMLElement} field @param {any[]} values @param {Fill} fill */
export function fillRows(field, values, fill) {
  const list = field.querySelector("[data-rows]");
  if (!(list instanceof HTMLElement)) return;
  const wanted = Math.max(1, values.length);
  while (rowsIn(list).length > wanted) rowsIn(list).at(-1)?.remove();
  while (rowsIn(list).length < wanted) append(list);
  rowsIn(list).forEach((row, rank) => fill(row, Object(values[rank])));
  renumber(list);
}

/** @param {Element} list @returns {HTMLElement[]} */
function rowsIn(list) {
  const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-row]")]);
  return rows.filter((row) => row.parentElement?.closest("[data-rows]") === list);
}

/** @param {HTMLElement} list @param {HTMLElement} first @param {(sentence: string) => void} announce */
function openList(list, first, announce) {
  const blank = /** @type {HTMLElement} */ (first.cloneNode(true));
  blanks.set(list, blank);
  list.hidden = false;
  const plain = list.parentElement?.querySelector("[data-plain]");
  if (plain instanceof HTMLElement && plain.parentElement === list.parentElement) {
    plain.hidden = true;
    for (const control of plain.querySelectorAll("textarea")) control.disabled = true;
  }
  const item = list.dataset.item ?? "";
  const add = element(
    "button",
    { type: "button", class: "button", "data-variant": "quiet", "data-add": "" },
    `Ajouter\u00a0: ${item.toLowerCase()}`,
  );
  list.append(add);
  renumber(list);
  list.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button || button.closest("[data-rows]") !== list) return;
    if (button === add) added(list, item, announce);
    else if ("remove" in button.dataset) removed(list, button, item, announce);
  });
}

/** @param {HTMLElement} list @param {string} item @param {(sentence: string) => void} announce */
function added(list, item, announce) {
  const row = append(list);
  renumber(list);
  row.focus();
  announce(`${item} ${rowsIn(list).length} ajouté`);
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {HTMLElement} list @param {HTMLButtonElement} button @param {string} item @param {(sentence: string) => void} announce */
function removed(list, button, item, announce) {
  const row = button.closest("[data-row]");
  const rows = rowsIn(list);
  const rank = rows.findIndex((one) => one === row);
  if (rank < 0) return;
  rows[rank].remove();
  if (rows.length === 1) append(list);
  renumber(list);
  rowsIn(list)[Math.min(rank, rowsIn(list).length - 1)].focus();
  announce(`${item} ${rank + 1} retiré`);
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {HTMLElement} list */
function append(list) {
  const blank = blanks.get(list);
  if (!blank) throw new Error("these rows were not opened");
  const row = /** @type {HTMLElement} */ (blank.cloneNode(true));
  const rows = rowsIn(list);
  rename(row, rows.length);
  const last = rows.at(-1);
  if (last) last.after(row);
  else list.prepend(row);
  return row;
}

/** « f-lieux-0-adresse » → « f-lieux-2-adresse », and what refers to it. @param {HTMLElement} row @param {number} rank */
function rename(row, rank) {
  const before = row.id;
  const after = before.replace(/\d+$/, String(rank));
  for (const node of [row, ...row.querySelectorAll(NAMED.map((name) => `[${name}]`).join(","))]) {
    for (const name of NAMED) {
      const value = node.getAttribute(name);
      if (!value) continue;
      const words = value.split(" ").map((word) => {
        const isInside = word === before || word.startsWith(`${before}-`);
        return isInside ? after + word.slice(before.length) : word;
      });
      node.setAttribute(name, words.join(" "));
    }
  }
}

/** @param {HTMLElement} list */
function renumber(list) {
  const rows = rowsIn(list);
  const { item = "", max } = list.dataset;
  rows.forEach((row, rank) => {
    if (row.id !== row.id.replace(/\d+$/, String(rank))) rename(row, rank);
    const number = row.querySelector("[data-row-number]");
    if (number) number.textContent = String(rank + 1);
    const name = `Retirer\u00a0: ${item.toLowerCase()} ${rank + 1}`;
    const own = [...row.children].find((child) => child.matches("[data-remove]"));
    if (own) own.textContent = name;
    else row.append(removeButton(name));
  });
  const add = [...list.children].find((child) => child.matches("[data-add]"));
  if (add instanceof HTMLButtonElement) add.hidden = max !== undefined && rows.length >= Number(max);
}

/** @param {string} name */
function removeButton(name) {
  return element(
    "button",
    { type: "button", class: "button", "data-variant": "quiet", "data-remove": "" },
    name,
  );
}
