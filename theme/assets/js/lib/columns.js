/** The published columns (code → documents) → sets of documents, each fetched when first used. */

import { all, common, none, read, unite } from "./bitset.js";

/**
 * @typedef {import("./bitset.js").Bitset} Bitset
 * @typedef {import("./places.js").Place} Place
 * @typedef {Map<string, Bitset>} Column
 *
 * @typedef {object} Summary of the columns
 * @property {number} documents how many
 * @property {string[]} facets
 * @property {string[]} zones départements, then the common column
 * @property {string[]} places départements where some service is given
 */

const ANY = "*";
const COMMON = "commun";
/** What a service that names nothing does not answer: all but these two. */
const OPEN_FACETS = new Set(["public", "statut"]);

export class Columns {
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();

  /** @param {Summary} summary @param {(path: string) => Promise<any>} fetchJson */
  constructor(summary, fetchJson) {
    this.summary = summary;
    this.count = summary.documents;
    this.fetchJson = fetchJson;
  }

  /** @param {string} facet @returns {Promise<Column>} */
  facet(facet) {
    return this.#load(`colonnes/${facet}.json`, (file) => this.#read(file));
  }

  /** The codes that reach a place or lie inside it. @param {Place} place @returns {Promise<Column>} */
  async zones(place) {
    const names = [...departementsOf(place), COMMON].filter((name) =>
      this.summary.zones.includes(name),
    );
    const files = await Promise.all(
      names.map((name) => this.#load(`colonnes/zones/${name}.json`, (file) => this.#read(file))),
    );
    return new Map(files.flatMap((file) => [...file]));
  }

  /** What reaches a place, even a part of it. @param {Place} place @returns {Promise<Bitset>} */
  async reaching(place) {
    const zones = await this.zones(place);
    const codes = [...place.above, ...place.inside];
    return unite(none(this.count), codes.flatMap((code) => zones.get(code) ?? []));
  }

  /**
   * Where services are given, around a place.
   * @param {Place} place
   * @returns {Promise<{own: Bitset, points: [number, number, number][]}>}
   */
  async around(place) {
    const names = departementsOf(place).filter((name) => this.summary.places.includes(name));
    const files = await Promise.all(
      names.map((name) => this.#load(`colonnes/lieux/${name}.json`, (file) => file)),
    );
    const own = files.flatMap(({ communes }) => communes[place.code] ?? []);
    return {
      own: unite(none(this.count), own.map((text) => read(this.count, text))),
      points: files.flatMap(({ points }) => points),
    };
  }

  /** What is open at a moment, as far as one knows. @param {Date} date @returns {Promise<Bitset>} */
  async openAt(date) {
    const [{ isOpen }, { timetables, documents }] = await Promise.all([
      import("./opening.js"),
      this.#load("colonnes/horaires.json", (file) => file),
    ]);
    const open = documents.filter((_, i) => isOpen(timetables[i], date) === true);
    return unite(none(this.count), open.map((text) => read(this.count, text)));
  }

  /**
   * @template T
   * @param {string} path
   * @param {(file: any) => T} use
   * @returns {Promise<T>}
   */
  #load(path, use) {
    const known = this.#files.get(path);
    if (known) return known;
    const loading = this.fetchJson(path).then(use);
    loading.catch(() => this.#files.delete(path));
    this.#files.set(path, loading);
    return loading;
  }

  /** @param {Record<string, string>} file @returns {Column} */
  #read(file) {
    return new Map(Object.entries(file).map(([code, text]) => [code, read(this.count, text)]));
  }
}

/**
 * What answers one of the codes of a facet.
 * @param {string} facet
 * @param {Column} column
 * @param {string[]} codes
 * @param {number} count of documents
 * @returns {Bitset}
 */
export function answering(facet, column, codes, count) {
  const found = unite(none(count), codes.flatMap((code) => naming(column, code)));
  if (OPEN_FACETS.has(facet)) unite(found, [column.get(ANY) ?? none(count)]);
  return found;
}

/**
 * What names a code itself, or a thématique of a great theme.
 * @param {Column} column
 * @param {string} code
 * @returns {Bitset[]}
 */
export function naming(column, code) {
  const inner = [...column].filter(([other]) => other.startsWith(`${code}--`));
  const own = code === ANY ? undefined : column.get(code);
  return [...(own ? [own] : []), ...inner.map(([, bits]) => bits)];
}

/** All the documents, or those in each of some sets. @param {number} count @param {Bitset[]} sets */
export function meeting(count, sets) {
  return common(all(count), sets);
}

/** The départements in which a place lies. @param {Place} place @returns {string[]} */
export function departementsOf({ departement, inside, above }) {
  const codes = [departement, ...above, ...inside].filter(
    (code) => code && /^(?:\d|2[AB])/.test(code) && code.length < 9,
  );
  return [...new Set(codes.map((code) => code.slice(0, /^9[78]/.test(code) ? 3 : 2)))];
}

/**
 * The sets of services, apart from those that several départements share, in which stands what may
 * reach a place.
 * @param {import("./places.js").Place} place
 * @param {Record<string, number>} sets
 */
export function setsNear(place, sets) {
  return departementsOf(place).filter((code) => code in sets);
}
