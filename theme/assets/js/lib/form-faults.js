/** What was found → beside each field, and in a summary whose links lead there. */

import { element } from "./dom.js";
import { fieldAt, labelOf, targetOf } from "./form-places-of.js";
import { readField, reveal } from "./form-fields.js";
import { toldByName } from "./form-named.js";
import { tidyNumber, tidyPostcode } from "./form-tidy.js";
import { inForm, proposals, sentence } from "./form-wording.js";

/** @typedef {import("./form-messages.js").Diagnostic} Diagnostic */

export class Faults {
  /**
   * @param {HTMLElement} form
   * @param {(field: HTMLElement, diagnostic: Diagnostic, value: string | number) => void} write what a person takes of what is proposed
   */
  constructor(form, write) {
    this.form = form;
    this.write = write;
    /** Fields that were left once: nobody is told of what they have not written yet. @type {Set<Element>} */
    this.left = new Set();
    this.all = false;
    /** @type {import("./form-known.js").Known | undefined} the entries that exist, once they are there */
    this.known = undefined;
  }

  /** Beside the fields that were left; beside all once the entry was checked. @param {Diagnostic[]} said */
  show(said) {
    const placed = this.#place(said);
    for (const field of this.form.querySelectorAll("[data-field]")) {
      if (!(field instanceof HTMLElement)) continue;
      const shown = this.all || this.left.has(field) ? (placed.get(field) ?? []) : [];
      this.#mark(field, shown);
    }
  }

  /** The summary of all that was found, in the order of the form. @param {Diagnostic[]} said */
  summary(said) {
    this.all = true;
    this.show(said);
    const placed = this.#place(said);
    const fields = [...this.form.querySelectorAll("[data-field]")].filter((field) => placed.has(/** @type {HTMLElement} */ (field)));
    const items = (/** @type {boolean} */ warning) =>
      fields.flatMap((field) => this.#items(/** @type {HTMLElement} */ (field), placed, warning));
    return { errors: items(false), warnings: items(true) };
  }

  /** The labels of the answers that are still to be given. @param {Diagnostic[]} said */
  missing(said) {
    const lacking = said.filter(({ code }) => code === "champ-manquant");
    const labels = lacking.map(({ field }) => [fieldAt(this.form, field), field.at(-1)]);
    return labels.map(([field, name]) => (field instanceof HTMLElement ? labelOf(field) : String(name)));
  }

  /** @param {Diagnostic[]} said @returns {Map<HTMLElement, Diagnostic[]>} */
  #place(said) {
    const placed = new Map();
    for (const diagnostic of said) {
      const field = fieldAt(this.form, diagnostic.field);
      if (field) placed.set(field, [...(placed.get(field) ?? []), diagnostic]);
    }
    return placed;
  }

  /** @param {HTMLElement} field @param {Map<HTMLElement, Diagnostic[]>} placed @param {boolean} warning */
  #items(field, placed, warning) {
    const target = targetOf(field);
    return (placed.get(field) ?? [])
      .filter((one) => one.warning === warning)
      .map((diagnostic) => {
        const { message } = this.#words(diagnostic);
        const link = element("a", { href: `#${target.id}` }, `${labelOf(field)}\u00a0: ${message}`);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          reveal(target);
          target.focus();
          field.scrollIntoView({ block: "center" });
        });
        return element("li", {}, link);
      });
  }

  /** @param {HTMLElement} field @param {Diagnostic[]} said */
  #mark(field, said) {
    const slot = [...field.children].find((child) => child.matches("[data-error]"));
    if (!(slot instanceof HTMLElement)) return;
    const isWrong = said.some(({ warning }) => !warning);
    field.toggleAttribute("data-invalid", isWrong);
    const target = targetOf(field);
    if (target !== field && isWrong) target.setAttribute("aria-invalid", "true");
    else target.removeAttribute("aria-invalid");
    const told = JSON.stringify(said);
    if (slot.dataset.told === told) return;
    slot.dataset.told = told;
    slot.hidden = !said.length;
    slot.replaceChildren(...said.map((diagnostic) => this.#fault(field, diagnostic)));
  }

  /** @param {HTMLElement} field @param {Diagnostic} diagnostic */
  #fault(field, diagnostic) {
    const { message, hint, offers: values } = this.#words(diagnostic);
    const kind = diagnostic.warning ? "À vérifier\u00a0: " : "Erreur\u00a0: ";
    const offers = values.map(({ label, value }) => {
      const button = element("button", { type: "button", class: "button", "data-variant": "quiet" }, label);
      button.addEventListener("click", () => this.write(field, diagnostic, value));
      return button;
    });
    return element(
      "span",
      { class: "form-fault", ...(diagnostic.warning ? { "data-warning": "" } : {}) },
      element("span", { class: "visually-hidden" }, kind),
      capital(message),
      ". ",
      element("span", { class: "form-hint" }, capital(hint), /[?.»]$/.test(hint) ? "" : "."),
      ...offers,
    );
  }

  /** @param {Diagnostic} diagnostic @returns {import("./form-named.js").Told} */
  #words(diagnostic) {
    const field = fieldAt(this.form, diagnostic.field);
    const kind = field?.dataset.kind;
    const rank = diagnostic.field.at(-1);
    const held = field && ["zone", "structure", "services"].includes(kind ?? "") ? readField(field) : undefined;
    const named = toldByName(diagnostic, kind ?? "", Array.isArray(held) ? held[Number(rank)] : held, this.known);
    if (named) {
      const offers = named.offers.map(({ label, value }) => ({ label: `Choisir « ${label} »`, value }));
      return { message: sentence(named.message), hint: sentence(named.hint), offers: offers.map((one) => ({ ...one, label: sentence(one.label) })) };
    }
    const tidy = field ? tidied(field, diagnostic) : null;
    const values = tidy === null ? proposals(diagnostic) : [tidy];
    const offers = values.map((value) => ({ label: values.length > 1 ? sentence(`Écrire « ${value} »`) : "Écrire ainsi", value }));
    const told = inForm(diagnostic, (name) => {
      const parts = diagnostic.field.slice(0, diagnostic.field.lastIndexOf(name));
      const near = fieldAt(this.form, [...parts, name]) ?? fieldAt(this.form, [name]);
      return near && (near.dataset.field ?? "").split(".").at(-1) === name ? labelOf(near) : undefined;
    }, kind);
    return { ...told, offers };
  }
}

/** What was typed, as the field keeps it: « 100 € » is 100. @param {HTMLElement} field @param {Diagnostic} diagnostic */
function tidied(field, { code, field: path }) {
  if (code === "type-incorrect" && ["number", "integer"].includes(field.dataset.kind ?? "")) return tidyNumber(readField(field));
  return path.at(-1) === "code_postal" && field.dataset.kind === "text" ? tidyPostcode(readField(field)) : null;
}

/** @param {string} text */
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
