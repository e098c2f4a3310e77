/**
 * The published index and documents → the services that answer a query, with their score.
 *
 * lunr scores; the words are ours: its own query syntax is never parsed, so that nothing typed can
 * be an error or an order.
 */

import vendored from "../vendor/lunr.js";
import { stem } from "./french.js";
import { Lexicon } from "./lexicon.js";
import { readQuery, Vocabulary } from "./query.js";
import { STOP_WORDS } from "./stop-words.js";

/**
 * @typedef {object} SearchDocument what a result shows and is filtered by
 * @property {string} nom
 * @property {string} url relative to the site's root
 * @property {string} resume
 * @property {string} structure
 * @property {string} accent
 * @property {string} icon
 * @property {string} category
 * @property {string} [audience]
 * @property {string} [place]
 * @property {string} [cost]
 * @property {string} [how]
 * @property {{label: string, url: string}} [phone]
 * @property {{label: string, tone: string}} [badge]
 * @property {string[]} thematiques
 * @property {string[]} [publics]
 * @property {string[]} [statuts]
 * @property {string[]} zone_eligibilite
 * @property {string} etat
 */

/**
 * @typedef {object} Shown
 * @property {SearchDocument[]} services in the order of the index
 * @property {Record<string, string>} thematiques code → label, of those that have a service
 * @property {string} lexique address of the words of the index
 */

/**
 * @typedef {object} Hit
 * @property {number} score of lunr
 * @property {number} coverage how many of the words it holds
 */

/**
 * @typedef {object} Answer
 * @property {import("./query.js").Query} query
 * @property {Map<number, Hit> | null} hits rank of a document → hit; null when nothing was asked
 * @property {Set<string>} terms every term that answers, to mark in the results
 */

/** lunr publishes no types. @type {any} */
const lunr = vendored;

lunr.Pipeline.registerFunction(
  (/** @type {any} */ token) => (STOP_WORDS.has(token.toString()) ? null : token),
  "french-stop-words",
);
lunr.Pipeline.registerFunction((/** @type {any} */ token) => token.update(stem), "french-stem");

export class SearchEngine {
  /**
   * @param {any} index serialised by the generator
   * @param {Shown} shown
   * @param {() => Promise<string>} loadWords the words of the index, fetched when first needed
   */
  constructor(index, shown, loadWords) {
    this.documents = shown.services;
    this.themes = shown.thematiques;
    this.index = lunr.Index.load(withEveryField(index));
    this.vocabulary = new Vocabulary(this.index.invertedIndex);
    /** @type {Promise<Lexicon> | undefined} */
    let lexicon;
    this.loadLexicon = () => (lexicon ??= loadWords().then((words) => new Lexicon(words)));
  }

  /**
   * @param {string} text
   * @returns {Promise<Answer>}
   */
  async find(text) {
    const query = await readQuery(text, this.vocabulary, this.loadLexicon);
    const terms = new Set(query.words.flatMap((word) => [...word.keys()]));
    const asked = query.words.length + query.ignored.length > 0;
    return { query, terms, hits: asked ? this.#hits(query) : null };
  }

  /** @param {import("./query.js").Query} query */
  #hits(query) {
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    if (!query.words.length) return hits;
    const matches = this.index.query((/** @type {any} */ clauses) => {
      for (const word of query.words) {
        for (const [term, boost] of word) clauses.term(term, { boost, usePipeline: false });
      }
    });
    for (const { ref, score, matchData } of matches) {
      const held = query.words.filter((word) =>
        [...word.keys()].some((term) => term in matchData.metadata),
      );
      hits.set(Number(ref), { score, coverage: held.length });
    }
    return hits;
  }
}

/** Fields that do not hold a term are left out of the file; lunr wants each. */
function withEveryField(/** @type {any} */ index) {
  const nowhere = Object.freeze({});
  for (const [, posting] of index.invertedIndex) {
    for (const field of index.fields) posting[field] ??= nowhere;
  }
  return index;
}
