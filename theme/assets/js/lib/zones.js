/**
 * The codes of a zone → names and inhabitants, and what is typed → the codes that it may mean:
 * communes and EPCI of anywhere, départements, régions, France. `generator/render/zones.py` writes
 * the files of what `Places` does not hold.
 */

import { FRANCE, departementOf, levelOf } from "./place-data.js";
import { placeKey, RANK, rankName } from "./place-names.js";

/**
 * @typedef {import("./places.js").Places} Places
 * @typedef {import("./places.js").Choice} Choice
 * @typedef {{code: string, nom: string, kind: string, note: string, inhabitants?: Map<string, number>}} Area
 */

const KINDS = ["commune", "epci", "departement", "region", "pays"];
const SHORTEST = 3; // letters before the EPCI of all of France are asked

export class Zones {
  /** @type {Map<string, Area>} */
  areas = new Map();
  /** @type {Map<string, string>} code that was written → code of today */
  today = new Map();
  #hasEpcis = false;
  /** @type {Map<string, Map<string, number>>} by département, those of its communes */
  #inhabitants = new Map();

  /** @param {Places} places @param {{regions: [string, string][], departements: [string, string, string, number][]}} data */
  constructor(places, data) {
    this.places = places;
    /** @type {Map<string, string>} */
    this.regionOf = new Map(data.departements.map(([code, , region]) => [code, region]));
    this.#add(FRANCE, "France", "tout le pays", new Map(data.departements.map(([code, , , count]) => [code, count])));
    for (const [code, nom] of data.regions) {
      const inside = data.departements.filter(([, , region]) => region === code);
      this.#add(code, nom, "région", new Map(inside.map(([of, , , count]) => [of, count])));
    }
    for (const [code, nom, , count] of data.departements) {
      this.#add(code, nom, "département", new Map([[code, count]]));
    }
  }

