/** Each `format` of the schemas → the check of a value: what `generator/parse/formats.py` says. */

import { firstSigns, foldWords } from "./form-characters.js";
import { checkHours } from "./form-hours.js";
import { checkPhone } from "./form-phone.js";
import { urlFault } from "./form-url.js";

/**
 * @typedef {import("./form-schema.js").Check} Check
 * @typedef {import("./form-schema.js").Fault} Fault
 */

const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const FRENCH_DATE = /^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})$/;
const DAY = /^([0-9]{2})-([0-9]{2})$/;
const FRENCH_DAY = /^([0-9]{1,2})[/. -]([0-9]{1,2})(?:[/. -][0-9]{4})?$/;
const NAMED_DAY = /^([0-9]{1,2})(?:er)? ([a-z]{3,9})(?: [0-9]{4})?$/;
const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ");
const EMAIL =
  /^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}$/;
const MAX_EMAIL = 254;
const LA_POSTE = "356000000";
const REGISTER = "sans espace, recopiés de annuaire-entreprises.data.gouv.fr";

/**
 * The checks by format; those of territories need the territories.
 * @param {{hosts?: string[], commune?: Check, zone?: Check}} known
 * @returns {Record<string, Check>}
 */
export function makeFormats({ hosts = [], commune = () => null, zone = () => null }) {
  return {
    commune,
    date: checkDate,
    email: checkEmail,
    jour: checkDay,
    "opening-hours": checkHours,
    siren: checkSiren,
    siret: checkSiret,
    telephone: checkPhone,
    uri: (text) => urlFault(text, hosts),
    zone,
  };
}

/** A date as entries write it → when it was, in a number; NaN when it is anything else. @param {unknown} text */
export function readDate(text) {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(String(text)) ?? [];
  const moment = new Date(0);
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isReal = moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(day);
  return isReal && Number(year) > 0 ? moment.getTime() : NaN;
}

/** @type {Check} */
function checkDate(text) {
  if (!Number.isNaN(readDate(text))) return null;
  return wrong("date-invalide", text, "n’est pas une date", dateRemedy(text));
}

/** The same day as it should be written; the last of its month when the month is shorter. @param {string} text */
function dateRemedy(text) {
  const numbers = DATE.test(text) ? text.split("-") : (FRENCH_DATE.exec(text)?.slice(1).reverse() ?? []);
  const [year, month, day] = numbers.map(Number);
  if (!(year && month >= 1 && month <= 12 && day)) return "année, mois, jour : « 2026-11-21 »";
  const end = new Date(0);
  end.setUTCFullYear(year, month, 0);
  const last = end.getUTCDate();
  const manner = day <= last ? "année, mois, jour" : `ce mois n’a que ${last} jours`;
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${manner} : « ${String(year).padStart(4, "0")}-${two(month)}-${two(Math.min(day, last))} »`;
}

/** @type {Check} */
function checkDay(text) {
  if (!Number.isNaN(readDate(`2000-${text}`))) return null;
  return wrong("date-invalide", text, "n’est pas un jour", dayRemedy(text));
}

/** The same day of any year as it should be written; 29 February is one. @param {string} text */
function dayRemedy(text) {
  const written = DAY.exec(text);
  const [, first, second] = FRENCH_DAY.exec(text) ?? [];
  const [, named, name] = NAMED_DAY.exec(foldWords(firstSigns(text, 40))) ?? [];
  let [month, day] = [7, 14];
  if (written && Number(written[1]) >= 1 && Number(written[1]) <= 12) [month, day] = written.slice(1).map(Number);
  else if (first) [month, day] = [Number(second), Number(first)];
  else if (named && MONTHS.includes(name)) [month, day] = [MONTHS.indexOf(name) + 1, Number(named)];
  if (!(month >= 1 && month <= 12 && day)) return "mois, puis jour : « 07-14 »";
  const last = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const manner = day <= last ? "mois, puis jour" : `ce mois n’a que ${last} jours`;
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${manner} : « ${two(month)}-${two(Math.min(day, last))} »`;
}

/** @type {Check} */
function checkEmail(text) {
  if (text.length <= MAX_EMAIL && EMAIL.test(text)) return null;
  return {
    code: "courriel-invalide",
    message: `« ${firstSigns(text, 60)} » n’est pas une adresse de courriel`,
    hint: "une seule adresse, sans accent ni espace : « contact@exemple.fr »",
  };
}

/** @type {Check} */
function checkSiret(text) {
  if (/^[0-9]{14}$/.test(text) && hasKey(text)) return null;
  return wrong("siret-invalide", text, "n’est pas un SIRET", `14 chiffres ${REGISTER}`);
}

/** @type {Check} */
function checkSiren(text) {
  if (/^[0-9]{9}$/.test(text) && text !== "000000000" && luhn(text) % 10 === 0) return null;
  return wrong("siret-invalide", text, "n’est pas un SIREN", `9 chiffres ${REGISTER}`);
}

/** La Poste’s many offices follow a rule of their own. @param {string} siret */
function hasKey(siret) {
  const isRight = luhn(siret) % 10 === 0;
  if (!siret.startsWith(LA_POSTE)) {
    const siren = siret.slice(0, 9);
    return isRight && siren !== "000000000" && luhn(siren) % 10 === 0;
  }
  return isRight || [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** @param {string} digits */
function luhn(digits) {
  const doubled = [...digits].reverse().map((digit, rank) => Number(digit) * (1 + (rank % 2)));
  return doubled.reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
}

/** @param {string} code @param {string} text @param {string} what @param {string} hint @returns {Fault} */
function wrong(code, text, what, hint) {
  return { code, message: `« ${firstSigns(text, 40)} » ${what}`, hint };
}
