/** Results → the list of the page: some at once, more when asked. */

import { element } from "./dom.js";
import { resultCard } from "./result-card.js";

/**
 * @typedef {import("./ranking.js").Result} Result
 * @typedef {import("./search-engine.js").SearchDocument} SearchDocument
 *
 * @typedef {object} Shown
 * @property {object} question what was asked: its results go on those that are there
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
  /** @type {number[]} documents in the page */
  #docs = [];

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
    this.#docs = [];
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  /**
   * The first results replace those shown before, once their data is there: the page never blinks.
   * Those of the same question that are there already stay.
   * @param {Result[]} results in order
   * @param {Shown} shown
   * @returns {Promise<void>} when the first are in the page, or when a newer answer came before
   */
  async show(results, shown) {
    const isSame = this.#shown?.question === shown.question;
    const kept = isSame && this.#docs.every((doc, i) => results[i]?.doc === doc) ? this.#docs.length : 0;
    this.#left = results.slice(kept);
    this.#shown = shown;
    const items = await this.#take(shown, Math.max(0, STEP - kept));
    if (this.#shown !== shown) return;
    if (kept) this.list.append(...items);
    else this.list.replaceChildren(...items);
    this.#docs = results.slice(0, kept + items.length).map(({ doc }) => doc);
    this.#offerMore();
  }

  /** @returns {Promise<HTMLElement | undefined>} the first item added */
  async #showMore() {
    const shown = this.#shown;
    if (!shown) return undefined;
    this.more.disabled = true;
    const next = this.#left.slice(0, STEP).map(({ doc }) => doc);
    const items = await this.#take(shown, STEP).finally(() => (this.more.disabled = false));
    if (this.#shown !== shown) return undefined;
    this.list.append(...items);
    this.#docs.push(...next);
    this.#offerMore();
    return items[0];
  }

  /** The next items, drawn. @param {Shown} shown @param {number} count */
  async #take({ documents, terms, reasonsOf }, count) {
    const results = this.#left.slice(0, count);
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
