/** The name of the entry’s file: proposed from what the entry is called, and told when it is taken. */

import { element } from "./dom.js";
import { slug } from "./form-characters.js";
import { identifierFault } from "./form-known.js";
import { sentence } from "./form-wording.js";

const LONGEST = 60; // of what is proposed: an address stays readable

export class Identifier {
  /**
   * @param {HTMLElement} slot
   * @param {string} collection
   * @param {string} fixed that of the entry that is corrected; "" for a new one
   * @param {() => void} onChange
   */
  constructor(slot, collection, fixed, onChange) {
    this.collection = collection;
    this.fixed = fixed;
    /** @type {import("./form-known.js").Known} */
    this.known = { services: {}, structures: {}, pris: [] };
    this.isWritten = false;
    this.input = element("input", { id: "f-identifiant", type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": "f-identifiant-aide f-identifiant-erreur" });
    this.fault = element("p", { class: "form-error", id: "f-identifiant-erreur" });
    this.fault.hidden = true;
    this.summary = element("summary", {}, "Nom du fichier");
    if (fixed) slot.replaceChildren(element("p", { class: "form-help" }, `Fiche corrigée\u00a0: ${fixed}`));
    else slot.replaceChildren(this.#box());
    slot.hidden = false;
    this.input.addEventListener("input", () => {
      this.isWritten = this.input.value.trim() !== "";
      onChange();
      this.show();
    });
  }

  /** What the entry is called → its identifier, unless a person wrote another. @param {unknown} nom */
  propose(nom) {
    if (this.fixed || this.isWritten) return;
    this.input.value = this.#free(proposed(String(nom ?? "")));
    this.show();
  }

  /** @param {string} id */
  fill(id) {
    if (this.fixed || !id) return;
    this.input.value = id;
    this.isWritten = true;
    this.show();
  }

  get value() {
    return this.fixed || this.input.value.trim();
  }

  /** Why it cannot be used; "" when it can. */
  get wrong() {
    if (this.fixed || !this.value) return "";
    return identifierFault(this.value, this.collection, this.known) ?? "";
  }

  show() {
    const { value, wrong } = this;
    this.summary.textContent = value ? `Nom du fichier\u00a0: ${value}.md` : "Nom du fichier";
    this.fault.hidden = !wrong;
    this.fault.textContent = wrong && sentence(wrong);
    if (wrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    const fold = this.input.closest("details");
    if (wrong && fold) fold.open = true;
  }

  #box() {
    const help = "Il devient la fin de l’adresse de la page, et ne changera plus. Il est proposé d’après le nom.";
    return element(
      "details",
      { class: "form-more" },
      this.summary,
      element("div", { class: "form-field" },
        element("label", { class: "form-label", for: "f-identifiant" }, "Identifiant de la fiche"),
        element("p", { class: "form-help", id: "f-identifiant-aide" }, help),
        this.fault,
        this.input,
      ),
    );
  }

  /** The same with a number when another entry has it: two aids may be called the same. @param {string} id */
  #free(id) {
    if (!id || !identifierFault(id, this.collection, this.known)) return id;
    for (let rank = 2; rank < 100; rank += 1) {
      if (!identifierFault(`${id}-${rank}`, this.collection, this.known)) return `${id}-${rank}`;
    }
    return id;
  }
}

/** @param {string} nom */
function proposed(nom) {
  const whole = slug(nom);
  if (whole.length <= LONGEST) return whole;
  return whole.slice(0, LONGEST + 1).replace(/-[^-]*$/, "").slice(0, LONGEST);
}
