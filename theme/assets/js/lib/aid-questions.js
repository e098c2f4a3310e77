/**
 * What is known and the rules → the question that splits best what is left. A question is asked only
 * when one of its answers would change what is said of a service: what nothing depends on is never
 * asked, and what was passed over is not asked again.
 */

import { NOBODY, valuesOf } from "./aid-values.js";
import { answer, CHECK, EMPLOYER, resourceKey } from "./eligibility.js";

/**
 * @typedef {import("./aid-rules.js").AidRules} AidRules
 * @typedef {import("./eligibility.js").Answer} Answer
 * @typedef {import("./eligibility.js").Condition} Condition
 * @typedef {import("./eligibility.js").Holds} Holds
 * @typedef {import("./eligibility.js").Person} Person
 *
 * @typedef {object} Question as `generator/plan/question_words.py` words it
 * @property {string} fact
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [unit] of a number
 * @property {[string, string][]} [answers] code and words
 * @property {boolean} [several]
 * @property {string} [vocabulary] the kind of condition whose codes are these answers
 */

const GROUPS = ["toutes", "une", "sauf"];
/** Rules from which a question is weighed: on a large site and an old phone, all take too long. */
const WEIGHED = 250;
/** What all criteria say is the least of what each says. @type {Record<Answer, number>} */
const LEVELS = { non: 0, "a-verifier": 1, oui: 2 };
/** What a condition depends on, deductions included. @type {Record<string, string[]>} */
const DEPENDS = {
  age: ["age"],
  statuts: ["statut", "contrat"],
  contrat: ["contrat", "statut"],
  publics: ["publics", "age", "statut"],
  permis: ["permis"],
  distance_km: ["distance_km"],
};

/** Every simple condition of a condition. @param {Condition} condition @returns {[string, any][]} */
export function leaves(condition) {
  return Object.entries(condition).flatMap(([kind, value]) =>
    GROUPS.includes(kind) ? value.flatMap(leaves) : [[kind, value]],
  );
}

/** The facts that a condition depends on. @param {Condition} condition @returns {Set<string>} */
export function factsOf(condition) {
  const facts = leaves(condition).flatMap(([kind, value]) =>
    kind === "ressources" ? [resourceKey(value)] : (DEPENDS[kind] ?? []),
  );
  return new Set(facts);
}

/**
 * A person of whom one more fact is known.
 * @param {Person} person
 * @param {string} fact
 * @param {any} value
 * @returns {Person}
 */
export function withFact(person, fact, value) {
  if (!fact.includes("/")) return { ...person, [fact]: value };
  const known = typeof person.ressources === "object" ? person.ressources : {};
  return { ...person, ressources: { ...known, [fact]: value } };
}

export class Questions {
  /** @param {Question[]} questions @param {AidRules} rules @param {Holds} holds */
  constructor(questions, rules, holds) {
    this.questions = questions;
    this.rules = rules;
    this.holds = holds;
    this.facts = rules.criteria.map(({ condition }) => factsOf(condition));
    this.conditions = rules.criteria.flatMap(({ condition }) => leaves(condition));
  }

