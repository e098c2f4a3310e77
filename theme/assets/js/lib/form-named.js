/**
 * What is typed instead of a structure, a service or a territory → its faults told with names, and
 * the names that come near it: nobody who sees a form has to know an identifier or a code.
 */

import { readable } from "./form-characters.js";
import { ratio } from "./form-difflib.js";
import { levelOf } from "./place-data.js";
import { placeKey } from "./place-names.js";

/**
 * @typedef {import("./form-messages.js").Diagnostic} Diagnostic
 * @typedef {import("./form-known.js").Known} Known
 * @typedef {{label: string, value: string | number}} Offer
 * @typedef {{message: string, hint: string, offers: Offer[]}} Told
 */

const MOST = 3;
const NEAR = 0.6;
const SHORTEST = 3; // letters of a word that says something
const LONGEST = 80;
const NAMED = new Set(["format-incorrect", "structure-inconnue", "relation-inconnue", "texte-trop-long"]);
const LEVELS = ["commune", "intercommunalité", "département", "région", "pays"];
const ZONE = /« ([^»]+) » \(([^)]+)\)/g;

/**
 * @param {Diagnostic} diagnostic
 * @param {string} kind of the field
 * @param {unknown} value what the field holds there
 * @param {Known | undefined} known
 * @returns {Told | null} nothing for what is told as it is
 */
export function toldByName({ code, hint, message }, kind, value, known) {
  const text = readable(String(value ?? ""));
  if (code === "code-territoire-inconnu" && kind === "zone" && !/^[0-9]/.test(text)) {
    const offers = zonesOf(hint, text);
    const told = `aucun territoire ne s’appelle « ${text.slice(0, LONGEST)} »`;
    return { message: told, hint: hintOf(offers, "écrivez-le autrement, puis choisissez-le dans la liste"), offers };
  }
  if (!known || !NAMED.has(code) || message.startsWith("une fiche ne peut pas")) return null;
  if (kind !== "structure" && kind !== "services") return null;
  const [what, otherwise] = kind === "structure"
    ? ["aucune structure", "choisissez-la dans la liste, ou proposez-la"]
    : ["aucune aide", "choisissez-la dans la liste, ou retirez-la"];
  const offers = nearNames(text, kind === "structure" ? known.structures : known.services);
  return { message: `${what} ne s’appelle « ${text.slice(0, LONGEST)} »`, hint: hintOf(offers, otherwise), offers };
}

/** « region-53 » ou « 36024 », for « Bretagne » → their names, and what each is. @param {string} hint @param {string} text @returns {Offer[]} */
function zonesOf(hint, text) {
  const near = [...hint.matchAll(ZONE)].map(([, zone, nom]) => ({ label: nom, value: zone }));
  if (near.length || !hint.startsWith("vouliez-vous dire")) return near;
  const codes = [...hint.matchAll(/« ([^»]+) »/g)].map(([, code]) => code);
  return codes.map((code) => ({ label: `${text} (${levelOf(code) ? LEVELS[levelOf(code)] : `commune ${code}`})`, value: code }));
}

/** @param {Offer[]} offers @param {string} otherwise */
function hintOf(offers, otherwise) {
  if (!offers.length) return otherwise;
  return `vouliez-vous dire ${offers.map(({ label }) => `« ${label} »`).join(" ou ")} ?`;
}

/** The entries whose names have most of the words of a text, or nearly its letters. @param {string} text @param {Record<string, string>} entries identifier → name @returns {Offer[]} */
export function nearNames(text, entries) {
  const wanted = placeKey(text.slice(0, LONGEST));
  const words = wanted.split(" ").filter((word) => word.length >= SHORTEST);
  const scored = Object.entries(entries).map(([value, label]) => {
    const score = Math.max(...[label, value].map((name) => nearness(placeKey(name), wanted, words)));
    return { label, value, score };
  });
  const near = scored.filter(({ score }) => score >= NEAR).sort((a, b) => b.score - a.score);
  return near.slice(0, MOST).map(({ label, value }) => ({ label, value }));
}

/** @param {string} key @param {string} wanted @param {string[]} words */
function nearness(key, wanted, words) {
  const shared = words.filter((word) => ` ${key}`.includes(` ${word}`)).length;
  const ofWords = words.length ? shared / words.length : 0;
  const most = (2 * Math.min(key.length, wanted.length)) / (key.length + wanted.length || 1);
  const ofLetters = most < NEAR ? 0 : ratio([...key], [...wanted]);
  return Math.max(ofWords, ofLetters) + ofLetters / 100;
}
