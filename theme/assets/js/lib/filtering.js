/**
 * Filters → the documents that pass, and how many each option of each facet would leave.
 *
 * OR inside a facet, AND between facets: `generator/plan/facets.py` has the same rule.
 */

import { countCommon, has } from "./bitset.js";
import { answering, Columns, meeting, naming } from "./columns.js";

/**
 * @typedef {import("./bitset.js").Bitset} Bitset
 * @typedef {import("./columns.js").Column} Column
 * @typedef {import("./columns.js").Summary} Summary
 * @typedef {import("./search-engine.js").Filters} Filters
 * @typedef {import("./search-engine.js").Answer} Answer
 */

const ANY = "*";
const PERSONS = /** @type {const} */ (["public", "statut"]);

/** How many services each code would give; codes that no service names may still give some. */
class Counts extends Map {
  /** @param {string} code @returns {number} */
  get(code) {
    return super.get(code) ?? super.get(ANY) ?? 0;
  }
}

export class Filtering {
  /** @type {Map<string, Map<string, Bitset>>} by facet and code, what answers it */
  #options = new Map();

  /**
   * @param {Summary} summary
   * @param {(path: string) => Promise<any>} fetchFile
   * @param {() => Date} now
   */
  constructor(summary, fetchFile, now) {
    this.columns = new Columns(summary, fetchFile);
    this.now = now;
  }

  /** The documents that pass. @param {Filters} filters @returns {Promise<Bitset>} */
  async select(filters) {
    const parts = await this.#parts(filters);
    return meeting(this.columns.count, [...parts.values()]);
  }

  /**
   * For each option, the results if the other facets stay and it alone is chosen in its own.
   * @param {Answer} answer
   * @param {Filters} filters
   * @returns {Promise<Map<string, Map<string, number>>>}
   */
  async counts({ hits }, filters) {
    const { count, summary } = this.columns;
    const [parts, options] = await Promise.all([
      this.#parts(filters),
      Promise.all(summary.facets.map((facet) => this.#optionsOf(facet))),
    ]);
    if (hits) parts.set("", hits.bits);
    return new Map(
      summary.facets.map((facet, i) => {
        const others = [...parts].filter(([name]) => name !== facet).map(([, bits]) => bits);
        const base = meeting(count, others);
        const counted = [...options[i]].map(([code, bits]) => [code, countCommon(base, bits)]);
        return [facet, new Counts(/** @type {[string, number][]} */ (counted))];
      }),
    );
  }

  /**
   * How many of the person's filters a document does not name itself; 0 is the closest.
   * @param {Filters} filters
   * @returns {Promise<(doc: number) => number>}
   */
  async vagueness(filters) {
    const asked = PERSONS.filter((facet) => filters[facet]?.length);
    const named = await Promise.all(
      asked.map(async (facet) => {
        const column = await this.columns.facet(facet);
        return filters[facet].flatMap((code) => naming(column, code));
      }),
    );
    return (doc) => named.filter((sets) => !sets.some((bits) => has(bits, doc))).length;
  }

  /** What passes each filter in use. @param {Filters} filters @returns {Promise<Map<string, Bitset>>} */
  async #parts(filters) {
    const { columns } = this;
    const names = /** @type {(keyof Filters & string)[]} */ (
      columns.summary.facets.filter((facet) => filters[/** @type {"theme"} */ (facet)]?.length)
    );
    /** @type {Promise<[string, Bitset]>[]} */
    const parts = names.map(async (facet) => {
      const codes = /** @type {string[]} */ (filters[facet]);
      return [facet, answering(facet, await columns.facet(facet), codes, columns.count)];
    });
    const { place, ouvert } = filters;
    if (place) parts.push(columns.reaching(place).then((bits) => ["lieu", bits]));
    if (ouvert) parts.push(columns.openAt(this.now()).then((bits) => ["ouvert", bits]));
    return new Map(await Promise.all(parts));
  }

  /** @param {string} facet */
  async #optionsOf(facet) {
    const column = await this.columns.facet(facet);
    const known = this.#options.get(facet);
    if (known) return known;
    const codes = new Set([...column.keys()].flatMap((code) => [code, code.split("--")[0]]));
    const { count } = this.columns;
    const options = new Map(
      [...codes].map((code) => [code, answering(facet, column, [code], count)]),
    );
    this.#options.set(facet, options);
    return options;
  }
}
