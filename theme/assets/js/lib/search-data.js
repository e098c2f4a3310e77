/** The files of the search, fetched once each, when first needed. */

import { once } from "./once.js";

/**
 * @typedef {import("./search-engine.js").SearchEngine} SearchEngine
 * @typedef {import("./places.js").Places} Places
 * @typedef {import("./places.js").Place} Place
 *
 * @typedef {object} Addresses relative to the site's root, as the form states them
 * @property {string} [search] folder of the search
 * @property {string} [communes] folder of the places
 * @property {string} [now] the moment to search at, for tests; else, now
 */

export class SearchData {
  /** @param {string} root "../": from the page to the site's root @param {Addresses} addresses */
  constructor(root, { search = "", communes = "", now }) {
    const fetchFile = (/** @type {string} */ path) => fetchJson(root + search + path);
    /** @type {() => Promise<SearchEngine>} */
    this.loadEngine = once(async () => {
      const [{ SearchEngine }, summary, { Lexique }, words] = await Promise.all([
        import("./search-engine.js"),
        fetchFile("sommaire.json"),
        import("./lexique.js"),
        fetchFile("lexique.json"),
      ]);
      const clock = now ? () => new Date(now) : () => new Date();
      return new SearchEngine(summary, fetchFile, new Lexique(words), clock);
    });
    /** The place of an address. @type {(lieu: string) => Promise<Place | null>} */
    this.readPlace = async (lieu) => {
      const { placeOfCode } = await import("./place-code.js");
      const place = await placeOfCode(lieu, root + communes).catch(() => null);
      return place ?? (await this.loadPlaces()).resolve(lieu);
    };
    /** @type {() => Promise<Places>} */
    this.loadPlaces = once(async () => {
      const { openPlaces } = await import("./places.js");
      return openPlaces(root + communes);
    });
  }
}

/** @param {string} address @returns {Promise<any>} */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
