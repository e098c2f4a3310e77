/** What an entry says of the others: the words of `generator/plan/references.py`, for one entry. */

import { isIdentifier } from "./form-characters.js";
import { closeMatch } from "./form-difflib.js";
import { say } from "./form-messages.js";

/**
 * @typedef {import("./form-messages.js").Diagnostic} Diagnostic
 *
 * @typedef {object} Known identifiers that entries have already
 * @property {Record<string, string>} services identifier → name
 * @property {Record<string, string>} structures
 * @property {string[]} pris those of former entries
 */

const MAX_IDENTIFIER = 80;
const CUTOFF = 0.6;
// What no schema lets through says its own fault.
const FORM = /^[a-z0-9](?:-?[a-z0-9])*$/;

/**
 * Every structure and every service that no entry is.
 * @param {Record<string, any>} data
 * @param {Known} known
 * @param {string} id of the entry itself
 * @param {Set<string>} drafts structures that are proposed together with it
 * @returns {Diagnostic[]}
 */
export function findUnknown(data, known, id, drafts) {
  const taken = "structure" in data ? known.services : known.structures;
  const former = formerIds(data, taken);
  return [...unknownStructure(data, known, drafts), ...unknownRelations(data, known, id), ...former];
}

/** @param {Record<string, any>} data @param {Known} known @param {Set<string>} drafts */
function* unknownStructure({ structure }, known, drafts) {
  if (typeof structure !== "string" || !FORM.test(structure) || drafts.has(structure)) return;
  if (Object.hasOwn(known.structures, structure)) return;
  const close = nearName(structure, Object.keys(known.structures));
  const message = `aucune structure ne s’appelle « ${structure} »`;
  const other = `créez-la : guichet new structure ${structure}`;
  const hint = close ? `vouliez-vous dire « ${close} » ?` : other;
  yield say("structure-inconnue", ["structure"], message, hint);
}

/** @param {Record<string, any>} data @param {Known} known @param {string} id */
function* unknownRelations({ relations }, known, id) {
  for (const [kind, targets] of Object.entries(Object(relations))) {
    for (const [rank, target] of Array.isArray(targets) ? targets.entries() : []) {
      const isItself = target === id;
      if (typeof target !== "string" || (Object.hasOwn(known.services, target) && !isItself)) continue;
      const others = Object.keys(known.services).filter((name) => name !== id);
      const close = isItself ? "" : nearName(target, others);
      const message = isItself
        ? "une fiche ne peut pas renvoyer à elle-même"
        : `aucun service ne s’appelle « ${target} »`;
      const hint = close ? `vouliez-vous dire « ${close} » ?` : "retirez cette ligne";
      yield say("relation-inconnue", ["relations", kind, rank], message, hint);
    }
  }
}

/** @param {Record<string, any>} data @param {Record<string, string>} taken */
function* formerIds({ anciens_ids: former }, taken) {
  for (const [rank, name] of Array.isArray(former) ? former.entries() : []) {
    const field = ["anciens_ids", rank];
    if (Object.hasOwn(taken, name)) {
      const message = `« ${name} » est déjà l’adresse de « ${name} »`;
      const hint = "un ancien identifiant ne sert qu’une fois : retirez cette ligne";
      yield say("ancien-id-en-conflit", field, message, hint);
    } else if (typeof name === "string" && !isIdentifier(name)) {
      const message = `« ${name} » n’a pas pu être l’identifiant d’une fiche`;
      const hint = "écrivez le nom que le fichier avait, sans son extension";
      yield say("ancien-id-en-conflit", field, message, hint);
    }
  }
}

/**
 * Why an identifier cannot be that of a new entry; null when it can.
 * @param {string} id
 * @param {string} collection
 * @param {Known} known
 * @returns {string | null}
 */
export function identifierFault(id, collection, known) {
  if (!isIdentifier(id)) {
    return "Lettres minuscules sans accent, chiffres et tirets seulement : « garage-solidaire ».";
  }
  const names = collection === "structures" ? known.structures : known.services;
  if (Object.hasOwn(names, id)) return `« ${names[id]} » a déjà cet identifiant.`;
  return known.pris.includes(id) ? "Cet identifiant a été celui d’une fiche retirée ou renommée." : null;
}

/** @param {string} identifier @param {string[]} known */
function nearName(identifier, known) {
  if (identifier.length > MAX_IDENTIFIER) return "";
  return closeMatch(identifier, known, CUTOFF) ?? "";
}
