/** The data of one entry → all that `guichet check` would say of it alone, in the same words. */

import { findContradictions } from "./form-examples.js";
import { makeFormats } from "./form-formats.js";
import { findUnknown } from "./form-known.js";
import { say, wordFindings } from "./form-messages.js";
import { findBreaches } from "./form-rules.js";
import { Judge } from "./form-schema.js";
import { findHidden, findTextFaults } from "./form-text.js";

/**
 * @typedef {import("./form-messages.js").Diagnostic} Diagnostic
 * @typedef {import("./form-known.js").Known} Known
 * @typedef {import("./form-places.js").KnownPlaces} KnownPlaces
 * @typedef {Record<string, any>} Data
 *
 * @typedef {object} Model what the build publishes for one kind of entry
 * @property {string} kind
 * @property {import("./form-phrases.js").Schema} schema
 * @property {string[]} hosts that the owners of the site accept
 * @property {string} territoire its name
 */

export class EntryJudge {
  /** @param {Model} model @param {Known} known @param {KnownPlaces} places */
  constructor(model, known, places) {
    this.model = model;
    this.known = known;
    this.places = places;
    this.drafts = new Set();
    const { checkCommune: commune, checkZone: zone } = places;
    this.schema = new Judge(model.schema, makeFormats({ hosts: model.hosts, commune, zone }));
  }

  /**
   * Everything that is wrong, errors and warnings.
   * @param {Data} data
   * @param {{id?: string, today: string}} about the entry’s identifier, the day « 2026-11-21 »
   * @returns {Promise<Diagnostic[]>}
   */
  async judge(data, { id = "", today }) {
    await this.places.learn(placeCodes(data));
    const said = [...findHidden(data), ...wordFindings(this.schema.find(data))];
    said.push(...findBreaches(data, today), ...this.#postcodes(data));
    said.push(...findContradictions(data, said, this.places.holds));
    if (typeof data.description === "string") {
      said.push(...findTextFaults(data.description, this.model.hosts));
    }
    said.push(...findUnknown(data, this.known, id, this.drafts));
    const isRead = said.every(({ warning }) => warning);
    return isRead && this.model.kind === "service" ? [...said, ...this.#reach(data)] : said;
  }

  /** @param {Data} data */
  #postcodes(data) {
    const places = Array.isArray(data.lieux) ? data.lieux : [];
    const inner = places.flatMap((place, rank) => this.places.postcodeBreach(Object(place), ["lieux", rank]));
    return [...this.places.postcodeBreach(data, []), ...inner];
  }

  /** A service that nobody of this territory may ask for. @param {Data} data */
  #reach({ etat, zone_eligibilite: zone }) {
    if (etat === "termine" || !Array.isArray(zone) || !zone.length) return [];
    if (this.places.reaches(zone.map(String))) return [];
    const hint = `vérifiez les codes ; ce site sert : ${this.model.territoire}`;
    const message = "ce service ne couvre aucune commune de ce guichet";
    return [say("hors-du-territoire", ["zone_eligibilite"], message, hint, true)];
  }
}

/** The texts of an entry that have to be codes of territories. @param {any} value @param {string} [key] @returns {string[]} */
function placeCodes(value, key = "") {
  if (Array.isArray(value)) return value.flatMap((item) => placeCodes(item, key));
  if (typeof value === "object" && value !== null) {
    const isPerson = key === "personne"; // whose commune is a code; elsewhere it is a name
    return Object.entries(value).flatMap(([inner, item]) =>
      placeCodes(item, isPerson && inner === "commune" ? "code_insee" : inner),
    );
  }
  return typeof value === "string" && PLACES.has(key) ? [value] : [];
}

const PLACES = new Set(["zone_eligibilite", "territoires", "zone", "code_insee"]);
