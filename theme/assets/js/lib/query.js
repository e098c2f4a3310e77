/**
 * What was typed → words, each with the terms of the index that answer it.
 *
 * The last word may be unfinished: what begins like it answers too. A word that the index does not
 * know is completed, cut in two, joined to the next or corrected; otherwise it is set aside, so that
 * it never empties the page.
 */

import { alsoMeant } from "./everyday-words.js";
import { stem, words as wordsOf } from "./french.js";
import { STOP_WORDS } from "./stop-words.js";

/** @typedef {import("./lexicon.js").Lexicon} Lexicon */

/**
 * @typedef {Map<string, number>} QueryWord the terms that answer a word, with their weight
 *
 * @typedef {object} Query
 * @property {QueryWord[]} words
 * @property {{typed: string, used: string}[]} corrections
 * @property {string[]} ignored words that no service holds
 */

const EXACT = 1;
const CORRECTED = 0.9;
const COMPLETED = 0.5;
const MEANT = 0.6;

/** The terms of an index: which it holds, how often, which begin so. */
export class Vocabulary {
  /** @param {Record<string, Record<string, object>>} invertedIndex of lunr: term → field → services */
  constructor(invertedIndex) {
    this.invertedIndex = invertedIndex;
    this.terms = Object.keys(invertedIndex);
  }

  /** @param {string} term */
  has(term) {
    return term in this.invertedIndex;
  }

  /** @param {string} term @returns {number} */
  frequency(term) {
    const postings = Object.values(this.invertedIndex[term] ?? {});
    return postings.reduce((sum, posting) => sum + Object.keys(posting).length, 0);
  }

  /** @param {string} prefix */
  startingWith(prefix) {
    return this.terms.filter((term) => term.startsWith(prefix));
  }
}

/**
 * @param {string} text
 * @param {Vocabulary} vocabulary
 * @param {() => Promise<Lexicon>} loadLexicon asked only for a word that the index does not know
 * @returns {Promise<Query>}
 */
export async function readQuery(text, vocabulary, loadLexicon) {
  const typed = meaningfulWords(text);
  const unfinished = /[\p{L}\p{N}]$/u.test(text) ? typed.length - 1 : -1;
  /** @type {Query} */
  const query = { words: [], corrections: [], ignored: [] };
  for (let i = 0; i < typed.length; i += 1) {
    const known = knownTerms(typed[i], i === unfinished, vocabulary);
    if (known.size) query.words.push(known);
    else i += readUnknown(query, typed.slice(i), i === unfinished, vocabulary, await loadLexicon());
  }
  return query;
}

/** The words without stop words; when nothing is left, the last one, which may be unfinished. */
function meaningfulWords(/** @type {string} */ text) {
  const all = wordsOf(text);
  const kept = all.filter((word) => !STOP_WORDS.has(word));
  return kept.length || !all.length || all[all.length - 1].length < 2 ? kept : all.slice(-1);
}

/** @param {string} word @param {boolean} isLast @param {Vocabulary} vocabulary @returns {QueryWord} */
function knownTerms(word, isLast, vocabulary) {
  /** @type {QueryWord} */
  const terms = new Map();
  if (isLast && word.length > 1) {
    for (const term of vocabulary.startingWith(word)) terms.set(term, COMPLETED);
  }
  const exact = stem(word);
  for (const term of alsoMeant(exact)) {
    if (vocabulary.has(term)) terms.set(term, MEANT);
  }
  if (vocabulary.has(exact)) terms.set(exact, EXACT);
  return terms;
}

/**
 * @param {Query} query receives what is found for the first of `words`
 * @param {string[]} words
 * @param {boolean} isLast whether it may be unfinished
 * @param {Vocabulary} vocabulary
 * @param {Lexicon} lexicon
 * @returns {number} how many of the next words were used with it
 */
function readUnknown(query, [word, next], isLast, vocabulary, lexicon) {
  const completions = isLast && word.length > 1 ? lexicon.completions(word) : [];
  const correct = (/** @type {string} */ typed, /** @type {string[]} */ found) => {
    query.words.push(...found.map((used) => weighted([used], CORRECTED)));
    query.corrections.push({ typed, used: found.join(" ") });
  };
  if (completions.length) {
    query.words.push(weighted(completions, COMPLETED));
  } else if (next && lexicon.known.has(word + next)) {
    correct(`${word} ${next}`, [word + next]);
    return 1;
  } else if (lexicon.parts(word).length) {
    correct(word, lexicon.parts(word));
  } else {
    const best = mostFrequent(lexicon.corrections(word), vocabulary);
    if (best) correct(word, [best]);
    else if (word.length > 1 && !STOP_WORDS.has(word)) query.ignored.push(word);
  }
  return 0;
}

/** @param {string[]} words @param {number} weight @returns {QueryWord} */
function weighted(words, weight) {
  return new Map(words.map((word) => [stem(word), weight]));
}

/** @param {string[]} candidates @param {Vocabulary} vocabulary */
function mostFrequent(candidates, vocabulary) {
  const frequency = (/** @type {string} */ word) => vocabulary.frequency(stem(word));
  return candidates.reduce(
    (best, word) => (best && frequency(best) >= frequency(word) ? best : word),
    "",
  );
}
