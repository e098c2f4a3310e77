/**
 * The search page: what is typed and chosen → the results, the sentence that announces them, and
 * the address that holds them.
 */

import { debounce } from "./lib/dom.js";
import { reachReason } from "./lib/filters.js";
import { dropLinks, placeLinks } from "./lib/other-searches.js";
import { countWithout, rankResults } from "./lib/ranking.js";
import { ResultList } from "./lib/result-list.js";
import { SearchData } from "./lib/search-data.js";
import { SearchForm } from "./lib/search-form.js";
import { correctionSentence, quoted, statusSentence } from "./lib/status.js";
import { isEmpty, readCriteria, writeCriteria } from "./lib/url-state.js";

/**
 * @typedef {import("./lib/url-state.js").Criteria} Criteria
 * @typedef {import("./lib/filters.js").Filters} Filters
 * @typedef {import("./lib/search-engine.js").SearchDocument} SearchDocument
 * @typedef {import("./lib/search-engine.js").Answer} Answer
 */

const TYPING_DELAY = 150;
const MEANT = 12;
const FAILURE = "La recherche n’a pas pu se charger. Les listes ci-dessous restent disponibles.";

/** @param {HTMLElement} form @returns {Promise<void>} */
export async function start(form) {
  await new SearchPage(/** @type {HTMLFormElement} */ (form)).restore();
}

class SearchPage {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    const { root = "", index = "", documents = "", communes = "", icons = "" } = form.dataset;
    this.data = new SearchData(root, { index, documents, communes });
    this.status = find("[data-search-status]");
    this.fallback = document.querySelector("[data-search-fallback]");
    this.list = new ResultList(find("[data-search-results]"), { root, sprite: icons });
    this.form = new SearchForm(form, {
      loadPlaces: this.data.loadPlaces,
      loadThemes: async () => (await this.data.loadEngine()).themes,
      onChoose: () => this.#commit(),
    });
    this.committed = location.search;
    this.turn = 0;
    this.#listen(form);
  }

  /** The address → the form, then the results. */
  async restore() {
    this.committed = location.search;
    await this.form.write(readCriteria(location.search));
    await this.#update();
  }

  #listen(/** @type {HTMLFormElement} */ form) {
    const { q, place } = this.form;
    const typing = debounce(() => this.#replace(), TYPING_DELAY);
    q.addEventListener("focus", () => this.data.loadEngine().catch(() => {}));
    q.addEventListener("input", typing.later);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      typing.cancel();
      await place.settle().catch(() => {});
      this.#commit();
      // On a phone, the keyboard leaves room for the results.
      if (matchMedia("(pointer: coarse)").matches) q.blur();
    });
    this.status.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#follow(link.search);
    });
    addEventListener("popstate", () => this.restore());
  }

  /** A choice is made: one more step in the history. */
  #commit() {
    const address = writeCriteria(this.form.read());
    if (address !== this.committed) {
      setAddress("replaceState", this.committed);
      setAddress("pushState", address);
      this.committed = address;
    }
    return this.#update();
  }

  /** Typing goes on: the same step of the history. */
  #replace() {
    setAddress("replaceState", writeCriteria(this.form.read()));
    return this.#update();
  }

  /** A proposed search is taken; the link that held the focus is gone. @param {string} search */
  async #follow(search) {
    setAddress("pushState", search);
    await this.restore();
    this.status.setAttribute("tabindex", "-1");
    this.status.focus();
  }

  /** What is asked → results; an older answer never replaces a newer one. */
  async #update() {
    this.turn += 1;
    const { turn } = this;
    const criteria = this.form.read();
    const { chosen, unknown } = this.form.place;
    try {
      const engine = isEmpty(criteria) ? null : await this.data.loadEngine();
      const answer = await engine?.find(criteria.q);
      const meant = unknown ? (await this.data.loadPlaces()).find(unknown, MEANT) : [];
      if (turn !== this.turn) return;
      if (engine && answer) this.#answer({ ...criteria, place: chosen }, answer, engine.documents);
      else this.#say([], false);
      if (unknown) this.#askPlace(criteria, unknown, meant);
    } catch (error) {
      console.error(error);
      if (turn === this.turn) this.#say([FAILURE], false);
    }
  }

  /** @param {Criteria & Filters} criteria @param {Answer} answer @param {SearchDocument[]} documents */
  #answer(criteria, answer, documents) {
    const results = rankResults(documents, answer, criteria);
    const labels = this.form.labels();
    const { q, ...chosen } = labels;
    const found = statusSentence(results, q, answer.query, Object.values(chosen).filter(Boolean));
    this.#say([found, correctionSentence(answer.query)], results.length > 0);
    if (results.length) {
      this.list.show(results, answer.terms, ({ service }) =>
        reasons(service, criteria, chosen.statut),
      );
    } else {
      this.status.append(dropLinks(criteria, labels, countWithout(documents, answer, criteria)));
    }
  }

  /** @param {Criteria} criteria @param {string} typed @param {import("./lib/places.js").Place[]} meant */
  #askPlace(criteria, typed, meant) {
    const question = meant.length ? "choisissez\u00a0:" : "choisissez un lieu dans la liste.";
    this.status.append(` Nous hésitons sur le lieu ${quoted(typed)}\u00a0: ${question}`);
    if (meant.length) this.status.append(placeLinks(criteria, meant));
  }

  /** Announce; without results, the lists by need and territory stay in sight. */
  #say(/** @type {string[]} */ sentences, /** @type {boolean} */ found) {
    const sentence = sentences.filter(Boolean).join(" ");
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
    if (!found) this.list.clear();
    this.fallback?.toggleAttribute("hidden", found);
  }
}

/** Why a service answers, in words. @param {SearchDocument} service @param {Filters} filters @param {string} statut */
function reasons(service, filters, statut) {
  const said = filters.place ? [reachReason(service, filters.place)] : [];
  if (!statut) return said;
  const isNamed = service.statuts?.includes(filters.statut);
  said.push(
    isNamed ? `S’adresse à vous\u00a0: ${statut}` : "Sans condition de situation d’emploi indiquée",
  );
  return said;
}

/** @param {"pushState" | "replaceState"} way @param {string} search "" or "?q=…" */
function setAddress(way, search) {
  history[way](null, "", location.pathname + search);
}

/** @param {string} selector @returns {HTMLElement} */
function find(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`missing in the page: ${selector}`);
  return found;
}
