/** Results → the list of the page: some at once, more when asked. */

import { element } from "./dom.js";
import { resultCard } from "./result-card.js";

/**
 * @typedef {import("./ranking.js").Result} Result
 * @typedef {import("./search-engine.js").SearchDocument} SearchDocument
 *
 * @typedef {object} Shown
 * @property {(docs: number[]) => Promise<SearchDocument[]>} documents display data, fetched for those shown
 * @property {Set<string>} terms to mark
 * @property {(service: SearchDocument, result: Result) => string[]} reasonsOf why a result is there
 */

const STEP = 10;

export class ResultList {
  /** @type {Result[]} */
  #left = [];
  /** @type {Shown | null} */
  #shown = null;

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
    this.more.addEventListener("click", async () =>
      (await this.#showMore())?.querySelector("a")?.focus(),
    );
    list.after(this.more);
  }

  clear() {
    this.#left = [];
    this.#shown = null;
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  /**
   * The first results replace those shown before, once their data is there: the page never blinks.
   * @param {Result[]} results in order
   * @param {Shown} shown
   * @returns {Promise<void>} when the first are in the page, or when a newer answer came before
   */
  async show(results, shown) {
    this.#left = results;
    this.#shown = shown;
    const items = await this.#take(shown);
    if (this.#shown !== shown) return;
    this.list.replaceChildren(...items);
    this.#offerMore();
  }

  /** @returns {Promise<HTMLElement | undefined>} the first item added */
  async #showMore() {
    const shown = this.#shown;
    if (!shown) return undefined;
    this.more.disabled = true;
    const items = await this.#take(shown).finally(() => (this.more.disabled = false));
    if (this.#shown !== shown) return undefined;
    this.list.append(...items);
    this.#offerMore();
    return items[0];
  }

  /** The next items, drawn. @param {Shown} shown */
  async #take({ documents, terms, reasonsOf }) {
    const results = this.#left.slice(0, STEP);
    const services = await documents(results.map(({ doc }) => doc));
    this.#left = this.#left.slice(results.length);
    return services.map((service, i) => {
      const reasons = reasonsOf(service, results[i]);
      return element("li", {}, resultCard(service, { ...this.context, terms, reasons }));
    });
  }

  #offerMore() {
    const next = Math.min(this.#left.length, STEP);
    this.more.hidden = next === 0;
    this.more.textContent = `Afficher ${next} résultat${next > 1 ? "s" : ""} de plus`;
  }
}
