/**
 * The panel of facets of the page → boxes to tick, counts that follow, and a way to the results.
 *
 * Folded on a phone, beside the results where there is room.
 */

import { element } from "./dom.js";
import { choose, FACETS, release } from "./facets.js";
import { FacetOptions } from "./facet-options.js";
import { countChosen, noCriteria } from "./url-state.js";

/**
 * @typedef {import("./facets.js").FacetName} FacetName
 * @typedef {import("./url-state.js").Criteria} Criteria
 */

const BESIDE = matchMedia("(min-width: 60em)");
const OPEN_NOW = "Ouvert maintenant";

export class FacetPanel {
  /** @type {Map<string, FacetOptions>} */
  #facets = new Map();
  #criteria = noCriteria();

  /**
   * @param {HTMLDetailsElement} details
   * @param {object} context
   * @param {boolean} context.hasHours some service says when it is open
   * @param {(changed: Partial<Criteria>) => void} context.onChange a box was ticked or not
   * @param {() => void} context.onOpen the panel is seen for the first time
   * @param {() => void} context.onLeave the person goes to the results
   */
  constructor(details, { hasHours, onChange, onOpen, onLeave }) {
    this.details = details;
    this.summary = /** @type {HTMLElement} */ (details.querySelector("summary"));
    this.title = this.summary.textContent?.trim() ?? "";
    const drawn = /** @type {NodeListOf<HTMLDetailsElement>} */ (
      details.querySelectorAll("[data-facet]")
    );
    for (const item of drawn) {
      const name = /** @type {FacetName} */ (item.dataset.facet);
      const change = (/** @type {string} */ code, /** @type {boolean} */ isChosen) =>
        onChange({ [name]: (isChosen ? choose : release)(this.#criteria[name], code) });
      this.#facets.set(name, new FacetOptions(item, change));
    }
    const inside = /** @type {HTMLElement} */ (this.summary.nextElementSibling);
    this.openNow = hasHours ? this.#openNow(inside, onChange) : null;
    this.leave = element("button", { class: "button", type: "button" });
    this.leave.addEventListener("click", () => {
      this.details.open = BESIDE.matches;
      onLeave();
    });
    inside.append(element("div", { class: "filters-leave" }, this.leave));
    details.addEventListener("toggle", () => details.open && onOpen());
    BESIDE.addEventListener("change", () => this.#unfold());
    this.#unfold();
  }

  /** @returns {boolean} */
  get isSeen() {
    return this.details.open;
  }

  /** Whether the panel has a value. @param {FacetName | "ouvert"} name @param {string} code */
  knows(name, code) {
    if (name === "ouvert") return this.openNow !== null;
    return this.#facets.get(name)?.options.has(code) ?? false;
  }

  /** The words of a value. @param {string} name @param {string} code @returns {string} */
  labelOf(name, code) {
    return this.#facets.get(name)?.options.get(code)?.label ?? code;
  }

  /** @param {Criteria} criteria */
  write(criteria) {
    this.#criteria = criteria;
    for (const name of FACETS) {
      const facet = this.#facets.get(name);
      facet?.write(criteria[name]);
      // A choice is never folded away.
      if (facet && criteria[name].length) facet.details.open = true;
    }
    if (this.openNow) this.openNow.checked = criteria.ouvert;
    const count = countChosen(criteria);
    this.summary.textContent = count ? `${this.title} (${count})` : this.title;
  }

  /** @param {Map<string, Map<string, number>> | null} counts null for those of the page */
  showCounts(counts) {
    for (const [name, facet] of this.#facets) facet.showCounts(counts?.get(name) ?? null);
  }

  /** @param {number | null} total null when nothing is asked */
  showTotal(total) {
    const words = total === 1 ? "Voir 1 résultat" : `Voir ${total} résultats`;
    this.leave.textContent = total ? words : "Fermer les filtres";
  }

  #unfold() {
    this.details.open = BESIDE.matches;
  }

  /** @param {HTMLElement} inside @param {(changed: Partial<Criteria>) => void} onChange */
  #openNow(inside, onChange) {
    const input = element("input", { class: "facet-input", type: "checkbox" });
    const words = element("span", { class: "facet-label" }, OPEN_NOW);
    inside.append(element("label", { class: "facet-choice" }, input, words));
    input.addEventListener("change", () => onChange({ ouvert: input.checked }));
    return input;
  }
}
