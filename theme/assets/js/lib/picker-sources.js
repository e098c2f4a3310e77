/** Structures and services of the site, and communes → what a picker can offer of them. */

import { placeKey, RANK, rankName } from "./place-names.js";

/**
 * @typedef {import("./places.js").Choice} Choice
 * @typedef {{code: string, nom: string, note: string, keys: string[]}} Entry
 */

export class EntrySource {
  /** @param {{code: string, nom: string, note?: string, also?: string}[]} entries */
  constructor(entries) {
    const names = new Map();
    for (const { nom } of entries) names.set(nom, (names.get(nom) ?? 0) + 1);
    this.entries = entries.map(({ code, nom, note = "", also = "" }) => ({
      ...{ code, nom },
      note: note || (names.get(nom) > 1 ? code : also),
      keys: [nom, also, code].filter(Boolean).map(placeKey),
    }));
    this.known = new Map(this.entries.map((entry) => [entry.code, entry]));
  }

  /** @param {string} text @param {number} limit @returns {Choice[]} */
  findServed(text, limit) {
    const key = placeKey(text);
    if (!key) return [];
    return this.entries
      .map((entry) => ({ entry, rank: rankOf(entry, key) }))
      .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, limit)
      .map(({ entry }) => /** @type {any} */ (entry));
  }

  /** @param {string} text @param {number} limit */
  async find(text, limit) {
    return this.findServed(text, limit);
  }

  /** @param {string} code @returns {Promise<any>} */
  async byCode(code) {
    return this.known.get(code) ?? null;
  }

  /** @param {string} text @returns {Promise<any>} */
  async resolve(text) {
    const key = placeKey(text);
    const whole = this.entries.filter(({ keys }) => keys.includes(key));
    return whole.length === 1 ? whole[0] : null;
  }
}

/** Its best name; each of the words counts, wherever it stands. @param {Entry} entry @param {string} key */
function rankOf({ keys }, key) {
  const ranks = keys.map((name) => rankName(name, key)).filter((rank) => rank !== RANK.NOT);
  if (ranks.length) return Math.min(...ranks);
  const words = key.split(" ");
  const isThere = keys.some((name) => words.every((word) => ` ${name}`.includes(` ${word}`)));
  return isThere ? RANK.WORDS + 1 : Number.POSITIVE_INFINITY;
}

/** The places of a field that takes communes alone. */
export class CommuneSource {
  /** @param {import("./places.js").Places} places */
  constructor(places) {
    this.places = places;
  }

  /** @param {string} text @param {number} limit */
  findServed(text, limit) {
    return this.places.findServed(text, limit * 2).filter(isCommune).slice(0, limit);
  }

  /** @param {string} text @param {number} limit */
  async find(text, limit) {
    return (await this.places.find(text, limit * 2)).filter(isCommune).slice(0, limit);
  }

  /** @param {string} code */
  async byCode(code) {
    const place = await this.places.byCode(code);
    return place?.kind === "commune" ? place : null;
  }

  /** A name that another kind of territory has too is still that of one commune. @param {string} text */
  async resolve(text) {
    const found = await this.find(text, 20);
    const key = placeKey(text);
    const whole = found.filter(({ nom, meant }) => !meant && placeKey(nom) === key);
    return whole.length === 1 ? this.byCode(whole[0].code) : null;
  }
}

/** @param {Choice} choice */
function isCommune({ kind }) {
  return kind === "commune";
}
