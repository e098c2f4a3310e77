/** Searches to try instead, as links: without one criterion, or in one of several places. */

import { element } from "./dom.js";
import { NAMES, writeCriteria } from "./url-state.js";

/** @typedef {import("./url-state.js").Criteria} Criteria */

/**
 * Nothing was found: which criterion to give up, and how many services that gives.
 * @param {Criteria} criteria
 * @param {Record<string, string>} labels what each criterion says: « Me déplacer »
 * @param {Record<string, number>} counts services found without each criterion
 * @returns {HTMLElement}
 */
export function dropLinks(criteria, labels, counts) {
  const links = NAMES.filter((name) => criteria[name] && counts[name] > 0).map((name) => {
    const count = `${counts[name]} service${counts[name] > 1 ? "s" : ""}`;
    return searchLink(
      { ...criteria, [name]: "" },
      `Sans «\u00a0${labels[name]}\u00a0»\u00a0: ${count}`,
    );
  });
  const nothing = { q: "", theme: "", lieu: "", public: "", statut: "" };
  return element("ul", { class: "search-ways" }, ...links, searchLink(nothing, "Tout effacer"));
}

/**
 * A place that was written without being chosen: those it may mean.
 * @param {Criteria} criteria
 * @param {import("./places.js").Place[]} places
 * @returns {HTMLElement}
 */
export function placeLinks(criteria, places) {
  const links = places.map((place) =>
    searchLink({ ...criteria, lieu: place.code }, `${place.nom} (${place.note})`),
  );
  return element("ul", { class: "search-ways" }, ...links);
}

/** @param {Criteria} criteria @param {string} label */
function searchLink(criteria, label) {
  return element("li", {}, element("a", { href: writeCriteria(criteria) || "?" }, label));
}
