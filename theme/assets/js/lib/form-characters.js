/**
 * Which characters a reader can see, and how words compare: what `generator/characters.py` says, held
 * to it by a test.
 */

// Controls (but tab and line feed), format characters, separators, surrogates, private use.
const FORBIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{110bd}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{10ffff}]/u;
const LATIN = /[A-Za-zÀ-ɏ]/;
const LOOK_ALIKE = /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f]/;
const IDENTIFIER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_IDENTIFIER = 80;
const PORTS = ["com", "lpt"].flatMap((port) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => port + n));
// Names that Windows cannot create, or that the site itself uses.
const RESERVED = new Set([
  ...["con", "prn", "aux", "nul", "index", "404", "api", "assets", "donnees"],
  ...PORTS,
]);

/** Whether a text can name an entry, its file and its address. @param {string} text */
export function isIdentifier(text) {
  return text.length <= MAX_IDENTIFIER && IDENTIFIER.test(text) && !RESERVED.has(text);
}

/** The first character that no reader could see; "" when there is none. @param {string} text */
export function forbiddenCharacter(text) {
  return FORBIDDEN.exec(text)?.[0] ?? "";
}

/** « U+200B » @param {string} character */
export function codePointName(character) {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text that is shown and may be anybody’s: what no reader could see is named. @param {string} text */
export function readable(text) {
  return text.replace(new RegExp(FORBIDDEN.source, "gu"), codePointName);
}

/** The first word that mixes Latin letters with look-alikes of another alphabet. @param {string} text */
export function mixedAlphabet(text) {
  return text.split(/\s+/).find((word) => LATIN.test(word) && LOOK_ALIKE.test(word)) ?? "";
}

/** « L’Été » → « l ete » @param {string} text */
export function foldWords(text) {
  return text
    .replace(/ı/g, " ")
    .toUpperCase() // ß, ﬁ and their like: what Python calls the folding of cases
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .normalize("NFD")
    .replace(/(?!\u034f)\p{Mn}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** Any text → an identifier: « Garage solidaire » → « garage-solidaire ». @param {string} text */
export function slug(text) {
  return foldWords(text).replace(/ /g, "-");
}

/** The first signs of a text, as Python counts them. @param {string} text @param {number} most */
export function firstSigns(text, most) {
  return [...text].slice(0, most).join("");
}
