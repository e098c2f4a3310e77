/** The help desk and the lists of the site → what stays when no search helps, drawn. */

import { element, icon } from "./dom.js";

/**
 * @typedef {import("./help-desk.js").HelpDesk} HelpDesk
 * @typedef {import("./help-desk.js").Action} Action
 * @typedef {import("./other-searches.js").Asked} Asked
 * @typedef {{root: string, sprite: string}} Site prefix of the addresses, address of the pictograms
 */

const MOST_OPEN = 2;
const LISTS = [
  ["thematiques/", "Par besoin"],
  ["statuts/", "Par situation"],
  ["publics/", "Par public"],
  ["territoires/", "Par territoire"],
  ["services/", "De A à Z"],
];

/**
 * Who to call, and « Signaler un besoin ».
 * @param {HelpDesk} desk
 * @param {Asked} asked
 * @param {Site} site
 * @returns {HTMLElement[]}
 */
export function humanWays(desk, asked, site) {
  const { root } = site;
  const all = { label: "Tous les organismes", url: `${root}structures/`, icon: "building-2" };
  const report = { label: "Signaler un besoin", url: desk.reportUrl(asked, root), icon: "flag" };
  return [
    wayGroup(helpersHeading(desk, asked), helpers(desk, asked, site), button(all, site)),
    wayGroup(
      "Il manque quelque chose\u00a0?",
      element("p", {}, "Dites ce que vous cherchiez\u00a0: le message est déjà commencé."),
      button(report, site),
      element("p", {}, element("a", { href: `${root}proposer/` }, "Vous connaissez une aide\u00a0? Proposez-la")),
    ),
  ];
}

/** The lists of the site, which need no search. @param {Site} site @returns {HTMLElement} */
export function listWays({ root }) {
  const items = LISTS.map(([url, label]) =>
    element("li", {}, element("a", { class: "chip", href: root + url }, label)),
  );
  const list = element("ul", { class: "chips", role: "list" }, ...items);
  return wayGroup("Parcourir les listes", list);
}

/**
 * @param {string} heading
 * @param {...(Node | null)} children
 * @returns {HTMLElement}
 */
export function wayGroup(heading, ...children) {
  return element("section", { class: "way-group" }, element("h4", {}, heading), ...children);
}

/** A phone is promised only when there is one. @param {HelpDesk} desk @param {Asked} asked */
export function helpersHeading(desk, { place }) {
  const actions = desk.helpersFor(place).flatMap((helper) => helper.actions);
  return actions.some(({ icon: sign }) => sign === "phone") ? "Parler à quelqu’un" : "À qui s’adresser";
}

/** @param {HelpDesk} desk @param {Asked} asked @param {Site} site */
export function helpers(desk, { place }, site) {
  const items = desk.helpersFor(place).map(({ nom, url, actions }) => {
    const name = url ? element("a", { href: site.root + url }, nom) : nom;
    const ways = actions.map((action) => button(action, site));
    return element("li", { class: "helper" }, element("p", { class: "helper-name" }, name), ...ways);
  });
  if (!items.length) return null;
  const list = element("ul", { class: "helpers", role: "list" }, ...items);
  if (items.length <= MOST_OPEN) return list;
  const summary = element("summary", {}, `${items.length} organismes, selon votre territoire`);
  return element("details", { class: "helpers-more" }, summary, list);
}

/** @param {Action} action @param {Site} site */
export function button({ label, url, icon: sign }, { sprite }) {
  const attributes = { class: "button", "data-variant": "quiet", href: url, rel: "noopener" };
  return element("a", attributes, icon(sprite, sign), label);
}
