/**
 * What one entry says against itself — the rules that a JSON Schema cannot hold: those of
 * `generator/parse/rules.py` and `freshness_rules.py`, in their words, held to them by their cases.
 */

import { mixedAlphabet } from "./form-characters.js";
import { readDate } from "./form-formats.js";
import { say } from "./form-messages.js";

/**
 * @typedef {import("./form-messages.js").Diagnostic} Diagnostic
 * @typedef {import("./form-phrases.js").Path} Path
 * @typedef {Record<string, any>} Data
 */

const PERSONAL_MAIL =
  /[a-z]+[._-][a-z]+@|@(?:gmail|yahoo|hotmail|outlook|orange|wanadoo|free|laposte|sfr)\.[a-z]+$/;
const MOBILE = /^(?:\+33 ?|0)[67]/;
const PAST = new Set([
  ...["date_maj", "le", "consulte_le", "importe_le", "date", "constate_le", "comble_le", "vu_le"],
]);
const NO_LICENCE = new Set(["aucun", "code"]); // the written test passed is not a licence yet
/** @type {Record<string, string>} */
const CONTACT_OF_MODE = {
  telephoner: "telephone",
  "envoyer-un-courriel": "courriel",
  "utiliser-lien-mobilisation": "lien_mobilisation",
};

/** Every rule that an entry breaks. @param {Data} data @param {string} today « 2026-11-21 » @returns {Diagnostic[]} */
export function findBreaches(data, today) {
  return [...futureDates(data, [], today), ...RULES.flatMap((rule) => [...rule(data)])];
}

/** What has been done cannot be dated tomorrow. @param {any} value @param {Path} path @param {string} today @returns {Generator<Diagnostic>} */
function* futureDates(value, path, today) {
  for (const [key, inner] of entriesOf(value)) yield* futureDates(inner, [...path, key], today);
  const last = path.at(-1);
  if (typeof value !== "string" || typeof last !== "string" || !PAST.has(last)) return;
  if (readDate(value) > readDate(today)) {
    const hint = `écrivez la date du jour (${today}) ou une date passée`;
    yield say("date-future", path, `« ${value} » est dans le futur`, hint);
  }
}

/** @param {Data} data */
function* everyoneAlone({ publics }) {
  if (!Array.isArray(publics) || !publics.includes("tous-publics") || publics.length < 2) return;
  yield say(
    "tous-publics-accompagne",
    ["publics", publics.indexOf("tous-publics")],
    "« tous-publics » comprend déjà tous les autres",
    "gardez « tous-publics » seul, ou retirez-le et gardez les publics précis",
  );
}

/** @param {any} value @param {Path} path @returns {Generator<Diagnostic>} */
function* licences(value, path) {
  const named = Array.isArray(value) && path.at(-1) === "permis" && value.includes("aucun");
  if (named && !value.every((/** @type {any} */ code) => NO_LICENCE.has(String(code)))) {
    yield say(
      "aucun-permis-accompagne",
      [...path, value.indexOf("aucun")],
      "« aucun » permis ne va pas avec un permis",
      "gardez « aucun » seul, ou retirez-le ; « pas de permis B » se dit dans « sauf »",
    );
  }
  for (const [key, inner] of entriesOf(value)) yield* licences(inner, [...path, key]);
}

/** @param {Data} data */
function* freeHasNoPrice({ frais, montant }) {
  if (frais !== "gratuit" || montant?.sens !== "paye" || !(montant.min || montant.max)) return;
  yield say(
    "prix-et-gratuit",
    ["montant"],
    "le service est dit gratuit, et un prix à payer est donné",
    "écrivez « frais: payant », ou retirez le montant",
  );
}

/** @param {Data} data */
function* remoteHasNoDesk({ modes_accueil: accueil, modes_mobilisation: modes, provenance }) {
  if (!Array.isArray(modes) || !modes.includes("se-presenter")) return;
  if (!Array.isArray(accueil) || String(accueil) !== "a-distance") return;
  yield say(
    "distance-et-se-presenter",
    ["modes_mobilisation", modes.indexOf("se-presenter")],
    "on ne peut pas se présenter à un service qui n’existe qu’à distance",
    "ajoutez « en-presentiel » à modes_accueil, ou retirez « se-presenter »",
    provenance !== undefined,
  );
}

