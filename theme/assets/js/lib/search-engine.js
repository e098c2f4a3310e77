/**
 * The published files of the search → the services that answer words and filters, in order.
 *
 * Only what a question needs is fetched, code included: filters, places and faults of spelling have
 * modules of their own. lunr ranks; the words are ours: its own query syntax is never parsed, so
 * that nothing typed can be an error or an order. What is sure to come first is known before lunr
 * and the longest lists are there: it can be shown at once.
 */

import { all, countCommon, documents as documentsOf, has, of } from "./bitset.js";
import { Cards } from "./cards.js";
import { bestOf, leading, rankResults } from "./ranking.js";
import { readQuery } from "./query.js";
import { candidates, Scorer } from "./scoring.js";
import { Shards, WHOLE } from "./shards.js";
import { Vocabulary } from "./vocabulary.js";

/**
 * @typedef {import("./cards.js").SearchDocument} SearchDocument
 * @typedef {import("./url-state.js").Choices & {place: import("./places.js").Place | null, ouvert?: boolean}} Filters
 * @typedef {import("./ranking.js").Result} Result
 *
 * @typedef {object} Answer
 * @property {import("./query.js").Query} query
 * @property {import("./scoring.js").Hits | null} hits null when nothing was asked
 * @property {Set<string>} terms every term that answers, to mark in the results
 *
 * @typedef {object} Selection documents that pass
 * @property {import("./bitset.js").Bitset} bits
 * @property {number} size
 * @property {(doc: number) => boolean} has
 *
 * @typedef {import("./columns.js").Summary & import("./shards.js").Directory &
 *   import("./postings.js").Corpus & {stale_from: number, closed_from: number,
 *   ages: [number, number][], words: string, chunk: number}} Summary
 */

const COMMON = "commun";
const SEEN = 200; // results that lunr itself ranks: further than anyone reads

export class SearchEngine {
  /** @type {Map<string, Vocabulary>} by sets of documents */
  #vocabularies = new Map();
  /** @type {import("./lexicon.js").Lexicon | undefined} */
  #lexicon;
  /** @type {import("./filtering.js").Filtering | undefined} */
  #filtering;
  #isLunrThere = false;

  /**
   * @param {Summary} summary
   * @param {(path: string) => Promise<any>} fetchFile of the search's folder
   * @param {import("./query.js").Lexique | null} lexique
   * @param {() => Date} now
   */
  constructor(summary, fetchFile, lexique, now) {
    this.summary = summary;
    this.fetchFile = fetchFile;
    this.lexique = lexique;
    this.now = now;
    this.shards = new Shards(summary, fetchFile);
    this.cards = new Cards(summary.chunk, fetchFile);
    this.scorer = new Scorer(summary.documents);
  }

