/** The files of the search, fetched once each, when first needed. */

import { Places } from "./places.js";

/**
 * @typedef {object} Addresses relative to the site's root
 * @property {string} index
 * @property {string} documents
 * @property {string} communes
 */

export class SearchData {
  /** @param {string} root "../": from the page to the site's root @param {Addresses} addresses */
  constructor(root, { index, documents, communes }) {
    const fetchFromRoot = (/** @type {string} */ address) => fetchJson(root + address);
    /** @type {() => Promise<import("./search-engine.js").SearchEngine>} */
    this.loadEngine = once(async () => {
      const [{ SearchEngine }, indexed, shown] = await Promise.all([
        import("./search-engine.js"),
        fetchFromRoot(index),
        fetchFromRoot(documents),
      ]);
      return new SearchEngine(
        indexed,
        shown,
        async () => (await fetchFromRoot(shown.lexique)).mots,
      );
    });
    /** @type {() => Promise<Places>} */
    this.loadPlaces = once(async () => new Places(await fetchFromRoot(communes)));
  }
}

/** @param {string} address @returns {Promise<any>} */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * A failure is not kept: the next call tries again.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
function once(load) {
  /** @type {Promise<T> | undefined} */
  let loaded;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
