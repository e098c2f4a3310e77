/** A place and the columns → how each service reaches it, and from how far. */

import { documents, has } from "./bitset.js";
import { reach } from "./coverage.js";
import { kilometres } from "./ranking.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./places.js").Place} Place
 */

/** @param {Columns} columns @param {Place} place @returns {Promise<(doc: number) => import("./coverage.js").Reach | null>} */
export async function reachOf(columns, place) {
  const zones = await columns.zones(place);
  /** @type {Map<number, Set<string>>} what each document says of the place and of what it holds */
  const codes = new Map();
  for (const code of new Set([...place.above, ...place.inside])) {
    for (const doc of documents(zones.get(code) ?? new Uint32Array())) {
      const known = codes.get(doc);
      if (known) known.add(code);
      else codes.set(doc, new Set([code]));
    }
  }
  return (doc) => {
    const found = codes.get(doc);
    return found ? reach(found, place) : null;
  };
}

/**
 * To the nearest place where a service is given; its own commune is no distance.
 * @param {Columns} columns
 * @param {Place} place
 * @returns {Promise<(doc: number) => number>}
 */
export async function kilometresTo(columns, place) {
  const { own, points } = await columns.around(place);
  const { latitude, longitude } = place;
  /** @type {Map<number, number>} */
  const nearest = new Map();
  if (latitude !== undefined && longitude !== undefined) {
    for (const [doc, north, east] of points) {
      const far = kilometres({ latitude, longitude }, north, east);
      nearest.set(doc, Math.min(far, nearest.get(doc) ?? Infinity));
    }
  }
  return (doc) => (has(own, doc) ? 0 : (nearest.get(doc) ?? Infinity));
}
