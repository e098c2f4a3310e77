/**
 * The codes of territories of an entry → what is wrong with each: what `formats.py` says of them.
 * The territories of elsewhere are fetched before judging, for judging does not wait.
 */

import { firstSigns, foldWords } from "./form-characters.js";
import { closeMatch } from "./form-difflib.js";
import { say } from "./form-messages.js";
import { FRANCE, levelOf } from "./place-data.js";

/**
 * @typedef {import("./form-schema.js").Check} Check
 * @typedef {import("./form-schema.js").Fault} Fault
 * @typedef {import("./places.js").Places} Places
 */

const COMMUNE = /^[0-9][0-9AB][0-9]{3}$/;
const NEAR = 0.8; // how much a misspelt name has in common with the one that is meant
const MAX_NAME = 80;
const MAX_MEANT = 3; // names that so many places bear are no help
const MAX_FOUND = 20;
const MAX_ASKED = 60; // texts looked for in all of France, in one entry
const COMMUNE_HINT = "code INSEE à 5 chiffres, « 43157 » pour Le Puy-en-Velay";
const ZONE_HINT =
  "commune « 43157 », intercommunalité « 200073419 », département « 43 », région « region-84 », ou « france »";

export class KnownPlaces {
  /** @param {Places} places @param {() => Promise<Record<string, string>>} fetchAreas code → name, of all of France: régions, départements, EPCI */
  constructor(places, fetchAreas) {
    this.places = places;
    this.fetchAreas = fetchAreas;
    /** @type {Record<string, string>} */
    this.areas = { [FRANCE]: "France" };
    /** What a text may mean, once it was looked for. @type {Map<string, string[]>} */
    this.meant = new Map();
  }

  /** Fetch what judging these texts needs. @param {Iterable<string>} texts */
  async learn(texts) {
    const unknown = [...new Set(texts)].filter((text) => !this.meant.has(text) && !this.#holds(text));
    if (unknown.length) this.areas = await this.fetchAreas();
    for (const text of unknown.slice(0, MAX_ASKED)) {
      if (this.#holds(text)) continue;
      const found = COMMUNE.test(text) ? await this.places.byCode(text) : null;
      this.meant.set(text, found ? [] : await this.#named(text));
    }
  }

  /** @type {Check} */
  checkCommune = (text) => this.#check(text, true);

  /** @type {Check} */
  checkZone = (text) => this.#check(text, false);

  /** Whether a zone reaches the territory of the site. @param {string[]} codes */
  reaches(codes) {
    const served = [...this.places.known.values()].filter((place) => place.served);
    const reached = new Set(served.flatMap(({ above, inside }) => [...above, ...inside]));
    return codes.some((code) => reached.has(code) || reached.has(this.places.former.get(code) ?? ""));
  }

  /** Whether a commune lies in a territory. @param {string} commune @param {string} code */
  holds = (commune, code) => this.places.known.get(commune)?.above.includes(code) ?? false;

  /** A postcode that is not one of the commune. @param {Record<string, any>} place @param {(string | number)[]} path */
  postcodeBreach({ code_insee: code, code_postal: postcode }, path) {
    const commune = this.places.known.get(String(code));
    if (commune?.kind !== "commune" || typeof postcode !== "string") return [];
    const { nom, postcodes } = commune;
    if (!postcodes.length || postcodes.includes(postcode)) return [];
    const message = `« ${postcode} » n’est pas un code postal de ${nom} (${code})`;
    const hint = `codes postaux connus : ${postcodes.slice(0, 6).join(", ")} (un CEDEX peut être juste)`;
    return [say("code-postal-et-commune", [...path, "code_postal"], message, hint, true)];
  }

  /** Codes, then names of today that a text is, word for word. @param {string} text @returns {Promise<string[]>} */
  async #named(text) {
    const wanted = foldWords(text);
    if (!wanted) return [];
    const areas = Object.keys(this.areas).filter((code) => foldWords(this.areas[code]) === wanted);
    const choices = await this.places.find(text, MAX_FOUND);
    const isExact = (/** @type {any} */ { code, former, meant, nom }) =>
      !meant && !former && (foldWords(nom) === wanted || this.#hasPostcode(code, text));
    const codes = choices.filter(isExact).map(({ code }) => code);
    return [...new Set([...areas, ...codes])].sort((a, b) => levelOf(b) - levelOf(a));
  }

  /** The département or the région whose name is nearly that. @param {string} text */
  #nearest(text) {
    /** @type {Map<string, string>} */
    const names = new Map();
    for (const code of Object.keys(this.areas).filter((one) => levelOf(one) === 2 || levelOf(one) === 3).sort()) {
      const name = foldWords(this.areas[code]);
      if (!names.has(name)) names.set(name, code);
    }
    return names.get(closeMatch(foldWords(firstSigns(text, MAX_NAME)), [...names.keys()], NEAR) ?? "") ?? "";
  }

  /** @param {string} code @param {string} text */
  #hasPostcode(code, text) {
    return this.places.known.get(code)?.postcodes.includes(text) ?? false;
  }

  /** @param {string} text */
  #holds(text) {
    return Object.hasOwn(this.areas, text) || this.places.known.has(text);
  }

  /** @param {string} text @param {boolean} communesOnly @returns {Fault | null} */
  #check(text, communesOnly) {
    const place = this.places.known.get(text);
    const isCommune = place?.kind === "commune" || (Object.hasOwn(this.areas, text) && COMMUNE.test(text));
    if (communesOnly ? isCommune : this.#holds(text)) return null;
    const today = this.places.former.get(text);
    if (today !== undefined) {
      const name = this.places.known.get(today)?.nom;
      return {
        code: "code-territoire-ancien",
        message: `le code « ${text} » est celui d’une ancienne commune`,
        hint: `écrivez « ${today} »${name ? ` (${name})` : ""}`,
        warning: true,
      };
    }
    const what = communesOnly || COMMUNE.test(text) ? "d’aucune commune" : "d’aucun territoire";
    const meant = (this.meant.get(text) ?? []).filter((code) => !communesOnly || levelOf(code) === 0);
    const near = this.meant.get(text)?.length || what === "d’aucune commune" ? "" : this.#nearest(text);
    let hint = what === "d’aucune commune" ? COMMUNE_HINT : ZONE_HINT;
    if (near) hint = `vouliez-vous dire « ${near} » (${this.areas[near]}) ?`;
    else if (meant.length && meant.length <= MAX_MEANT) {
      hint = `vouliez-vous dire ${meant.map((code) => `« ${code} »`).join(" ou ")} ?`;
    }
    const message = `« ${firstSigns(text, 40)} » n’est le code ${what}`;
    return { code: "code-territoire-inconnu", message, hint };
  }
}
