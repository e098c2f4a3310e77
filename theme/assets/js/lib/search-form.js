/** The two questions of the form: what, and where. */

import { once } from "./once.js";

/**
 * @typedef {import("./places.js").Places} Places
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./place-combobox.js").PlaceCombobox} PlaceCombobox
 */

export class SearchForm {
  /** @type {PlaceCombobox | null} */
  #box = null;

  /**
   * @param {HTMLFormElement} form
   * @param {object} context
   * @param {() => Promise<Places>} context.loadPlaces
   * @param {() => void} context.onChoose a place was chosen, or taken off
   */
  constructor(form, { loadPlaces, onChoose }) {
    this.loadPlaces = loadPlaces;
    this.onChoose = onChoose;
    this.q = input(form, "q");
    this.lieu = input(form, "lieu");
    /** The place field proposes places: loaded when it is used, or once the page has answered. */
    this.openPlaces = once(() => this.#open());
    this.lieu.addEventListener("focus", () => this.openPlaces().catch(() => {}));
  }

  /** @returns {Place | null} */
  get place() {
    return this.#box?.chosen ?? null;
  }

  /** What was written for a place and is none that we know, ready for an address. */
  get unknown() {
    return this.#box ? this.#box.unknown : this.lieu.value.trim();
  }

  /** Take what is written for a choice when it can only mean one place. @returns {Promise<void>} */
  async settle() {
    if (this.lieu.value.trim()) await (await this.openPlaces()).settle();
  }

  /** What the form says: a place that we do not know stays as it was typed. */
  read() {
    return { q: this.q.value.trim(), lieu: this.place?.code ?? this.unknown };
  }

  /** @param {{q: string, lieu: string}} criteria @returns {Promise<void>} once the place is known */
  async write({ q, lieu }) {
    this.q.value = q;
    if (!lieu && !this.#box) {
      this.lieu.value = "";
      return;
    }
    const [box, found] = await Promise.all([
      this.openPlaces(),
      lieu ? this.#resolve(lieu).catch(() => null) : null,
    ]);
    box.show(found, lieu);
  }

  async #open() {
    const { PlaceCombobox } = await import("./place-combobox.js");
    this.#box = new PlaceCombobox(this.lieu, this.loadPlaces, this.onChoose);
    return this.#box;
  }

  /** @param {string} lieu */
  async #resolve(lieu) {
    return (await this.loadPlaces()).resolve(lieu);
  }
}

/** @param {HTMLFormElement} form @param {string} name */
function input(form, name) {
  const control = form.elements.namedItem(name);
  if (!(control instanceof HTMLInputElement)) throw new Error(`missing in the form: ${name}`);
  return control;
}
