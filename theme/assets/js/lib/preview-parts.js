/** Parts of a page of the site, drawn as the components of the same names draw them. */

import { element, icon } from "./dom.js";

/** @typedef {import("./dom.js").Child} Child */

/** Sign of a badge, as `components/badge.html` has it. @type {Record<string, string>} */
const SIGNS = { ok: "circle-check", info: "info", warn: "triangle-alert", closed: "circle-alert" };

/** @param {string} heading @param {string} name @param {string} sprite @param {...Child} children */
export function section(heading, name, sprite, ...children) {
  const title = element("h4", { class: "section-heading" }, icon(sprite, name), heading);
  return element("section", { class: "section" }, title, ...children);
}

/** Nothing when none of them says anything. @param {...Child} children */
export function facts(...children) {
  return children.some(Boolean) && element("dl", { class: "facts" }, ...children);
}

/** @param {string} label @param {string} name @param {string} sprite @param {...Child} value */
export function fact(label, name, sprite, ...value) {
  return element(
    "div",
    {},
    element("dt", { class: "fact-label" }, icon(sprite, name), label),
    element("dd", { class: "fact-value" }, ...value),
  );
}

/** @param {[string, string]} said words and tone @param {string} sprite */
export function badge([words, tone], sprite) {
  return element("span", { class: "badge", "data-tone": tone }, icon(sprite, SIGNS[tone]), words);
}

/** @param {string[]} items @param {string} sprite @param {boolean} [isBox] boxes to tick, for papers */
export function checklist(items, sprite, isBox = false) {
  const mark = () =>
    isBox
      ? element("span", { class: "checklist-box", "aria-hidden": "true" })
      : icon(sprite, "check");
  const shown = items.map((words) =>
    element("li", { class: "checklist-item" }, mark(), element("span", {}, words)),
  );
  return element("ul", { class: "checklist", role: "list" }, ...shown);
}

/** @param {string[]} labels */
export function chips(labels) {
  const items = labels.map((label) => element("li", { class: "chip", "data-plain": "" }, label));
  return element("ul", { class: "chips", role: "list" }, ...items);
}

/** @param {import("./preview-sources.js").PlaceView} place @param {string} sprite */
export function placeBlock(place, sprite) {
  const line = (/** @type {string} */ name, /** @type {Child[]} */ ...children) =>
    element("p", { class: "place-line" }, icon(sprite, name), ...children);
  const block = (/** @type {string} */ name, /** @type {Node} */ child) =>
    element("div", { class: "place-line" }, icon(sprite, name), child);
  const address = place.lines.flatMap((words, rank) => (rank ? [element("br"), words] : [words]));
  const hours = place.hours.map((words) => element("li", {}, words));
  const withheld = "L’adresse n’est pas publiée\u00a0: elle vous est donnée quand vous prenez contact.";
  return element(
    "div",
    { class: "place" },
    place.nom && element("p", { class: "place-name" }, place.nom),
    address.length > 0 && block("map-pin", element("address", { class: "place-address" }, ...address)),
    place.isWithheld && line("shield-check", element("span", {}, withheld)),
    hours.length > 0 && block("clock", element("ul", { role: "list" }, ...hours)),
    place.phone && line("phone", element("a", {}, place.phone)),
    place.access && line("accessibility", element("a", {}, "Accessibilité du lieu"), ` (${place.access})`),
  );
}
