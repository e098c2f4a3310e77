/**
 * A form → its fields of places, structures and services, each with what helps to choose: the names
 * instead of the codes. Every one writes in the plain control of its field.
 */

import { once } from "./once.js";
import { ChipPicker } from "./picker-chips.js";
import { pickCommune } from "./picker-commune.js";
import { CommuneSource, EntrySource } from "./picker-sources.js";
import { pickStructure } from "./picker-structure.js";
import { PLACE_WORDS } from "./place-options.js";
import { openPlaces } from "./places.js";
import { loadLabels } from "./preview-names.js";
import { numberText } from "./preview-words.js";
import { openZones } from "./zones.js";

const STRUCTURE_WORDS = {
  label: "Structures proposées",
  one: "structure proposée",
  several: "structures proposées",
  none: "Aucune structure de ce nom",
  unreachable: "Les structures n’ont pas pu se charger. Vérifiez votre connexion.",
};
const SERVICE_WORDS = {
  label: "Aides proposées",
  one: "aide proposée",
  several: "aides proposées",
  none: "Aucune aide de ce nom",
  unreachable: "Les aides n’ont pas pu se charger. Vérifiez votre connexion.",
};

/**
 * @typedef {object} Options
 * @property {() => {code: string, nom: string}[]} [drafts] structures that this device has begun
 */

/** @param {HTMLElement} root the form @param {Options} [options] */
export function startPickers(root, options = {}) {
  const pickers = new Pickers(root, options);
  pickers.enhance(root);
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node instanceof HTMLElement && node.matches("[data-row]")) pickers.renew(node);
    }
  }).observe(root, { childList: true, subtree: true });
}

class Pickers {
  /** @param {HTMLElement} root @param {Options} options */
  constructor(root, { drafts = () => [] }) {
    const { root: site = "", communes = "" } = root.dataset;
    this.site = site;
    const places = once(() => openPlaces(site + communes));
    const entries = once(() => fetchJson(`${site}proposer/fiches.json`));
    this.communes = once(async () => new CommuneSource(await places()));
    const zones = once(async () => openZones(await places()));
    /** @type {import("./picker-chips.js").Kind} */
    this.zone = {
      open: zones,
      placeholder: "Commune, département…",
      help: "Où il faut habiter ou travailler pour y avoir droit. Écrivez le nom d’une commune, d’une intercommunalité, d’un département, d’une région\u00a0; ajoutez-en autant qu’il faut.",
      words: PLACE_WORDS,
      unknown: "Choisissez un territoire dans la liste.",
      shortcuts: async () => [...(await loadLabels(site)).departements, ["france", "Toute la France"]],
      told: async (codes) => inhabitantsText(await (await zones()).inhabitants(codes)),
    };
    /** @type {import("./picker-chips.js").Kind} */
    this.structure = {
      open: async () => new EntrySource([...drafts().map((one) => ({ ...one, note: "brouillon" })), ...named((await entries()).structures)]),
      placeholder: "Nom de la structure",
      help: "Qui propose l’aide. Écrivez le début de son nom, puis choisissez-la.",
      words: STRUCTURE_WORDS,
      unknown: "Cette structure n’est pas connue du site. Choisissez-la dans la liste, ou proposez-la.",
    };
    const services = once(async () => new EntrySource(named((await entries()).services)));
    /** @type {import("./picker-chips.js").Kind} */
    this.service = {
      open: services,
      placeholder: "Nom d’une aide",
      words: SERVICE_WORDS,
      unknown: "Choisissez une aide dans la liste.",
    };
  }

  /** The pickers of what a part of the form holds. @param {HTMLElement} part */
  enhance(part) {
    for (const field of part.querySelectorAll("[data-field][data-kind]")) {
      const control = field.querySelector("[data-name]:not([data-picked])");
      const { kind } = /** @type {HTMLElement} */ (field).dataset;
      if (control instanceof HTMLTextAreaElement) {
        const chosen = { zone: this.zone, services: this.service, structure: this.structure }[kind ?? ""];
        if (chosen) new ChipPicker(control, chosen);
      } else if (control instanceof HTMLInputElement) {
        if (kind === "structure") pickStructure(control, this.structure, `${this.site}proposer/structure/`);
        if (/(?:^|\.)commune$/.test(control.dataset.name ?? "")) this.#commune(control);
      }
    }
  }

  /** @param {HTMLInputElement} commune */
  #commune(commune) {
    if (commune.getAttribute("role") === "combobox") return;
    const prefix = (commune.dataset.name ?? "").replace(/commune$/, "");
    const holder = commune.closest("[data-row]") ?? commune.form ?? document;
    const of = (/** @type {string} */ name) =>
      /** @type {HTMLInputElement | null} */ (holder.querySelector(`[data-name="${prefix}${name}"]`));
    pickCommune({ commune, insee: of("code_insee"), postcode: of("code_postal") }, this.communes);
  }

  /** A row that was cloned: the pickers that came with it are only their looks. @param {HTMLElement} row */
  renew(row) {
    for (const added of row.querySelectorAll("[data-picker]")) added.remove();
    for (const control of row.querySelectorAll("[data-picked]")) {
      const label = row.querySelector(`label[for="${CSS.escape(`${control.id}-choisir`)}"]`);
      label?.setAttribute("for", control.id);
      control.removeAttribute("data-picked");
      control.removeAttribute("aria-hidden");
      control.removeAttribute("tabindex");
      control.classList.remove("visually-hidden");
    }
    for (const control of row.querySelectorAll("[role=combobox]")) {
      const made = ["role", "aria-autocomplete", "aria-expanded", "aria-controls", "aria-activedescendant"];
      for (const name of made) control.removeAttribute(name);
    }
    this.enhance(row);
  }
}

/** @param {Record<string, string>} entries */
function named(entries) {
  return Object.entries(entries).map(([code, nom]) => ({ code, nom }));
}

/** @param {number | null} count */
function inhabitantsText(count) {
  return count ? `Soit ${numberText(count)} habitants.` : "";
}

/** @param {string} address */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

