/**
 * A search with no result, or few → what is left to do: drop a criterion (and the nearest answer
 * then), look next door or from a distance, call somebody, say what is missing.
 */

import { element } from "./dom.js";
import { HelpDesk } from "./help-desk.js";
import { fromADistance, nextDoor } from "./neighbours.js";
import { relaxed } from "./other-searches.js";
import { counted, outsideSentence } from "./status.js";
import { countChosen, writeCriteria } from "./url-state.js";
import { humanWays, listWays, wayGroup } from "./ways.js";

/**
 * @typedef {import("./other-searches.js").Asked} Asked
 * @typedef {import("./other-searches.js").Outcome} Outcome
 * @typedef {import("./search-engine.js").SearchEngine} SearchEngine
 * @typedef {import("./ranking.js").Result} Result
 *
 * @typedef {object} Context
 * @property {string} root prefix of the addresses
 * @property {string} sprite address of the pictograms
 * @property {string} help address of the help desk, from the root
 * @property {() => Promise<import("./places.js").Places>} loadPlaces
 * @property {(search: string) => void} onFollow another search was chosen: its address, "?q=…"
 */

const REMOTE_SHOWN = 3;

export class WaysOut {
  /** @param {HTMLElement} before element after which the ways stand @param {Context} context */
  constructor(before, context) {
    this.context = context;
    this.place = element("div", { class: "ways flow" });
    this.place.hidden = true;
    this.turn = 0;
    this.place.addEventListener("click", (event) => this.#follow(event));
    before.after(this.place);
  }

  clear() {
    this.turn += 1;
    this.place.hidden = true;
    this.place.replaceChildren();
  }

  /**
   * @param {SearchEngine} engine
   * @param {Asked} asked
   * @param {Result[]} results none, or few
   * @returns {Promise<void>} when they are in the page
   */
  async show(engine, asked, results) {
    this.clear();
    const { turn } = this;
    // One part that cannot be fetched, without a network for instance, leaves the others.
    const here = new Set(results.map(({ doc }) => doc));
    const [desk, ways, next, remote] = await Promise.all([
      this.#loadDesk().catch(() => null),
      asked.isAnswered ? [] : relaxed(engine, asked).catch(() => []),
      this.context
        .loadPlaces()
        .then((places) => nextDoor(engine, places, asked, here))
        .catch(() => []),
      fromADistance(engine, asked, here).catch(() => null),
    ]);
    const outcomes = [...ways, ...next, ...(remote ? [remote] : [])];
    const nearest = await titles(engine, outcomes, remote).catch(() => new Map());
    if (turn !== this.turn) return;
    this.place.replaceChildren(
      ...[
        element("h3", {}, results.length ? "Pour aller plus loin" : "Que faire maintenant\u00a0?"),
        this.#outside(desk, asked),
        this.#group("En changeant un critère", ways, nearest),
        this.#group("Dans les intercommunalités voisines", next, nearest),
        this.#group("Sans vous déplacer", remote ? [remote] : [], nearest, REMOTE_SHOWN),
        ...(desk ? humanWays(desk, asked, this.context) : []),
        results.length ? null : listWays(this.context),
      ].filter((part) => part !== null),
    );
    this.place.hidden = false;
  }

  /** @param {HelpDesk | null} desk @param {Asked} asked */
  #outside(desk, { place }) {
    if (!desk || !place || desk.serves(place)) return null;
    return element("p", {}, outsideSentence(place, desk.data.territory));
  }

  /**
   * Other searches under one heading, each with its nearest answers.
   * @param {string} heading
   * @param {Outcome[]} outcomes
   * @param {Map<number, {nom: string, url: string}>} nearest
   * @param {number} [limit] of the nearest answers
   */
  #group(heading, outcomes, nearest, limit = 1) {
    if (!outcomes.length) return null;
    const items = outcomes.map(({ label, criteria, docs }) => {
      // Without a word, the first of all services is nobody's nearest answer.
      const shown = criteria.q || limit > 1 || countChosen(criteria) ? docs.slice(0, limit) : [];
      const found = shown.flatMap((doc) => nearest.get(doc) ?? []);
      const first = found.map(({ nom, url }) =>
        element("li", {}, element("a", { href: this.context.root + url }, nom)),
      );
      const title = first.length > 1 ? "Les premiers\u00a0:" : "Le premier\u00a0:";
      return element(
        "li",
        { class: "way" },
        element("a", { class: "way-search", href: writeCriteria(criteria) }, label),
        ` (${counted(docs.length)})`,
        first.length > 0 && element("div", { class: "way-nearest" }, title, element("ul", {}, ...first)),
      );
    });
    return wayGroup(heading, element("ul", { role: "list" }, ...items));
  }

  async #loadDesk() {
    this.desk ??= fetch(this.context.root + this.context.help).then(async (response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return new HelpDesk(await response.json());
    });
    return this.desk.catch((error) => {
      this.desk = undefined;
      throw error;
    });
  }

  /** @param {MouseEvent} event */
  #follow(event) {
    const link = /** @type {Element} */ (event.target).closest("a.way-search");
    if (!(link instanceof HTMLAnchorElement)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.context.onFollow(link.search);
  }
}

/**
 * The name and address of the first answer of each other search; of the first three from a distance.
 * @param {SearchEngine} engine
 * @param {Outcome[]} outcomes
 * @param {Outcome | null} remote
 * @returns {Promise<Map<number, {nom: string, url: string}>>}
 */
async function titles(engine, outcomes, remote) {
  const docs = outcomes.flatMap(({ docs: found }) => found[0]);
  const wanted = [...new Set([...docs, ...(remote?.docs.slice(0, REMOTE_SHOWN) ?? [])])];
  const services = await engine.documents(wanted);
  return new Map(wanted.map((doc, i) => [doc, services[i]]));
}
