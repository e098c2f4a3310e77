/**
 * What a person answered ↔ the fragment of the address: it is never sent, and whoever receives the
 * link finds the same answers. What is read is checked: a fragment can be written by anybody.
 * `my_aids_url` of `generator/plan/urls.py` writes the same.
 */

import { withFact } from "./aid-questions.js";

/**
 * @typedef {import("./aid-questions.js").Question} Question
 * @typedef {import("./eligibility.js").Person} Person
 *
 * @typedef {object} Answers
 * @property {string} lieu code of the place; "" when it is not said
 * @property {string[]} besoins codes of great themes
 * @property {Person} person
 * @property {string[]} passes what was passed over: facts, « lieu », « besoins »
 */

const PLACE = /^(?:\d[\dAB]\d{3}|\d{9}|\d{2,3}|2[AB])$/;
const LONGEST = 2000;
/** The largest number that each fact may be; the others are amounts. @type {Record<string, number>} */
const MOST = { age: 120, distance_km: 20000 };
const MOST_EUROS = 1_000_000;

/** @param {Answers} answers @returns {string} "#lieu=43157&age=22", or "" */
export function writeAnswers({ lieu, besoins, person, passes }) {
  const { ressources, publics, hors_publics: others, permis, ...facts } = person;
  /** @type {[string, unknown][]} */
  const pairs = [
    ["lieu", lieu],
    ["besoins", besoins.join()],
    ...Object.entries(facts),
    ["publics", publics?.join()],
    ["hors", others?.join()],
    ["permis", permis?.join()],
    ...(typeof ressources === "object" ? Object.entries(ressources) : []),
    ["passe", passes.join()],
  ];
  const said = pairs.filter(([, value]) => value !== undefined && value !== "");
  return said.length ? `#${said.map(([name, value]) => `${name}=${value}`).join("&")}` : "";
}

/** The answers as one more step of the history. @param {Answers} answers */
export function keepAnswers(answers) {
  const { pathname, search, hash } = location;
  const said = writeAnswers(answers);
  const step = (history.state?.step ?? 0) + 1;
  if (said !== hash) history.pushState({ step }, "", pathname + search + said);
}

/**
 * @param {string} fragment
 * @param {Question[]} questions
 * @param {string[]} needs codes that are known
 * @returns {Answers}
 */
export function readAnswers(fragment, questions, needs) {
  const said = new URLSearchParams(fragment.slice(1, LONGEST));
  const lieu = (said.get("lieu") ?? "").toUpperCase();
  const listed = (/** @type {string} */ name) => (said.get(name) ?? "").split(",").filter(Boolean);
  const facts = questions.map(({ fact }) => fact);
  const person = questions.reduce(
    (known, question) => withAnswer(known, question, said.get(question.fact)),
    /** @type {Person} */ ({}),
  );
  const publics = codesOf(questions.find(({ fact }) => fact === "publics"));
  const others = listed("hors").filter((code) => publics.includes(code));
  if (others.length) {
    person.hors_publics = others.filter((code) => !person.publics?.includes(code));
  }
  return {
    lieu: PLACE.test(lieu) ? lieu : "",
    besoins: listed("besoins").filter((code) => needs.includes(code)),
    person,
    passes: listed("passe").filter((name) => ["lieu", "besoins", ...facts].includes(name)),
  };
}

/** @param {Person} person @param {Question} question @param {string | null} text @returns {Person} */
function withAnswer(person, question, text) {
  if (!text) return person;
  const { fact, answers, several } = question;
  const known = codesOf(question);
  if (several) {
    const codes = text.split(",").filter((code) => known.includes(code));
    return codes.length ? withFact(person, fact, codes) : person;
  }
  if (answers) return known.includes(text) ? withFact(person, fact, text) : person;
  const value = readNumber(text, fact);
  return value === null ? person : withFact(person, fact, value);
}

/** What was typed for a number: « 1 200,50 »; null when it is none. @param {string} text @param {string} fact @returns {number | null} */
export function readNumber(text, fact) {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  if (!/^\d{1,7}(?:\.\d{1,2})?$/.test(plain)) return null;
  const value = fact === "age" ? Math.floor(Number(plain)) : Number(plain);
  return value <= (MOST[fact] ?? MOST_EUROS) ? value : null;
}

/** @param {Question | undefined} question @returns {string[]} */
function codesOf(question) {
  return (question?.answers ?? []).map(([code]) => code);
}