  /** @param {string} code @param {string} nom @param {string} note @param {Map<string, number>} [inhabitants] by département */
  #add(code, nom, note, inhabitants) {
    this.areas.set(code, { code, nom, kind: KINDS[levelOf(code)], note, inhabitants });
  }

  /** What is known of a code, once `learn` has read it. @param {string} code @returns {Area | null} */
  zone(code) {
    return this.areas.get(this.today.get(code) ?? code) ?? null;
  }

  /** Read what it takes to name some codes; those that are none stay unknown. @param {string[]} codes */
  async learn(codes) {
    for (const code of codes.filter((one) => !this.zone(one))) {
      if (levelOf(code) === 1) await this.#learnEpcis();
      if (levelOf(code) !== 0) continue;
      const place = await this.places.byCode(code).catch(() => null);
      if (!place || place.kind !== "commune") continue;
      this.today.set(code, place.code);
      this.#add(place.code, place.nom, place.note);
    }
  }

  async #learnEpcis() {
    if (this.#hasEpcis) return;
    /** @type {{epcis: [string, string, Record<string, number>][]}} */
    const { epcis } = await this.places.fetchFile("epcis.json");
    for (const [code, nom, inhabitants] of epcis) {
      const where = Object.keys(inhabitants).map((of) => this.areas.get(of)?.nom ?? of);
      this.#add(code, nom, ["intercommunalité", ...where].join(", "), new Map(Object.entries(inhabitants)));
    }
    this.#hasEpcis = true;
  }

  /** What a text may mean, best first. @param {string} text @param {number} limit @returns {Promise<Choice[]>} */
  async find(text, limit) {
    if (placeKey(text).length >= SHORTEST) await this.#learnEpcis().catch(() => {});
    return this.#merge(text, await this.places.find(text, limit), limit);
  }

  /** The same, without asking for anything. @param {string} text @param {number} limit @returns {Choice[]} */
  findServed(text, limit) {
    return this.#merge(text, this.places.findServed(text, limit), limit);
  }

  /** Whole names come first, then the places of the territory. @param {string} text @param {Choice[]} found @param {number} limit */
  #merge(text, found, limit) {
    const ranked = this.#ranked(placeKey(text));
    const whole = ranked.filter(({ rank }) => rank <= RANK.WITHOUT_ARTICLE);
    const others = ranked.filter(({ rank }) => rank > RANK.WITHOUT_ARTICLE);
    const known = others.length || whole.length ? found.filter(({ meant }) => !meant) : found;
    /** @type {Map<string, Choice>} */
    const byCode = new Map();
    for (const choice of [...whole, ...known, ...others].map((one) => ("area" in one ? toChoice(one.area) : one))) {
      if (!byCode.has(choice.code)) byCode.set(choice.code, choice);
    }
    return [...byCode.values()].slice(0, limit);
  }

  /** @param {string} key */
  #ranked(key) {
    if (!key) return [];
    return [...this.areas.values()]
      .filter(({ kind }) => kind !== "commune")
      .map((area) => ({ area, rank: rankName(placeKey(area.nom), key) }))
      .filter(({ area, rank }) => rank !== RANK.NOT || placeKey(area.code) === key)
      .sort((a, b) => a.rank - b.rank || b.area.nom.length * -1 + a.area.nom.length);
  }

  /** @param {string} code @returns {Promise<Choice | null>} */
  async byCode(code) {
    await this.learn([code]);
    const area = this.zone(code);
    return area && toChoice(area);
  }

  /** The only area that a text can mean. @param {string} text @returns {Promise<Choice | null>} */
  async resolve(text) {
    const [first, second] = (await this.find(text, 2)).filter(({ meant }) => !meant);
    if (!first) return null;
    const key = placeKey(text);
    const isWhole = (/** @type {Choice | undefined} */ one) => one && placeKey(one.nom) === key;
    if (!second || (isWhole(first) && !isWhole(second))) return this.byCode(first.code);
    return null;
  }

  /**
   * How many people live there, each counted once; null when a commune's are not known.
   * @param {string[]} codes
   * @returns {Promise<number | null>}
   */
  async inhabitants(codes) {
    await this.learn(codes);
    const zones = [...new Set(codes.map((code) => this.zone(code)))].filter((one) => one !== null);
    /** @type {Map<string, number>} départements that are held whole, and their inhabitants */
    const whole = new Map();
    for (const { kind, inhabitants } of zones) {
      if (KINDS.indexOf(kind) < 2) continue;
      for (const [of, count] of inhabitants ?? []) whole.set(of, count);
    }
    const epcis = zones.filter(({ kind }) => kind === "epci");
    let count = [...whole.values()].reduce((sum, one) => sum + one, 0);
    for (const { inhabitants } of epcis) {
      for (const [of, part] of inhabitants ?? []) if (!whole.has(of)) count += part;
    }
    const held = new Set([...whole.keys(), ...epcis.map(({ code }) => code)]);
    for (const { code, kind } of zones) {
      if (kind === "commune") count += await this.#livingIn(code, held);
    }
    return Number.isNaN(count) ? null : count;
  }

  /** Those of a commune, unless what holds it is counted already. @param {string} code @param {Set<string>} held */
  async #livingIn(code, held) {
    const place = await this.places.byCode(code);
    if (place?.above.some((of) => held.has(of))) return 0;
    const departement = departementOf(code);
    let counts = this.#inhabitants.get(departement);
    if (!counts) {
      const { habitants } = await this.places.fetchFile(`habitants/${departement}.json`);
      const known = [...this.places.known.values()];
      const codes = known.filter(({ kind, departement: of }) => kind === "commune" && of === departement);
      counts = new Map(codes.map((one) => one.code).sort().map((one, rank) => [one, habitants[rank]]));
      this.#inhabitants.set(departement, counts);
    }
    return counts.get(code) ?? Number.NaN;
  }
}

/** @param {Area} area @returns {Choice} */
function toChoice({ code, nom, kind, note }) {
  return { code, nom, note, kind: /** @type {Choice["kind"]} */ (kind), served: true };
}

/** @param {Places} places @returns {Promise<Zones>} */
export async function openZones(places) {
  return new Zones(places, await places.fetchFile("zones.json"));
}
