/** One entry being written: what the form says, what is wrong with it, what is kept of it. */

import { debounce } from "./dom.js";
import { changesOf, nameCorrection, noteDate } from "./form-correction.js";
import { DraftBox, draftStructures, isBegun } from "./form-draft.js";
import { offerDrafts, summaryPanel } from "./form-panels.js";
import { entryText } from "./form-entry-text.js";
import { Faults } from "./form-faults.js";
import { fillField, fillFields, ordered, readField, readFields, replaced } from "./form-fields.js";
import { Identifier } from "./form-identifier.js";
import { doorsOf, openEntry, openJudge, openModel, today } from "./form-sources.js";
import { typed } from "./form-outline.js";
import { fieldAt } from "./form-places-of.js";
import { Sending } from "./form-send.js";
import { withhold } from "./form-withheld.js";
import { startPickers } from "./pickers.js";
import { startPreview } from "./preview-panel.js";

/** @typedef {import("./form-messages.js").Diagnostic} Diagnostic */

const PAUSE = 300;

export class FormSession {
  /** @param {HTMLFormElement} form @param {(sentence: string) => void} announce */
  constructor(form, announce) {
    this.form = form;
    this.announce = announce;
    this.kind = form.dataset.form ?? "service";
    this.collection = `${this.kind}s`;
    this.entry = /^#fiche=([a-z0-9-]{1,80})$/.exec(location.hash)?.[1] ?? "";
    this.draft = new DraftBox(this.kind, this.entry);
    this.before = /** @type {Record<string, any>} what the entry held when it was opened */ ({});
    this.withheld = /** @type {string[]} fields of which something is not published */ ([]);
    this.faults = new Faults(form, (field, diagnostic, value) => this.#write(field, diagnostic, value));
    this.keep = debounce(() => this.#keep(), PAUSE);
    this.round = 0;
  }

  /** Fill the form, then listen to it. */
  async open() {
    const slot = /** @type {HTMLElement} */ (this.form.querySelector("[data-identifier]"));
    this.identifier = new Identifier(slot, this.collection, this.entry, () => this.keep.later());
    this.sending = new Sending(this.form, doorsOf(this.form), () => this.check(), this.announce);
    this.model = await openModel(this.form);
    if (this.entry) await this.#prefill();
    else fillFields(this.form, { date_maj: today() });
    startPickers(this.form, { drafts: draftStructures });
    if (this.kind === "service") startPreview(this.form);
    this.judging = openJudge(this.form, this.model);
    this.judging.then(({ known }) => {
      this.faults.known = known;
      if (!this.identifier) return;
      this.identifier.known = known;
      this.identifier.show();
    }, () => {});
    offerDrafts(this.form, this.draft, {
      announce: this.announce,
      keep: () => this.#store(this.read()),
      fill: ({ data, id }) => {
        this.fill(data);
        this.identifier?.fill(id);
      },
    });
    this.form.addEventListener("input", () => this.#touched());
    this.form.addEventListener("change", (event) => this.#left(event.target));
    this.form.addEventListener("focusout", (event) => this.#left(event.target));
    this.#tell("form:filled");
  }

  /** What the form says now, in the order of the schema. */
  read() {
    const { resolve, schema } = this.#model();
    const said = { ...this.beside, ...readFields(this.form) };
    for (const key of this.withheld) said[key] = this.before[key];
    if (said.eligibilite) said.eligibilite = typed(said.eligibilite, schema.properties.eligibilite, resolve);
    return ordered(said, schema, resolve);
  }

  /** Tell everything that is wrong, then offer the ways to hand the entry over. */
  async check() {
    const said = await this.#judge();
    if (!said) return;
    const { errors, warnings } = this.faults.summary(said);
    this.missing = this.faults.missing(said);
    const wrongName = this.identifier?.wrong ?? "";
    this.checked = true;
    this.#offer(errors.length);
    summaryPanel(this.form, errors, warnings, wrongName);
  }

  /** Put an entry in the form. @param {Record<string, any>} data */
  fill(data) {
    const { schema } = this.#model();
    const known = Object.keys(schema.properties);
    fillFields(this.form, data);
    // What the form has no field for is not lost.
    const shown = new Set([...this.form.querySelectorAll("[data-field]")].map((field) => field.getAttribute("data-field")));
    this.beside = Object.fromEntries(Object.entries(data).filter(([key]) => known.includes(key) && !shown.has(key)));
    this.identifier?.propose(data.nom);
    this.#tell("form:filled");
  }

  async #prefill() {
    this.before = await openEntry(this.form, this.collection, this.entry, this.#model().schema);
    nameCorrection(this.form, this.entry, String(this.before.nom).replace(/\s+/g, " "));
    this.withheld = withhold(this.form, this.before, this.entry);
    this.fill(this.before);
    this.announce("Le formulaire est rempli avec la fiche.");
  }

  /** @param {Record<string, any>} data */
  #store(data) {
    return isBegun(data, this.before) && this.draft.write({ id: this.identifier?.value ?? "", data, le: today() });
  }

  #touched() {
    if (this.entry && !this.dated) {
      this.dated = true;
      const field = this.form.querySelector("[data-field=date_maj]");
      if (field instanceof HTMLElement && readField(field) === this.before.date_maj) {
        fillField(field, today());
        noteDate(field);
      }
    }
    this.keep.later();
  }

  /** A field that one leaves may be told what is wrong with it. @param {EventTarget | null} target */
  #left(target) {
    if (!(target instanceof Element) || !target.closest("[data-field]")) return;
    for (let field = target.closest("[data-field]"); field; field = field.parentElement?.closest("[data-field]") ?? null) {
      this.faults.left.add(field);
    }
    this.keep.later();
  }

  async #keep() {
    const data = this.read();
    this.identifier?.propose(data.nom);
    this.#store(data);
    this.#tell("form:changed", { data });
    this.round += 1;
    const { round } = this;
    const said = await this.#judge(data);
    if (!said || round !== this.round) return; // the form changed meanwhile
    this.faults.show(said);
    this.missing = this.faults.missing(said);
    if (this.checked) this.#offer(said.filter(({ warning }) => !warning).length);
  }

  /** Nothing when what judges could not be fetched. @param {any} [data] @returns {Promise<Diagnostic[] | null>} */
  async #judge(data = this.read()) {
    const judge = await this.judging?.catch(() => null);
    if (!judge) {
      this.judging = openJudge(this.form, this.#model()); // for the next time
      this.judging.catch(() => {});
      this.announce("La vérification n’a pas pu se charger. Vérifiez votre connexion, puis réessayez.");
      return null;
    }
    judge.drafts = new Set(draftStructures().map(({ code }) => code));
    return judge.judge(data, { id: this.identifier?.value ?? "", today: today() });
  }

  /** What a hint proposes, written in its field. @param {HTMLElement} field @param {Diagnostic} diagnostic @param {string | number} value */
  #write(field, diagnostic, value) {
    const depth = diagnostic.field.findIndex((_, rank, path) => fieldAt(this.form, path.slice(0, rank + 1)) === field);
    fillField(field, replaced(readField(field), diagnostic.field.slice(depth + 1), value));
    this.#tell("form:filled");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    this.announce(`C’est écrit\u00a0: ${value}`);
  }

  /** @param {number} errors */
  #offer(errors) {
    this.sending?.offer(this.#entry(), errors + (this.identifier?.wrong ? 1 : 0), this.#model());
  }

  #entry() {
    const [data, id] = [this.read(), this.identifier?.value || "nouvelle-fiche"];
    const known = this.#model().paths?.[id];
    const path = (this.entry && known) || `content/${this.collection}/${id}.md`;
    const isWhole = !this.withheld.length;
    const changes = this.entry ? changesOf(this.form, this.before, data, this.#model()) : [];
    const text = isWhole ? entryText(data) : "";
    return { kind: this.kind, id, path, data, text, isWhole, corrects: this.entry !== "", before: this.before, changes, missing: this.missing ?? [] };
  }

  #model() {
    if (!this.model) throw new Error("the model of the entry was not opened");
    return this.model;
  }

  /** @param {string} name @param {any} [detail] */
  #tell(name, detail = { data: this.read() }) {
    this.form.dispatchEvent(new CustomEvent(name, { detail }));
    if (name === "form:filled") this.form.dispatchEvent(new CustomEvent("form:changed", { detail }));
  }
}
