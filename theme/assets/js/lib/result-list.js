/** Results → the list of the page: some at once, more when asked. */

import { element } from "./dom.js";
import { resultCard } from "./result-card.js";

/** @typedef {import("./ranking.js").Result} Result */

const STEP = 20;

export class ResultList {
  /** @type {Result[]} */
  #left = [];
  /** @type {(result: Result) => HTMLElement} */
  #draw = () => element("div");

  /**
   * @param {HTMLElement} list
   * @param {{root: string, sprite: string}} context prefix of the addresses, address of the pictograms
   */
  constructor(list, context) {
    this.list = list;
    this.context = context;
    this.more = element("button", {
      class: "button search-more",
      type: "button",
      "data-variant": "quiet",
    });
    this.more.hidden = true;
    this.more.addEventListener("click", () => this.#showMore()?.querySelector("a")?.focus());
    list.after(this.more);
  }

  clear() {
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  /**
   * @param {Result[]} results
   * @param {Set<string>} terms to mark
   * @param {(result: Result) => string[]} reasonsOf why a result is there
   */
  show(results, terms, reasonsOf) {
    this.#left = results;
    this.#draw = (result) =>
      resultCard(result.service, { ...this.context, terms, reasons: reasonsOf(result) });
    this.clear();
    this.#showMore();
  }

  /** @returns {HTMLElement | undefined} the first item added */
  #showMore() {
    const items = this.#left.slice(0, STEP).map((result) => element("li", {}, this.#draw(result)));
    this.#left = this.#left.slice(STEP);
    this.list.append(...items);
    const next = Math.min(this.#left.length, STEP);
    this.more.hidden = next === 0;
    this.more.textContent = `Afficher ${next} résultat${next > 1 ? "s" : ""} de plus`;
    return items[0];
  }
}
