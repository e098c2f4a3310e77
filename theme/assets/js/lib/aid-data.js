/** The published files that say who may get what, fetched once each, and what they say of a place. */

import { AidRules } from "./aid-rules.js";
import { has } from "./bitset.js";
import { Cards } from "./cards.js";
import { Columns, departementsOf, naming } from "./columns.js";
import { reachReason } from "./coverage.js";
import { reachOf } from "./nearness.js";
import { once } from "./once.js";
import { placeOfCode } from "./place-code.js";

/**
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./eligibility.js").Answer} Answer
 *
 * @typedef {object} Around what stands around a place, or in the whole site without one
 * @property {AidRules} rules of the services that reach it
 * @property {(service: number) => {answer: Answer, words: string}} zone what the place itself says
 * @property {(service: number) => string[]} needs the great themes of a service
 * @property {(commune: string, code: string) => boolean | undefined} holds
 */

const COMMON = "commun";
const FRANCE = "france";
const WORDS_IN_A_FILE = 32; // as rules.py cuts them
/** Without a place, a larger site shows what covers all of France, and asks. */
const SMALL_SITE = 1000;

export class AidData {
  /** @param {DOMStringMap} dataset addresses, relative to the site's root, as the page states them */
  constructor({ root = "", search = "", communes = "", questions = "" }) {
    this.root = root;
    this.communes = root + communes;
    const fetchFile = (/** @type {string} */ path) => fetchJson(root + search + path);
    /** @type {() => Promise<import("./aid-questions.js").Question[]>} */
    this.questions = once(() => fetchJson(root + questions));
    this.fetchFile = kept(fetchFile);
    this.summary = once(() => this.fetchFile("sommaire.json"));
    this.loadPlaces = once(async () => {
      const { openPlaces } = await import("./places.js");
      return openPlaces(this.communes);
    });
    this.open = once(async () => {
      const summary = await this.summary();
      return { columns: new Columns(summary, fetchFile), cards: new Cards(summary.chunk, fetchFile) };
    });
  }

  /** The place of a code. @param {string} code @returns {Promise<Place | null>} */
  async place(code) {
    if (!code) return null;
    const near = await placeOfCode(code, this.communes).catch(() => null);
    return near ?? (await this.loadPlaces()).byCode(code);
  }

  /** @param {Place | null} place @returns {Promise<Around>} */
  async around(place) {
    const [summary, { columns }] = await Promise.all([this.summary(), this.open()]);
    const isSmall = summary.documents <= SMALL_SITE;
    const near = place ? [...departementsOf(place), COMMON] : isSmall ? summary.zones : [COMMON];
    const names = near.filter((/** @type {string} */ name) => summary.zones.includes(name));
    const [files, theme, zone] = await Promise.all([
      Promise.all(names.map((/** @type {string} */ name) => this.fetchFile(`regles/${name}.json`))),
      columns.facet("theme"),
      place ? zoneNear(columns, place) : zoneAnywhere(this.fetchFile, summary.documents),
    ]);
    const codes = [...new Set([...theme.keys()].map((code) => code.split("--")[0]))];
    const great = codes.map((code) => ({ code, sets: naming(theme, code) }));
    return {
      rules: new AidRules(files).only(
        (service) => service < summary.closed_from && zone(service).answer !== "non",
      ),
      zone,
      needs: (service) =>
        great.filter(({ sets }) => sets.some((set) => has(set, service))).map(({ code }) => code),
      holds: (_, code) => held(place, code),
    };
  }

  /** What cards show. @param {number[]} services */
  async cards(services) {
    return (await this.open()).cards.read(services);
  }

  /** What is left to check in words, for one service. @param {number} service @returns {Promise<string[]>} */
  async words(service) {
    const file = await this.fetchFile(`regles/mots/${Math.floor(service / WORDS_IN_A_FILE)}.json`);
    return file[service] ?? [];
  }
}

/** Whether a place lies in what a code names; undefined when only a part of it does. @param {Place | null} place @param {string} code */
export function held(place, code) {
  if (!place) return undefined;
  if (place.whole.includes(code)) return true;
  return place.above.includes(code) || place.inside.has(code) ? undefined : false;
}

/** @param {Columns} columns @param {Place} place @returns {Promise<Around["zone"]>} */
async function zoneNear(columns, place) {
  const reach = await reachOf(columns, place);
  return (service) => {
    const found = reach(service);
    if (!found) return { answer: "non", words: "" };
    return { answer: found.part ? "a-verifier" : "oui", words: reachReason(found, place) };
  };
}

/** @param {(path: string) => Promise<any>} fetchFile @param {number} count @returns {Promise<Around["zone"]>} */
async function zoneAnywhere(fetchFile, count) {
  const [{ read }, column] = await Promise.all([
    import("./bitset.js"),
    fetchFile(`colonnes/zones/${COMMON}.json`),
  ]);
  const everywhere = read(count, column[FRANCE] ?? "=");
  return (service) =>
    has(everywhere, service)
      ? { answer: "oui", words: "Couvre toute la France" }
      : { answer: "a-verifier", words: "Dépend de l’endroit où vous habitez" };
}

/** Each file is fetched once; a failure is not kept. @param {(path: string) => Promise<any>} fetchFile */
function kept(fetchFile) {
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();
  return (/** @type {string} */ path) => {
    const found = files.get(path) ?? fetchFile(path);
    files.set(path, found);
    found.catch(() => files.delete(path));
    return found;
  };
}

/** @param {string} address @returns {Promise<any>} */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
