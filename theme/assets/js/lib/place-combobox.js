/**
 * The field « lieu » → a combobox of communes, EPCI and départements (ARIA 1.2: editable combobox
 * with a list). Without this script it is a plain text field.
 */

import { element } from "./dom.js";
import { readTyped, writeTyped } from "./place-names.js";
import { countSentence, makeCombobox, PLACE_WORDS, placeOption } from "./place-options.js";
import { offerPosition } from "./position.js";

/**
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./places.js").Places} Places
 * @typedef {import("./places.js").Choice} Choice
 */

const OFFERED = 12;
/** Before all of France is asked: who types fast asks once. */
const PAUSE = 150;

export class PlaceCombobox {
  /** @type {Choice[]} */
  #offered = [];
  #active = -1;
  /** What was written when it was last looked up. */
  #settled = "";
  /** @type {Promise<void>} */
  #choosing = Promise.resolve();

  /**
   * @param {HTMLInputElement} input in a form with `data-located`, one's position is offered too
   * @param {() => Promise<Places>} loadPlaces
   * @param {(place: Place | null) => void} onChoose
   */
  constructor(input, loadPlaces, onChoose, words = PLACE_WORDS) {
    this.words = words;
    this.input = input;
    this.loadPlaces = loadPlaces;
    this.onChoose = onChoose;
    /** @type {Place | null} */
    this.chosen = null;
    this.list = makeCombobox(input, words);
    this.said = element("p", { class: "visually-hidden", role: "status" });
    input.after(this.list, this.said);
    input.parentElement?.classList.add("search-place");
    this.#listen();
    if (input.form?.dataset.located !== undefined) offerPosition(this);
    // What was typed before this script came is looked up too.
    if (document.activeElement === input) {
      this.loadPlaces().catch(() => {});
      if (input.value.trim()) this.#offer();
    }
  }

  /**
   * Show a place, or what was typed for one, without choosing it again.
   * @param {Place | null} place
   * @param {string} [typed]
   */
  show(place, typed = "") {
    this.chosen = place;
    this.input.value = place ? place.nom : readTyped(typed);
    this.#settled = this.input.value.trim();
    this.#close();
  }

  /** What is written and is no place that we know, ready for an address. */
  get unknown() {
    return this.chosen ? "" : writeTyped(this.input.value.trim());
  }

  /** @param {Place | null} place @param {string} [typed] */
  choose(place, typed = "") {
    this.show(place, typed);
    this.said.textContent = place ? `${place.nom}, choisi` : "";
    this.onChoose(place);
  }

  /** Take what is written for a choice when it can only mean one place. @returns {Promise<void>} */
  async settle() {
    await this.#choosing;
    const text = this.input.value.trim();
    if (text === this.#settled) return;
    const found = text ? await (await this.loadPlaces()).resolve(writeTyped(text)) : null;
    if (text === this.input.value.trim() && text !== this.#settled) this.choose(found, text);
  }

  /**
   * What is written means no single place: offer again all that it may mean.
   * @returns {Promise<Choice[]>}
   */
  async propose() {
    this.input.focus();
    await this.#offer();
    return this.list.hidden ? [] : this.#offered;
  }

  #listen() {
    this.input.addEventListener("focus", () => this.loadPlaces().catch(() => {}));
    this.input.addEventListener("input", () => this.#offer());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => {
      this.#close();
      this.settle().catch(() => {}); // a name typed in full is a choice
    });
    // Before the field loses focus, so that the choice is not taken for a departure.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this.#take(this.#offered[[...this.list.children].indexOf(option)]);
    });
  }

  /** What may be meant: the served territory at once, then all of France. */
  async #offer() {
    const text = this.input.value;
    const isCurrent = () => text === this.input.value && document.activeElement === this.input;
    if (!text.trim()) {
      this.#fill([]);
      this.said.textContent = "";
      if (this.chosen) this.choose(null);
      return;
    }
    try {
      const places = await this.loadPlaces();
      if (!isCurrent()) return;
      this.#active = -1;
      this.#fill(places.findServed(text, OFFERED));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      const found = isCurrent() ? await places.find(text, OFFERED) : [];
      if (!isCurrent()) return;
      this.#fill(found);
      this.said.textContent = countSentence(found, this.words);
    } catch {
      this.said.textContent = this.words.unreachable;
    }
  }

  /** The served ones stay where they are: what is active stays so. @param {Choice[]} choices */
  #fill(choices) {
    const kept = this.#offered[this.#active]?.code;
    this.#offered = choices;
    const options = choices.map((choice, i) => placeOption(choice, `${this.list.id}-${i}`));
    this.list.replaceChildren(...options);
    this.#open(choices.length > 0);
    this.#activate(kept ? choices.findIndex(({ code }) => code === kept) : -1);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = this.#active < 0 && step < 0 ? 0 : this.#active;
      if (isOpen) this.#activate((from + step + this.#offered.length) % this.#offered.length);
      else this.#offer();
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#take(this.#offered[this.#active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    }
  }

  /** @param {number} rank -1 for none */
  #activate(rank) {
    this.#active = rank;
    const options = [...this.list.children];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === rank)));
    const active = options[rank];
    if (!active) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  /** A place from elsewhere is fetched when it is chosen. @param {Choice} choice */
  #take({ code, nom }) {
    this.input.value = nom;
    this.#settled = nom;
    this.#close();
    this.#choosing = this.loadPlaces()
      .then((places) => places.byCode(code))
      .then((place) => this.choose(place, nom))
      .catch(() => {
        this.said.textContent = this.words.unreachable;
      });
  }

  #open(/** @type {boolean} */ open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  #close() {
    this.#open(false);
    this.#activate(-1);
  }
}
