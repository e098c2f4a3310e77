/**
 * What was typed → words, each with the terms of the index that answer it.
 *
 * The last word may be unfinished: what begins like it answers too. A word that the index does not
 * know is completed, cut in two, joined to the next or corrected; otherwise it is set aside, so that
 * it never empties the page.
 */

import { stem, words as wordsOf } from "./french.js";
import { STOP_WORDS } from "./stop-words.js";

/**
 * @typedef {import("./lexicon.js").Lexicon} Lexicon
 * @typedef {import("./vocabulary.js").Vocabulary} Vocabulary
 *
 * @typedef {object} Expansion what the site's lexicon says of a phrase
 * @property {number} length how many words the phrase has
 * @property {string[][]} alternatives folded words that mean the same
 * @property {object} entry
 *
 * @typedef {{expand(words: string[], at: number): Expansion | null}} Lexique
 *
 * @typedef {object} QueryWord
 * @property {string} text as it was typed or corrected
 * @property {Map<string, number>} terms those that answer it, with their weight
 * @property {string[][]} ways a service holds the word when it holds all the terms of one of them
 *
 * @typedef {object} Query
 * @property {QueryWord[]} words
 * @property {{typed: string, used: string}[]} corrections
 * @property {string[]} ignored words that no service holds
 * @property {any[]} explained entries of the lexicon that were used
 *
 * @typedef {object} Known
 * @property {Vocabulary} vocabulary
 * @property {Lexique | null} lexique
 * @property {() => Promise<Lexicon>} openLexicon loaded for a word that is unknown or unfinished
 *
 * @typedef {object} Typed
 * @property {string} word
 * @property {boolean} isLast whether it may be unfinished
 * @property {string[][]} meant terms of what it may also mean
 * @property {any} entry of the lexicon
 */

const EXACT = 1;
const CORRECTED = 0.9;
const MEANT = 0.6;
const COMPLETED = 0.5;
const MOST_COMPLETIONS = 12;
const MOST_FILES = 2;
const MOST_MEANT = 8;

/**
 * @param {string} text
 * @param {Known} known
 * @param {boolean} isTyping whether the last word may go on though it is one already
 * @returns {Promise<Query>}
 */
export async function readQuery(text, known, isTyping) {
  const { vocabulary, lexique } = known;
  const typed = readTyped(text, lexique);
  await vocabulary.load(
    typed.flatMap(({ word, meant }) => [stem(word), ...meant.slice(0, MOST_MEANT).flat()]),
  );
  /** @type {Query} */
  const query = { words: [], corrections: [], ignored: [], explained: [] };
  for (let i = 0; i < typed.length; i += 1) {
    const found = await readKnown(typed[i], known, isTyping);
    if (!found) {
      i += await readUnknown(query, typed[i], typed[i + 1]?.word, known);
      continue;
    }
    query.words.push(found);
    const { entry } = typed[i];
    if (entry && !query.explained.includes(entry)) query.explained.push(entry);
  }
  return query;
}

/** The words without stop words, and what the lexicon says of them. @returns {Typed[]} */
function readTyped(/** @type {string} */ text, /** @type {Lexique | null} */ lexique) {
  const all = wordsOf(text);
  const isOpen = /[\p{L}\p{N}]$/u.test(text);
  /** @type {Typed[]} */
  const typed = all.map((word) => ({ word, isLast: false, meant: [], entry: null }));
  for (let at = 0; lexique && at < all.length; at += 1) {
    const found = lexique.expand(all, at);
    if (!found) continue;
    for (const one of typed.slice(at, at + found.length)) {
      one.meant.push(...found.alternatives.map((words) => termsOf(words)));
      one.entry = found.entry;
    }
    at += found.length - 1;
  }
  const kept = typed.filter(({ word }) => !STOP_WORDS.has(word));
  const last = typed.at(-1);
  if (last && isOpen) last.isLast = true;
  // When nothing is left, the last one, which may be unfinished.
  return kept.length || !last || last.word.length < 2 ? kept : [last];
}

/** @param {string[]} words */
function termsOf(words) {
  return words.filter((word) => !STOP_WORDS.has(word)).map(stem);
}

/** @param {Typed} typed @param {Known} known @param {boolean} isTyping */
async function readKnown({ word, isLast, meant }, known, isTyping) {
  const { vocabulary } = known;
  const exact = stem(word);
  const isOpen = isLast && word.length > 1 && (isTyping || !vocabulary.has(exact));
  const completed = isOpen ? await complete(word, known) : [];
  /** @type {QueryWord} */
  const found = { text: word, terms: new Map(), ways: [] };
  for (const term of completed) addWay(found, [term], COMPLETED);
  for (const terms of meant.slice(0, MOST_MEANT)) {
    if (terms.length && terms.every((term) => vocabulary.has(term))) addWay(found, terms, MEANT);
  }
  if (vocabulary.has(exact)) addWay(found, [exact], EXACT);
  return found.ways.length ? found : null;
}

/** The terms of the words that begin so, if a few files hold them. */
async function complete(/** @type {string} */ word, /** @type {Known} */ known) {
  const { vocabulary } = known;
  const lexicon = await known.openLexicon();
  const words = await lexicon.completions(word, 4 * MOST_COMPLETIONS);
  const terms = [...new Set(words.map(stem))].slice(0, MOST_COMPLETIONS);
  const near = vocabulary.within(terms, MOST_FILES);
  await vocabulary.load(near);
  return near.filter((term) => vocabulary.has(term));
}

/**
 * @param {Query} query receives what is found for the word
 * @param {Typed} typed
 * @param {string | undefined} next the word after it
 * @param {Known} known
 * @returns {Promise<number>} how many of the next words were used with it
 */
async function readUnknown(query, { word }, next, { vocabulary, openLexicon }) {
  const lexicon = await openLexicon();
  // Known elsewhere, when only what reaches a place is searched: nothing to correct.
  const isKnown = await lexicon.knows(word);
  const used = isKnown ? nothing(word) : await replace(word, next, lexicon);
  const terms = used.words.map(stem);
  await vocabulary.load(terms);
  const found = used.words.filter((_, i) => vocabulary.has(terms[i]));
  if (found.length) {
    for (const text of found) {
      /** @type {QueryWord} */
      const corrected = { text, terms: new Map(), ways: [] };
      addWay(corrected, [stem(text)], CORRECTED);
      query.words.push(corrected);
    }
    query.corrections.push({ typed: used.typed, used: found.join(" ") });
    return used.jumped;
  }
  if (word.length > 1 && !STOP_WORDS.has(word)) query.ignored.push(word);
  return 0;
}

/** What stands for a word that nobody knows: joined to the next, cut in two, or corrected. */
async function replace(
  /** @type {string} */ word,
  /** @type {string | undefined} */ next,
  /** @type {Lexicon} */ lexicon,
) {
  if (next && (await lexicon.knows(word + next))) {
    return { typed: `${word} ${next}`, words: [word + next], jumped: 1 };
  }
  const parts = await lexicon.parts(word);
  if (parts.length) return { typed: word, words: parts, jumped: 0 };
  const corrected = await lexicon.correction(word);
  return corrected ? { typed: word, words: [corrected], jumped: 0 } : nothing(word);
}

/** @param {string} word @returns {{typed: string, words: string[], jumped: number}} */
function nothing(word) {
  return { typed: word, words: [], jumped: 0 };
}

/** @param {QueryWord} word @param {string[]} terms @param {number} weight */
function addWay(word, terms, weight) {
  word.ways.push(terms);
  for (const term of terms) {
    word.terms.set(term, Math.max(weight, word.terms.get(term) ?? 0));
  }
}
