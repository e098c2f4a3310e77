/**
 * What the site does not publish of an entry is not in the form either: a file made here would erase
 * it. The fields that hold it are only shown, and the entry leaves as changes, never as a file.
 */

import { element } from "./dom.js";
import { pageOf } from "./form-correction.js";
import { labelOf } from "./form-places-of.js";

const WHY = "L’adresse d’un lieu de cette fiche n’est pas publiée : vos changements partent champ par champ, et cette adresse reste dans la fiche.";

/** The fields of which the feed leaves something out: `WITHHELD` of `generator/published.py`. @param {Record<string, any>} data */
export function withheldIn(data) {
  const hides = (/** @type {any} */ item) => item?.adresse_masquee === true;
  return Object.keys(data).filter((key) => Array.isArray(data[key]) && data[key].some(hides));
}

/**
 * Their controls give way to why they are not there.
 * @param {HTMLElement} form
 * @param {Record<string, any>} data
 * @param {string} id
 */
export function withhold(form, data, id) {
  const keys = withheldIn(data);
  if (keys.length) form.querySelector(".form-advice")?.append(element("p", {}, WHY));
  for (const key of keys) {
    const field = form.querySelector(`[data-field="${key}"]`);
    if (!(field instanceof HTMLElement)) continue;
    const report = element("a", { href: pageOf(form, "correct", id) }, "dites-nous ce qui est faux");
    const names = data[key].map(({ commune, nom }) => element("li", {}, [nom, commune].filter(Boolean).join(", ")));
    field.replaceWith(
      element(
        "div",
        { class: "form-field", "data-withheld": key },
        element("p", { class: "form-label" }, labelOf(field)),
        element("ul", {}, ...names),
        element("p", {}, "Une adresse n’est pas publiée, elle n’est donc pas dans ce formulaire\u00a0: ces lieux restent comme ils sont. Pour en corriger un, ", report, "."),
      ),
    );
  }
  return keys;
}
