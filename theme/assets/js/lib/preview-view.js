/**
 * An entry that may be half written → what its page prints, as `generator/plan/service_page.py`
 * decides it. What has not the expected shape yet says nothing.
 */

import { openingLines } from "./preview-hours.js";
import { checklist } from "./preview-rules.js";
import { contactView, places, sources } from "./preview-sources.js";
import { conditions, isNumber, text, texts } from "./preview-values.js";
import { amountText, dateText, dayText, numberText } from "./preview-words.js";

/**
 * @typedef {object} Names the words of codes
 * @property {(vocabulary: string, code: string) => string} label the code itself when unknown
 * @property {(theme: string) => {label: string, accent: string, icon: string}} category
 * @property {(code: string) => {nom: string, kind: string} | null} zone
 * @property {(id: string) => {nom: string, sigle?: string} | null} structure
 *
 * @typedef {ReturnType<typeof serviceView>} ServiceView
 */

const NBSP = "\u00a0";

/** @type {Record<string, [string, string]>} */
export const STATES = {
  actif: ["Disponible", "ok"],
  saisonnier: ["Selon la saison", "info"],
  "a-confirmer": ["À confirmer", "info"],
  suspendu: ["Suspendu en ce moment", "warn"],
  "budget-epuise": ["Budget épuisé", "warn"],
  termine: ["Terminé", "closed"],
};
/** @type {Record<string, string>} */
const ASKERS = {
  usagers: "Vous pouvez demander vous-même",
  professionnels: "Un professionnel qui vous accompagne peut demander pour vous",
};
/** @type {Record<string, string>} */
const HEADINGS = { recu: "Ce que vous recevez", paye: "Ce que vous payez" };

/** @param {any} service @param {Names} names */
export function serviceView(service, names) {
  const themes = texts(service.thematiques);
  const { accent, icon } = names.category(themes[0] ?? "");
  const amount = service.montant ?? {};
  const labels = (/** @type {string} */ vocabulary, /** @type {any} */ codes) =>
    texts(codes).map((code) => names.label(vocabulary, code));
  return {
    nom: text(service.nom),
    resume: text(service.resume),
    structure: names.structure(text(service.structure))?.nom ?? text(service.structure),
    ...{ accent, icon },
    badge: STATES[text(service.etat)] ?? null,
    verified: verifiedText(service.verification),
    stateMessage: stateMessage(service.etat_precisions),
    audiences: audiences(service, names),
    audienceNote: text(service.publics_precisions),
    conditions: conditionsText(service),
    amount: amountText(service.montant),
    amountHeading: HEADINGS[text(amount.sens)] ?? `Combien${NBSP}?`,
    amountNote: text(amount.precisions),
    cost: service.frais ? names.label("frais", text(service.frais)) : "",
    costNote: text(service.frais_precisions),
    effort: effort(service),
    territories: texts(service.zone_eligibilite).flatMap((code) => zoneName(names.zone(code))),
    modes: labels("modes-accueil", service.modes_accueil),
    hours: openingLines(text(service.horaires_accueil)),
    languages: labels("langues", service.langues),
    places: places(service),
    steps: texts(service.demarches),
    stepsNote: text(service.mobilisation_precisions),
    papers: texts(service.justificatifs),
    delay: text(service.delai),
    askers: Object.keys(ASKERS)
      .filter((who) => texts(service.mobilisable_par).includes(who))
      .map((who) => ASKERS[who]),
    contact: contactView(service),
    description: text(service.description),
    falc: text(service.falc?.texte),
    proofread: [text(service.falc?.relu_par), service.falc?.date && `le ${dateText(text(service.falc.date))}`],
    themes: labels("thematiques", themes),
    sources: sources(service),
    updated: dateText(text(service.date_maj)),
  };
}

/** « Toute la France », « Région Bretagne », « Le Puy-en-Velay ». @param {{nom: string, kind: string} | null} zone */
export function zoneName(zone) {
  if (!zone) return [];
  if (zone.kind === "pays") return ["Toute la France"];
  return [zone.kind === "region" ? `Région ${zone.nom}` : zone.nom];
}

/** @param {any} check */
function verifiedText(check) {
  if (!check?.le) return "";
  const words = `Vérifié le ${dateText(text(check.le))} (${text(check.par)})`;
  const comment = text(check.comment).replace(/\.+$/, "");
  return `${comment ? `${words}${NBSP}: ${comment}` : words}.`;
}

/** @param {any} details */
function stateMessage(details) {
  const { message, periode, depuis, jusqu_a: until } = details ?? {};
  return [
    text(message),
    periode && `Du ${dayText(text(periode.debut))} au ${dayText(text(periode.fin))}.`,
    depuis && `Depuis le ${dateText(text(depuis))}.`,
    until && `Jusqu’au ${dateText(text(until))}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** @param {any} service @param {Names} names */
function audiences(service, names) {
  const [statuts, publics] = [texts(service.statuts), texts(service.publics)];
  const words = [
    ...statuts.map((code) => names.label("statuts", code)),
    ...publics.map((code) => names.label("publics", code)),
  ];
  const said = new Set([...statuts, ...publics]);
  return [...new Set([...words, ...checklist(service.eligibilite, said, names)])];
}

/** @param {any} service */
function conditionsText(service) {
  const said = text(service.conditions_acces);
  const toCheck = conditions(service.eligibilite?.toutes)
    .map((one) => text(one.a_verifier))
    .filter((words) => words && !said.includes(words));
  return [said, ...toCheck].join(" ").trim();
}

/** @param {any} service */
function effort({ volume_horaire_hebdomadaire: hours, nombre_semaines: weeks }) {
  const parts = [
    isNumber(hours) && hours ? `${numberText(hours)}${NBSP}heures par semaine` : "",
    isNumber(weeks) && weeks ? `pendant ${numberText(weeks)}${NBSP}semaine${weeks === 1 ? "" : "s"}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}
