/** A finished entry → the ways in which it can leave the device: none of them sends anything by itself. */

import { element } from "./dom.js";
import { changesText, correctionOf } from "./form-correction.js";
import { fieldLines } from "./form-entry-text.js";
import { flatten, guarded, issueFieldId } from "./form-flat.js";

/**
 * @typedef {object} Doors where a proposal goes, "" for nowhere
 * @property {string} depot
 * @property {string} branche
 * @property {string} courriel
 * @property {string} template
 *
 * @typedef {object} Entry
 * @property {string} kind "service" or "structure"
 * @property {string} id
 * @property {string} path « content/services/garage-solidaire.md »
 * @property {string} text of its file; "" when the device does not have all that it holds
 * @property {boolean} isWhole whether it does
 * @property {Record<string, any>} data
 * @property {boolean} corrects whether the entry is published already
 * @property {Record<string, any>} before what is published of the entry, for a correction
 * @property {import("./form-correction.js").Change[]} changes
 * @property {string[]} missing the answers that are still to be given, by their labels
 *
 * @typedef {object} Model what the build says of a kind of entry
 * @property {string} kind
 * @property {Record<string, boolean>} asked fields that have a question of their own, and whether it is long
 * @property {import("./form-phrases.js").Schema} schema
 * @property {(schema: any) => any} resolve
 */

/** Longer than this, a forge or a mailer cuts an address: one takes the file instead. */
const MAX_ADDRESS = 8_000;
const MAX_MAIL = 6_000;
const SHORT_MAIL = 950;

/** The page of the forge that holds a new file, already written; "" when it would be too long. @param {Doors} doors @param {Entry} entry */
export function newFileUrl({ branche, depot }, { path, text }) {
  const cut = path.lastIndexOf("/");
  const folder = path.slice(0, cut).split("/").map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ filename: path.slice(cut + 1), value: text });
  return fitting(`${depot}/new/${encodeURIComponent(branche)}/${folder}?${query}`);
}

/** The page of the forge where a file is changed: it cannot be prefilled. @param {Doors} doors @param {Entry} entry */
export function editUrl({ branche, depot }, { path }) {
  return `${depot}/edit/${encodeURIComponent(branche)}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * The issue form with its questions answered; "" when it would be too long. What has no question of
 * its own goes with the other fields, as `generator/issue_form.py` answers; a test compares both.
 * @param {Doors} doors
 * @param {Entry} entry
 * @param {Model} model
 */
export function issueUrl({ depot, template }, { before, corrects, data, id }, model) {
  const query = new URLSearchParams({ template });
  const nom = String((corrects ? before : data).nom ?? "").replace(/\s+/g, " ");
  const what = model.kind === "structure" ? "Structure" : "Service";
  query.set("title", `${corrects ? "Correction" : what} : ${nom}`);
  const said = corrects ? correctionOf(before, data, model.asked, model.schema.required) : data;
  for (const [name, text] of Object.entries(issueAnswers(said, model))) query.set(name, text);
  if (corrects) query.set("fiche", id);
  return fitting(`${depot}/issues/new?${query}`);
}

/** @param {Record<string, any>} data @param {Model} model @returns {Record<string, string>} by identifier of the question */
export function issueAnswers(data, { asked, resolve, schema }) {
  /** @type {Record<string, string>} */
  const answers = {};
  /** @type {string[]} */
  const others = [];
  for (const [key, value] of Object.entries(data)) {
    const cells = Object.entries(flatten({ [key]: value }, schema, resolve));
    // A line of the forge cannot hold a text of several lines.
    const fits = cells.every(([name, text]) => name in asked && (asked[name] || !text.includes("\n")));
    if (!fits) others.push(...fieldLines(key, value, ""));
    else for (const [name, text] of cells) answers[issueFieldId(name)] = said(text);
  }
  return others.length ? { ...answers, autres_champs: said(guarded(others.join("\n"))) } : answers;
}

/** A text in which nothing is taken for a question or for no answer. @param {string} text */
function said(text) {
  return text.replace(/^(\\*)(?=### |_No response_$)/gm, "$1\\");
}

/** The mail that carries the entry, or its changes; one that asks for the file when it is too long. @param {Doors} doors @param {Entry} entry */
export function mailUrl({ courriel }, entry) {
  const { changes, corrects, data, id, isWhole, missing, text } = entry;
  const nom = String(data.nom ?? id).replace(/\s+/g, " ");
  const subject = `${corrects ? "Fiche à corriger" : "Fiche à ajouter"} : ${nom} (${id})`;
  const labels = [...new Set(changes.map(({ label }) => label))];
  const lacks = missing.length ? `Il manque encore : ${missing.join(", ")}.\n\n` : "";
  const told = (isWhole && labels.length ? `Ce qui change : ${labels.join(", ")}.\n\n` : "") + lacks;
  const what = isWhole ? `la fiche « ${nom} »` : `ce qui change dans la fiche « ${nom} » (${id})`;
  const address = (/** @type {string} */ body) =>
    `mailto:${encodeURIComponent(courriel)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  const whole = address(`Bonjour,\n\nVoici ${what}.\n${told}\n${isWhole ? text : changesText(changes)}`);
  if (whole.length <= MAX_MAIL) return { url: whole, fits: true };
  const short = `Bonjour,\n\nVoici ${what}, en pièce jointe.\n${told}\n(Joignez le fichier ${fileOf(entry).name}, que le site vient d’enregistrer sur votre appareil.)\n`;
  return { url: address(short.slice(0, SHORT_MAIL)), fits: false };
}

/** The file that the device keeps: the entry; its changes when it is not all there. @param {Entry} entry */
function fileOf({ changes, id, isWhole, text }) {
  if (isWhole) return { name: `${id}.md`, type: "text/markdown", text };
  return { name: `${id}-changements.txt`, type: "text/plain", text: `Fiche : ${id}\n\n${changesText(changes)}\n` };
}

/** Hand the file over to the device. @param {Entry} entry */
export function download(entry) {
  const { name, text, type } = fileOf(entry);
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @param {string} address */
function fitting(address) {
  return address.length <= MAX_ADDRESS ? address : "";
}
