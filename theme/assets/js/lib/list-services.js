/** Identifiers of a list → what the site publishes of each, one small file each, read once. */

import { ROOT } from "./my-list.js";

/**
 * @typedef {{label: string, url: string}} Way
 *
 * @typedef {object} Listed the fields that hold something
 * @property {string} id
 * @property {string} nom
 * @property {string} url of its page, from the site's root
 * @property {string} [accent]
 * @property {string} [structure]
 * @property {string} [resume]
 * @property {string} [state]
 * @property {string} [message]
 * @property {Way} [phone]
 * @property {string} [phone_note] whose number it is
 * @property {Way} [link]
 * @property {Way} [email]
 * @property {string} [person]
 * @property {string} [cost]
 * @property {string} [place]
 * @property {string} [delay]
 * @property {string[]} [addresses]
 * @property {string[]} [hours]
 * @property {string[]} [steps]
 * @property {string[]} [papers]
 * @property {string} [freshness]
 * @property {string} [until] the last day
 * @property {import("./opening.js").Timetable} [timetable]
 * @property {{label: string, url: string, note: string, times: [string, number, number][]}[]} [meetings] events to come
 * @property {boolean} [gone] there is a page, which says what happened
 * @property {string} [now] of one that is gone: what takes its place
 *
 * @typedef {{known: Map<string, Listed>, unknown: string[], unread: string[]}} Answer
 */

/** @type {Map<string, Promise<Listed | null>>} */
const asked = new Map();

/** @param {string[]} ids @returns {Promise<Answer>} `unread`: nobody could be asked */
export async function loadServices(ids) {
  /** @type {Answer} */
  const answer = { known: new Map(), unknown: [], unread: [] };
  const outcomes = await Promise.allSettled(ids.map(load));
  outcomes.forEach((outcome, rank) => {
    const id = ids[rank];
    if (outcome.status === "rejected") answer.unread.push(id);
    else if (outcome.value) answer.known.set(id, outcome.value);
    else answer.unknown.push(id);
  });
  return answer;
}

/** @param {string} id */
function load(id) {
  let loading = asked.get(id);
  if (!loading) {
    loading = fetchOne(id);
    loading.catch(() => asked.delete(id));
    asked.set(id, loading);
  }
  return loading;
}

/** @param {string} id @returns {Promise<Listed | null>} null: the site has no such service */
async function fetchOne(id) {
  const response = await fetch(new URL(`liste/fiches/${id}.json`, ROOT));
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${id}: ${response.status}`);
  return response.json();
}
