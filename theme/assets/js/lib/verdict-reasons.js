/** What each criterion says of a person → a list that one reads, hears and prints. */

import { element, icon } from "./dom.js";

/** @typedef {import("./eligibility.js").Answer} Answer */

/** @type {Record<Answer, {sign: string, said: string}>} */
const SIGNS = {
  oui: { sign: "circle-check", said: "Rempli\u00a0: " },
  non: { sign: "circle-alert", said: "Non rempli\u00a0: " },
  "a-verifier": { sign: "info", said: "À vérifier\u00a0: " },
};

/** @type {Record<Answer, {tone: string, label: string}>} */
const VERDICTS = {
  oui: { tone: "ok", label: "Oui, d’après vos réponses" },
  non: { tone: "closed", label: "Non, d’après vos réponses" },
  "a-verifier": { tone: "info", label: "À vérifier" },
};

/**
 * @param {{answer: Answer, words: string}[]} reasons
 * @param {string} sprite
 * @returns {HTMLElement}
 */
export function reasonList(reasons, sprite) {
  const shown = reasons.filter(({ words }) => words);
  const items = shown.map(({ answer, words }) =>
    element(
      "li",
      { class: "reason", "data-answer": answer },
      icon(sprite, SIGNS[answer].sign),
      element("span", {}, spoken(answer), words),
    ),
  );
  return element("ul", { class: "reasons", role: "list" }, ...items);
}

/** @param {Answer} answer @param {string} sprite @param {string} [label] */
export function verdictBadge(answer, sprite, label) {
  const { tone, label: usual } = VERDICTS[answer];
  return element(
    "p",
    { class: "badge verdict", "data-tone": tone },
    icon(sprite, SIGNS[answer].sign),
    label ?? usual,
  );
}

/** What excludes is written; a sign and its colour are enough for the rest. @param {Answer} answer */
function spoken(answer) {
  const { said } = SIGNS[answer];
  if (answer === "non") return element("strong", { class: "reason-said" }, said);
  return element("span", { class: "visually-hidden" }, said);
}
