/** The state of a need in a place → its badge, in the words of `generator/plan/situation_views.py`. */

import { element, icon } from "./dom.js";

const LOOKS = {
  servi: ["ok", "circle-check", "Il y a une réponse ici"],
  "en-partie": ["info", "info", "Une réponse dans une partie du territoire"],
  personne: ["warn", "triangle-alert", "Personne sur ce besoin ici"],
};

/** @param {"servi" | "en-partie" | "personne"} state @param {string} sprite */
export function stateBadge(state, sprite) {
  const [tone, sign, words] = LOOKS[state];
  return element("span", { class: "badge", "data-tone": tone }, icon(sprite, sign), words);
}

/** The parts of the page that show a need. @param {number} rank @returns {HTMLElement | null} */
export function needSection(rank) {
  return document.querySelector(`[data-need="${Number(rank)}"]`);
}
