/**
 * What a person writes → the place that it means, or those that it may mean: first in the served
 * territory, whose file is small; then in all of France, whose files are fetched one by one.
 */

import { PlaceSearch } from "./place-search.js";
import { departementOf, readPlaces } from "./place-data.js";
import { readTyped } from "./place-names.js";

/**
 * @typedef {import("./place-data.js").Place} Place
 * @typedef {import("./place-data.js").PlaceData} PlaceData
 * @typedef {import("./place-entries.js").Choice} Choice
 *
 * @typedef {object} Directory
 * @property {string[]} first the first key of each file of names
 * @property {Record<string, string>} departements code → name, of all of France
 * @property {Record<string, string[]>} postcodes those that lead elsewhere than they seem to
 * @property {Record<string, [number, number, number, number]>} boxes by département: south, west,
 *   north, east, in thousandths
 */

const COMMUNE = /^\d[\dab]\d{3}$/i;
const DEPARTEMENT = /^(?:\d[\dab]|9[78]\d)$/i;
const EPCI_LENGTH = 9;

/** @param {string} folder address of the files, ended by a slash @returns {Promise<Places>} */
export async function openPlaces(folder) {
  const fetchFile = once(folder);
  return new Places(await fetchFile("served.json"), fetchFile);
}

export class Places {
  /**
   * @param {PlaceData} served
   * @param {(name: string) => Promise<any>} fetchFile a file of the same folder
   */
  constructor(served, fetchFile) {
    this.fetchFile = fetchFile;
    /** @type {Map<string, Place>} */
    this.known = new Map();
    /** @type {Map<string, string>} former code → commune of today */
    this.former = new Map();
    /** @type {Map<string, string[]>} EPCI → those beside it */
    this.beside = new Map();
    this.add(served, true);
    this.search = new PlaceSearch(this, served);
  }

  /**
   * @param {PlaceData} data
   * @param {boolean} served
   * @returns {Place[]} those that were not known yet
   */
  add(data, served) {
    const found = [...readPlaces(data, served).values()].filter(({ code }) => !this.known.has(code));
    for (const place of found) this.known.set(place.code, place);
    for (const [today, lines] of Object.entries(data.former)) {
      for (const line of lines.split("\n")) this.former.set(line.split(" ", 1)[0], today);
    }
    data.epcis.forEach(([code], rank) => {
      const codes = data.neighbours[rank].map((other) => data.epcis[other][0]);
      if (!this.beside.has(code)) this.beside.set(code, codes);
    });
    return found;
  }

  /**
   * The place of an INSEE code, of today or former, of an EPCI or of a département.
   * @param {string} text
   * @returns {Promise<Place | null>}
   */
  async byCode(text) {
    const code = text.toUpperCase();
    const today = this.former.get(code) ?? code;
    const known = this.known.get(today);
    if (known || text.length === EPCI_LENGTH) return known ?? null;
    if (COMMUNE.test(code)) for (const of of around(departementOf(code))) await this.load(of);
    if (DEPARTEMENT.test(code)) await this.load(code);
    // Some communes have changed département.
    const later = this.former.get(code);
    if (later && !this.known.has(later)) await this.load(departementOf(later));
    return this.known.get(later ?? code) ?? null;
  }

  /**
   * The places that a text may mean, best first, at most `limit`; a postcode offers all of its
   * communes. What is outside the served territory comes last.
   * @param {string} text
   * @param {number} limit
   * @returns {Promise<Choice[]>}
   */
  find(text, limit) {
    return this.search.find(readTyped(text), limit);
  }

  /** The same, without asking for anything: the served territory alone. @param {string} text @param {number} limit @returns {Choice[]} */
  findServed(text, limit) {
    return this.search.findServed(readTyped(text), limit);
  }

  /**
   * The only place that a text can mean, if there is one: a code, a name, a postcode of one commune.
   * @param {string} text
   * @returns {Promise<Place | null>}
   */
  async resolve(text) {
    const typed = readTyped(text);
    const coded = typed === text ? await this.byCode(text) : null;
    if (coded) return coded;
    const choice = await this.search.only(typed);
    return choice ? this.byCode(choice.code) : null;
  }

  /** The codes of the EPCI beside that of a place. @param {Place} place @returns {string[]} */
  neighbours(place) {
    const epci = place.above.find((code) => code.length === EPCI_LENGTH);
    return epci === undefined ? [] : (this.beside.get(epci) ?? []);
  }

  /** The places of a département of France. @param {string} code @returns {Promise<Place[]>} */
  async load(code) {
    if (this.known.get(code)?.served) return [];
    const { departements } = await this.directory();
    return code in departements ? this.add(await this.fetchFile(`${code}.json`), false) : [];
  }

  /** @returns {Promise<Directory>} */
  directory() {
    return this.fetchFile("noms.json");
  }
}

/** Corsica was one département. @param {string} departement @returns {string[]} */
function around(departement) {
  return departement === "20" ? ["2A", "2B"] : [departement];
}

/**
 * Each file is fetched once; a failure is not kept: the next call tries again.
 * @param {string} folder
 * @returns {(name: string) => Promise<any>}
 */
function once(folder) {
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();
  return (name) => {
    const found = files.get(name) ?? fetchJson(folder + name);
    files.set(name, found);
    found.catch(() => files.delete(name));
    return found;
  };
}

/** @param {string} address @returns {Promise<any>} */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
