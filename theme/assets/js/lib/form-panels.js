/** The panels above the form: a draft that was kept, and what is to be seen again. */

import { element } from "./dom.js";
import { readable } from "./form-characters.js";
import { sentence } from "./form-wording.js";

/** @typedef {import("./form-draft.js").Draft} Draft */

/**
 * Offer the drafts that wait; what is written meanwhile is kept apart, and offered back in its turn.
 * @param {HTMLElement} form
 * @param {import("./form-draft.js").DraftBox} box
 * @param {{announce: (sentence: string) => void, keep: () => boolean, fill: (draft: Draft) => void}} session
 */
export function offerDrafts(form, box, { announce, keep, fill }) {
  const resume = (/** @type {string} */ slot, /** @type {Draft} */ draft) => {
    const more = keep() ? " Ce que vous veniez d’écrire est gardé\u00a0: vous pouvez le reprendre aussi." : "";
    box.resume(slot);
    fill(draft);
    announce(`Votre brouillon est dans le formulaire.${more}`);
    offerDrafts(form, box, { announce, keep, fill });
  };
  const erase = (/** @type {string} */ slot) => {
    box.erase(slot);
    announce("Le brouillon est effacé.");
    offerDrafts(form, box, { announce, keep, fill });
  };
  draftPanel(form, box.others(), resume, erase);
}

/**
 * The drafts that wait, each to be resumed or erased; the panel goes with the last of them.
 * @param {HTMLElement} form
 * @param {[string, Draft][]} drafts by slot
 * @param {(slot: string, draft: Draft) => void} resume
 * @param {(slot: string) => void} erase
 */
function draftPanel(form, drafts, resume, erase) {
  const panel = form.querySelector("[data-draft]");
  if (!(panel instanceof HTMLElement)) return;
  const acting = (/** @type {string} */ label, /** @type {string | undefined} */ variant, /** @type {() => void} */ action) => {
    const button = element("button", { type: "button", class: "button", "data-variant": variant }, label);
    button.addEventListener("click", () => {
      action();
      const first = form.querySelector(".form-group input, .form-group textarea, .form-group select");
      if (first instanceof HTMLElement) first.focus();
    });
    return button;
  };
  panel.replaceChildren(
    ...drafts.flatMap(([slot, draft]) => {
      const nom = typeof draft.data.nom === "string" ? ` «\u00a0${readable(draft.data.nom)}\u00a0»` : "";
      const when = draft.le ? ` le ${draft.le.split("-").reverse().join("/")}` : "";
      const again = acting("Reprendre le brouillon", undefined, () => resume(slot, draft));
      const away = acting("Effacer le brouillon", "quiet", () => erase(slot));
      return [
        element("p", {}, `Vous aviez commencé une fiche${nom} sur cet appareil${when}.`),
        element("p", { class: "cluster" }, again, away),
      ];
    }),
  );
  panel.hidden = !drafts.length;
}

/**
 * Everything that is wrong, with links; the focus goes there, or to the ways to send the entry.
 * @param {HTMLElement} form
 * @param {HTMLElement[]} errors
 * @param {HTMLElement[]} warnings
 * @param {string} wrongName why the identifier cannot be used
 */
export function summaryPanel(form, errors, warnings, wrongName) {
  const panel = form.querySelector("[data-summary]");
  if (!(panel instanceof HTMLElement)) return;
  const all = [...errors];
  if (wrongName) {
    all.unshift(element("li", {}, element("a", { href: "#f-identifiant" }, sentence(`Identifiant de la fiche : ${wrongName}`))));
  }
  const told = [
    ...(all.length ? [element("h2", {}, heading(all.length)), element("ul", {}, ...all)] : []),
    ...(warnings.length ? [element("h2", {}, "À vérifier"), element("ul", {}, ...warnings)] : []),
  ];
  panel.replaceChildren(...told);
  panel.hidden = !told.length;
  const target = all.length ? panel : form.querySelector("[data-outputs] .notice");
  if (!(target instanceof HTMLElement)) return;
  target.tabIndex = -1;
  target.focus();
}

/** @param {number} count */
function heading(count) {
  return count > 1 ? `${count} réponses à revoir` : "Une réponse à revoir";
}

/** What has to be known before anything else. @param {HTMLElement} form @param {string} words */
export function notePanel(form, words) {
  const panel = form.querySelector("[data-draft]");
  if (!(panel instanceof HTMLElement)) return;
  panel.replaceChildren(element("p", { role: "alert" }, sentence(words)));
  panel.hidden = false;
}
