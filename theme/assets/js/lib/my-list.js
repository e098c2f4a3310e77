/**
 * « Ma liste », kept on the device: identifiers of services in an order, and notes.
 *
 * Other guichets of the same host have theirs: the key holds the path of the site. What is read is
 * believed no more than an address: anything else than a list of identifiers is an empty list.
 */

/** @typedef {{ids: string[], notes: Record<string, string>, ready: string[]}} List `notes[""]` is about the whole list; `ready`: papers at hand */

/** js/lib/ → the site's root, wherever the site lives. */
export const ROOT = new URL("../../../../", import.meta.url);
export const MOST = 40;
const LONGEST_NOTE = 600;
const KEY = `guichet-liste ${ROOT.pathname}`;
const CHANGED = "guichet-liste";
const IDENTIFIER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Where nothing may be kept, the list lives as long as the page. @type {string | null} */
let memory = null;

/** @returns {List} */
export function readList() {
  try {
    return cleanList(JSON.parse((memory ?? localStorage.getItem(KEY)) || "{}"));
  } catch {
    return cleanList({});
  }
}

/** @param {List} list @returns {boolean} whether the device keeps it */
export function writeList(list) {
  const text = JSON.stringify(cleanList(list));
  try {
    if (list.ids.length || Object.keys(list.notes).length) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
    memory = null;
  } catch {
    memory = text;
  }
  dispatchEvent(new CustomEvent(CHANGED, { detail: readList().ids }));
  return memory === null;
}

/** @param {string[]} ids @returns {number} how many were not there yet */
export function addToList(ids) {
  const list = readList();
  const before = list.ids.length;
  list.ids = identifiers([...list.ids, ...ids]);
  writeList(list);
  return list.ids.length - before;
}

/** Their notes go with them. @param {string[]} ids */
export function removeFromList(ids) {
  const list = readList();
  list.ids = list.ids.filter((id) => !ids.includes(id));
  for (const id of ids) delete list.notes[id];
  writeList(list);
}

/** Here, in another tab, or when one comes back to the page. @param {() => void} action */
export function onListChange(action) {
  addEventListener(CHANGED, action);
  addEventListener("pageshow", ({ persisted }) => persisted && action());
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && action());
}

/** Anything → what a list may hold. @param {any} said @returns {List} */
export function cleanList(said) {
  const ids = identifiers(said?.ids);
  /** @type {[string, string][]} */
  const notes = ["", ...ids].map((id) => [id, noteText(said?.notes, id)]);
  const ready = Array.isArray(said?.ready) ? said.ready : [];
  return {
    ids,
    notes: Object.fromEntries(notes.filter(([, text]) => text)),
    ready: ready.filter((/** @type {any} */ paper) => typeof paper === "string").slice(0, 200),
  };
}

/** @param {any} said @returns {string[]} each once, at most as many as a list holds */
function identifiers(said) {
  const all = Array.isArray(said) ? said : [];
  return [...new Set(all.filter(isIdentifier))].slice(0, MOST);
}

/** @param {any} id */
export function isIdentifier(id) {
  return typeof id === "string" && id.length <= 120 && IDENTIFIER.test(id);
}

/** @param {any} notes @param {string} id */
function noteText(notes, id) {
  const text = notes && Object.hasOwn(notes, id) ? notes[id] : "";
  return typeof text === "string" ? text.trim().slice(0, LONGEST_NOTE) : "";
}
