/** The filters that are chosen → chips, each with a way to take it off, in the page. */

import { element } from "./dom.js";
import { FACETS } from "./facets.js";

/** @typedef {import("./url-state.js").Criteria} Criteria */

const OPEN_NOW = "Ouvert maintenant";

export class Chips {
  /**
   * @param {HTMLElement} before chips are put after it
   * @param {object} context
   * @param {(facet: import("./facets.js").FacetName, code: string) => string} context.labelOf
   * @param {(changed: Partial<Criteria>) => void} context.onRemove the criteria that change
   */
  constructor(before, { labelOf, onRemove }) {
    this.labelOf = labelOf;
    this.onRemove = onRemove;
    this.before = before;
    this.list = element("ul", { class: "chips", role: "list", "aria-label": "Filtres choisis" });
    this.list.hidden = true;
    before.after(this.list);
  }

  /** @param {Criteria} criteria */
  show(criteria) {
    const chips = FACETS.flatMap((name) =>
      criteria[name].map((code) =>
        this.#chip(this.labelOf(name, code), {
          [name]: criteria[name].filter((other) => other !== code),
        }),
      ),
    );
    if (criteria.ouvert) chips.push(this.#chip(OPEN_NOW, { ouvert: false }));
    const nothing = Object.fromEntries(FACETS.map((name) => [name, []]));
    const clear = this.#button({ class: "chips-clear" }, { ...nothing, ouvert: false }, "Tout effacer");
    this.list.replaceChildren(...chips, element("li", {}, clear));
    this.list.hidden = !chips.length;
  }

  /** @param {string} label @param {Partial<Criteria>} changed */
  #chip(label, changed) {
    const hidden = element("span", { class: "visually-hidden" }, "Retirer le filtre ");
    return element("li", {}, this.#button({ class: "chip" }, changed, hidden, label));
  }

  /** @param {{class: string}} look @param {Partial<Criteria>} changed @param {...import("./dom.js").Child} words */
  #button(look, changed, ...words) {
    const button = element("button", { ...look, type: "button" }, ...words);
    button.addEventListener("click", () => this.#remove(button, changed));
    return button;
  }

  /** The button goes with its filter: the focus goes to its neighbour, never to « Tout effacer ». */
  #remove(/** @type {HTMLElement} */ button, /** @type {Partial<Criteria>} */ changed) {
    const rank = this.#chips().indexOf(button);
    this.onRemove(changed);
    const left = this.#chips();
    const next = left[Math.min(Math.max(rank, 0), left.length - 1)] ?? this.before;
    next.focus();
  }

  #chips() {
    return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("button.chip")]);
  }
}
