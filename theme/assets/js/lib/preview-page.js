/** What a service's page prints → the page, drawn as `pages/service.html` draws it, links asleep. */

import { element, icon } from "./dom.js";
import { markdown } from "./preview-markdown.js";
import { badge, checklist, chips, fact, facts, placeBlock, section } from "./preview-parts.js";

/** @typedef {import("./preview-view.js").ServiceView} View */

const NBSP = "\u00a0";

/** @param {View} view @param {string} sprite @returns {HTMLElement} */
export function servicePage(view, sprite) {
  return element(
    "article",
    { class: "entry", "data-accent": view.accent },
    heading(view, sprite),
    element(
      "div",
      { class: "sidebar" },
      element("div", { class: "entry-sheet" }, ...sheet(view, sprite)),
      element("div", { class: "sidebar-beside entry-beside flow" }, contact(view, sprite)),
    ),
    element(
      "footer",
      { class: "entry-end flow" },
      view.themes.length > 0 && element("div", {}, chips(view.themes)),
      sources(view),
    ),
  );
}

/** @param {View} view @param {string} sprite */
function heading(view, sprite) {
  const title = view.nom || "Nom de l’aide";
  return element(
    "header",
    { class: "page-heading" },
    element(
      "div",
      { class: "page-heading-title" },
      element("span", { class: "icon-arch" }, icon(sprite, view.icon)),
      element("h3", { class: "preview-title" }, title),
    ),
    element("p", { class: "page-heading-lead" }, view.resume || "Le résumé paraîtra ici."),
    element("p", {}, "Proposé par ", element("a", {}, view.structure || "…")),
    element(
      "p",
      { class: "cluster" },
      view.badge && badge(view.badge, sprite),
      element("span", { class: "page-heading-note" }, view.verified || "Fiche pas encore vérifiée"),
    ),
    view.stateMessage &&
      element(
        "div",
        { class: "notice", "data-tone": view.badge?.[1] ?? "info" },
        icon(sprite, "info"),
        element("p", {}, view.stateMessage),
      ),
  );
}

/** @param {View} view @param {string} sprite @returns {(Node | "")[]} */
function sheet(view, sprite) {
  return [
    view.falc && falc(view, sprite),
    audience(view, sprite),
    amount(view, sprite) ?? "",
    where(view, sprite),
    how(view, sprite),
    view.description &&
      section("En savoir plus", "info", sprite, element("div", { class: "rich-text" }, ...markdown(view.description))),
  ];
}

/** @param {View} view @param {string} sprite */
function falc(view, sprite) {
  const paragraphs = view.falc.split("\n\n").map((lines) => element("p", {}, ...broken(lines.split("\n"))));
  const [who, when] = view.proofread;
  const note = who
    ? element("p", { class: "page-heading-note" }, element("strong", {}, "FALC"), ` – facile à lire et à comprendre. Texte relu par ${[who, when].filter(Boolean).join(", ")}.`)
    : element("p", { class: "page-heading-note" }, "Ce texte n’a pas encore été relu par les personnes à qui il s’adresse.");
  return section("En quelques mots simples", "book-open", sprite, ...paragraphs, note);
}

/** @param {string[]} lines @returns {(Node | string)[]} */
function broken(lines) {
  return lines.flatMap((line, rank) => (rank ? [element("br"), line] : [line]));
}

/** @param {View} view @param {string} sprite */
function audience(view, sprite) {
  const notes = [view.audienceNote, view.conditions].filter(Boolean);
  const nothing = "La fiche ne donne pas de condition. Demandez à l’organisme si vous y avez droit.";
  const said = notes.length || view.audiences.length ? notes : [nothing];
  return section(
    `Pour qui${NBSP}?`,
    "users",
    sprite,
    view.audiences.length > 0 && checklist(view.audiences, sprite),
    ...said.map((words) => element("p", {}, words)),
  );
}

