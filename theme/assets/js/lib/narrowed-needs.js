/** What answers each need in a commune → the needs of the page, which say it. */

import { element } from "./dom.js";
import { needSection, stateBadge } from "./need-state.js";

/**
 * @param {import("./solutions.js").Here[]} found
 * @param {string} place its name
 * @param {string} sprite
 */
export function narrow(found, place, sprite) {
  for (const { rang, etat, answers } of found) {
    const section = needSection(rang);
    if (!section) continue;
    section.querySelector(".need-state")?.replaceChildren(stateBadge(etat, sprite));
    for (const part of section.querySelectorAll(".need-missing, .need-more, .need-found")) {
      part.remove();
    }
    const kept = new Set(answers.map(({ service }) => service));
    const drawn = new Set();
    for (const item of section.querySelectorAll("[data-service]")) {
      const id = item.getAttribute("data-service") ?? "";
      item.toggleAttribute("hidden", !kept.has(id));
      if (kept.has(id)) drawn.add(id);
    }
    const others = answers.filter(({ service }) => !drawn.has(service));
    section.append(...foundParts(others, drawn.size > 0, place));
  }
}

/** @param {import("./solutions.js").Answer[]} others @param {boolean} isMore @param {string} place */
function foundParts(others, isMore, place) {
  if (!others.length) {
    return isMore ? [] : [said(`Aucune aide de ce site ne répond à ce besoin\u00a0: ${place}.`)];
  }
  const items = others.map(({ nom, url, eligibilite, delai }) => {
    const marks = [
      eligibilite === "a-verifier" && "conditions à vérifier",
      delai === "a-demander" && "délai à demander",
    ].filter(Boolean);
    const note = marks.length ? ` (${marks.join(", ")})` : "";
    return element("li", {}, element("a", { href: pageOf(url) }, nom), note);
  });
  const words = isMore ? `Aussi, pour ${place}\u00a0:` : `Pour ${place}\u00a0:`;
  return [said(words, element("ul", {}, ...items))];
}

/** @param {string} words @param {HTMLElement} [list] */
function said(words, list) {
  return element("div", { class: "need-found" }, element("p", {}, words), list);
}

/** The page of a service on this site, wherever it is served. @param {string} url */
function pageOf(url) {
  return `../services/${url.slice(url.lastIndexOf("/") + 1)}`;
}
