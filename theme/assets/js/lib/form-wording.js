/**
 * What `guichet check` says, for somebody who sees a form and no file: the same sentences, the fields
 * called by their labels, and what to do told for a field instead of a line.
 */

import { readable } from "./form-characters.js";

/** @typedef {import("./form-messages.js").Diagnostic} Diagnostic */

const HARD = "\u00a0";
/** What is written instead of a line of a file. @type {[RegExp, string][]} */
const IN_A_FORM = [
  [/^ajoutez une ligne « [^»]*: … »(?:, (par exemple « .* »))?$/, "remplissez ce champ, $1"],
  [/, un point pour les décimales : « 1200\.50 »$/, ", une virgule pour les décimales : « 1200,50 »"],
  [/^écrivez « frais: payant », ou /, "choisissez « Payant », ou "],
  [/^ajoutez « etat_precisions: » avec .*$/, "remplissez le début et la fin de la période, dans « Précisions sur l’état »"],
  [/^créez-la : guichet new structure .*$/, "choisissez-la dans la liste, ou proposez-la"],
  [/^supprimez cette ligne$/, "retirez cette réponse"],
  [/^retirez cette ligne$/, "retirez cette réponse"],
  [/^écrivez une condition par ligne, chacune précédée de « - »$/, "une condition par encadré"],
  [/, ou retirez cette ligne : le site en fixera un$/, ", ou videz ce champ : le site en fixera un"],
  [/^si ce domaine est le bon, demandez son ajout à .*$/, "si cette adresse est la bonne, envoyez la fiche quand même : la personne qui relit la vérifiera"],
  [/^gardez « tous-publics » seul, ou /, "gardez « Tous publics » seul, ou "],
  [/^ajoutez « en-presentiel » à modes_accueil, ou /, "cochez « En présentiel » dans les modes d’accueil, ou "],
];

const CHOSEN = new Set(["choice", "choices", "structure", "services", "zone"]);

/**
 * @param {Diagnostic} diagnostic
 * @param {(name: string) => string | undefined} titleOf the label of a field
 * @param {string} [kind] of the field where it shows
 * @returns {{message: string, hint: string}} with the spaces of French typography
 */
export function inForm({ code, field, hint, message }, titleOf, kind = "text") {
  const names = [...field, "min", "max", "depuis", "jusqu_a", "courriel", "telephone", "lien_mobilisation"];
  let told = message;
  for (const name of new Set(names)) {
    const title = typeof name === "string" ? titleOf(name) : undefined;
    if (title) told = told.replace(`« ${name} »`, `« ${title} »`);
  }
  told = told.replace("« tous-publics »", "« Tous publics »");
  if (code === "champ-manquant") told = "il manque cette réponse";
  const rule = IN_A_FORM.find(([pattern]) => pattern.test(hint));
  let mended = rule ? hint.replace(rule[0], rule[1]).replace(/, undefined$|, $/, "") : hint;
  if (code === "mode-sans-contact" || code === "dates-inversees") {
    for (const name of names) {
      const title = typeof name === "string" ? titleOf(name) : undefined;
      if (title) mended = mended.replace(`« ${name} »`, `« ${title} »`);
    }
  }
  if (code === "champ-manquant" && CHOSEN.has(kind)) mended = "choisissez dans la liste";
  const line = typeof field.at(-1) === "number" && code === "caractere-interdit" ? `ligne ${Number(field.at(-1)) + 1} : ` : "";
  return { message: sentence(readable(line + told)), hint: sentence(readable(mended)) };
}

/** The values that a hint proposes, to be written with one press. @param {Diagnostic} diagnostic @returns {string[]} */
export function proposals({ code, hint }) {
  if (code === "date-invalide" && /« (?:2026-11-21|07-14) »$/.test(hint)) return [];
  const isOffer =
    /^vouliez-vous dire « /.test(hint) ||
    (/^écrivez « /.test(hint) && ["code-territoire-ancien", "url-invalide"].includes(code)) ||
    /^sans majuscule, accent ni espace : /.test(hint) ||
    (code === "date-invalide" && /^(?:année, mois,|mois, puis) jour : |^ce mois n’a que /.test(hint));
  return isOffer ? [...hint.matchAll(/« ([^»]+) »/g)].map(([, value]) => value) : [];
}

/** A sentence with the no-break spaces of French typography. @param {string} text */
export function sentence(text) {
  return text.replace(/(?<=\S) (?=[:;?!»](?:[\s).,]|$))|(?<=«) /g, HARD);
}
