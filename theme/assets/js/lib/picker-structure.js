/**
 * Who provides a service → its name, looked for as it is typed among the structures of the site and
 * those that this device has begun to describe; the control keeps its identifier.
 */

import { element } from "./dom.js";
import { keepInSight, onEnter, onWritten, sayHelp, standIn, write } from "./picker-control.js";
import { PlaceCombobox } from "./place-combobox.js";

/** @typedef {import("./picker-chips.js").Kind} Kind */

/**
 * @param {HTMLInputElement} control
 * @param {Kind} kind
 * @param {string} proposeUrl where one describes a structure that is not there; "" for nowhere
 */
export function pickStructure(control, kind, proposeUrl) {
  const input = standIn(control, kind.placeholder);
  const note = element("p", { class: "picker-note", role: "status" });
  const line = element("div", {}, input);
  const box = element("div", { class: "picker", "data-picker": "" }, line, note, otherwise(proposeUrl));
  control.after(box);
  const combobox = new PlaceCombobox(input, kind.open, (/** @type {any} */ choice) => {
    if (choice) return show(choice.code);
    write(control, input.value.trim());
    note.textContent = control.value && kind.unknown;
  }, kind.words);
  /** What the control holds, by its name. @param {string} [value] */
  const show = async (value = control.value) => {
    write(control, value);
    if (!value) {
      if (document.activeElement !== input) combobox.show(null);
      note.textContent = "";
      return;
    }
    const found = await kind.open().then((source) => source.byCode(value)).catch(() => null);
    if (control.value !== value) return;
    combobox.show(found, value);
    note.textContent = found ? (found.note === "brouillon" ? "Structure en brouillon sur cet appareil\u00a0: envoyez-la aussi." : "") : kind.unknown;
  };
  // What is written and is no structure of ours is kept: the form says what is wrong with it.
  const settle = async () => {
    await combobox.settle().catch(() => {});
    const typed = input.value.trim();
    if (!combobox.chosen && typed && typed !== control.value) write(control, typed);
    if (!combobox.chosen && typed) note.textContent = kind.unknown;
  };
  keepInSight(input, combobox.list);
  if (kind.help) sayHelp(control, kind.help);
  onEnter(input, settle);
  input.addEventListener("blur", settle);
  onWritten(control, () => show());
  show();
}

/** @param {string} url */
function otherwise(url) {
  return url && element("p", { class: "picker-note" }, "Elle n’y est pas\u00a0? ", element("a", { href: url }, "Proposer une structure"), "\u00a0: votre brouillon reste sur cet appareil.");
}
