/** A list and what the site says of it → the sheet: note, services, papers, dates, sharing. */

import { element } from "./dom.js";
import { datesSection } from "./list-calendar.js";
import { listItem, missingItem } from "./list-item.js";
import { papersSection } from "./list-papers.js";
import { SharePanel } from "./list-share.js";
import { listTools } from "./list-tools.js";
import { cleanList, ROOT } from "./my-list.js";

/**
 * @typedef {import("./my-list.js").List} List
 * @typedef {import("./list-services.js").Answer} Answer
 *
 * @typedef {object} SheetContext
 * @property {string} site
 * @property {string} sprite
 * @property {string} page address of « Ma liste »
 * @property {(text: string) => void} say
 * @property {(list: List) => void} onChange
 */

const UNKNOWN = "Ce site n’a pas d’aide de ce nom, ou n’en a plus.";
const GONE = "Cette aide n’est plus dans ce guichet\u00a0: sa page dit pourquoi et où aller.";
const UNREAD = "Cette fiche n’a pas pu être lue. Vérifiez la connexion, puis rouvrez cette page.";
const LOOSE = 4; // beyond, the paper is set smaller
const WORD = "Un mot en tête de la liste";
const EMPTY =
  "Votre liste est vide. Sur une fiche ou dans une liste, touchez «\u00a0Ajouter à ma liste\u00a0».";

export class ListSheet {
  /** @type {List} */
  #list = cleanList({});
  /** @type {Answer} */
  #answer = { known: new Map(), unknown: [], unread: [] };

  /** @param {SheetContext} context */
  constructor(context) {
    this.context = context;
    this.body = element("div", { class: "flow flow-wide" });
    this.share = new SharePanel({
      ...context,
      read: () => this.#list,
      services: () => this.#services(),
    });
    this.heading = element("h2", { id: "aides", tabindex: "-1" });
    for (const [moment, isOpen] of /** @type {[string, boolean][]} */ ([["beforeprint", true], ["afterprint", false]])) {
      addEventListener(moment, () => {
        for (const steps of this.body.querySelectorAll("[data-steps]")) steps.toggleAttribute("open", isOpen);
      });
    }
  }

  /** @param {List} list @param {Answer} answer */
  show(list, answer) {
    this.#list = list;
    this.#answer = answer;
    this.#draw();
  }

  focus() {
    this.heading.focus();
  }

  #draw() {
    const { length } = this.#list.ids;
    this.heading.textContent = length ? `${length}\u00a0aide${length > 1 ? "s" : ""}` : "Aucune aide";
    if (!length) {
      const search = element("a", { class: "button", href: new URL("recherche/", ROOT).href }, "Chercher une aide");
      this.body.replaceChildren(this.heading, element("p", {}, EMPTY), element("p", {}, search));
      return;
    }
    const services = this.#services();
    const beside = [
      papersSection(services, { ready: this.#list.ready, onReady: (ready) => this.#change({ ready }) }),
      datesSection(services, this.context),
      this.share.section,
    ];
    const parts = [
      listTools({ ...this.context, count: length, onShare: () => this.share.focus(), onClear: () => this.#clear() }),
      element("div", { class: "sidebar" }, this.#aids(), element("div", { class: "my-list-beside" }, ...beside)),
    ];
    this.body.dataset.paper = length > LOOSE ? "serre" : "";
    this.body.replaceChildren(...parts);
    this.share.update();
  }

  #aids() {
    const { ids, notes } = this.#list;
    const items = ids.map((id, rank) => {
      const context = {
        sprite: this.context.sprite,
        note: notes[id] ?? "",
        rank,
        count: ids.length,
        onNote: (/** @type {string} */ text) => this.#note(id, text),
        onMove: (/** @type {"up" | "down" | "out"} */ move) => this.#move(id, move),
      };
      const service = this.#answer.known.get(id);
      if (service && !service.gone) return listItem(service, context);
      const why = this.#answer.unread.includes(id) ? UNREAD : UNKNOWN;
      return missingItem(service ?? { id, nom: id.replaceAll("-", " "), url: "" }, service ? GONE : why, context);
    });
    return element(
      "section",
      { class: "flow", "aria-labelledby": "aides" },
      this.heading,
      this.#word(),
      element("ol", { class: "my-list-items", role: "list" }, ...items),
    );
  }

  /** A few words for whoever reads the list: on top of the paper. */
  #word() {
    const field = element("textarea", { id: "mot", rows: "2", maxlength: "600" });
    const printed = element("p", { class: "my-list-note print-only" }, this.#list.notes[""]);
    field.value = this.#list.notes[""] ?? "";
    field.addEventListener("input", () => {
      printed.textContent = field.value.trim();
      this.#note("", field.value);
    });
    const label = element("label", { class: "visually-hidden", for: "mot" }, WORD);
    const isOpen = field.value ? "" : undefined;
    const folded = element("details", { open: isOpen }, element("summary", {}, WORD), label, field);
    return element("div", { class: "my-list-noted" }, folded, printed);
  }

  /** @param {string} id @param {string} text */
  #note(id, text) {
    this.#change({ notes: { ...this.#list.notes, [id]: text } });
    this.share.update();
  }

  /** @param {string} id @param {"up" | "down" | "out"} move */
  #move(id, move) {
    const ids = [...this.#list.ids];
    const rank = ids.indexOf(id);
    const name = this.#answer.known.get(id)?.nom ?? id;
    ids.splice(rank, 1);
    if (move !== "out") ids.splice(move === "up" ? rank - 1 : rank + 1, 0, id);
    this.#change({ ids });
    this.#draw();
    if (move === "out") {
      this.context.say(`${name}\u00a0: retiré. Votre liste compte ${ids.length}\u00a0aide${ids.length > 1 ? "s" : ""}.`);
      this.heading.focus();
      return;
    }
    this.context.say(`${name}\u00a0: ${ids.indexOf(id) + 1} sur ${ids.length}.`);
    const tools = [...this.body.querySelectorAll("[data-move]")].filter((tool) => tool.getAttribute("data-move")?.endsWith(` ${id}`));
    const same = tools.find((tool) => tool.getAttribute("data-move") === `${move} ${id}`);
    /** @type {HTMLElement | undefined} */ (same ?? tools[0])?.focus();
  }

  #clear() {
    this.#change({ ids: [], notes: {}, ready: [] });
    this.#draw();
    this.context.say("C’est effacé\u00a0: cet appareil ne garde plus rien de votre liste.");
    this.heading.focus();
  }

  /** @param {Partial<List>} changed */
  #change(changed) {
    this.#list = cleanList({ ...this.#list, ...changed });
    this.context.onChange(this.#list);
  }

  #services() {
    return this.#list.ids.flatMap((id) => this.#answer.known.get(id) ?? []).filter(({ gone }) => !gone);
  }
}
