/** One service of a list → what the page and the paper show: the phone first. */

import { element, icon } from "./dom.js";
import { ROOT } from "./my-list.js";

/**
 * @typedef {import("./list-services.js").Listed} Listed
 *
 * @typedef {object} ItemContext
 * @property {string} sprite
 * @property {string} note
 * @property {number} rank from 0
 * @property {number} count
 * @property {(text: string) => void} onNote
 * @property {(move: "up" | "down" | "out") => void} onMove
 */

/** Label and field. @type {[string, string, "cost" | "place" | "hours" | "delay" | "addresses"][]} */
const FACTS = [
  ["coins", "Combien", "cost"],
  ["map-pin", "Où", "addresses"],
  ["map", "Territoire", "place"],
  ["clock", "Horaires", "hours"],
  ["hourglass", "Délai", "delay"],
];

/** @param {Listed} service @param {ItemContext} context @returns {HTMLLIElement} */
export function listItem(service, context) {
  const { sprite } = context;
  const page = new URL(service.url, ROOT).href;
  return element(
    "li",
    { class: "my-list-item", "data-accent": service.accent ?? "autre" },
    element("h3", {}, element("a", { href: page }, service.nom)),
    element("p", { class: "my-list-from" }, service.structure),
    element("p", {}, service.resume),
    warning(service, sprite),
    ways(service, sprite),
    facts(service, sprite),
    steps(service),
    noteField(service, context),
    element("p", { class: "my-list-end" }, `${service.freshness ?? ""}. `, element("span", { class: "print-only" }, page.replace(/^https?:\/\//, ""))),
    tools(service, context),
  );
}

/** What the site no longer has, or could not tell. @param {Listed} service what is known of it @param {string} why @param {ItemContext} context */
export function missingItem(service, why, context) {
  const { nom, url } = service;
  const title = url ? element("a", { href: new URL(url, ROOT).href }, nom) : nom;
  return element(
    "li",
    { class: "my-list-item", "data-accent": "autre" },
    element("h3", {}, title),
    element("p", {}, why),
    tools(service, context),
  );
}

/** @param {Listed} service @param {string} sprite */
function warning({ state, message }, sprite) {
  const text = [state, message].filter(Boolean).join(". ");
  return (
    text &&
    element("div", { class: "notice", "data-tone": "warn" }, icon(sprite, "info"), element("p", {}, text))
  );
}

/** @param {Listed} service @param {string} sprite */
function ways({ nom, phone, phone_note: owner, link, email, person, url }, sprite) {
  const of = () => element("span", { class: "visually-hidden" }, ` – ${nom}`);
  const known = [
    phone && element("a", { class: "my-list-way", href: phone.url }, icon(sprite, "phone"), phone.label, of()),
    phone && owner && element("span", {}, `(${owner})`),
    link && element("a", { class: "my-list-way", href: link.url, rel: "noopener ugc" }, icon(sprite, "external-link"), link.label, of()),
    email && element("a", { class: "my-list-way", href: email.url }, icon(sprite, "mail"), email.label, of()),
    person && element("span", {}, person),
  ];
  const how = element("a", { class: "my-list-way my-list-how", href: new URL(`${url}#demander`, ROOT).href }, "Voir comment demander", of());
  return element("p", { class: "my-list-ways" }, ...(phone || link || email ? known : [...known, how]));
}

/** @param {Listed} service @param {string} sprite */
function facts(service, sprite) {
  const rows = FACTS.flatMap(([sign, label, field]) => {
    const value = service[field];
    if (!value || (field === "place" && service.addresses)) return [];
    const lines = Array.isArray(value) ? value : [value];
    return element(
      "div",
      { class: "card-fact" },
      element("dt", { class: "card-label" }, icon(sprite, sign), label),
      ...lines.map((line) => element("dd", { class: "card-value" }, line)),
    );
  });
  return rows.length > 0 && element("dl", { class: "card-facts" }, ...rows);
}

/** @param {Listed} service */
function steps({ steps: all = [], nom }) {
  if (!all.length) return null;
  const of = element("span", { class: "visually-hidden" }, ` – ${nom}`);
  const list = element("ol", {}, ...all.map((step) => element("li", {}, step)));
  return element("details", { "data-steps": "" }, element("summary", {}, "Comment demander", of), list);
}

/** On paper a note is a text, not a field. @param {Listed} service @param {ItemContext} context */
function noteField({ id, nom }, { note, onNote }) {
  const field = element("textarea", { id: `note-${id}`, rows: "2", maxlength: "600" });
  const printed = element("p", { class: "my-list-note print-only" }, note && `Note\u00a0: ${note}`);
  const of = element("span", { class: "visually-hidden" }, ` – ${nom}`);
  field.value = note;
  field.addEventListener("input", () => {
    const text = field.value.trim();
    printed.textContent = text && `Note\u00a0: ${text}`;
    onNote(text);
  });
  const label = element("label", { class: "visually-hidden", for: field.id }, `Ma note – ${nom}`);
  const folded = element("details", { open: note ? "" : undefined }, element("summary", {}, "Ma note", of), label, field);
  return element("div", { class: "my-list-noted" }, folded, printed);
}

/** @param {Listed} service @param {ItemContext} context */
function tools({ id, nom }, { rank, count, onMove }) {
  const of = () => element("span", { class: "visually-hidden" }, ` – ${nom}`);
  /** @param {"up" | "down" | "out"} move @param {string} label */
  const tool = (move, label) => {
    const button = element("button", { class: "my-list-tool", type: "button", "data-move": `${move} ${id}` }, label, of());
    button.addEventListener("click", () => onMove(move));
    return button;
  };
  return element(
    "div",
    { class: "my-list-tools" },
    rank > 0 && tool("up", "Monter"),
    rank < count - 1 && tool("down", "Descendre"),
    tool("out", "Retirer"),
  );
}
