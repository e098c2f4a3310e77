/**
 * Word without accents → its stem: the French Snowball algorithm for folded words, written for size.
 *
 * The same as Snowball 3.1's `french.sbl` on words of a–z and 0–9; its rules on accented letters,
 * « ë », « ï » and elisions are left out because they can never apply. Kept equal to the Python
 * side by the fixture `tests/fixtures/french-tokens.json` and by every word of the built index.
 *
 * @typedef {{rv: number, r1: number, r2: number}} Regions where a suffix may begin
 */

import { I_VERB, longest, RESIDUAL, STANDARD, VERB } from "./french-suffixes.js";

const VOWELS = "aeiouy";

/**
 * The stem of a folded word.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  const marked = markVowels(word);
  const regions = findRegions(marked);
  return finish(removeSuffix(marked, regions));
}

/** @param {string} word @param {Regions} regions */
function removeSuffix(word, regions) {
  const [standard, done] = removeStandard(word, regions);
  const removed = done
    ? standard
    : (removeIVerb(standard, regions) ?? removeVerb(standard, regions));
  if (removed === null) return removeResidual(standard, regions);
  return removed.endsWith("Y") ? removed.slice(0, -1) + "i" : removed;
}

/** Vowels that behave as consonants become capitals. @param {string} word */
function markVowels(word) {
  const letters = [...word];
  const isVowel = (/** @type {number} */ i) => i < letters.length && VOWELS.includes(letters[i]);
  for (let i = 0; i < letters.length - 1; i += 1) {
    const next = letters[i + 1];
    if (isVowel(i) && ((/[ui]/.test(next) && isVowel(i + 2)) || next === "y")) {
      letters[i + 1] = next.toUpperCase();
    } else if (letters[i] === "y" && isVowel(i + 1)) {
      letters[i] = "Y";
    } else if (letters[i] === "q" && next === "u") {
      letters[i + 1] = "U";
    }
  }
  return letters.join("");
}

/** @param {string} word @returns {Regions} */
function findRegions(word) {
  const end = word.length;
  const start = /^(?:[aeiouy]{2}.|par|col|tap|ni[aeiouy])/.exec(word);
  const rv = start ? 3 : after(word, 1, true);
  const r1 = after(word, after(word, 0, true), false);
  return { rv: Math.min(rv, end), r1, r2: after(word, after(word, r1, true), false) };
}

/** Just after the first vowel (or the first other letter) found from `from`; else the end. */
function after(
  /** @type {string} */ word,
  /** @type {number} */ from,
  /** @type {boolean} */ vowel,
) {
  for (let i = from; i < word.length; i += 1) {
    if (VOWELS.includes(word[i]) === vowel) return i + 1;
  }
  return word.length;
}

/** @param {string} word @param {Regions} r @returns {[string, boolean]} the word, and whether to stop there */
function removeStandard(word, r) {
  const [suffix, rule] = longest(word, STANDARD, 0);
  const at = word.length - suffix.length;
  const left = word.slice(0, at);
  const previous = left.slice(-1);
  switch (rule) {
    case "delete":
      return at >= r.r2 ? [left, true] : [word, false];
    case "ation":
      return at >= r.r2 ? [removeIc(left, r), true] : [word, false];
    case "ence":
      return at >= r.r2 ? [`${left}ent`, true] : [word, false];
    case "log":
    case "u":
      return at >= r.r2 ? [left + rule, true] : [word, false];
    case "ive":
      return at >= r.r2 ? [removeAt(left, r), true] : [word, false];
    case "euse":
      if (at >= r.r2) return [left, true];
      return at >= r.r1 ? [`${left}eux`, true] : [word, false];
    case "ement":
      return at >= r.rv ? [removeBeforeEment(left, r), true] : [word, false];
    case "issement":
      return at >= r.r1 && previous && !VOWELS.includes(previous) ? [left, true] : [word, false];
    case "amment":
    case "emment":
      return [at >= r.rv ? `${left}${rule[0]}nt` : word, false];
    case "ment":
      return [previous && VOWELS.includes(previous) && at > r.rv ? left : word, false];
    case "eaux":
      return [`${left}eau`, true];
    case "aux":
      return at >= r.r1 ? [`${left}al`, true] : [word, false];
    case "oux":
      return previous && "bhjlnp".includes(previous) ? [`${left}ou`, true] : [word, false];
    default:
      return [word, false];
  }
}

/** « -ication » loses « ic » too, or keeps it as « iqu ». @param {string} word @param {Regions} r */
function removeIc(word, r) {
  if (!word.endsWith("ic")) return word;
  const left = word.slice(0, -2);
  return left.length >= r.r2 ? left : `${left}iqU`;
}

/** « -ative » loses « at » too. @param {string} word @param {Regions} r */
function removeAt(word, r) {
  if (!word.endsWith("at") || word.length - 2 < r.r2) return word;
  return removeIc(word.slice(0, -2), r);
}

/** What stands before « -ement »: « -ivement », « -eusement », « -ablement ». @param {string} word @param {Regions} r */
function removeBeforeEment(word, r) {
  const ending = /(?:iv|eus|iqU|abl)$/.exec(word);
  if (!ending) return word;
  const left = word.slice(0, ending.index);
  if (left.length < r.r2) return ending[0] === "eus" && left.length >= r.r1 ? `${left}eux` : word;
  if (ending[0] !== "iv" || !left.endsWith("at") || left.length - 2 < r.r2) return left;
  return left.slice(0, -2);
}

/** @param {string} word @param {Regions} r @returns {string | null} */
function removeIVerb(word, r) {
  const [suffix] = longest(word, I_VERB, r.rv);
  const left = word.slice(0, word.length - suffix.length);
  const possible = suffix && left.length > r.rv && !VOWELS.includes(left.slice(-1));
  return possible ? left : null;
}

/** @param {string} word @param {Regions} r @returns {string | null} */
function removeVerb(word, r) {
  const [suffix, rule] = longest(word, VERB, r.rv);
  const left = word.slice(0, word.length - suffix.length);
  if (!rule || (rule === "ions" && left.length < r.r2)) return null;
  if (rule === "ais" && /^.al$|auv$/.test(left)) return null;
  return rule === "afterE" && left.endsWith("e") && left.length > r.rv ? left.slice(0, -1) : left;
}

/** @param {string} word @param {Regions} r */
function removeResidual(word, r) {
  const singular = /[^aiosu]s$/.test(word) ? word.slice(0, -1) : word;
  const [suffix, rule] = longest(singular, RESIDUAL, r.rv);
  const left = singular.slice(0, singular.length - suffix.length);
  if (rule === "ier") return `${left}i`;
  if (rule === "e") return left;
  const isNoun = rule === "ion" && left.length >= r.r2 && left.length > r.rv && /[st]$/.test(left);
  return isNoun ? left : singular;
}

/** Double consonants become single, marks go. @param {string} word */
function finish(word) {
  const single = /(?:ell|eill|enn|onn|ett)$/.test(word) ? word.slice(0, -1) : word;
  return single.toLowerCase();
}
