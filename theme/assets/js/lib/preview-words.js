/** Values → the French words that a page prints: the same as `generator/plan/wording.py`. */

import { isNumber } from "./preview-values.js";

const NBSP = "\u00a0";
const NARROW = "\u202f";
const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** @type {Record<string, string>} */
const PERIODS = {
  ponctuelle: "en une fois",
  journaliere: "par jour",
  hebdomadaire: "par semaine",
  mensuelle: "par mois",
  annuelle: "par an",
};

/** 2026-11-21 → 21 novembre 2026; what is no date is left as it is. @param {string} day */
export function dateText(day) {
  const [, year, month, number] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `${ordinal(Number(number))}${NBSP}${name} ${Number(year)}` : day;
}

/** `07-14` → 14 juillet. @param {string} day */
export function dayText(day) {
  const [, month, number] = /^(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `${ordinal(Number(number))}${NBSP}${name}` : day;
}

/** @param {number} number */
function ordinal(number) {
  return number === 1 ? "1er" : String(number);
}

/** 1200 → 1 200; 12.5 → 12,50. @param {number} value */
export function numberText(value) {
  const cents = Math.round(value * 100);
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(?:\d{3})+$)/g, NARROW);
  return cents % 100 ? `${whole},${String(cents % 100).padStart(2, "0")}` : whole;
}

/** A `montant` → « Jusqu’à 1 000 € par an »; "" when it holds no figure. @param {any} amount @returns {string} */
export function amountText(amount) {
  const { min, max } = amount ?? {};
  const [hasMin, hasMax] = [isNumber(min), isNumber(max)];
  if (!hasMin && !hasMax) return "";
  const unit = amount.unite ? `${NBSP}${amount.unite}` : "";
  const words = [`${amountBounds(hasMin ? min : null, hasMax ? max : null)}${unit}`];
  return [...words, PERIODS[amount.periodicite]].filter(Boolean).join(" ");
}

/** @param {number | null} min @param {number | null} max */
function amountBounds(min, max) {
  if (max === null) return `À partir de ${numberText(min ?? 0)}`;
  if (min === null) return `Jusqu’à ${numberText(max)}`;
  return min === max ? numberText(max) : `De ${numberText(min)} à ${numberText(max)}`;
}

/** Besançon → à Besançon; Le Puy-en-Velay → au Puy-en-Velay. @param {string} nom */
export function atTown(nom) {
  for (const [article, contracted] of [["Le ", "au "], ["Les ", "aux "]]) {
    if (nom.startsWith(article)) return contracted + nom.slice(article.length);
  }
  return `à ${nom}`;
}

/** Digits in pairs, kept together: 04 71 00 00 00; short numbers 39 49. @param {string} number */
export function phoneText(number) {
  let digits = number.replace(/\D/g, "");
  if (number.startsWith("+33")) digits = `0${digits.slice(2)}`;
  else if (number.startsWith("+")) return number.replaceAll(" ", NBSP);
  return digits.length % 2 ? digits : (digits.match(/../g) ?? []).join(NBSP);
}

/** « a, b et c »; past `limit`, « a, b et 3 autres ». @param {string[]} words @param {number} [limit] @param {string} [last] @returns {string} */
export function listed(words, limit = 0, last = "et") {
  if (limit && words.length > limit + 1) {
    return listed([...words.slice(0, limit), `${words.length - limit} autres`], 0, last);
  }
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

/** @param {string} text */
export function capitalised(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The first letter lower, unless the word is an acronym. @param {string} text */
export function lowered(text) {
  const second = text.slice(1, 2);
  const isAcronym = second !== second.toLowerCase();
  return isAcronym ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** `https://www.fastt.org/page` → `fastt.org`. @param {string} url */
export function hostOf(url) {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]+)/i.exec(url)?.[1];
  return (host?.toLowerCase() ?? url).replace(/^www\./, "");
}
