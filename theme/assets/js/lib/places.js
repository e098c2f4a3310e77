/**
 * The communes of the served territory → a place one can choose, and what covers it.
 *
 * A service covers a commune when its zone holds the commune, its EPCI, its département, its région
 * or France; it covers a part of a larger territory when it holds something inside it.
 */

import { fold } from "./french.js";

/**
 * @typedef {object} Place
 * @property {string} code INSEE code, SIREN of an EPCI or code of a département
 * @property {"commune" | "epci" | "departement"} kind
 * @property {string} nom
 * @property {string} note what tells it from another of the same name
 * @property {string[]} postcodes
 * @property {string[]} above codes of what holds it, itself first, France last
 * @property {Map<string, string>} names code → name, for those of `above`
 * @property {Set<string>} inside codes of what it holds
 * @property {string} key name, ready to be compared
 */

/**
 * @typedef {[number, number, string, string[]]} Group rank of the département and of the EPCI (-1:
 *   none), postcodes, communes: [0, 3, "43000", ["43157 Le Puy-en-Velay", …]]
 *
 * @typedef {object} PlaceData
 * @property {[string, string, string][]} departements code, name, code of the région
 * @property {Record<string, string>} regions code → name
 * @property {[string, string][]} epcis code, name
 * @property {Group[]} communes
 * @property {string[]} towns codes of the largest communes, the largest first
 */

const FRANCE = "france";

export class Places {
  /** @param {PlaceData} data */
  constructor(data) {
    const departements = data.departements.map(([code, nom, region]) => {
      const departement = makePlace(code, "departement", nom, "département");
      if (region) addAbove(departement, region, data.regions[region]);
      return departement;
    });
    const epcis = data.epcis.map(([code, nom]) => makePlace(code, "epci", nom, "intercommunalité"));
    const communes = data.communes.flatMap(([rank, epciRank, postcodes, named]) =>
      named.map((text) => makeCommune(text, postcodes, departements[rank], epcis[epciRank])),
    );
    for (const place of [...departements, ...epcis, ...communes]) addAbove(place, FRANCE, "France");
    this.byCode = new Map(
      [...departements, ...epcis, ...communes].map((place) => [place.code, place]),
    );
    const towns = data.towns.flatMap((code) => this.byCode.get(code) ?? []);
    this.towns = new Set(towns);
    /** In the order in which equals are offered. */
    this.all = [...new Set([...departements, ...towns, ...communes, ...epcis])];
  }

  /**
   * The places whose name or postcode begins so, best first; a postcode offers all of its communes.
   * @param {string} text
   * @param {number} limit
   * @returns {Place[]}
   */
  find(text, limit) {
    const key = placeKey(text);
    if (!key) return [];
    const ranked = this.all
      .map((place) => ({ place, rank: matchRank(place, key) }))
      .filter(({ rank }) => rank >= 0);
    ranked.sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, limit).map(({ place }) => place);
  }

  /**
   * The only place that a text can mean, if there is one.
   * @param {string} text
   * @returns {Place | null}
   */
  resolve(text) {
    const coded = this.byCode.get(text);
    if (coded) return coded;
    const key = placeKey(text.replace(/\s*\([^)]*\)\s*$/, ""));
    const found = this.find(key, 20);
    if (found.length === 1) return found[0];
    const exact = found.filter((place) => place.key === key);
    // « Le Puy » is a village, and how everybody calls a town: let the person choose.
    const isTown = (/** @type {Place} */ place) =>
      place.kind !== "commune" || this.towns.has(place);
    const isDoubtful = found.some(
      (place) => place !== exact[0] && this.towns.has(place) && place.key.startsWith(`${key} `),
    );
    return exact.length === 1 && (isTown(exact[0]) || !isDoubtful) ? exact[0] : null;
  }
}

/** @param {string} code @param {Place["kind"]} kind @param {string} nom @param {string} note @returns {Place} */
function makePlace(code, kind, nom, note) {
  const names = new Map([[code, nom]]);
  const key = placeKey(nom);
  return { code, kind, nom, note, postcodes: [], above: [code], names, inside: new Set(), key };
}

/** @param {string} text code and name @param {string} postcodes @param {Place} departement @param {Place} [epci] */
function makeCommune(text, postcodes, departement, epci) {
  const [code] = text.split(" ", 1);
  const first = postcodes.split(" ", 1)[0];
  const commune = makePlace(code, "commune", text.slice(code.length + 1), first || departement.nom);
  commune.postcodes = postcodes.split(" ");
  const areas = epci ? [epci, departement] : [departement];
  for (const area of areas) {
    area.inside.add(code);
    addAbove(commune, area.code, area.nom);
  }
  if (epci) {
    departement.inside.add(epci.code);
    addAbove(epci, departement.code, departement.nom);
  }
  for (const [above, nom] of departement.names) {
    addAbove(commune, above, nom);
    if (epci) addAbove(epci, above, nom);
  }
  return commune;
}

/** @param {Place} place @param {string} code @param {string} nom */
function addAbove(place, code, nom) {
  if (!place.names.has(code)) place.above.push(code);
  place.names.set(code, nom);
}

/** « St-Étienne » and « saint etienne » are one. @param {string} text */
export function placeKey(text) {
  return fold(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/(^| )st(e?)(?= |$)/g, "$1saint$2");
}

/** 0 the same, 1 begins so, 2 one of its words begins so, -1 no. */
function matchRank(/** @type {Place} */ place, /** @type {string} */ key) {
  if (/^\d/.test(key)) {
    if (place.code === key) return 0;
    return place.postcodes.some((postcode) => postcode.startsWith(key)) ? 1 : -1;
  }
  if (place.key === key) return 0;
  if (place.key.startsWith(key)) return 1;
  return place.key.includes(` ${key}`) ? 2 : -1;
}
