/**
 * What is typed for a place → what it may mean: names of today, former names and postcodes of the
 * served territory first, then of all of France.
 */

import { departementOf } from "./place-data.js";
import {
  departementEntry,
  distinct,
  exact,
  formerEntries,
  isClose,
  nearOnes,
  outsideEntry,
  rank,
  toEntry,
} from "./place-entries.js";
import { placeKey, RANK, rankName } from "./place-names.js";

/**
 * @typedef {import("./place-entries.js").Choice} Choice
 * @typedef {import("./place-entries.js").Entry} Entry
 * @typedef {import("./place-entries.js").Found} Found
 */

const ELSEWHERE = 3; // letters or figures before all of France is asked
const MANY = 20;

export class PlaceSearch {
  /**
   * @param {import("./places.js").Places} places
   * @param {import("./place-data.js").PlaceData} data of the served territory
   */
  constructor(places, data) {
    this.places = places;
    const served = [...places.known.values()];
    /** In the order in which equals are offered. @type {Entry[]} */
    this.entries = [
      ...served.map((place) => ({ ...toEntry(place), postcodes: place.postcodes })),
      ...formerEntries(data.former, places.known),
    ];
    this.towns = new Set(data.towns);
  }

  /** @param {string} text @param {number} limit @returns {Choice[]} */
  findServed(text, limit) {
    const { key, name } = readAddress(text);
    return distinct(this.#ordered(withName(this.#ranked(key), name)), limit);
  }

  /** @param {string} text @param {number} limit @returns {Promise<Choice[]>} */
  async find(text, limit) {
    const { key, name } = readAddress(text);
    if (name) return (await this.#findBoth(key, name, limit)) ?? this.find(name, limit);
    const served = this.#ordered(this.#ranked(key));
    const asks = key.length >= ELSEWHERE && served.length < limit;
    // Without the network, the served territory is still there.
    const outside = asks ? await this.#elsewhere(key).catch(() => []) : [];
    const found = distinct([...served, ...outside], limit);
    if (found.length || !key) return found;
    const coded = /^\d/.test(key) && (await this.places.byCode(key).catch(() => null));
    if (coded) return [toEntry(coded).choice];
    const near = [...this.#near(key), ...(asks ? await this.#nearElsewhere(key) : [])];
    return distinct(near, limit).map((choice) => ({ ...choice, meant: true }));
  }

  /** The only thing that a text can mean, if there is one. @param {string} text @returns {Promise<Choice | null>} */
  async only(text) {
    const { key, name } = readAddress(text.replace(/\s*\([^)]*\)\s*$/, ""));
    if (name) {
      const both = await this.#findBoth(key, name, MANY);
      if (!both) return this.only(name);
      const whole = both.filter(({ nom }) => placeKey(nom) === name);
      return [both, whole].find(({ length }) => length === 1)?.[0] ?? null;
    }
    const served = this.#ranked(key);
    const whole = distinct(exact(served), MANY);
    if (whole.length === 1) return this.#isDoubtful(whole[0], served) ? null : whole[0];
    const outside = await this.#elsewhere(key).catch(() => []);
    const all = distinct([...served, ...outside], MANY);
    if (all.length === 1) return all[0];
    if (/^\d/.test(key)) return all.length ? null : this.places.byCode(key);
    const alone = served.some(isClose) ? [] : distinct(exact(outside), MANY);
    return alone.length === 1 ? alone[0] : null;
  }

  /** A postcode and a name: what answers both; null when nothing does. @param {string} key @param {string} name @param {number} limit */
  async #findBoth(key, name, limit) {
    const served = withName(this.#ranked(key), name);
    const outside = served.length ? [] : await this.#elsewhere(key).catch(() => []);
    const found = distinct([...served, ...withName(outside, name)], limit);
    return found.length ? found : null;
  }

  /** Who writes the beginning of a town's name most often means the town. @param {Found[]} found */
  #ordered(found) {
    const isTown = (/** @type {Found} */ one) => isClose(one) && this.towns.has(one.choice.code);
    return [...found.filter(isTown), ...found.filter((one) => !isTown(one))];
  }

  /** « Le Puy » is a village, and how everybody calls a town: let the person choose. @param {Choice} whole @param {Found[]} found */
  #isDoubtful(whole, found) {
    if (whole.kind !== "commune" || this.towns.has(whole.code)) return false;
    return found.some(
      ({ choice, rank: at }) => at === RANK.BEGINS && this.towns.has(choice.code),
    );
  }

  /** @param {string} key @returns {Found[]} */
  #ranked(key) {
    return key ? rank(this.entries, key) : [];
  }

  /** @param {string} key @returns {Found[]} */
  #near(key) {
    return nearOnes(this.entries, key);
  }

  /** @param {string} key @returns {Promise<Found[]>} */
  async #elsewhere(key) {
    if (key.length < ELSEWHERE) return [];
    return /^\d/.test(key) ? this.#byPostcode(key) : rank(await this.#names(key), key);
  }

  /** @param {string} key @returns {Promise<Found[]>} */
  async #nearElsewhere(key) {
    if (/^\d/.test(key)) return [];
    return nearOnes(await this.#names(key).catch(() => []), key);
  }

  /** The communes of a postcode lie in the département of its first figures, but for some. @param {string} key @returns {Promise<Found[]>} */
  async #byPostcode(key) {
    const { departements, postcodes } = await this.places.directory();
    const start = departementOf(key);
    const near = start === "20" ? ["2A", "2B"] : start in departements ? [start] : [];
    const codes = [...near, ...(postcodes[key] ?? [])];
    for (const code of codes) await this.places.load(code);
    const around = [...this.places.known.values()].filter(({ served }) => !served);
    return rank(
      around.map((place) => ({ ...toEntry(place), postcodes: place.postcodes })),
      key,
    );
  }

  /** The names of France around a key; those of the served territory left out. @param {string} key @returns {Promise<Entry[]>} */
  async #names(key) {
    const { first, departements } = await this.places.directory();
    const after = first.findIndex((start) => start > key);
    const from = Math.max(0, (after < 0 ? first.length : after) - 1);
    const ranks = [from, ...(first[from + 1]?.startsWith(key) ? [from + 1] : [])];
    const files = await Promise.all(
      ranks.map((at) => this.places.fetchFile(`noms/${at}.json`)),
    );
    const entries = files
      .flatMap(({ noms }) => noms.split("\n"))
      .map((line) => outsideEntry(line, departements))
      .filter(({ choice }) => !this.places.known.get(choice.code)?.served);
    const areas = Object.keys(departements).filter((code) => !this.places.known.get(code)?.served);
    return [
      ...areas.map((code) => departementEntry(code, departements[code])),
      ...entries.filter(({ isCity }) => isCity),
      ...entries.filter(({ isCity }) => !isCity),
    ];
  }
}

/** « 71120 Charolles » → its postcode, and its name; one of them alone is the key. @param {string} text */
function readAddress(text) {
  const whole = placeKey(text);
  const [, before, postcode, after] = /^(?:(.*) )?(\d{5})(?: (.*))?$/.exec(whole) ?? [];
  const name = [before, after].filter(Boolean).join(" ");
  return postcode && name ? { key: postcode, name } : { key: whole, name: "" };
}

/** @param {Found[]} found @param {string} name key, "" for any */
function withName(found, name) {
  return name ? found.filter(({ choice }) => rankName(placeKey(choice.nom), name) !== RANK.NOT) : found;
}
