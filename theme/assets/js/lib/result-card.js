/** One result → its card: the same parts as `components/card.html`, and why it is there. */

import { element, icon } from "./dom.js";
import { highlight } from "./highlight.js";

/** @typedef {import("./search-engine.js").SearchDocument} SearchDocument */

/** Fact of a card: fields, icon, label. @type {[("audience" | "place" | "on_site" | "cost" | "how")[], string, string][]} */
const FACTS = [
  [["audience"], "users", "Pour qui"],
  [["place", "on_site"], "map-pin", "Où"],
  [["cost"], "coins", "Combien"],
  [["how"], "handshake", "Comment"],
];

/** Sign of a badge, as `components/badge.html` has it. @type {Record<string, string>} */
const SIGNS = { ok: "circle-check", info: "info", warn: "triangle-alert", closed: "circle-alert" };

/**
 * @typedef {object} CardContext
 * @property {string} root prefix of the addresses
 * @property {string} sprite address of the pictograms
 * @property {Set<string>} terms to mark
 * @property {string[]} reasons why it answers
 */

/**
 * @param {SearchDocument} service
 * @param {CardContext} context
 * @returns {HTMLElement}
 */
export function resultCard(service, { root, sprite, terms, reasons }) {
  const marked = (/** @type {string} */ text) => highlight(text, terms);
  return element(
    "article",
    { class: "card", "data-accent": service.accent },
    element(
      "div",
      { class: "card-top" },
      element("p", { class: "card-category" }, icon(sprite, service.icon), service.category),
      badge(service, sprite),
    ),
    element(
      "h3",
      { class: "card-title" },
      element("a", { class: "card-link", href: root + service.url }, ...marked(service.nom)),
    ),
    element("p", { class: "card-provider" }, ...marked(service.structure)),
    element("p", {}, ...marked(service.resume)),
    reasonList(reasons, sprite),
    element("dl", { class: "card-facts" }, ...facts(service, sprite, marked)),
    element(
      "div",
      { class: "card-end" },
      contact(service, root, sprite),
      element("p", { class: "card-freshness" }, service.freshness),
    ),
  );
}

/** The state, when it needs saying. @param {SearchDocument} service @param {string} sprite */
function badge({ badge: said }, sprite) {
  return (
    said &&
    element(
      "span",
      { class: "badge", "data-tone": said.tone },
      icon(sprite, SIGNS[said.tone]),
      said.label,
    )
  );
}

/** @param {string[]} reasons @param {string} sprite */
function reasonList(reasons, sprite) {
  const items = reasons.map((reason) =>
    element("li", { class: "search-reason" }, icon(sprite, "check"), reason),
  );
  return (
    items.length > 0 && element("ul", { class: "search-reasons", role: "list" }, ...items)
  );
}

/** @param {SearchDocument} service @param {string} sprite @param {(text: string) => (Node | string)[]} marked */
function facts(service, sprite, marked) {
  return FACTS.flatMap(([fields, sign, label]) => {
    const values = fields.map((field) => service[field] ?? "").filter(Boolean);
    if (!values.length) return [];
    return element(
      "div",
      { class: "card-fact" },
      element("dt", { class: "card-label" }, icon(sprite, sign), label),
      ...values.map((value) => element("dd", { class: "card-value" }, ...marked(value))),
    );
  });
}

/** One tap to ask, else the part of the page that says how. @param {SearchDocument} service @param {string} root @param {string} sprite */
function contact({ contact: way, nom, url }, root, sprite) {
  const { label, icon: sign, url: href } = way ?? {
    label: "Voir comment demander",
    icon: "list-checks",
    url: `${root}${url}#demander`,
  };
  return element(
    "a",
    { class: "card-contact", href, rel: way && "noopener ugc" },
    icon(sprite, sign),
    label,
    element("span", { class: "visually-hidden" }, ` – ${nom}`),
  );
}
