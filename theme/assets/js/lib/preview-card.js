/** An entry → its card in a list, as `generator/plan/cards.py` makes it, and the SMS that tells it. */

import { messageText, smsLength } from "./list-message.js";
import { contactView } from "./preview-sources.js";
import { text, texts } from "./preview-values.js";
import { STATES, zoneName } from "./preview-view.js";
import { amountText, atTown, capitalised, dateText, listed } from "./preview-words.js";

/** @typedef {import("./preview-view.js").Names} Names */

const NBSP = "\u00a0";
const MAX_TOWNS = 3;
/** @type {Record<string, string>} */
const WAYS = {
  telephoner: "par téléphone",
  "envoyer-un-courriel": "par courriel",
  "se-presenter": "sur place",
  "utiliser-lien-mobilisation": "en ligne",
};

/** @param {any} service @param {Names} names @returns {any} what `resultCard` draws */
export function cardView(service, names) {
  const { label, accent, icon } = names.category(texts(service.thematiques)[0] ?? "");
  const structure = names.structure(text(service.structure));
  const modes = texts(service.modes_mobilisation).filter((mode) => mode in WAYS);
  const state = text(service.etat);
  const badge = state !== "actif" && STATES[state];
  return {
    nom: text(service.nom) || "Nom de l’aide",
    url: "",
    resume: text(service.resume),
    structure: structure?.sigle || structure?.nom || text(service.structure),
    ...{ accent, icon, category: label },
    audience: audienceText(service, names),
    place: placeText(service, names),
    on_site: onSiteText(service),
    cost: costText(service, names),
    how: capitalised(listed(modes.map((mode) => WAYS[mode]), 0, "ou")),
    contact: contactAction(service),
    badge: badge ? { label: badge[0], tone: badge[1] } : null,
    freshness: freshnessText(service),
  };
}

/** @param {any} service @param {Names} names */
function audienceText(service, names) {
  const publics = texts(service.publics);
  const words = texts(service.statuts).map((code) => names.label("statuts", code));
  const isAll = publics.length === 1 && publics[0] === "tous-publics";
  if (!isAll) words.push(...publics.map((code) => names.label("publics", code)));
  else if (!words.length) words.push("Tout le monde");
  const [first = "", ...rest] = words;
  return listed([first, ...rest.map((word) => word.slice(0, 1).toLowerCase() + word.slice(1))].filter(Boolean), 3);
}

/** @param {any} service @param {Names} names */
function placeText(service, names) {
  const zones = texts(service.zone_eligibilite).map((code) => names.zone(code));
  const isAll = zones.some((zone) => zone?.kind === "pays");
  const words = isAll ? "Toute la France" : listed(zones.flatMap(zoneName), 2);
  const modes = texts(service.modes_accueil);
  return modes.length === 1 && modes[0] === "a-distance" ? `${words}, à distance` : words;
}

/** @param {any} service */
function onSiteText(service) {
  const modes = texts(service.modes_accueil);
  if (!modes.includes("en-presentiel")) return "";
  const others = Array.isArray(service.lieux) ? service.lieux : [];
  const towns = [service.commune, ...others.map((/** @type {any} */ one) => one?.commune)];
  let places = [...new Set(towns.map(text).filter(Boolean))].map(atTown);
  if (!places.length) return "";
  if (places.length > MAX_TOWNS) {
    const rest = `dans ${places.length - MAX_TOWNS + 1}${NBSP}autres villes`;
    places = [...places.slice(0, MAX_TOWNS - 1), rest];
  }
  return `Sur place ${listed(places)}${modes.includes("a-distance") ? " ou à distance" : ""}`;
}

/** @param {any} service @param {Names} names */
function costText(service, names) {
  const amount = amountText(service.montant);
  if (amount && service.montant.sens === "paye") {
    return `À payer${NBSP}: ${amount.slice(0, 1).toLowerCase()}${amount.slice(1)}`;
  }
  return amount || (service.frais ? names.label("frais", text(service.frais)) : "");
}

/** @param {any} service */
function contactAction(service) {
  const { phone, link, email } = contactView(service);
  if (phone) return { label: `Appeler le ${phone}`, url: "", icon: "phone" };
  if (link) {
    const isOnline = texts(service.modes_mobilisation).includes("utiliser-lien-mobilisation");
    return { label: `${isOnline ? "Faire la demande sur" : "Aller sur"} ${link}`, url: "", icon: "external-link" };
  }
  return email ? { label: "Envoyer un courriel", url: "", icon: "mail" } : null;
}

/** @param {any} service */
function freshnessText({ verification, date_maj, provenance }) {
  const checked = text(verification?.le);
  const words = checked ? `Vérifié le ${dateText(checked)}` : `Mis à jour le ${dateText(text(date_maj))}`;
  if (!checked && !text(date_maj)) return "";
  return provenance?.nom ? `${words}, d’après ${text(provenance.nom)}` : words;
}

/** What « Ma liste » sends of it, and what it takes. @param {any} service @param {string} site name of the site */
export function smsView(service, site) {
  const { phone, link, email } = contactView(service);
  const way = (/** @type {string} */ label) => (label ? { label, url: "" } : undefined);
  const badge = STATES[text(service.etat)];
  const listedService = {
    ...{ id: "", url: "", nom: text(service.nom), papers: texts(service.justificatifs) },
    ...{ phone: way(phone), link: way(link), email: way(email) },
    state: badge && badge[1] !== "ok" ? badge[0] : undefined,
  };
  const sent = messageText([listedService], { site, notes: {}, address: "" });
  return { sent, ...smsLength(sent) };
}
