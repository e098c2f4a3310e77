/**
 * The search page: what is typed and chosen → the results, the sentence that announces them, and
 * the address that holds them.
 */

import { afterPaint, debounce, find, setAddress } from "./lib/dom.js";
import { ResultList } from "./lib/result-list.js";
import { SearchData } from "./lib/search-data.js";
import { SearchForm } from "./lib/search-form.js";
import { SearchStatus } from "./lib/search-status.js";
import { search } from "./lib/searching.js";
import { hasFilters, isEmpty, readAddress, writeCriteria } from "./lib/url-state.js";

/** @typedef {import("./lib/url-state.js").Criteria} Criteria */
/** @typedef {import("./lib/searching.js").Found} Found */
/** @typedef {import("./lib/searching.js").First} First */

const TYPING_DELAY = 150;

/** @param {HTMLElement} form */
export async function start(form) {
  await new SearchPage(/** @type {HTMLFormElement} */ (form)).restore();
}

class SearchPage {
  /** @type {Found | null} what is shown */
  #found = null;
  #turn = 0;
  /** @type {import("./lib/search-filters.js").SearchFilters | null} loaded once there is an answer */
  #filters = null;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    const { root = "", icons = "", hours, ...addresses } = form.dataset;
    this.data = new SearchData(root, addresses);
    this.form = new SearchForm(form, {
      loadPlaces: this.data.loadPlaces,
      readPlace: this.data.readPlace,
      onChoose: () => this.#commit(),
    });
    this.hasHours = Boolean(hours);
    this.labelOf = (/** @type {string} */ name, /** @type {string} */ code) =>
      this.#filters?.panel.labelOf(name, code) ?? code;
    this.page = find("[data-search-page]");
    const results = find("[data-search-results]");
    this.list = new ResultList(results, { root, sprite: icons });
    this.status = new SearchStatus(find("[data-search-status]"), results, {
      labelOf: this.labelOf,
      root,
      sprite: icons,
      help: addresses.help ?? "",
      loadPlaces: this.data.loadPlaces,
      onFollow: (address) => this.#follow(address),
    });
    this.criteria = readAddress("").criteria;
    this.committed = location.search;
    this.#listen(form);
  }

  /** The address → the form and the panel, then the results. */
  async restore() {
    if (hasFilters(location.search)) await this.#openFilters();
    const { criteria, ignored } = readAddress(
      location.search,
      (name, code) => this.#filters?.panel.knows(name, code) ?? false,
    );
    this.criteria = criteria;
    this.#filters?.write(criteria);
    await this.form.write(criteria);
    this.#read();
    this.committed = writeCriteria(this.criteria);
    if (this.committed !== location.search) setAddress("replaceState", this.committed);
    await this.#update(ignored);
  }

  #listen(/** @type {HTMLFormElement} */ form) {
    const { q } = this.form;
    const typing = debounce(() => this.#replace(), TYPING_DELAY);
    q.addEventListener("focus", () => this.data.loadEngine().catch(() => {}));
    q.addEventListener("input", typing.later);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      typing.cancel();
      await this.form.settle().catch(() => {});
      await this.#commit();
      // On a phone, the keyboard and the form leave room for the results.
      if (matchMedia("(pointer: coarse)").matches) this.status.focus();
    });
    addEventListener("popstate", () => this.restore());
  }

  #read() {
    this.criteria = { ...this.criteria, ...this.form.read() };
  }

  /** A box was ticked or a chip taken off. @param {Partial<Criteria>} changed */
  #choose(changed) {
    this.criteria = { ...this.criteria, ...changed };
    return this.#commit();
  }

  /** A choice is made: one more step in the history. */
  #commit() {
    this.#read();
    const address = writeCriteria(this.criteria);
    if (address !== this.committed) {
      setAddress("replaceState", this.committed);
      setAddress("pushState", address);
      this.committed = address;
    }
    return this.#update();
  }

  /** Typing goes on: the same step of the history. */
  #replace() {
    this.#read();
    setAddress("replaceState", writeCriteria(this.criteria));
    return this.#update([], true);
  }

  /** A proposed search is taken; the link that held the focus is gone. @param {string} address */
  async #follow(address) {
    setAddress("pushState", address);
    await this.restore();
    this.status.focus();
  }

  /** What is asked → results; an older answer never replaces a newer one. @param {string[]} [ignored] @param {boolean} [isTyping] */
  async #update(ignored = [], isTyping = false) {
    this.#turn += 1;
    const turn = this.#turn;
    const { criteria } = this;
    this.#filters?.write(criteria);
    try {
      /** @param {First} first */
      const onFirst = async (first) => (turn === this.#turn ? this.#show(first) : undefined);
      const how = { isTyping, onFirst };
      const found = isEmpty(criteria) ? null : await search(this.data, criteria, this.form, how);
      if (turn !== this.#turn) return;
      this.#found = found;
      this.status.show(found, ignored);
      this.#filters?.panel.showTotal(found && found.results.length);
      await this.#show(found);
      await this.#finish(found, turn);
    } catch (error) {
      console.error(error);
      if (turn === this.#turn) this.#fail();
    }
  }

  /** @param {First | null} found */
  async #show(found) {
    this.page.toggleAttribute("data-answered", Boolean(found?.results.length));
    if (found) await this.list.show(found.results, found.shown(this.labelOf));
    else this.list.clear();
  }

  /** What may wait until the results are painted. @param {Found | null} found @param {number} turn */
  async #finish(found, turn) {
    await afterPaint();
    if (turn !== this.#turn) return;
    await Promise.all([
      this.#openFilters().then(() => this.#count()),
      this.status.showWaysOut(found),
      this.status.offerPlace(found),
      this.form.openPlaces(),
    ]);
    if (!found) return;
    const { keepOffline } = await import("./lib/offline.js");
    keepOffline(this.list.context, this.status.place);
  }

  /** The boxes and the chips, as soon as the address has some or the first answer is there. */
  async #openFilters() {
    if (this.#filters) return;
    const { SearchFilters } = await import("./lib/search-filters.js");
    if (this.#filters) return;
    const panel = /** @type {HTMLDetailsElement} */ (find("[data-search-filters]"));
    this.#filters = new SearchFilters(panel, this.status.place, {
      hasHours: this.hasHours,
      onChange: (changed) => this.#choose(changed),
      onOpen: () => this.#count(),
      onLeave: () => this.status.focus(),
    });
    this.#filters.write(this.criteria);
    this.#filters.panel.showTotal(this.#found && this.#found.results.length);
  }

  async #count() {
    const found = this.#found;
    await this.#filters?.count(found, () => found === this.#found);
  }

  #fail() {
    this.#found = null;
    this.status.fail();
    this.#show(null);
    this.#filters?.panel.showTotal(null);
  }
}
