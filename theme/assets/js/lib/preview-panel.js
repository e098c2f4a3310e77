/**
 * What the form holds → the page, the card and the SMS that the public will see, redrawn as one
 * types: beside the form where there is room, else behind a tab. Nothing is announced: one looks.
 */

import { readable } from "./form-characters.js";
import { debounce, element } from "./dom.js";
import { once } from "./once.js";
import { cardView, smsView } from "./preview-card.js";
import { openNames } from "./preview-names.js";
import { servicePage } from "./preview-page.js";
import { serviceView } from "./preview-view.js";
import { resultCard } from "./result-card.js";

const PAUSE = 150;
const RESUME = 160;
const FAILED = "L’aperçu n’a pas pu se charger. Vérifiez votre connexion\u00a0; vos réponses ne sont pas perdues.";
/** @type {[string, string][]} */
const SHAPES = [
  ["page", "Page"],
  ["card", "Liste"],
  ["sms", "SMS"],
];

/** @param {HTMLElement} root the form */
export function startPreview(root) {
  const panel = panelOf(root);
  const preview = new Preview(root, panel);
  const redraw = debounce(() => preview.draw(), PAUSE);
  root.addEventListener("form:changed", (event) => {
    preview.data = shown(/** @type {CustomEvent} */ (event).detail?.data ?? {});
    redraw.later();
  });
  preview.draw();
}

/** The place that the page keeps for it, else one after the form. @param {HTMLElement} root @returns {HTMLElement} */
function panelOf(root) {
  const kept = root.parentElement?.querySelector("[data-preview]");
  if (kept instanceof HTMLElement) return kept;
  const made = element("aside", { class: "form-preview", "data-preview": "", "aria-label": "Aperçu de la fiche" });
  root.after(made);
  return made;
}

class Preview {
  /** @type {any} */
  data = {};
  shape = "page";

  /** @param {HTMLElement} root @param {HTMLElement} panel */
  constructor(root, panel) {
    const { root: site = "", communes = "", icons = "" } = root.dataset;
    this.root = root;
    this.panel = panel;
    this.sprite = icons;
    this.names = once(() => openNames(site, communes));
    this.heading = element("h2", { tabindex: "-1" }, "Ce que le public verra");
    this.body = element("div", { class: "preview-body" });
    const shapes = SHAPES.map(([shape, label]) => this.#shapeButton(shape, label));
    const choice = element("div", { class: "preview-shapes", role: "group", "aria-label": "Voir" }, ...shapes);
    panel.replaceChildren(this.heading, choice, this.body);
    panel.hidden = false;
    this.#addTabs();
  }

  /** @param {string} shape @param {string} label */
  #shapeButton(shape, label) {
    const isOn = () => String(this.shape === shape);
    const button = element("button", { class: "preview-tab", type: "button", "aria-pressed": isOn() }, label);
    button.addEventListener("click", () => {
      this.shape = shape;
      for (const other of button.parentElement?.children ?? []) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      this.draw();
    });
    return button;
  }

  /** Where there is no room for both: the form or the preview, and back where one was. */
  #addTabs() {
    const page = this.root.parentElement;
    if (!page) return;
    let scrolled = 0;
    const tabs = ["Remplir", "Aperçu"].map((label, rank) => {
      const tab = element("button", { class: "preview-tab", type: "button", "aria-pressed": String(rank === 0) }, label);
      tab.addEventListener("click", () => show(rank === 1));
      return tab;
    });
    const show = (/** @type {boolean} */ isPreview) => {
      if (isPreview === (page.dataset.shown === "preview")) return;
      if (isPreview) scrolled = scrollY;
      page.dataset.shown = isPreview ? "preview" : "form";
      tabs.forEach((tab, rank) => tab.setAttribute("aria-pressed", String(rank === Number(isPreview))));
      if (isPreview) {
        this.heading.focus({ preventScroll: true });
        page.scrollIntoView({ behavior: "instant" });
      } else scrollTo({ top: scrolled, behavior: "instant" });
    };
    // Whoever sends the focus to a field wants to see it.
    this.root.addEventListener("focusin", () => show(false));
    const group = element("div", { class: "preview-switch", role: "group", "aria-label": "Remplir ou voir l’aperçu" }, ...tabs);
    page.dataset.shown = "form";
    page.prepend(group);
  }

  async draw() {
    const { data, shape } = this;
    try {
      const names = await this.names();
      // A commune that cannot be named now is left out: the rest can be seen.
      await names.learn(data).catch(() => {});
      if (data !== this.data || shape !== this.shape) return;
      this.#fill(...this.#drawn(names));
    } catch {
      this.#fill(element("p", {}, FAILED));
    }
  }

  /** @param {import("./preview-view.js").Names} names @returns {HTMLElement[]} */
  #drawn(names) {
    const { data, sprite } = this;
    if (this.shape === "sms") return smsPart(data);
    if (this.shape === "card") {
      const card = cardView(data, names);
      return [asleep(resultCard(card, { root: "", sprite, terms: new Set(), reasons: [] }))];
    }
    return [servicePage(serviceView(data, names), sprite)];
  }

  /** What one was reading stays under the eyes. @param {...HTMLElement} nodes */
  #fill(...nodes) {
    const { scrollTop } = this.panel;
    this.body.replaceChildren(...nodes);
    this.panel.scrollTop = scrollTop;
  }
}

/** Nobody leaves the form by touching its preview. @param {HTMLElement} part */
function asleep(part) {
  for (const link of part.querySelectorAll("a")) link.removeAttribute("href");
  return part;
}

/** @param {any} data */
function smsPart(data) {
  const { sent, characters, messages } = smsView(data, document.title.split(" – ").at(-1) ?? "");
  const length = [...String(data.resume ?? "")].length;
  const over = length > RESUME ? `\u00a0: ${length - RESUME} de trop` : "";
  return [
    element("p", { class: "preview-sms" }, sent),
    element("p", { class: "preview-note" }, `${characters} caractères, soit ${messages} SMS\u00a0: c’est ce que «\u00a0Ma liste\u00a0» envoie de cette aide.`),
    element("p", { class: "preview-note" }, `Résumé\u00a0: ${length} caractères sur ${RESUME}${over}.`),
  ];
}

/** An entry of which every sign can be seen: what hides is called by its name. @param {any} value @returns {any} */
function shown(value) {
  if (typeof value === "string") return readable(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item)]));
}
