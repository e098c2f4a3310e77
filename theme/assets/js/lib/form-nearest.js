/**
 * A word that nobody knows → the allowed value that its author most likely meant: what
 * `generator/parse/nearest.py` says, held to it by a test.
 */

import { closeMatch } from "./form-difflib.js";
import { slug } from "./form-characters.js";

/**
 * The allowed code closest to a word, read as a code, as a label or as a part of one; or "".
 * @param {string} word
 * @param {string[]} codes
 * @param {Record<string, string>} [labels] code → label
 */
export function nearest(word, codes, labels = {}) {
  const wanted = slug(word);
  if (!wanted) return "";
  const bySlug = new Map(codes.map((code) => [slug(code), code]));
  for (const [code, label] of Object.entries(labels)) {
    if (codes.includes(code)) bySlug.set(slug(label), code);
  }
  const close = bySlug.get(wanted) ?? among(bySlug, wanted, 0.72);
  if (close !== undefined) return close;
  return byPart(wanted, codes);
}

/** The codes that begin as a word does, up to « -- »; all of them when none does. @param {string} word @param {string[]} codes */
export function relatives(word, codes) {
  const family = slug(word.split("--", 1)[0]);
  const found = codes.filter((code) => code.startsWith(`${family}--`));
  return found.length ? found : codes;
}

/** « mobilité » → the first theme of that category. @param {string} wanted @param {string[]} codes */
function byPart(wanted, codes) {
  /** @type {[string, string[]][]} */
  const parts = codes.map((code) => [code, code.split("--")]);
  const whole =
    parts.find(([, pieces]) => pieces.includes(wanted))?.[0] ?? familyOf(wanted, codes);
  if (whole) return whole;
  const tails = new Map(parts.map(([code, pieces]) => [pieces[pieces.length - 1], code]));
  const tail = among(tails, wanted, 0.6);
  if (tail !== undefined) return tail;
  const inside = parts.find(([, pieces]) =>
    pieces.some((piece) => piece.split("-").includes(wanted)),
  );
  if (inside) return inside[0];
  const heads = new Map(parts.toReversed().map(([code, pieces]) => [pieces[0], code]));
  return among(heads, wanted, 0.75) ?? "";
}

/** @param {Map<string, string>} known @param {string} wanted @param {number} cutoff */
function among(known, wanted, cutoff) {
  const close = closeMatch(wanted, [...known.keys()], cutoff);
  return close === null ? undefined : known.get(close);
}

/** « logement » → the whole category, where it may be named. @param {string} wanted @param {string[]} codes */
function familyOf(wanted, codes) {
  const families = new Set(
    codes.filter((code) => code.includes("--")).map((code) => code.split("--", 1)[0]),
  );
  return codes.find((code) => families.has(code) && code.split("-").includes(wanted)) ?? "";
}
