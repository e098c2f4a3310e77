/** Proposed places → the options of the list, and the sentence that announces them. */

import { element } from "./dom.js";

/**
 * @typedef {import("./place-entries.js").Choice} Choice
 * @typedef {{label: string, one: string, several: string, none: string, unreachable: string}} Words
 *   what a field calls what it offers
 */

/** @type {Words} */
export const PLACE_WORDS = {
  label: "Lieux proposés",
  one: "lieu proposé",
  several: "lieux proposés",
  none: "Aucun lieu de ce nom",
  unreachable: "Les lieux n’ont pas pu se charger. Vérifiez votre connexion.",
};

/** @param {Choice} choice @param {string} id */
export function placeOption({ nom, note, meant }, id) {
  return element(
    "li",
    { class: "search-option", id, role: "option", "aria-selected": "false" },
    meant && element("span", { class: "search-option-note" }, "Vouliez-vous dire"),
    meant && " ",
    nom,
    " ",
    note && element("span", { class: "search-option-note" }, `(${note})`),
  );
}

/**
 * The question to who wrote what may mean several places, or none.
 * @param {Choice[]} found
 * @param {string} typed
 */
export function whichSentence(found, typed) {
  const count = found.length;
  if (!count) return "Ce lieu n’est pas connu. Essayez avec le code postal, ou choisissez dans la liste des départements.";
  if (found[0].meant) return "Aucun lieu de ce nom. Vouliez-vous dire\u00a0:";
  if (count === 1) return "Est-ce bien ce lieu\u00a0?";
  if (/^\d{5}$/.test(typed.trim())) return `${count} communes ont ce code\u00a0: laquelle\u00a0?`;
  return `${count} lieux peuvent s’appeler ainsi\u00a0: lequel\u00a0?`;
}

/** @param {Choice[]} found @param {Words} words */
export function countSentence(found, words) {
  if (!found.length) return words.none;
  const count = `${found.length} ${found.length > 1 ? words.several : words.one}`;
  return found[0].meant ? `${words.none}\u00a0; ${count}, au nom proche` : count;
}

/**
 * A text field made a combobox → the list of what it offers, closed.
 * @param {HTMLInputElement} input
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function makeCombobox(input, words) {
  const id = `${input.id || "lieu"}-choix`;
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    autocomplete: "off",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const list = element("ul", {
    ...{ class: "search-options", id, role: "listbox" },
    "aria-label": words.label,
  });
  list.hidden = true;
  return list;
}