  /**
   * The questions that still split, the best first, and what is on a paper last. An employer is not
   * asked what only a person has.
   * @param {Person} person
   * @param {(fact: string) => boolean} isDone answered, or passed over
   * @returns {Question[]}
   */
  left(person, isDone) {
    if (person.statut === EMPLOYER) return [];
    const levels = this.rules.answers(person, this.holds).map((said) => LEVELS[said]);
    const open = this.rules.shared.filter(
      ({ criteria }) => Math.min(...criteria.map((rank) => levels[rank])) === LEVELS[CHECK],
    );
    return this.questions
      .filter(({ fact }) => !isDone(fact))
      .map((question) => ({
        question,
        gain: easeOf(question) * this.#gain(question.fact, person, levels, open),
      }))
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => isAmount(a.question) - isAmount(b.question) || b.gain - a.gain)
      .map(({ question }) => question);
  }

  /** The answers that say something about these rules. @param {Question} question @param {Person} person @returns {[string, string][]} */
  answersOf({ fact, answers = [], vocabulary, several }, person) {
    const said = (/** @type {string} */ code) => this.#saidOf(fact, several ? [code] : code, person);
    const nothing = this.#saidOf(fact, several ? ["aucun"] : NOBODY, person);
    const isNone = (/** @type {string} */ code) => code === "aucun" || code === NOBODY;
    const kinds = this.conditions.filter(([kind]) => kind === vocabulary);
    const isNamed = (/** @type {string} */ code) => kinds.some(([, codes]) => codes.includes(code));
    if (fact === "publics") return answers.filter(([code]) => this.#isOpen(code, person));
    return answers.filter(([code]) => isNone(code) || isNamed(code) || said(code) !== nothing);
  }

  /** Whether a public is named, and neither said nor deduced. @param {string} public_ @param {Person} person */
  #isOpen(public_, person) {
    const isNamed = this.conditions.some(([kind, codes]) => kind === "publics" && codes.includes(public_));
    return isNamed && answer({ publics: [public_] }, person, this.holds) === CHECK;
  }

  /** @param {string} fact @param {any} value @param {Person} person */
  #saidOf(fact, value, person) {
    const told = withFact(person, fact, value);
    return this.rules.criteria
      .filter((_, rank) => this.facts[rank].has(fact))
      .map(({ condition }) => answer(condition, told, this.holds))
      .join();
  }

  /**
   * How much the answers to a question tell apart, service by service: nothing when each answer
   * leaves the service as it is, most when they share it between yes, no and to check.
   * @param {string} fact
   * @param {Person} person
   * @param {number[]} levels what each criterion says now
   * @param {import("./aid-rules.js").Shared[]} open rules that are not settled
   */
  #gain(fact, person, levels, open) {
    const isMoving = (/** @type {number} */ rank) => this.facts[rank].has(fact);
    const touched = sample(open.filter(({ criteria }) => criteria.some(isMoving)));
    if (!touched.length) return 0;
    const cases = this.#cases(fact, touched, person);
    /** @type {Map<number, number[]>} what each criterion would say, case by case */
    const told = new Map();
    for (const rank of new Set(touched.flatMap(({ criteria }) => criteria.filter(isMoving)))) {
      const { condition } = this.rules.criteria[rank];
      told.set(rank, cases.map((other) => LEVELS[answer(condition, other, this.holds)]));
    }
    let gain = 0;
    for (const { criteria, services } of touched) {
      const rest = Math.min(...criteria.map((rank) => (told.has(rank) ? LEVELS.oui : levels[rank])));
      const rows = criteria.map((rank) => told.get(rank)).filter((row) => row !== undefined);
      gain += services.length * spread(rows, cases.length, rest);
    }
    return gain;
  }

  /** The persons that each kind of answer to a question would make. @param {string} fact @param {import("./aid-rules.js").Shared[]} touched @param {Person} person @returns {Person[]} */
  #cases(fact, touched, person) {
    const ranks = new Set(touched.flatMap(({ criteria }) => criteria));
    const asked = [...ranks].flatMap((rank) => leaves(this.rules.criteria[rank].condition));
    const told = valuesOf(fact, asked);
    if (fact !== "publics") return told.map((value) => withFact(person, fact, value));
    const open = told.filter((code) => this.#isOpen(code, person));
    if (!open.length) return [];
    const others = { ...person, hors_publics: [...(person.hors_publics ?? []), ...open] };
    const belongs = person.publics ?? [];
    return [others, ...open.map((code) => ({ ...others, publics: [...belongs, code] }))];
  }
}

/** @param {Question} question @returns {number} */
function isAmount({ fact }) {
  return fact.includes("/") ? 1 : 0;
}

/** What one knows by heart is asked before what is to be looked up. @param {Question} question */
function easeOf({ unit }) {
  return unit === "km" ? 0.7 : 1;
}

/** Between 0, when all cases give the same answer, and 2/3. @param {number[][]} rows @param {number} cases @param {number} rest what the other criteria say */
function spread(rows, cases, rest) {
  const counts = [0, 0, 0];
  for (let i = 0; i < cases; i += 1) {
    let least = rest;
    for (const row of rows) if (row[i] < least) least = row[i];
    counts[least] += 1;
  }
  return counts.includes(cases) ? 0 : 1 - counts.reduce((sum, n) => sum + (n / cases) ** 2, 0);
}

/** Some of them, evenly; all when they are few. @template T @param {T[]} all @returns {T[]} */
function sample(all) {
  const step = Math.ceil(all.length / WEIGHED);
  return step > 1 ? all.filter((_, rank) => rank % step === 0) : all;
}
