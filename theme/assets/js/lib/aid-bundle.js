/**
 * What was judged → the bundle: services by need, the surest first, each with the reason of each
 * criterion; those that do not seem to fit are folded at the end, with why.
 */

import { sorted } from "./aid-order.js";
import { afterPaint, element } from "./dom.js";
import { once } from "./once.js";
import { resultCard } from "./result-card.js";
import { reasonList, verdictBadge } from "./verdict-reasons.js";

/**
 * @typedef {import("./aid-rules.js").Judged & {zone: {answer: import("./eligibility.js").Answer, words: string}}} Found
 * @typedef {{code: string, label: string, found: Found[]}} Group
 */

/** Of each need, before « voir les autres »; more when there are few needs. */
const FIRST = 3;
const FEW_NEEDS = 2;
const MOST_REFUSED = 60;
/** Aids drawn for paper before they are asked for; the button « Imprimer » draws all. */
const MOST_WAITING = 240;
export const MOST_LISTED = 40; // that « Ma liste » holds
const IDENTIFIER = /^services\/([a-z0-9-]+)\.html$/;

export class AidBundle {
  #turn = 0;
  /** What draws the services that wait behind a button, and how many. @type {Map<() => Promise<void>, number>} */
  #waiting = new Map();

  /** @param {HTMLElement} place @param {import("./aid-data.js").AidData} data @param {{root: string, sprite: string}} context */
  constructor(place, data, { root, sprite }) {
    this.place = place;
    this.data = data;
    this.root = root;
    this.sprite = sprite;
  }

  /** @param {Group[]} groups @param {Found[]} refused */
  async show(groups, refused) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#waiting.clear();
    const sections = await Promise.all(groups.map((group) => this.#group(group, groups.length)));
    if (turn !== this.#turn) return;
    this.place.replaceChildren(...sections, ...(refused.length ? [this.#refused(refused)] : []));
    this.#prepare(turn).catch(() => {}); // without a network, paper says how many are left out
  }

  /** Paper shows what waits behind a button, even when the browser prints by itself. @param {number} turn */
  async #prepare(turn) {
    let left = MOST_WAITING;
    for (const [draw, count] of [...this.#waiting]) {
      await afterPaint();
      left -= count;
      if (turn !== this.#turn || left < 0) return;
      await draw();
    }
  }

  /** Paper has no button: every service is drawn. */
  async open() {
    await Promise.all([...this.#waiting.keys()].map((draw) => draw()));
  }

  /** The surest, for « Ma liste ». @param {Found[]} found @returns {Promise<string[]>} */
  async identifiers(found) {
    const best = sorted(found).slice(0, MOST_LISTED);
    const cards = await this.data.cards(best.map(({ service }) => service));
    return cards.flatMap(({ url }) => IDENTIFIER.exec(url)?.[1] ?? []);
  }

  /** @param {Group} group @param {number} groups how many there are */
  async #group({ code, label, found }, groups) {
    const first = groups > FEW_NEEDS ? FIRST : 2 * FIRST;
    const all = sorted(found);
    const list = element("ul", { class: "grid", role: "list" });
    list.append(...(await this.#items(all.slice(0, first))));
    const id = `besoin-${code}`;
    const count = element("span", { class: "aids-count" }, ` (${found.length})`);
    const title = element("h2", { id, tabindex: "-1" }, label, count);
    const section = element("section", { class: "flow", "aria-labelledby": id }, title, list);
    if (all.length > first) section.append(...this.#more(all.slice(first)));
    return section;
  }

  /** @param {Found[]} others */
  #more(others) {
    const count = others.length;
    const words = count > 1 ? `Voir les ${count} autres` : "Voir l’autre aide";
    const button = element("button", { class: "button", "data-variant": "quiet", type: "button" }, words);
    const left = element("p", { class: "print-only" }, `Et ${count} de plus, à l’adresse de cette page.`);
    const list = element("ul", { class: "grid aids-waiting", role: "list" });
    const draw = once(async () => {
      list.append(...(await this.#items(others)));
      left.remove();
    });
    this.#waiting.set(draw, count);
    button.addEventListener("click", async () => {
      await draw();
      list.classList.remove("aids-waiting");
      button.parentElement?.remove();
      list.querySelector("a")?.focus();
    });
    return [list, left, element("p", { class: "aids-more" }, button)];
  }

  /** @param {Found[]} found */
  async #items(found) {
    const cards = await this.data.cards(found.map(({ service }) => service));
    return found.map((one, i) => element("li", {}, this.#card(cards[i], one)));
  }

  /** @param {import("./cards.js").SearchDocument} service @param {Found} found */
  #card(service, found) {
    const { root, sprite } = this;
    // For whom and where, the reasons say it.
    const { audience: _, place: __, on_site: ___, how: ____, ...shown } = service;
    const card = resultCard(shown, { root, sprite, terms: new Set(), reasons: [] });
    if (!service.cost) card.querySelector(".card-facts")?.classList.add("aids-no-facts");
    const reasons = this.#reasons(found);
    const verdict = verdictBadge(found.answer, sprite, labelOf(found));
    card.querySelector(".card-facts")?.before(verdict, reasons);
    card.querySelector(".card-end")?.append(
      element("p", { class: "aids-address print-only" }, addressOf(root + service.url)),
    );
    return card;
  }

  /** Those of the rule at once; what is in words as soon as it is there. @param {Found} found */
  #reasons({ service, zone, reasons }) {
    const rule = reasons.map(({ words, answer }) => ({ answer, words }));
    const list = reasonList([zone, ...rule], this.sprite);
    if (reasons.some(({ criterion }) => !criterion.words)) {
      const told = this.data.words(service).then((texts) => {
        const items = texts.map((words) => ({ answer: /** @type {const} */ ("a-verifier"), words }));
        list.append(...reasonList(items, this.sprite).children);
      });
      told.catch(() => {}); // without a network, the entry says it
    }
    return list;
  }

  /** @param {Found[]} refused */
  #refused(refused) {
    const many = refused.length > 1;
    const words = many ? `${refused.length} aides ne semblent pas` : "1 aide ne semble pas";
    const summary = element("summary", {}, `${words} pour vous\u00a0: voir pourquoi`);
    const place = element("ul", { class: "aids-refused flow", role: "list" });
    const details = element("details", { class: "aids-others" }, summary, place);
    details.addEventListener("toggle", async () => {
      if (!details.open || place.children.length) return;
      place.append(...(await this.#lines(refused.slice(0, MOST_REFUSED))));
    });
    return details;
  }

  /** @param {Found[]} refused */
  async #lines(refused) {
    const cards = await this.data.cards(refused.map(({ service }) => service));
    return refused.map(({ reasons }, i) => {
      const link = element("a", { href: this.root + cards[i].url }, cards[i].nom);
      const why = reasons.filter(({ answer }) => answer === "non");
      return element("li", {}, link, reasonList(why, this.sprite));
    });
  }
}

/** An address as one types it, without « https:// ». @param {string} href */
export function addressOf(href) {
  const { host, pathname, hash } = new URL(href, location.href);
  return host + pathname + hash;
}

/** @param {Found} found */
function labelOf({ answer, isAsked }) {
  if (answer !== "a-verifier") return undefined;
  return isAsked ? "À vérifier\u00a0: une réponse manque" : "À vérifier avec l’organisme";
}