/** @param {View} view @param {string} sprite */
function amount(view, sprite) {
  const hasCost = view.cost || view.costNote;
  if (!(view.amount || view.amountNote || hasCost || view.effort)) return null;
  const isGiven = view.amount || view.amountNote;
  const cost = [
    element("strong", {}, view.cost),
    view.cost && view.costNote && element("br"),
    view.costNote,
  ];
  return section(
    isGiven ? view.amountHeading : `Combien${NBSP}?`,
    "coins",
    sprite,
    view.amount && element("p", { class: "amount" }, view.amount),
    view.amountNote && element("p", {}, view.amountNote),
    facts(
      hasCost && fact("Coût du service", "coins", sprite, ...cost),
      view.effort && fact("Votre temps", "calendar", sprite, view.effort),
    ),
  );
}

/** @param {View} view @param {string} sprite */
function where(view, sprite) {
  const { modes, hours, languages, places } = view;
  return section(
    `Où et quand${NBSP}?`,
    "map-pin",
    sprite,
    facts(
      fact("Territoire", "map", sprite, chips(view.territories)),
      modes.length > 0 && fact("Accueil", "handshake", sprite, modes.join(", ")),
      hours.length > 0 && fact("Horaires", "clock", sprite, ...broken(hours)),
      languages.length > 0 && fact("Langues parlées", "languages", sprite, languages.join(", ")),
    ),
    places.length > 0 &&
      element("div", { class: "grid grid-medium" }, ...places.map((place) => placeBlock(place, sprite))),
  );
}

/** @param {View} view @param {string} sprite */
function how(view, sprite) {
  const { steps, papers, askers } = view;
  const isSaid = steps.length || view.stepsNote || papers.length || view.delay || askers.length;
  const list = steps.map((step) => element("li", { class: "steps-item" }, step));
  return section(
    `Comment demander${NBSP}?`,
    "list-checks",
    sprite,
    list.length > 0 && element("ol", { class: "steps", role: "list" }, ...list),
    view.stepsNote && element("p", {}, view.stepsNote),
    papers.length > 0 &&
      element("div", { class: "entry-papers flow" }, element("h5", {}, "À préparer"), checklist(papers, sprite, true)),
    facts(
      view.delay && fact("Délai de réponse", "hourglass", sprite, view.delay),
      askers.length > 0 && fact("Qui peut demander", "handshake", sprite, ...broken(askers)),
    ),
    !isSaid &&
      element("p", {}, "Prenez contact avec ", element("a", {}, view.structure || "…"), `${NBSP}: l’organisme vous dira comment faire.`),
  );
}

/** @param {View} view @param {string} sprite */
function contact({ contact: { person, phone, link, email }, structure }, sprite) {
  const title = element("h4", {}, "Contacter");
  if (!(phone || link || email)) {
    const words = ["Aucun contact direct n’est connu. Passez par ", element("a", {}, structure || "…"), "."];
    return element("section", { class: "contact" }, title, element("p", {}, ...words));
  }
  const way = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {boolean} */ isQuiet) =>
    element("a", { class: "button contact-way", "data-variant": isQuiet ? "quiet" : undefined }, icon(sprite, sign), words);
  return element(
    "section",
    { class: "contact" },
    title,
    person && element("p", { class: "contact-person" }, person),
    phone && way("phone", `Appeler le ${phone}`, false),
    link && way("external-link", `Aller sur ${link}`, Boolean(phone)),
    email && way("mail", email, true),
  );
}

/** @param {View} view */
function sources({ sources: cited, updated }) {
  const items = cited.map(([label, note]) => element("li", {}, note ? `${label}, ${note}` : label));
  return element(
    "div",
    { class: "sources" },
    element("p", {}, `Sources${NBSP}:`),
    element("ul", {}, ...items),
    updated && element("p", {}, `Fiche mise à jour le ${updated}.`),
  );
}
