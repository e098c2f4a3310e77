/** Rules and a place → what is found, its order, and the need under which each aid stands. */

import { leaves } from "./aid-questions.js";
import { YES } from "./eligibility.js";

/**
 * @typedef {import("./aid-bundle.js").Found} Found
 * @typedef {import("./aid-bundle.js").Group} Group
 * @typedef {import("./aid-data.js").Around} Around
 * @typedef {import("./aid-rules.js").AidRules} AidRules
 * @typedef {import("./aid-rules.js").Judged} Judged
 * @typedef {import("./eligibility.js").Person} Person
 */

/** What says for whom an aid is; a place, or words, do not. */
const SPECIFIC = ["age", "statuts", "publics", "permis", "contrat", "ressources", "distance_km"];
const TO_CONFIRM = 5;

/**
 * Best first: yes, then to check, then what nobody confirmed; in each, what is meant for this person
 * comes before what is for everybody, and what a question would settle comes last.
 * @param {Judged} judged
 */
export function rankOf({ answer, isAsked, reasons }) {
  const isMeant = reasons.some(isMet);
  if (answer === YES) return isMeant ? 0 : 1;
  const rank = isMeant ? 2 : isAsked ? 4 : 3;
  return reasons.some(isToConfirm) ? TO_CONFIRM + rank : rank;
}

/** @param {Judged["reasons"][number]} reason */
function isMet({ criterion, answer }) {
  if (answer !== YES || "sauf" in criterion.condition) return false;
  return leaves(criterion.condition).some(([kind]) => SPECIFIC.includes(kind));
}

/** The state of a service is in words that stay with the rule; the others are read apart. @param {Judged["reasons"][number]} reason */
function isToConfirm({ criterion }) {
  return Boolean(criterion.condition.a_verifier);
}

/** The surest first, then in the order of the site. @param {Found[]} found */
export function sorted(found) {
  return [...found].sort((a, b) => rankOf(a) - rankOf(b) || a.service - b.service);
}

/** The rules of the services of the needs that were chosen. @param {Around} around @param {string[]} besoins */
export function chosen({ rules, needs }, besoins) {
  if (!besoins.length) return rules;
  return rules.only((service) => needs(service).some((code) => besoins.includes(code)));
}

/** What each rule says, and what the place itself says. @param {AidRules} rules @param {Person} person @param {Around} around @returns {Found[]} */
export function judgeAround(rules, person, around) {
  return rules.judge(person, around.holds).map((one) => {
    const zone = around.zone(one.service);
    const isOpen = zone.answer === "a-verifier" && one.answer !== "non";
    return { ...one, zone, ...(isOpen ? { answer: zone.answer, isAsked: true } : {}) };
  });
}

/**
 * Under the needs that were chosen, else under the one that each service answers first.
 * @param {Found[]} found
 * @param {Around} around
 * @param {string[]} chosen codes of needs
 * @param {[string, string][]} order every need and its words
 * @returns {Group[]}
 */
export function byNeed(found, { rules, needs }, chosen, order) {
  const placeOf = (/** @type {number} */ service) => {
    const first = rules.needs.get(service) ?? "";
    if (!chosen.length || chosen.includes(first)) return first;
    return chosen.find((code) => needs(service).includes(code));
  };
  return order
    .map(([code, label]) => {
      return { code, label, found: found.filter(({ service }) => placeOf(service) === code) };
    })
    .filter(({ found: own }) => own.length);
}
