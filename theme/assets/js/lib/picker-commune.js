/**
 * The commune of an address → proposed as it is typed; its INSEE code and its postcode are written
 * when it is chosen, and asked when it has several postcodes.
 */

import { element } from "./dom.js";
import { keepInSight, onEnter, write } from "./picker-control.js";
import { PlaceCombobox } from "./place-combobox.js";
import { PLACE_WORDS } from "./place-options.js";

/**
 * @typedef {import("./places.js").Place} Place
 *
 * @typedef {object} Address the controls of one address
 * @property {HTMLInputElement} commune
 * @property {HTMLInputElement | null} insee
 * @property {HTMLInputElement | null} postcode
 */

const WORDS = {
  ...PLACE_WORDS,
  label: "Communes proposées",
  one: "commune proposée",
  several: "communes proposées",
  none: "Aucune commune de ce nom",
};

/** @param {Address} address @param {() => Promise<any>} open the source of the communes */
export function pickCommune({ commune, insee, postcode }, open) {
  const box = element("div", { class: "picker picker-postcodes", role: "group", "data-picker": "" });
  box.hidden = true;
  /** The code that the name stands for, as it was written here. */
  let written = "";
  const take = (/** @type {Place | null} */ place) => {
    box.hidden = true;
    if (!place) return;
    write(commune, place.nom);
    write(insee, place.code);
    written = place.nom;
    const { postcodes } = place;
    if (!postcode || postcodes.includes(postcode.value.trim())) return;
    if (postcodes.length === 1) write(postcode, postcodes[0]);
    if (postcodes.length > 1) ask(place);
  };
  const ask = (/** @type {Place} */ { nom, postcodes }) => {
    const buttons = postcodes.map((code) => {
      const button = element("button", { class: "picker-shortcut", type: "button" }, code);
      button.addEventListener("click", () => {
        write(postcode, code);
        box.hidden = true;
        postcode?.focus();
      });
      return button;
    });
    const words = `${nom} a ${postcodes.length} codes postaux\u00a0: lequel\u00a0?`;
    box.setAttribute("aria-label", words);
    box.replaceChildren(
      element("p", { class: "picker-note" }, words),
      element("p", { class: "picker-shortcuts" }, ...buttons),
    );
    box.hidden = false;
  };
  const combobox = new PlaceCombobox(commune, open, take, WORDS);
  for (const added of [combobox.list, combobox.said]) added.dataset.picker = "";
  combobox.said.after(box);
  keepInSight(commune, combobox.list);
  onEnter(commune, () => combobox.settle());
  commune.addEventListener("input", () => {
    box.hidden = true;
    // Another name is another commune: its code would be a lie.
    if (written && commune.value.trim() !== written) {
      write(insee, "");
      written = "";
    }
  });
  commune.closest("[data-module]")?.addEventListener("form:filled", () => combobox.show(null, commune.value));
}
