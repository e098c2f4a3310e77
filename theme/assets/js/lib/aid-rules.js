/**
 * The published rules → what they answer for a person. Services that share a rule are judged once,
 * and so is each criterion: thousands of services are a few hundred evaluations.
 * `generator/render/search/rules.py` writes these files.
 */

import { readAscending } from "./compact.js";
import { allOf, answer, CHECK, EMPLOYER, NO } from "./eligibility.js";

/**
 * @typedef {import("./eligibility.js").Answer} Answer
 * @typedef {import("./eligibility.js").Condition} Condition
 * @typedef {import("./eligibility.js").Person} Person
 * @typedef {import("./eligibility.js").Holds} Holds
 *
 * @typedef {{condition: Condition, words: string}} Criterion `words` is empty when the service
 *   itself says what is to be checked
 * @typedef {{criteria: number[], services: number[]}} Shared ranks of criteria; numbers of services
 *
 * @typedef {object} Judged one service for one person
 * @property {number} service
 * @property {Answer} answer
 * @property {boolean} isAsked a question could still settle it
 * @property {{criterion: Criterion, answer: Answer, words: string}[]} reasons
 *
 * @typedef {{criteres: [Condition, string][], regles: number[][], services: string[],
 *   besoins: Record<string, string>}} RuleFile
 */

export class AidRules {
  /** @type {Criterion[]} */
  criteria = [];
  /** @type {Shared[]} */
  shared = [];
  /** Service → the need that it answers first. @type {Map<number, string>} */
  needs = new Map();
  /** Services that two files hold, because they reach two départements. */
  #known = new Set();

  /** @param {RuleFile[]} files */
  constructor(files) {
    for (const file of files) this.#add(file);
  }

  /** @param {RuleFile} file */
  #add({ criteres, regles, services, besoins }) {
    const first = this.criteria.length;
    this.criteria.push(...criteres.map(([condition, words]) => ({ condition, words })));
    regles.forEach((ranks, i) => {
      /** @type {number[]} */
      const own = [];
      readAscending(services[i], (service) => {
        if (!this.#known.has(service)) own.push(service);
        this.#known.add(service);
      });
      this.shared.push({ criteria: ranks.map((rank) => first + rank), services: own });
    });
    for (const [code, text] of Object.entries(besoins)) {
      readAscending(text, (service) => this.needs.set(service, code));
    }
  }

  /** The rules of some services only. @param {(service: number) => boolean} isWanted @returns {AidRules} */
  only(isWanted) {
    const rules = new AidRules([]);
    rules.criteria = this.criteria;
    rules.needs = this.needs;
    rules.shared = this.shared
      .map(({ criteria, services }) => ({ criteria, services: services.filter(isWanted) }))
      .filter(({ services }) => services.length);
    return rules;
  }

  /** What each criterion says. @param {Person} person @param {Holds} holds @returns {Answer[]} */
  answers(person, holds) {
    return this.criteria.map(({ condition }) => answer(condition, person, holds));
  }

  /** @param {Person} person @param {Holds} holds @returns {Judged[]} */
  judge(person, holds) {
    const answers = this.answers(person, holds);
    return this.shared.flatMap(({ criteria, services }) => {
      const said = allOf(criteria.map((rank) => answers[rank]));
      const all = criteria.map((rank) => ({
        criterion: this.criteria[rank],
        answer: answers[rank],
        words: wordsFor(this.criteria[rank], answers[rank], person),
      }));
      const reasons = all.filter(isSaid);
      const isAsked = said === CHECK && person.statut !== EMPLOYER && reasons.some(isOpen);
      return services.map((service) => ({ service, answer: said, isAsked, reasons }));
    });
  }
}

/** Something that a fact about the person would settle. @param {{criterion: Criterion, answer: Answer}} reason */
function isOpen({ criterion, answer: said }) {
  return said === CHECK && !("a_verifier" in criterion.condition);
}

/** What is for people is only said to an employer. @param {{criterion: Criterion, answer: Answer}} reason */
export function isSaid({ criterion, answer: said }) {
  return said === NO || !("personne" in criterion.condition);
}

/**
 * The words of a criterion; an age that does not fit is recalled, since it may have been mistyped.
 * @param {Criterion} criterion
 * @param {Answer} said
 * @param {Person} person
 */
export function wordsFor({ condition, words }, said, { age }) {
  const isAge = said === NO && age !== undefined && "age" in condition;
  return isAge ? `${words} (vous avez ${age}\u00a0ans)` : words;
}
