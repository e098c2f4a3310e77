/** The form of the search ⇄ the criteria it states. */

import { element } from "./dom.js";
import { PlaceCombobox } from "./place-combobox.js";

/**
 * @typedef {import("./places.js").Places} Places
 * @typedef {import("./url-state.js").Criteria} Criteria
 */

const SELECTS = /** @type {const} */ (["theme", "public", "statut"]);

export class SearchForm {
  /**
   * @param {HTMLFormElement} form
   * @param {object} context
   * @param {() => Promise<Places>} context.loadPlaces
   * @param {() => Promise<Record<string, string>>} context.loadThemes thématiques that have a service: code → label
   * @param {() => void} context.onChoose a place or an option was chosen
   */
  constructor(form, { loadPlaces, loadThemes, onChoose }) {
    this.form = form;
    this.loadPlaces = loadPlaces;
    this.loadThemes = loadThemes;
    this.q = /** @type {HTMLInputElement} */ (this.#control("q"));
    this.place = new PlaceCombobox(
      /** @type {HTMLInputElement} */ (this.#control("lieu")),
      loadPlaces,
      onChoose,
    );
    for (const name of SELECTS) this.#control(name).addEventListener("change", onChoose);
  }

  /** @returns {Criteria} */
  read() {
    const [theme, publicCode, statut] = SELECTS.map((name) => this.#select(name).value);
    const lieu = this.place.chosen?.code ?? "";
    return { q: this.q.value.trim(), theme, lieu, public: publicCode, statut };
  }

  /** Show criteria; what the site does not know is left out. @param {Criteria} criteria */
  async write(criteria) {
    this.q.value = criteria.q;
    await this.#addTheme(criteria.theme).catch(() => {});
    for (const name of SELECTS) {
      const select = this.#select(name);
      const isKnown = [...select.options].some(({ value }) => value === criteria[name]);
      select.value = isKnown ? criteria[name] : "";
    }
    const { lieu } = criteria;
    const chosen = lieu
      ? await this.loadPlaces().then(
          (places) => places.resolve(lieu),
          () => null,
        )
      : null;
    this.place.show(chosen, lieu);
  }

  /** What each criterion says: « Me déplacer », « Le Puy-en-Velay ». @returns {Record<string, string>} */
  labels() {
    const said = SELECTS.map((name) => {
      const option = this.#select(name).selectedOptions[0];
      return [name, option?.value ? option.text.trim() : ""];
    });
    return {
      q: this.q.value.trim(),
      lieu: this.place.chosen?.nom ?? "",
      ...Object.fromEntries(said),
    };
  }

  /** The form offers great themes; a list of services may lead here with a precise thématique. */
  async #addTheme(/** @type {string} */ code) {
    const select = this.#select("theme");
    if (!code.includes("--") || [...select.options].some(({ value }) => value === code)) return;
    const label = (await this.loadThemes())[code];
    if (label) select.append(element("option", { value: code }, label));
  }

  /** @param {typeof SELECTS[number]} name */
  #select(name) {
    return /** @type {HTMLSelectElement} */ (this.#control(name));
  }

  /** @param {string} name */
  #control(name) {
    const control = this.form.elements.namedItem(name);
    if (!(control instanceof HTMLElement)) throw new Error(`missing in the form: ${name}`);
    return control;
  }
}
