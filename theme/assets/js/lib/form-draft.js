/**
 * What was begun, kept on the device: one draft for each entry, and one more for each that was begun
 * while another was offered and neither resumed nor erased: nothing is written over what somebody has
 * not decided of. What is read back is believed no more than an address: anything else than an object
 * of fields is no draft.
 */

import { ROOT } from "./my-list.js";

/**
 * @typedef {object} Draft
 * @property {string} id of the entry
 * @property {Record<string, any>} data
 * @property {string} le day when it was written last
 */

const MAX = 200_000;
const SLOTS = 20;

export class DraftBox {
  /** @param {string} kind @param {string} entry identifier of the entry that is corrected; "" for a new one */
  constructor(kind, entry) {
    this.key = `${prefix(kind)}${entry || "nouvelle"}`;
    /** Where what is written now is kept; "" before anything is. */
    this.slot = "";
    /** Where nothing may be kept, the draft lives as long as the page. */
    this.kept = true;
  }

  /** The drafts that are not the one being written. @returns {[string, Draft][]} by slot, the first first */
  others() {
    return this.#slots().flatMap((slot) => {
      const draft = slot === this.slot ? null : this.#at(slot);
      return draft ? [/** @type {[string, Draft]} */ ([slot, draft])] : [];
    });
  }

  /** The first of them. @returns {Draft | null} */
  read() {
    return this.others()[0]?.[1] ?? null;
  }

  /** @param {Draft} draft @returns {boolean} whether the device keeps it */
  write(draft) {
    try {
      this.slot ||= this.#slots().find((slot) => !this.#at(slot)) ?? "";
      if (this.slot) localStorage.setItem(this.slot, JSON.stringify(draft));
      this.kept = this.slot !== "";
    } catch {
      this.kept = false;
    }
    return this.kept;
  }

  /** What is written from now on goes on with a draft. @param {string} slot */
  resume(slot) {
    this.slot = slot;
  }

  /** @param {string} slot */
  erase(slot) {
    try {
      localStorage.removeItem(slot);
    } catch {
      // nothing was kept
    }
  }

  /** The name of an entry has no space: the slots of two entries are never the same. */
  #slots() {
    return Array.from({ length: SLOTS }, (_, rank) => (rank ? `${this.key} ${rank + 1}` : this.key));
  }

  /** @param {string} slot @returns {Draft | null} */
  #at(slot) {
    try {
      return clean(localStorage.getItem(slot));
    } catch {
      return null;
    }
  }
}

/** Whether an entry says more than what it was opened with, and than its date. @param {Record<string, any>} data @param {Record<string, any>} before */
export function isBegun(data, before) {
  return JSON.stringify(data) !== JSON.stringify(before) && Object.keys(data).some((key) => key !== "date_maj");
}

/** The structures that this device has begun: a service can name them already. @returns {{code: string, nom: string}[]} */
export function draftStructures() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix("structure")));
    return keys.flatMap((key) => {
      const draft = clean(localStorage.getItem(key));
      return draft?.id && draft.data.nom ? { code: draft.id, nom: String(draft.data.nom) } : [];
    });
  } catch {
    return [];
  }
}

/** @param {string} kind */
function prefix(kind) {
  return `guichet-fiche ${ROOT.pathname} ${kind} `;
}

/** @param {string | null} text @returns {Draft | null} */
function clean(text) {
  if (!text || text.length > MAX) return null;
  try {
    const read = JSON.parse(text);
    const data = read?.data;
    if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
    return { id: String(read.id ?? ""), data, le: /^\d{4}-\d{2}-\d{2}$/.test(read.le) ? read.le : "" };
  } catch {
    return null;
  }
}
