/** Places, ways to reach and sources of an entry → what its page prints: `generator/plan/contact.py`. */

import { openingLines } from "./preview-hours.js";
import { rows, text } from "./preview-values.js";
import { dateText, hostOf, phoneText } from "./preview-words.js";

/** @typedef {{nom: string, lines: string[], hours: string[], phone: string, access: string, isWithheld: boolean}} PlaceView */

const NBSP = "\u00a0";

/** Its own address, unless one of `lieux` says it already, then those. @param {any} service @returns {PlaceView[]} */
export function places(service) {
  const others = rows(service.lieux);
  const { adresse, commune, complement_adresse, code_postal } = service;
  const isSaid = others.some((one) => one.adresse === adresse && one.commune === commune);
  const isKnown = (text(adresse) || text(commune)) && !isSaid;
  const own = { adresse, commune, complement_adresse, code_postal };
  return (isKnown ? [own, ...others] : others).map(placeView);
}

/** @param {any} place @returns {PlaceView} */
function placeView(place) {
  const isWithheld = place.adresse_masquee === true;
  const city = [text(place.code_postal), text(place.commune)].filter(Boolean).join(" ");
  const lines = isWithheld ? [city] : [text(place.complement_adresse), text(place.adresse), city];
  return {
    nom: text(place.nom),
    lines: lines.filter(Boolean),
    hours: openingLines(text(place.horaires_accueil)),
    phone: place.telephone ? phoneText(text(place.telephone)) : "",
    access: text(place.accessibilite_lieu).split("/")[2] ?? "",
    isWithheld,
  };
}

/** @param {any} service */
export function contactView(service) {
  const link = text(service.lien_mobilisation);
  return {
    person: text(service.contact_nom_prenom),
    phone: service.telephone ? phoneText(text(service.telephone)) : "",
    link: link && hostOf(link),
    email: text(service.courriel),
  };
}

/** Each source, and what is said of it. @param {any} service @returns {[string, string][]} */
export function sources(service) {
  const cited = rows(service.sources);
  /** @type {[string, string][]} */
  const found = cited.map(({ nom, url, consulte_le: day }) => {
    const host = url ? hostOf(text(url)) : "";
    const read = day ? `consulté le ${dateText(text(day))}` : "";
    return [text(nom), [host === nom ? "" : host, read].filter(Boolean).join(", ")];
  });
  const page = text(service.lien_source);
  if (page && !cited.some(({ url }) => url === page)) found.push([hostOf(page), "page officielle"]);
  if (service.provenance?.nom) found.push(takenFrom(service.provenance));
  return found;
}

/** @param {any} origin @returns {[string, string]} */
function takenFrom({ nom, id, source, url, licence, importe_le: day }) {
  const host = url ? hostOf(text(url)) : "";
  const notes = [
    host === nom ? "" : host,
    id ? `fiche ${text(id)}` : "",
    licence ? `licence${NBSP}: ${text(licence)}` : "",
    day ? `le ${dateText(text(day))}` : "",
  ];
  const producer = source ? ` (${text(source)})` : "";
  return [`Repris de ${text(nom)}${producer}`, notes.filter(Boolean).join(", ")];
}
