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
  /** What the address said, until the field is a combobox. @type {{place: Place | null, lieu: string, text: string}} */
  #written = { place: null, lieu: "", text: "" };

  /**
   * @param {HTMLFormElement} form
   * @param {object} context
   * @param {() => Promise<Places>} context.loadPlaces
   * @param {(lieu: string) => Promise<Place | null>} context.readPlace the place of an address
   * @param {() => void} context.onChoose a place was chosen, or taken off
   */
  constructor(form, { loadPlaces, readPlace, onChoose }) {
    this.loadPlaces = loadPlaces;
    this.readPlace = readPlace;
    this.onChoose = onChoose;
    this.q = input(form, "q");
    this.lieu = input(form, "lieu");
    /** The place field proposes places: loaded when it is used, or once the page has answered. */
    this.openPlaces = once(() => this.#open());
    this.lieu.addEventListener("focus", () => this.openPlaces().catch(() => {}));
  }

  /** @returns {Place | null} */
  get place() {
    if (this.#box) return this.#box.chosen;
    return this.#isUntouched ? this.#written.place : null;
  }

  /** What was written for a place and is none that we know, ready for an address. */
  get unknown() {
    if (this.#box) return this.#box.unknown;
    if (!this.#isUntouched) return this.lieu.value.trim();
    return this.#written.place ? "" : this.#written.lieu;
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
    const place = lieu ? await this.readPlace(lieu).catch(() => null) : null;
    const text = place ? place.nom : lieu && (await import("./place-names.js")).readTyped(lieu);
    this.#written = { place, lieu, text };
    if (this.#box) this.#box.show(place, lieu);
    else this.lieu.value = text;
  }

  async #open() {
    const { PlaceCombobox } = await import("./place-combobox.js");
    const { place, lieu } = this.#written;
    const isUntouched = this.#isUntouched;
    this.#box = new PlaceCombobox(this.lieu, this.loadPlaces, this.onChoose);
    if (isUntouched) this.#box.show(place, lieu);
    return this.#box;
  }

  get #isUntouched() {
    return this.lieu.value === this.#written.text;
  }
}

/** @param {HTMLFormElement} form @param {string} name */
function input(form, name) {
  const control = form.elements.namedItem(name);
  if (!(control instanceof HTMLInputElement)) throw new Error(`missing in the form: ${name}`);
  return control;
}