  /**
   * What the words find; with a place, among what may reach it.
   * @param {string} text
   * @param {import("./places.js").Place | null} [place]
   * @param {{isTyping?: boolean, onPart?: (part: Answer) => Promise<void>}} [how] whether the last
   *   word may go on; awaited with a first part of the answer when the whole takes longer
   * @returns {Promise<Answer>}
   */
  async find(text, place = null, { isTyping = false, onPart } = {}) {
    const vocabulary = await this.#vocabulary(place);
    const known = { vocabulary, lexique: this.lexique, openLexicon: () => this.#openLexicon() };
    const query = await readQuery(text, known, isTyping);
    const terms = new Set(query.words.flatMap((word) => [...word.terms.keys()]));
    const asked = query.words.length + query.ignored.length > 0;
    const score = () => (asked ? this.scorer.score(query.words, vocabulary) : null);
    const answer = () => ({ query, terms, hits: score() });
    if (!vocabulary.isComplete(terms)) {
      await onPart?.(answer());
      await vocabulary.complete(terms);
    }
    if (!this.#isLunrThere && terms.size) await onPart?.(answer());
    return answer();
  }

  /** The documents that pass. @param {Filters} filters @returns {Promise<Selection>} */
  async select(filters) {
    const isOpen = !filters.place && !filters.ouvert && !this.#facets(filters).length;
    const bits = isOpen
      ? all(this.summary.documents)
      : await (await this.#openFiltering()).select(filters);
    return { bits, size: countCommon(bits, bits), has: (doc) => has(bits, doc) };
  }

  /**
   * For each option of each facet, the results if the other facets stay and it alone is chosen.
   * @param {Answer} answer
   * @param {Filters} filters
   * @returns {Promise<Map<string, Map<string, number>>>}
   */
  async counts(answer, filters) {
    return (await this.#openFiltering()).counts(answer, filters);
  }

  /**
   * @param {Answer} answer
   * @param {Selection} selection
   * @param {Filters} filters
   * @returns {Promise<Result[]>}
   */
  async rank({ hits }, selection, filters) {
    const known = await this.#knownOf(filters, !hits);
    if (!hits) {
      const found = Array.from(documentsOf(selection.bits), (doc) => ({ doc, score: 0, coverage: 0 }));
      return rankResults(found, known);
    }
    const found = candidates(hits, selection.bits);
    const best = bestOf(found);
    const ranked = rankResults(found, known, best, SEEN);
    const seen = ranked.slice(0, SEEN);
    const byLunr = await hits.ranked(of(this.summary.documents, seen.map(({ doc }) => doc)));
    this.#isLunrThere = true;
    const first = seen.map((result) => ({ ...result, score: byLunr.get(result.doc) ?? 0 }));
    return [...rankResults(first, known, best), ...ranked.slice(SEEN)];
  }

  /**
   * The first results of a part of an answer: those that the whole cannot change.
   * @param {Answer} part
   * @param {Selection} selection
   * @param {Filters} filters
   * @returns {Promise<Result[]>}
   */
  async lead({ hits }, selection, filters) {
    if (!hits) return [];
    const known = await this.#knownOf(filters, false);
    const found = candidates(hits, selection.bits);
    return leading(rankResults(found, known, bestOf(found), SEEN), known, hits.limit);
  }

  /** What the order depends on. @param {Filters} filters @param {boolean} isFar whether distance counts */
  async #knownOf(filters, isFar) {
    const { place } = filters;
    const { stale_from: staleFrom, ages } = this.summary;
    const [filtering, near] = await Promise.all([
      place || this.#facets(filters).length ? this.#openFiltering() : null,
      place ? import("./nearness.js") : null,
    ]);
    const [reachOf, kilometresTo, vagueness] = await Promise.all([
      near && filtering && place ? near.reachOf(filtering.columns, place) : null,
      near && filtering && place && isFar ? near.kilometresTo(filtering.columns, place) : null,
      filtering?.vagueness(filters),
    ]);
    return {
      sinks: (/** @type {number} */ doc) => doc >= staleFrom,
      ageOf: (/** @type {number} */ doc) => ages.findLast(([from]) => from <= doc)?.[1] ?? 0,
      reachOf,
      vagueness: vagueness ?? (() => 0),
      kilometresTo: kilometresTo ?? (() => Infinity),
    };
  }

  /** The facets in use. @param {Filters} filters */
  #facets(filters) {
    return this.summary.facets.filter((facet) => filters[/** @type {"theme"} */ (facet)]?.length);
  }

  async #openFiltering() {
    const { Filtering } = await import("./filtering.js");
    this.#filtering ??= new Filtering(this.summary, this.fetchFile, () => this.now());
    return this.#filtering;
  }

  async #openLexicon() {
    const { Lexicon } = await import("./lexicon.js");
    this.#lexicon ??= new Lexicon(this.summary.words, this.fetchFile);
    return this.#lexicon;
  }

  /** What results show. @param {number[]} docs @returns {Promise<SearchDocument[]>} */
  documents(docs) {
    return this.cards.read(docs);
  }

  /** The terms of the whole site, or of the sets in which what reaches a place stands. */
  async #vocabulary(/** @type {import("./places.js").Place | null} */ place) {
    const { sets } = this.summary;
    const names = place && COMMON in sets ? [COMMON, ...(await import("./columns.js")).setsNear(place, sets)] : [WHOLE];
    const key = names.join(" ");
    let vocabulary = this.#vocabularies.get(key);
    if (!vocabulary) {
      vocabulary = new Vocabulary(this.shards, this.summary, names);
      this.#vocabularies.set(key, vocabulary);
    }
    return vocabulary;
  }
}
