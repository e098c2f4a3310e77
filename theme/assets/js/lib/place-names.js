/**
 * Names of places → how well one answers what is typed: whole, begun, some of its words, or with
 * one wrong letter. The same key as `place_key` of `generator/render/communes.py`.
 */

import { fold } from "./french.js";

const ARTICLE = /^(?:l[ea]s?|l|aux|los) (?=.)/;
const LONG_ENOUGH = 5;
const POSTCODE = /^code postal (\d{5})$/i;

/** How a name answers, best first; `NOT` when it does not. */
export const RANK = { WHOLE: 0, WITHOUT_ARTICLE: 1, BEGINS: 2, INSIDE: 3, WORDS: 4, NOT: -1 };

/** « St-Étienne » and « saint etienne » are one. @param {string} text @returns {string} */
export function placeKey(text) {
  return fold(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/(^| )st(e?)(?= |$)/g, "$1saint$2");
}

/** Five figures are a code in an address, a postcode when they are typed: some are both. @param {string} text */
export function writeTyped(text) {
  return /^\d{5}$/.test(text) ? `code postal ${text}` : text;
}

/** The reverse of `writeTyped`. @param {string} text */
export function readTyped(text) {
  return text.replace(POSTCODE, "$1");
}

/**
 * @param {string} name key of a name
 * @param {string} typed key of what is typed
 * @returns {number} one of RANK
 */
export function rankName(name, typed) {
  if (name === typed) return RANK.WHOLE;
  const [bare, sought] = [withoutArticle(name), withoutArticle(typed)];
  // An article that is typed counts: « la roche » is not « le roche ».
  const isOptional = sought === typed || bare === name;
  if (isOptional && bare === sought) return RANK.WITHOUT_ARTICLE;
  if (name.startsWith(typed) || (isOptional && bare.startsWith(sought))) return RANK.BEGINS;
  if (` ${name}`.includes(` ${typed}`)) return RANK.INSIDE;
  return holdsWords(name.split(" "), typed.split(" ")) ? RANK.WORDS : RANK.NOT;
}

/**
 * Whether one letter at most is wrong, missing, too many, or exchanged with the next one; the end
 * of the name may not be written yet.
 * @param {string} name key of a name
 * @param {string} typed key of what is typed
 * @returns {boolean}
 */
export function isNearly(name, typed) {
  if (typed.length < LONG_ENOUGH) return false;
  return [name, withoutArticle(name)].some(
    (key) =>
      key.length >= LONG_ENOUGH &&
      [-1, 0, 1].some((more) => isOneFault(key.slice(0, typed.length + more), typed)),
  );
}

/** @param {string} key */
function withoutArticle(key) {
  return key.replace(ARTICLE, "");
}

/** « chalon saone »: each word begins one of the name, in order. @param {string[]} name @param {string[]} typed */
function holdsWords(name, typed) {
  if (typed.length < 2) return false;
  let from = 0;
  return typed.every((word) => {
    const found = name.findIndex((other, i) => i >= from && other.startsWith(word));
    from = found + 1;
    return found >= 0;
  });
}

/** @param {string} a @param {string} b */
function isOneFault(a, b) {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const shortest = Math.min(a.length, b.length) - start;
  while (end < shortest && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
