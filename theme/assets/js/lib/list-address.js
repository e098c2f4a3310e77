/**
 * A list ↔ the address that shares it: liste/#ids=visale,fastt&note=…&note.visale=…
 *
 * What follows « # » stays in the browser: no server is told. It comes from anyone: `cleanList`
 * keeps what a list may hold.
 */

import { cleanList, isIdentifier, MOST } from "./my-list.js";

/**
 * @typedef {import("./my-list.js").List} List
 * @typedef {{list: List, count: number, over: number}} Received how many aids the link names, and how many had no room
 */

// What a message glues to an address: the full stop of the sentence, a bracket, a quotation mark.
const GLUED = /[\s.,;:!?)\]}>»"'’”…]+$/u;

/**
 * @param {string} page address of « Ma liste »
 * @param {List} list
 * @param {boolean} [withNotes] the notes are written in the address only when asked
 */
export function listAddress(page, { ids, notes }, withNotes = false) {
  const parts = [`ids=${ids.join(",")}`];
  for (const [id, text] of withNotes ? Object.entries(notes) : []) {
    parts.push(`${id ? `note.${id}` : "note"}=${encodeURIComponent(text)}`);
  }
  return `${page.split("#")[0]}#${parts.join("&")}`;
}

/** @param {string} hash "#ids=a,b" @returns {Received | null} null when the address holds no list */
export function readAddress(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  if (!said.has("ids")) return null;
  const words = (said.get("ids") ?? "").split(",").map((word) => word.replace(GLUED, "").trim());
  const ids = [...new Set(words.filter(Boolean))];
  const notes = Object.fromEntries(ids.map((id) => [id, said.get(`note.${id}`) ?? ""]));
  const list = cleanList({ ids, notes: { ...notes, "": said.get("note") ?? "" } });
  return { list, count: ids.length, over: ids.filter(isIdentifier).length - list.ids.length };
}

/**
 * What a link holds that the list will not: nothing is left out without a word.
 * @param {Received} received
 * @param {number} found how many the site knows, or could not be asked about
 */
export function linkReport({ count, over }, found) {
  if (!found) return "Ce lien ne contient aucune aide connue.";
  const unknown = count - over - found;
  const parts = [
    unknown > 0 && (unknown > 1 ? `${unknown} ne sont pas connues ici` : "1 n’est pas connue ici"),
    over > 0 && `une liste en tient ${MOST} au plus\u00a0: ${over > 1 ? `les ${over} dernières n’y sont pas` : "la dernière n’y est pas"}`,
  ].filter(Boolean);
  return parts.length ? `Ce lien contient ${count}\u00a0aides\u00a0; ${parts.join("\u00a0; ")}.` : "";
}

/** Both, mine first. @param {List} mine @param {List} theirs @returns {List} */
export function mergeLists(mine, theirs) {
  return cleanList({
    ids: [...mine.ids, ...theirs.ids],
    notes: { ...theirs.notes, ...mine.notes },
    ready: mine.ready,
  });
}

/** Whether a list brings nothing to mine. @param {List} mine @param {List} theirs */
export function holds(mine, theirs) {
  return (
    theirs.ids.every((id) => mine.ids.includes(id)) &&
    Object.entries(theirs.notes).every(([id, text]) => mine.notes[id] === text)
  );
}
