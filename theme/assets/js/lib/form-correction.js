/** A correction: what it changes in the entry, field by field, and what its page is called. */

import { element } from "./dom.js";
import { flatten } from "./form-flat.js";
import { fieldAt, labelOf } from "./form-places-of.js";

/**
 * @typedef {object} Change one field that the correction fills, changes or empties
 * @property {string} name « montant.max »
 * @property {string} label « Montant maximal »
 * @property {string} before "" when the entry did not say it
 * @property {string} after "" when the correction takes it away
 */

/** What is answered for a field that a correction takes away: `REMOVED` of `generator/issue_form.py`. */
const REMOVED = "(retirer)";
const NOTHING = "(vide)";

/**
 * The fields that a correction has to say, those that it empties as « (retirer) »: it is joined to
 * the entry, where what it does not say stays.
 * @param {Record<string, any>} before
 * @param {Record<string, any>} data
 * @param {Record<string, boolean>} asked names of the fields that have a question of their own
 * @param {string[]} kept said even unchanged: the forge asks for them
 */
export function correctionOf(before, data, asked, kept) {
  const said = Object.keys({ ...data, ...before }).filter(
    (key) => !isSame(before[key], data[key]) || (kept.includes(key) && Object.hasOwn(data, key)),
  );
  return Object.fromEntries(said.map((key) => [key, marked(before[key], data[key], key, asked)]));
}

/** @param {any} before @param {any} value @param {string} name @param {Record<string, boolean>} asked @returns {any} */
function marked(before, value, name, asked) {
  const parts = isGroup(value) ? value : {};
  if (value === undefined && (Object.hasOwn(asked, name) || !isGroup(before))) return REMOVED;
  if (value !== undefined && !isGroup(value)) return value;
  const keys = Object.keys({ ...parts, ...(isGroup(before) ? before : {}) });
  return Object.fromEntries(
    keys.map((key) => [key, marked(isGroup(before) ? before[key] : undefined, parts[key], `${name}.${key}`, asked)]),
  );
}

/**
 * @param {HTMLElement} form
 * @param {Record<string, any>} before
 * @param {Record<string, any>} data
 * @param {{schema: any, resolve: (schema: any) => any}} model
 * @returns {Change[]}
 */
export function changesOf(form, before, data, { resolve, schema }) {
  const [old, cells] = [before, data].map((entry) => flatten(entry, schema, resolve));
  const names = Object.keys({ ...cells, ...old }).filter((name) => old[name] !== cells[name]);
  return names.map((name) => {
    const field = fieldAt(form, name.split("."));
    return { name, label: field ? labelOf(field) : name, before: old[name] ?? "", after: cells[name] ?? "" };
  });
}

/** « Téléphone (telephone) : 04 71 00 00 00 → 04 71 00 00 01 », one field after the other. @param {Change[]} changes */
export function changesText(changes) {
  const words = changes.map(({ after, before, label, name }) => {
    const [old, now] = [before || NOTHING, after || REMOVED];
    const gap = /\n/.test(old + now) ? "\n" : " ";
    return `${label} (${name}) :${gap}${old}${gap}→${gap}${now}`;
  });
  return words.join(words.some((one) => one.includes("\n")) ? "\n\n" : "\n");
}

/** The page of the form says which entry it corrects, and leads back there. @param {HTMLElement} form @param {string} id @param {string} nom */
export function nameCorrection(form, id, nom) {
  const title = `Corriger\u00a0: ${nom}`;
  const heading = document.querySelector("h1");
  document.title = document.title.replace(heading?.textContent ?? "", () => title);
  for (const place of [heading, document.querySelector(".breadcrumb [aria-current=page]")]) place?.replaceChildren(title);
  document.querySelector(".page-heading-lead")?.replaceChildren("La fiche est dans le formulaire : changez ce qui est faux, complétez ce qui manque. Votre correction est relue avant d’être publiée.");
  const back = element("a", { href: pageOf(form, "entry", id) }, nom);
  form.querySelector(".form-advice")?.replaceChildren(element("p", {}, "Retour à la fiche\u00a0: ", back));
  form.querySelector("#envoyer")?.lastChild?.replaceWith("Envoyer la correction");
}

/** Beside the day when the text changed: who set it, and what it does not say. @param {HTMLElement} field */
export function noteDate(field) {
  const said = "Mise à aujourd’hui, puisque le texte change\u00a0: ce n’est pas une vérification.";
  field.querySelector(".form-help")?.append(" ", element("strong", {}, said));
}

/** The address of a page of the entry, which the form gives with a place for the identifier. @param {HTMLElement} form @param {"entry" | "correct"} page @param {string} id */
export function pageOf({ dataset }, page, id) {
  return `${dataset.root ?? ""}${(dataset[page] ?? "").replace("{id}", id)}`;
}

/** @param {any} value @returns {value is Record<string, any>} */
function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} one @param {any} other */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
