/**
 * The field « lieu » → a combobox of communes, EPCI and départements (ARIA 1.2: editable combobox
 * with a list). Without this script it is a plain text field.
 */

import { element } from "./dom.js";

/**
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./places.js").Places} Places
 */

const OFFERED = 12;

export class PlaceCombobox {
  /** @type {Place[]} */
  #offered = [];
  #active = -1;
  /** What was written when it was last looked up. */
  #settled = "";

  /**
   * @param {HTMLInputElement} input
   * @param {() => Promise<Places>} loadPlaces
   * @param {(place: Place | null) => void} onChoose
   */
  constructor(input, loadPlaces, onChoose) {
    this.input = input;
    this.loadPlaces = loadPlaces;
    this.onChoose = onChoose;
    /** @type {Place | null} */
    this.chosen = null;
    this.list = element("ul", {
      class: "search-options",
      id: `${input.id || "lieu"}-choix`,
      role: "listbox",
      "aria-label": "Lieux proposés",
    });
    this.list.hidden = true;
    this.said = element("p", { class: "visually-hidden", role: "status" });
    input.after(this.list, this.said);
    input.parentElement?.classList.add("search-place");
    this.#describe();
    this.#listen();
  }

  /**
   * Show a place, or what was typed for one, without choosing it again.
   * @param {Place | null} place
   * @param {string} [typed]
   */
  show(place, typed = "") {
    this.chosen = place;
    this.input.value = place ? place.nom : typed;
    this.#settled = this.input.value.trim();
    this.#close();
  }

  /** What is written and is no place that we know. */
  get unknown() {
    return this.chosen ? "" : this.input.value.trim();
  }

  #describe() {
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      autocomplete: "off",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  #listen() {
    this.input.addEventListener("focus", () => this.loadPlaces().catch(() => {}));
    this.input.addEventListener("input", () => this.#offer());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => this.#leave());
    // Before the field loses focus, so that the choice is not taken for a departure.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this.#choose(this.#offered[[...this.list.children].indexOf(option)]);
    });
  }

  async #offer() {
    const text = this.input.value;
    const places = await this.loadPlaces();
    if (text !== this.input.value) return;
    this.#offered = places.find(text, OFFERED);
    this.#active = -1;
    this.list.replaceChildren(...this.#offered.map((place, i) => this.#option(place, i)));
    this.#open(this.#offered.length > 0);
    const count = this.#offered.length;
    this.said.textContent =
      text &&
      (count
        ? `${count} lieu${count > 1 ? "x" : ""} proposé${count > 1 ? "s" : ""}`
        : "Aucun lieu de ce nom");
    if (!text && this.chosen) this.#choose(null);
  }

  /** @param {Place} place @param {number} i */
  #option(place, i) {
    return element(
      "li",
      {
        class: "search-option",
        id: `${this.list.id}-${i}`,
        role: "option",
        "aria-selected": "false",
      },
      place.nom,
      " ",
      element("span", { class: "search-option-note" }, `(${place.note})`),
    );
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) this.#move(event.key === "ArrowDown" ? 1 : -1);
      else this.#offer();
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#offered[this.#active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    }
  }

  /** @param {number} step */
  #move(step) {
    const options = [...this.list.children];
    this.#active =
      (this.#active + step + options.length + (this.#active < 0 && step < 0 ? 1 : 0)) %
      options.length;
    options.forEach((option, i) =>
      option.setAttribute("aria-selected", String(i === this.#active)),
    );
    const active = options[this.#active];
    this.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  /** A name typed in full is a choice. */
  async #leave() {
    this.#close();
    await this.settle();
  }

  /** Take what is written for a choice when it can only mean one place. @returns {Promise<void>} */
  async settle() {
    const text = this.input.value.trim();
    if (text === this.#settled) return;
    const found = text ? (await this.loadPlaces()).resolve(text) : null;
    if (text === this.input.value.trim()) this.#choose(found, text);
  }

  /** @param {Place | null} place @param {string} [typed] */
  #choose(place, typed = "") {
    this.show(place, typed);
    this.said.textContent = place ? `${place.nom}, choisi` : "";
    this.onChoose(place);
  }

  #open(/** @type {boolean} */ open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.#open(false);
    this.#active = -1;
  }
}
