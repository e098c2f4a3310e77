/** What the form fetches: the schema of the entry, the entries that exist, the entry to correct. */

import { EntryJudge } from "./form-judge.js";
import { KnownPlaces } from "./form-places.js";
import { Judge } from "./form-schema.js";
import { openPlaces } from "./places.js";

/** @param {HTMLElement} form */
export async function openModel({ dataset: { form: kind = "service", root = "" } }) {
  const model = await fetchJson(`${root}proposer/modele-${kind}.json`);
  const judge = new Judge(model.schema, {});
  return { ...model, resolve: (/** @type {any} */ schema) => judge.resolve(schema) };
}

/** @param {HTMLElement} form @param {any} model */
export async function openJudge({ dataset: { communes = "", root = "" } }, model) {
  const [known, places] = await Promise.all([
    fetchJson(`${root}proposer/fiches.json`),
    openPlaces(root + communes),
  ]);
  const areas = () => fetchJson(`${root}proposer/territoires.json`);
  return new EntryJudge(model, known, new KnownPlaces(places, areas));
}

/** The fields of a published entry, as its file has them. @param {HTMLElement} form @param {string} collection @param {string} id @param {any} schema @returns {Promise<Record<string, any>>} */
export async function openEntry({ dataset: { form: kind = "", root = "" } }, collection, id, schema) {
  const entry = (await fetchJson(`${root}api/v1/${collection}/${id}.json`))[kind];
  const fields = Object.entries(entry).filter(([key]) => Object.hasOwn(schema.properties, key));
  return Object.fromEntries(fields);
}

/** The day on this device. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Where a proposal goes. @param {HTMLElement} form */
export function doorsOf({ dataset: { depot = "", branche = "main", courriel = "", template = "" } }) {
  return { depot, branche, courriel, template };
}

/** @param {string} address @returns {Promise<any>} */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
