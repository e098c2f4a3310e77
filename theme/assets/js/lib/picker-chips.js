/**
 * A field that takes several codes, one a line → names that one adds by typing and takes off one by
 * one. A code that is not known stays, as it is written.
 */

import { element } from "./dom.js";
import { keepInSight, onEnter, onWritten, sayHelp, standDown, standIn, write } from "./picker-control.js";
import { PlaceCombobox } from "./place-combobox.js";

/**
 * @typedef {import("./places.js").Choice} Choice
 *
 * @typedef {object} Source what can be chosen
 * @property {(text: string, limit: number) => Promise<Choice[]>} find
 * @property {(text: string, limit: number) => Choice[]} findServed the same, at once
 * @property {(code: string) => Promise<any>} byCode
 * @property {(text: string) => Promise<any>} resolve the only one that a text can mean
 *
 * @typedef {object} Kind
 * @property {() => Promise<Source>} open
 * @property {string} placeholder
 * @property {string} [help] how to choose, when the help of the field speaks of codes
 * @property {import("./place-options.js").Words} words
 * @property {string} unknown said of what is typed and is none of them
 * @property {() => Promise<[string, string][]>} [shortcuts] code and name
 * @property {(codes: string[]) => Promise<string>} [told] what is said of all that is chosen
 */

const UNKNOWN = "?";
/** Before what is typed becomes a chip: nothing moves under a finger. */
const PAUSE = 400;

export class ChipPicker {
  /** @param {HTMLTextAreaElement} control @param {Kind} kind */
  constructor(control, kind) {
    this.control = control;
    this.kind = kind;
    this.pending = ""; // a text that is written in the control, and may still turn out to be a name
    this.input = standIn(control, kind.placeholder);
    this.list = element("ul", { class: "picker-list", role: "list" });
    this.told = element("p", { class: "picker-note" });
    this.said = element("p", { class: "picker-note", role: "status" });
    const line = element("div", {}, this.input);
    this.box = element("div", { class: "picker", "data-picker": "" }, this.list, line, this.said, this.#shortcuts(), this.told);
    control.after(this.box);
    this.combobox = new PlaceCombobox(this.input, kind.open, (choice) => choice && this.#add(choice), kind.words);
    keepInSight(this.input, this.combobox.list);
    if (kind.help) sayHelp(control, kind.help);
    onEnter(this.input, () => this.combobox.settle().then(() => this.#takeIn()).then(() => this.#settled()));
    this.input.addEventListener("blur", () => {
      this.#takeIn();
      setTimeout(() => this.#settled(), PAUSE);
    });
    onWritten(control, () => this.pending || this.draw());
    this.draw();
  }

  /** @returns {string[]} */
  get codes() {
    return this.control.value.split("\n").map((line) => line.trim()).filter(Boolean);
  }

  /** What is chosen most often, one tap away. */
  #shortcuts() {
    const line = element("p", { class: "picker-shortcuts" });
    // Before the input loses the focus: what is typed there is not meant any more.
    line.addEventListener("pointerdown", (event) => event.preventDefault());
    const fill = (/** @type {[string, string][]} */ shortcuts) => {
      const buttons = shortcuts.map(([code, nom]) => {
        const button = element("button", { class: "picker-shortcut", type: "button" }, nom);
        button.addEventListener("click", () => this.#add({ code, nom }));
        return button;
      });
      line.replaceChildren(...buttons);
    };
    this.kind.shortcuts?.().then(fill, () => {});
    return this.kind.shortcuts && line;
  }

  /** @param {{code: string, nom: string}} choice */
  #add({ code, nom }) {
    this.combobox.show(null);
    const others = this.codes.filter((one) => one !== this.pending);
    const isThere = others.includes(code);
    this.pending = "";
    write(this.control, (isThere ? others : [...others, code]).join("\n"));
    if (isThere) return this.#say(`${nom} est déjà dans la liste.`);
    this.#say(`${nom}, ajouté.`);
  }

  /** @param {string} code @param {string} nom */
  #remove(code, nom) {
    const rank = this.codes.indexOf(code);
    write(this.control, this.codes.filter((other) => other !== code).join("\n"));
    this.#say(`${nom}, retiré.`);
    const buttons = this.list.querySelectorAll("button");
    (buttons[Math.min(rank, buttons.length - 1)] ?? this.input).focus();
  }

  /** @param {string} words */
  #say(words) {
    this.said.textContent = words;
  }

  /** What is typed and not chosen is in the entry as it is written: the form says what is wrong with it. */
  #takeIn() {
    const typed = this.input.value.trim();
    if (!typed || this.combobox.chosen || this.pending) return;
    if (this.codes.includes(typed)) return this.combobox.show(null);
    this.pending = typed;
    write(this.control, [...this.codes, typed].join("\n"));
  }

  /** It may be a name typed in full; else it stands in the list until somebody says what it is. */
  async #settled() {
    const text = this.pending;
    if (!text) return;
    await this.combobox.settle().catch(() => {});
    if (this.pending !== text) return;
    this.pending = "";
    this.combobox.show(null);
    if (this.codes.includes(text)) this.#say(`«\u00a0${text}\u00a0» n’est pas reconnu. ${this.kind.unknown}`);
    await this.draw();
  }

  /** The names come when they are known; until then the codes stand. */
  async draw() {
    const codes = this.codes;
    this.#fill(codes.map((code) => ({ code, nom: code })));
    if (!codes.length) {
      this.told.textContent = "";
      return;
    }
    try {
      const source = await this.kind.open();
      const found = await Promise.all(codes.map((code) => source.byCode(code).catch(() => null)));
      if (codes.join() !== this.codes.join()) return;
      this.#fill(codes.map((code, rank) => ({ code, nom: found[rank]?.nom ?? code, isUnknown: !found[rank] })));
      const told = (await this.kind.told?.(codes)) ?? "";
      if (codes.join() === this.codes.join()) this.told.textContent = told;
    } catch {
      standDown(this.control, this.box);
    }
  }

  /** Chips that stay are kept: the one that has the focus keeps it. @param {{code: string, nom: string, isUnknown?: boolean}[]} chosen */
  #fill(chosen) {
    const before = new Map([...this.list.children].map((item) => [/** @type {HTMLElement} */ (item).dataset.code, item]));
    const items = chosen.map(({ code, nom, isUnknown }) => {
      const known = before.get(code);
      const isSame = known?.getAttribute("data-name") === (isUnknown ? UNKNOWN : nom);
      if (known && (isSame || (nom === code && !isUnknown))) return known;
      return this.#chip(code, nom, isUnknown);
    });
    const active = document.activeElement;
    this.list.replaceChildren(...items);
    if (active instanceof HTMLElement && this.list.contains(active)) active.focus();
  }

  /** @param {string} code @param {string} nom @param {boolean} [isUnknown] */
  #chip(code, nom, isUnknown) {
    const off = element("span", { class: "visually-hidden" }, " – retirer");
    const note = isUnknown && element("span", { class: "picker-unknown" }, " (inconnu)");
    const button = element("button", { class: "chip", type: "button" }, element("span", {}, nom, note, off));
    button.addEventListener("click", () => this.#remove(code, nom));
    return element("li", { "data-code": code, "data-name": isUnknown ? UNKNOWN : nom }, button);
  }
}
