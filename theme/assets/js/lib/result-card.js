/** One result → its card: the same parts as `components/card.html`, and why it is there. */

import { element, icon } from "./dom.js";
import { highlight } from "./highlight.js";

/** @typedef {import("./search-engine.js").SearchDocument} SearchDocument */

/** Fact of a card: field, icon, label. @type {[("audience" | "place" | "cost" | "how"), string, string][]} */
const FACTS = [
  ["audience", "users", "Pour qui"],
  ["place", "map-pin", "Où"],
  ["cost", "coins", "Combien"],
  ["how", "handshake", "Comment"],
];

/** Sign of a badge, as `components/badge.html` has it. @type {Record<string, string>} */
const SIGNS = { ok: "circle-check", info: "info", warn: "triangle-alert", closed: "circle-alert" };

/**
 * @param {SearchDocument} service
 * @param {object} context
 * @param {string} context.root prefix of the addresses
 * @param {string} context.sprite address of the pictograms
 * @param {Set<string>} context.terms to mark
 * @param {string[]} context.reasons why it answers
 * @returns {HTMLElement}
 */
export function resultCard(service, { root, sprite, terms, reasons }) {
  const { phone, badge } = service;
  return element(
    "article",
    { class: "card", "data-accent": service.accent },
    element(
      "div",
      { class: "card-top" },
      element("p", { class: "card-category" }, icon(sprite, service.icon), service.category),
      badge &&
        element(
          "span",
          { class: "badge", "data-tone": badge.tone },
          icon(sprite, SIGNS[badge.tone]),
          badge.label,
        ),
    ),
    element(
      "h3",
      { class: "card-title" },
      element(
        "a",
        { class: "card-link", href: root + service.url },
        ...highlight(service.nom, terms),
      ),
    ),
    element("p", { class: "card-provider" }, ...highlight(service.structure, terms)),
    element("p", {}, ...highlight(service.resume, terms)),
    reasons.length > 0 &&
      element(
        "ul",
        { class: "search-reasons", role: "list" },
        ...reasons.map((reason) =>
          element("li", { class: "search-reason" }, icon(sprite, "check"), reason),
        ),
      ),
    element("dl", { class: "card-facts" }, ...facts(service, sprite)),
    phone &&
      element(
        "a",
        { class: "card-phone", href: phone.url },
        icon(sprite, "phone"),
        `Appeler le ${phone.label}`,
      ),
  );
}

/** @param {SearchDocument} service @param {string} sprite */
function facts(service, sprite) {
  return FACTS.filter(([field]) => service[field]).map(([field, sign, label]) =>
    element(
      "div",
      { class: "card-fact" },
      element("dt", { class: "card-label" }, icon(sprite, sign), label),
      element("dd", { class: "card-value" }, service[field]),
    ),
  );
}
