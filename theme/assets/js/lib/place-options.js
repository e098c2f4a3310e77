/** Proposed places → the options of the list, and the sentence that announces them. */

import { element } from "./dom.js";

/** @typedef {import("./place-entries.js").Choice} Choice */

export const NO_NETWORK = "Les lieux n’ont pas pu se charger. Vérifiez votre connexion.";

/** @param {Choice} choice @param {string} id */
export function placeOption({ nom, note, meant }, id) {
  return element(
    "li",
    { class: "search-option", id, role: "option", "aria-selected": "false" },
    meant && element("span", { class: "search-option-note" }, "Vouliez-vous dire"),
    meant && " ",
    nom,
    " ",
    element("span", { class: "search-option-note" }, `(${note})`),
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

/** @param {Choice[]} found */
export function countSentence(found) {
  if (!found.length) return "Aucun lieu de ce nom";
  const several = found.length > 1;
  const count = `${found.length} ${several ? "lieux proposés" : "lieu proposé"}`;
  return found[0].meant ? `Aucun lieu de ce nom\u00a0; ${count}, au nom proche` : count;
}

/**
 * A text field made a combobox → the list of what it offers, closed.
 * @param {HTMLInputElement} input
 * @returns {HTMLElement}
 */
export function makeCombobox(input) {
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
    "aria-label": "Lieux proposés",
  });
  list.hidden = true;
  return list;
}
