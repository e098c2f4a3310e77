/**
 * A phone number, or why it cannot be dialled: what `generator/parse/phone.py` says. The plan of
 * French numbers is that of the library that the generator uses: a test compares both.
 */

import { firstSigns } from "./form-characters.js";

const ALLOWED = /^\+?[0-9][0-9 .\-\u00a0\u202f()]{1,24}$/;
const ABROAD = /^\+(?!33|0)[0-9]{8,15}$/;
const SHORT_LENGTH = 6;

/** Nine figures after the « 0 » or « +33 », by kind of line. */
export const NUMBERS = [
  "(?:26[013-9]|59[1-35-9])\\d{6}|(?:[13]\\d|2[0-57-9]|4[1-9]|5[0-8])\\d{7}",
  "(?:6(?:[0-24-8]\\d|3[0-8]|9[589])|7[3-9]\\d)\\d{6}",
  "80[0-5]\\d{6}",
  "836(?:0[0-36-9]|[1-9]\\d)\\d{4}|8(?:1[2-9]|2[2-47-9]|3[0-57-9]|[569]\\d|8[0-35-9])\\d{6}",
  "8(?:1[01]|2[0156]|4[024]|84)\\d{6}",
  "9\\d{8}",
  "80[6-9]\\d{6}",
];

/** Numbers of two to six figures, such as 115 or 3949. */
export const SHORT_NUMBERS =
  "1(?:0\\d\\d|1(?:[02459]|6(?:00[06]|11[17])|8\\d{3})|[578]|9[167])|2(?:0(?:00|2)0|24)|[3-8]\\d{4}|3\\d{3}|6(?:1[14]|34)|7(?:0[06]|22|40)";

const NUMBER = new RegExp(`^(?:${NUMBERS.join("|")})$`);
const SHORT = new RegExp(`^(?:${SHORT_NUMBERS})$`);

/** @type {import("./form-schema.js").Check} */
export function checkPhone(text) {
  if (ALLOWED.test(text) && canBeDialled(text)) return null;
  return {
    code: "telephone-invalide",
    message: `« ${firstSigns(text, 40)} » n’est pas un numéro de téléphone français`,
    hint: "dix chiffres, « 04 71 00 00 00 », ou un numéro court comme « 3949 » ; un seul numéro",
  };
}

/** @param {string} text */
function canBeDialled(text) {
  const digits = text.replace(/[^0-9]/g, "");
  if (!text.startsWith("+")) {
    if (digits.length <= SHORT_LENGTH) return SHORT.test(digits);
    return NUMBER.test(digits.replace(/^(?:0033|0)0?/, ""));
  }
  // The plans of other countries are for the generator to know.
  return digits.startsWith("33")
    ? NUMBER.test(digits.replace(/^330?/, ""))
    : ABROAD.test(`+${digits}`);
}
