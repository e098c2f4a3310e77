/** What was found → what the page says of it, and the lists or the ways out that stay in sight. */

import { correctionSentence, isComplete, isThin, quoted, statusSentence } from "./status.js";
import { countChosen } from "./url-state.js";

/** @typedef {import("./searching.js").Found} Found */

const FAILURE = "La recherche n’a pas pu se charger. Les listes ci-dessous restent disponibles.";
const NO_NETWORK =
  "Vous êtes hors connexion\u00a0: ce qu’il faut pour cette recherche n’est pas sur votre appareil.";

const NOWHERE = "nous ne le connaissons pas.";
const UNSURE = "vous êtes hors connexion, nous ne pouvons pas le chercher.";

export class SearchStatus {
  /** @type {Promise<import("./no-result.js").WaysOut> | undefined} */
  #waysOut;
  /** @type {Found | null} */
  #found = null;

  /**
   * @param {HTMLElement} place where sentences are said
   * @param {HTMLElement} results the ways out stand after them
   * @param {import("./no-result.js").Context & {labelOf: (facet: string, code: string) => string}} context
   */
  constructor(place, results, context) {
    this.place = place;
    this.results = results;
    this.context = context;
    this.labelOf = context.labelOf;
    this.fallback = document.querySelector("[data-search-fallback]");
    place.setAttribute("tabindex", "-1");
    place.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      context.onFollow(link.search);
    });
  }

  focus() {
    this.place.focus();
    this.place.scrollIntoView({ block: "start" });
  }

  /** @param {Found | null} found null when nothing is asked @param {string[]} ignored */
  show(found, ignored) {
    this.#found = found;
    const sentences = found ? said(found) : [];
    if (ignored.length) {
      const plural = ignored.length > 1 ? "s" : "";
      sentences.push(`Filtre${plural} inconnu${plural} ignoré${plural}\u00a0: ${ignored.map(quoted).join(", ")}.`);
    }
    this.#say(sentences.filter(Boolean).join(" "));
    if (found?.unknown) this.#askPlace(found).catch(console.error);
    this.fallback?.toggleAttribute("hidden", found !== null);
  }

  /** A place written among the words: « permis à Brioude ». @param {Found | null} found */
  async offerPlace(found) {
    if (!found || found.place || found.unknown || !found.answer.query.ignored.length) return;
    const { criteria, answer } = found;
    const places = await this.context.loadPlaces();
    const { namedPlace } = await import("./named-place.js");
    const link = namedPlace(places, criteria, answer.query.ignored);
    if (link && found === this.#found) this.place.append(" ", link);
  }

  /** With no result, or few: what else to do. @param {Found | null} found */
  async showWaysOut(found) {
    const isNeeded = found !== null && isThin(found);
    if (!isNeeded && !this.#waysOut) return;
    this.#waysOut ??= this.#loadWaysOut();
    const waysOut = await this.#waysOut;
    if (isNeeded) {
      const { engine, criteria, place, results } = found;
      const asked = { criteria, place, labelOf: this.labelOf, isAnswered: isComplete(found) };
      await waysOut.show(engine, asked, results);
    } else waysOut.clear();
  }

  fail() {
    this.#say(navigator.onLine ? FAILURE : NO_NETWORK);
    this.fallback?.removeAttribute("hidden");
  }

  /** What is said twice is read out loud once. @param {string} text */
  #say(text) {
    if (this.place.textContent !== text) this.place.textContent = text;
  }

  /** The choice comes first; what follows holds meanwhile. @param {Found} found */
  async #askPlace(found) {
    const { placeLinks } = await import("./other-searches.js");
    if (found !== this.#found) return;
    const { criteria, unknown, meant } = found;
    const known = meant.length > 0;
    const question = known ? "lequel est-ce\u00a0?" : navigator.onLine ? NOWHERE : UNSURE;
    this.place.prepend(
      `Lieu ${quoted(unknown)}\u00a0: ${question}`,
      ...(known ? [placeLinks(criteria, meant)] : [" "]),
      "En attendant, voici les résultats de tout le territoire. ",
    );
  }

  async #loadWaysOut() {
    const { WaysOut } = await import("./no-result.js");
    return new WaysOut(this.results, this.context);
  }
}

/** What was found, what was corrected, what the short words stand for. @param {Found} found */
function said(found) {
  const { query } = found.answer;
  const meanings = query.explained
    .filter(({ developpement }) => developpement)
    .map(({ terme, developpement }) => `${terme}\u00a0: ${developpement}.`);
  return [sentence(found), correctionSentence(query), ...new Set(meanings)];
}

/** @param {Found} found */
function sentence({ results, criteria, place, answer }) {
  const count = countChosen(criteria);
  const filters = count ? `${count} filtre${count > 1 ? "s" : ""}` : "";
  const chosen = [place?.nom ?? "", filters].filter(Boolean);
  return statusSentence(results, criteria.q, answer.query, chosen);
}
