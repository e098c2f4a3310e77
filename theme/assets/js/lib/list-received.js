/** A list that came by link, when there is one already: what to do with it is asked. */

import { element } from "./dom.js";
import { mergeLists } from "./list-address.js";
import { MOST } from "./my-list.js";

/**
 * @typedef {import("./my-list.js").List} List
 * @typedef {import("./list-services.js").Answer} Answer
 */

/**
 * @param {List} mine
 * @param {List} theirs
 * @param {{answer: Answer, report: string}} about what the site has of theirs, and what it has not
 * @param {(list: List | null, done: string) => void} onChoose null: mine stays as it is
 * @returns {HTMLElement}
 */
export function receivedBanner(mine, theirs, { answer, report }, onChoose) {
  const { length } = theirs.ids;
  const items = theirs.ids.map((id) => {
    const service = answer.known.get(id);
    const isMine = mine.ids.includes(id) ? " (déjà dans votre liste)" : "";
    return element("li", {}, `${service?.nom ?? id.replaceAll("-", " ")}${isMine}`);
  });
  const heading = element("h2", { id: "recue", tabindex: "-1" }, "Une liste reçue par lien");
  const choose = (/** @type {string} */ label, /** @type {List | null} */ list, /** @type {string} */ done, variant = "quiet") => {
    const button = element("button", { class: "button", type: "button", "data-variant": variant || undefined }, label);
    button.addEventListener("click", () => onChoose(list, done));
    return button;
  };
  const both = mergeLists(mine, theirs);
  const left = new Set([...mine.ids, ...theirs.ids]).size - both.ids.length;
  const added = left
    ? `Votre liste est pleine\u00a0: ${MOST} aides au plus. ${left > 1 ? `${left} aides du lien n’y sont pas` : "Une aide du lien n’y est pas"}.`
    : "Les aides du lien sont dans votre liste.";
  const holds = `Ce lien contient ${length}\u00a0aide${length > 1 ? "s" : ""}.`;
  return element(
    "section",
    { class: "my-list-received flow", "aria-labelledby": "recue" },
    heading,
    element("p", {}, `${report || holds} Vous avez déjà une liste (${mine.ids.length})\u00a0: elle n’a pas changé.`),
    element("ul", {}, ...items),
    element(
      "div",
      { class: "cluster" },
      choose("Ajouter à ma liste", both, added, ""),
      choose("Remplacer ma liste", theirs, "Votre liste est celle du lien."),
      choose("Ne rien changer", null, "Votre liste n’a pas changé."),
    ),
  );
}
