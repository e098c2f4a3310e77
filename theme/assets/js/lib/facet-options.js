/**
 * One facet of the page, links to lists → boxes to tick, with their counts.
 *
 * Each link carries its code. A box that would give nothing is disabled, never hidden; the precise
 * thématiques show below the great theme that is chosen.
 */

import { element } from "./dom.js";
import { greatTheme } from "./facets.js";

/**
 * @typedef {object} Option
 * @property {string} code
 * @property {string} label
 * @property {string} printed count of the page, when nothing else is asked
 * @property {HTMLInputElement} input
 * @property {HTMLElement} count
 * @property {HTMLElement | null} inner the boxes below it
 */

export class FacetOptions {
  /** @type {Map<string, Option>} */
  options = new Map();

  /** @param {HTMLDetailsElement} details @param {(code: string, isChosen: boolean) => void} onChange */
  constructor(details, onChange) {
    this.details = details;
    this.name = details.dataset.facet ?? "";
    this.heading = /** @type {HTMLElement} */ (details.querySelector("summary"));
    this.label = this.heading.textContent?.trim() ?? "";
    this.chosen = element("span", { class: "facet-chosen" });
    const list = /** @type {HTMLElement} */ (details.querySelector(".facet-options"));
    const legend = element("legend", { class: "visually-hidden" }, this.label);
    list.replaceWith(element("fieldset", {}, legend, this.#boxes(list)));
    this.heading.append(this.chosen);
    details.addEventListener("change", ({ target }) => {
      const input = /** @type {HTMLInputElement} */ (target);
      onChange(input.value, input.checked);
    });
  }

  /** @param {string[]} codes those chosen */
  write(codes) {
    for (const { code, input, inner } of this.options.values()) {
      const within = codes.some((other) => greatTheme(other) === code);
      input.checked = codes.includes(code);
      input.indeterminate = within;
      const isFolded = !within && !input.checked;
      if (inner && inner.hidden !== isFolded) inner.hidden = isFolded;
    }
    const count = codes.length;
    this.chosen.textContent = count ? ` (${count}\u00a0choisi${count > 1 ? "s" : ""})` : "";
  }

  /** @param {Map<string, number> | null} counts null for those of the page */
  showCounts(counts) {
    for (const { code, printed, input, count } of this.options.values()) {
      const found = counts ? (counts.get(code) ?? 0) : Number(printed);
      // What has not changed is not drawn again.
      if (count.textContent !== String(found)) count.textContent = String(found);
      // What is ticked can be taken off, and what has the focus keeps it.
      const isKept = input.checked || input.indeterminate || input === document.activeElement;
      const isDisabled = found === 0 && !isKept;
      if (input.disabled !== isDisabled) input.disabled = isDisabled;
    }
  }

  /** @param {HTMLElement} list of links @returns {HTMLElement} the same, as boxes */
  #boxes(list) {
    const items = [...list.children].map((item) => this.#box(/** @type {HTMLElement} */ (item)));
    return element("ul", { class: "facet-options", role: "list" }, ...items);
  }

  /** @param {HTMLElement} item */
  #box(item) {
    const link = /** @type {HTMLElement} */ (item.querySelector("[data-code]"));
    const code = link.dataset.code ?? "";
    const label = link.textContent ?? "";
    const printed = item.querySelector(".facet-count")?.textContent ?? "";
    const input = element("input", { class: "facet-input", type: "checkbox", value: code });
    const count = element("span", { class: "facet-count" }, printed);
    const below = /** @type {HTMLElement | null} */ (item.querySelector(".facet-options"));
    this.options.set(code, { code, label, printed, input, count, inner: null });
    const inner = below && this.#boxes(below);
    if (inner) {
      inner.hidden = true;
      inner.setAttribute("aria-label", `Préciser\u00a0: ${label}`);
      /** @type {Option} */ (this.options.get(code)).inner = inner;
    }
    const words = element("span", { class: "facet-label" }, label);
    return element(
      "li",
      { class: "facet-option" },
      element("label", { class: "facet-choice" }, input, words, count),
      inner,
    );
  }
}
