/** The published labels, the territories and the structures → the words of codes, as a page says them. */

import { openPlaces } from "./places.js";
import { openZones } from "./zones.js";

/**
 * @typedef {object} Labels
 * @property {Record<string, Record<string, string>>} libelles vocabulary → code → label
 * @property {Record<string, [string, string, string]>} categories great theme → everyday name, accent, icon
 * @property {Record<string, string>} sigles structure → acronym
 * @property {[string, string][]} departements code and name of those that the site serves
 */

/** @param {string} site its root @returns {Promise<Labels>} */
export function loadLabels(site) {
  return fetchJson(`${site}proposer/apercu.json`);
}

/**
 * @param {string} site @param {string} communes folder of the places
 * @returns {Promise<PreviewNames>}
 */
export async function openNames(site, communes) {
  const [labels, { structures }, zones] = await Promise.all([
    loadLabels(site),
    fetchJson(`${site}proposer/fiches.json`),
    openPlaces(site + communes).then(openZones),
  ]);
  return new PreviewNames(labels, structures, zones);
}

export class PreviewNames {
  /** @param {Labels} labels @param {Record<string, string>} structures @param {import("./zones.js").Zones} zones */
  constructor(labels, structures, zones) {
    this.labels = labels;
    this.structures = structures;
    this.zones = zones;
  }

  /** @param {string} vocabulary @param {string} code */
  label(vocabulary, code) {
    const known = this.labels.libelles[vocabulary] ?? {};
    return Object.hasOwn(known, code) ? known[code] : code;
  }

  /** @param {string} theme */
  category(theme) {
    const { categories } = this.labels;
    const code = theme.split("--")[0];
    const [label, accent, icon] = Object.hasOwn(categories, code) ? categories[code] : ["", "", ""];
    return { label, accent: accent || "autre", icon: icon || "compass" };
  }

  /** @param {string} code */
  zone(code) {
    return this.zones.zone(code);
  }

  /** @param {string} id */
  structure(id) {
    if (!Object.hasOwn(this.structures, id)) return null;
    return { nom: this.structures[id], sigle: this.labels.sigles[id] };
  }

  /** Read the names of the territories that an entry speaks of. @param {any} data */
  learn(data) {
    return this.zones.learn([...new Set(codesOf(data))]);
  }
}

/** The codes of its zone, and those of its rule. @param {any} data @returns {string[]} */
function codesOf(data) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {any} */ value, /** @type {number} */ depth) => {
    if (!value || typeof value !== "object" || depth > 12) return;
    for (const [key, inner] of Object.entries(value)) {
      const isZone = key === "zone" || key === "zone_eligibilite";
      if (isZone && Array.isArray(inner)) found.push(...inner.filter((code) => typeof code === "string"));
      else visit(inner, depth + 1);
    }
  };
  visit({ zone_eligibilite: data.zone_eligibilite, eligibilite: data.eligibilite }, 0);
  return found;
}

/** @param {string} address */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