/** @param {Data} data */
function* modeHasContact(data) {
  const modes = Array.isArray(data.modes_mobilisation) ? data.modes_mobilisation : [];
  for (const [rank, mode] of modes.entries()) {
    const contact = CONTACT_OF_MODE[String(mode)];
    if (!contact || data[contact]) continue;
    const message = `« ${mode} » est proposé, mais « ${contact} » n’est pas donné`;
    const hint = `ajoutez le champ « ${contact} », ou retirez ce mode`;
    yield say("mode-sans-contact", ["modes_mobilisation", rank], message, hint, true);
  }
}

/** @param {any} value @param {Path} path @returns {Generator<Diagnostic>} */
function* bounds(value, path) {
  const { min, max } = Array.isArray(value) ? [] : Object(value);
  if (typeof min === "number" && typeof max === "number" && min > max) {
    yield say(
      "minimum-au-dessus-du-maximum",
      [...path, "min"],
      `le minimum (${min}) est plus grand que le maximum (${max})`,
      "échangez les deux valeurs, ou corrigez-en une",
    );
  }
  for (const [key, inner] of entriesOf(value)) yield* bounds(inner, [...path, key]);
}

/** @param {Data} data */
function* stateExplained({ etat, etat_precisions: details }) {
  if (etat === "saisonnier" && !Object.hasOwn(Object(details), "periode")) {
    yield say(
      "saison-sans-periode",
      ["etat"],
      "un service saisonnier dit quand il a lieu",
      "ajoutez « etat_precisions: » avec « periode: {debut: 06-01, fin: 09-30} »",
    );
  }
  if (readDate(details?.depuis) > readDate(details?.jusqu_a)) {
    yield say(
      "dates-inversees",
      ["etat_precisions", "jusqu_a"],
      "la date de fin est avant la date de début",
      "échangez « depuis » et « jusqu_a », ou corrigez l’une des deux",
    );
  }
}

/** @param {Data} data */
function* noPersonalData({ courriel, telephone }) {
  const code = "donnee-personnelle";
  if (typeof courriel === "string" && courriel.length <= 254 && PERSONAL_MAIL.test(courriel)) {
    const hint = "préférez une adresse de service, « contact@… »";
    yield say(code, ["courriel"], "cette adresse semble être celle d’une personne", hint, true);
  }
  if (typeof telephone === "string" && MOBILE.test(telephone)) {
    const message = "ce numéro de mobile semble être celui d’une personne";
    const hint =
      "préférez le numéro fixe de l’accueil, ou vérifiez que ce mobile est professionnel";
    yield say(code, ["telephone"], message, hint, true);
  }
}

/** @param {Data} data */
function* oneAlphabet(data) {
  for (const field of ["nom", "titre", "resume", "sigle"]) {
    const word = typeof data[field] === "string" ? mixedAlphabet(data[field]) : "";
    if (!word) continue;
    const message = `le mot « ${word} » mélange des lettres de deux alphabets`;
    yield say("alphabet-mele", [field], message, "retapez ce mot au clavier", true);
  }
}

/** @param {Data} data */
function* reviewAfterCheck({ verification, prochaine_revue: review }) {
  const checked = verification?.le;
  if (!(readDate(review) <= readDate(checked))) return;
  const message = `la prochaine vérification n’est pas après la dernière (${checked})`;
  const hint = "écrivez le jour de la suivante, ou retirez cette ligne : le site en fixera un";
  yield say("revue-deja-faite", ["prochaine_revue"], message, hint, true);
}

/** @type {((data: Data) => Iterable<Diagnostic>)[]} */
const RULES = [
  everyoneAlone,
  ({ eligibilite }) => licences(eligibilite, ["eligibilite"]),
  freeHasNoPrice,
  remoteHasNoDesk,
  modeHasContact,
  ({ montant }) => bounds(montant, ["montant"]),
  ({ eligibilite }) => bounds(eligibilite, ["eligibilite"]),
  stateExplained,
  noPersonalData,
  oneAlphabet,
  reviewAfterCheck,
];

/** What an object or a list holds, by key or by rank. @param {any} value @returns {[string | number, any][]} */
function entriesOf(value) {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
