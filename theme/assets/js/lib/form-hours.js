/**
 * Opening hours that a machine can read, or why not. Only the generator knows the whole syntax of
 * OpenStreetMap; here, words that it does not have and times that do not exist are told.
 */

import { firstSigns } from "./form-characters.js";
import { tidyHours } from "./form-french-hours.js";

const HINT =
  "écrivez par exemple « Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off » " +
  "(Mo Tu We Th Fr Sa Su = lundi à dimanche, PH = jours fériés)";
const DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)";
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const CLOCK = "(?:[01]?[0-9]|2[0-9]|3[0-9]|4[0-8]):[0-5][0-9]";
const EVENT = "(?:sunrise|sunset|dawn|dusk|easter|week|days?|open|closed|off|unknown)";
const WORD = new RegExp(
  `24/7|${CLOCK}|${DAY}(?![a-z])|${MONTH}(?![a-z])|${EVENT}(?![a-z])|"[^"]*"|[0-9]{1,4}(?![0-9:h])|\\|\\||[-+,;:/()[\\] –]`,
  "giy",
);

/** @type {import("./form-schema.js").Check} */
export function checkHours(text) {
  if (isRead(text) && (/[a-z:]|24\/7/i.test(text) || /^[0-9]{4}$/.test(text))) return null;
  const meant = tidyHours(text);
  return {
    code: "horaires-invalides",
    message: `horaires illisibles : « ${firstSigns(text, 60)} »`,
    hint: meant === text ? HINT : `vouliez-vous dire « ${meant} » ?`,
  };
}

/** Whether a text is made of words of the syntax only. @param {string} text */
function isRead(text) {
  WORD.lastIndex = 0;
  while (WORD.lastIndex < text.length) if (!WORD.test(text)) return false;
  return true;
}
