/**
 * A file of places (`served.json`, `43.json`) → the places that one can choose, each with what holds
 * it and what it holds. `generator/render/communes.py` writes these files.
 */

/**
 * @typedef {object} Place
 * @property {string} code INSEE code, SIREN of an EPCI or code of a département
 * @property {"commune" | "epci" | "departement"} kind
 * @property {string} nom
 * @property {string} note what tells it from another of the same name: « 43000, Haute-Loire »
 * @property {string[]} postcodes
 * @property {string} departement code of its first département
 * @property {string[]} above codes of what holds it or a part of it, itself first, France last
 * @property {string[]} whole those of `above` that hold all of it
 * @property {Map<string, string>} names code → name, for those of `above`
 * @property {Set<string>} inside codes of what it holds
 * @property {string[][]} chains for each of its communes, its code and those of what holds it
 * @property {boolean} served whether it lies in the territory of the site
 * @property {number} [latitude]
 * @property {number} [longitude]
 *
 * @typedef {object} PlaceData
 * @property {[string, string, string][]} departements code, name, région; those of the file first
 * @property {Record<string, string>} regions code → name
 * @property {[string, string, string][]} epcis code, name, its communes in another département
 * @property {number[][]} neighbours for each EPCI, the ranks of those beside it
 * @property {[number, string][]} groups rank of an EPCI (-1: none) and postcodes
 * @property {[number[], string, number[]][]} communes by département: steps between codes, names,
 *   ranks of groups
 * @property {Record<string, string>} former commune of today → former codes and names, one a line
 * @property {string[]} towns codes of the largest communes, the largest first
 * @property {Record<string, [number, number]>} points latitude and longitude, in thousandths
 */

export const FRANCE = "france";
const CODE_LENGTH = 5;

/**
 * The places of a file by code: départements, then communes with the largest first, then EPCI.
 * @param {PlaceData} data
 * @param {boolean} served
 * @returns {Map<string, Place>}
 */
export function readPlaces(data, served) {
  const reader = new Reader(data, served);
  const places = [...reader.departements, ...reader.communes(), ...reader.epcis];
  const byCode = new Map(places.map((place) => [place.code, place]));
  const towns = data.towns.flatMap((code) => byCode.get(code) ?? []);
  const ordered = [...reader.departements, ...towns, ...places].filter(
    (place) => place.kind !== "departement" || place.chains.length > 0,
  );
  for (const place of ordered) finish(place);
  return new Map(ordered.map((place) => [place.code, place]));
}

/** The département of a commune’s code: overseas, it has three signs. @param {string} commune */
export function departementOf(commune) {
  return commune.slice(0, commune > "97" ? 3 : 2);
}

/** What a code is, by its look: 0 commune, 1 EPCI, 2 département, 3 région, 4 France. @param {string} code */
export function levelOf(code) {
  if (code === FRANCE) return 4;
  if (code.startsWith("region-")) return 3;
  if (code.length > CODE_LENGTH) return 1;
  return code.length === CODE_LENGTH ? 0 : 2;
}

class Reader {
  /** @param {PlaceData} data @param {boolean} served */
  constructor(data, served) {
    this.data = data;
    this.served = served;
    this.departements = data.departements.map(([code, nom]) =>
      this.#make(code, "departement", nom, "département"),
    );
    this.regionOf = new Map(data.departements.map(([code, , region]) => [code, region]));
    this.epcis = data.epcis.map(([code, nom, elsewhere]) => {
      const epci = this.#make(code, "epci", nom, "intercommunalité");
      for (const commune of elsewhere ? elsewhere.split(" ") : []) this.#link(commune, epci);
      return epci;
    });
  }

  /** @returns {Place[]} */
  communes() {
    return this.data.communes.flatMap(([steps, names, groups], rank) => {
      const departement = this.departements[rank];
      const nouns = names.split("\n");
      let number = 0;
      return steps.map((step, i) => {
        number += step;
        const digits = String(number).padStart(CODE_LENGTH - departement.code.length, "0");
        return this.#commune(departement.code + digits, nouns[i], this.data.groups[groups[i]]);
      });
    });
  }

  /** @param {string} code @param {string} nom @param {[number, string]} group */
  #commune(code, nom, [rank, postal]) {
    const commune = this.#make(code, "commune", nom, "");
    commune.postcodes = postal ? postal.split(" ") : [];
    this.#link(code, this.epcis[rank], commune);
    const { postcodes } = commune;
    const several = postcodes.length > 1 ? "…" : "";
    const where = commune.names.get(commune.departement) ?? "";
    commune.note = [postcodes.length ? postcodes[0] + several : "", where]
      .filter(Boolean)
      .join(", ");
    const point = this.data.points[code];
    if (point) [commune.latitude, commune.longitude] = point.map((part) => part / 1000);
    return commune;
  }

  /** A commune and what holds it know one another. @param {string} code @param {Place} [epci] @param {Place} [commune] */
  #link(code, epci, commune) {
    const above = departementOf(code);
    const region = this.regionOf.get(above) ?? "";
    const chain = [code, epci?.code ?? "", above, region, FRANCE].filter(Boolean);
    const departement = this.departements.find((place) => place.code === above);
    for (const place of [commune, epci, commune && departement]) {
      if (!place) continue;
      place.chains.push(chain);
      if (place !== commune) place.inside.add(code);
    }
    if (epci && commune) departement?.inside.add(epci.code);
    for (const place of [commune, epci]) {
      if (!place) continue;
      if (epci) place.names.set(epci.code, epci.nom);
      place.names.set(above, departement?.nom ?? "");
      if (commune) place.departement ||= above;
      if (region) place.names.set(region, this.data.regions[region]);
    }
  }

  /** @param {string} code @param {Place["kind"]} kind @param {string} nom @param {string} note @returns {Place} */
  #make(code, kind, nom, note) {
    const names = new Map([[code, nom]]);
    const { served } = this;
    const departement = kind === "departement" ? code : "";
    const region = this.data.departements.find(([known]) => known === code)?.[2];
    if (region) names.set(region, this.data.regions[region]);
    return {
      ...{ code, kind, nom, note, served, names, departement },
      ...{ postcodes: [], above: [], whole: [], inside: new Set(), chains: [] },
    };
  }
}

/** What holds a place, the nearest first. @param {Place} place */
function finish(place) {
  place.names.set(FRANCE, "France");
  const others = [...place.names.keys()].filter((code) => code !== place.code);
  others.sort((a, b) => levelOf(a) - levelOf(b) || (a < b ? -1 : 1));
  place.above = [place.code, ...others];
  place.whole = place.above.filter(
    (code) => code === place.code || place.chains.every((chain) => chain.includes(code)),
  );
}
