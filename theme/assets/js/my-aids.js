/**
 * « Mes aides possibles »: what a person answers → the aids that are possible, by need, from the
 * first answer on. Everything can be passed; answers stay in the page and in the fragment of its
 * address, which a browser never sends.
 */

import { keepAnswers, readAnswers } from "./lib/aid-address.js";
import { answerChips } from "./lib/aid-answers.js";
import { addressOf, AidBundle } from "./lib/aid-bundle.js";
import { AidData } from "./lib/aid-data.js";
import { openHelpers } from "./lib/aid-helpers.js";
import { byNeed, chosen, judgeAround } from "./lib/aid-order.js";
import { answered, countAsked, isKnown } from "./lib/aid-person.js";
import { Questions } from "./lib/aid-questions.js";
import { summary, tools, ways } from "./lib/aid-summary.js";
import { element } from "./lib/dom.js";
import { placeForm } from "./lib/place-question.js";
import { addBack, questionForm } from "./lib/question-form.js";

/** @typedef {import("./lib/aid-address.js").Answers} Answers */

const ENOUGH = 6; // questions put by themselves; the next ones on demand
const NEEDS = "besoins";

/** @param {HTMLElement} place */
export async function start(place) {
  const data = new AidData(place.dataset);
  const page = new MyAids(place, data, await data.questions());
  await page.restore();
  addEventListener("popstate", () => page.follow());
  addEventListener("hashchange", () => page.follow());
}

class MyAids {
  #turn = 0;
  #wantsMore = false;
  #isBack = false;
  #shown = "";

  /** @param {HTMLElement} place @param {AidData} data @param {import("./lib/aid-questions.js").Question[]} questions */
  constructor(place, data, questions) {
    const { root = "", icons: sprite = "", help = "" } = place.dataset;
    this.place = place;
    this.data = data;
    this.questions = questions;
    /** @type {import("./lib/aid-bundle.js").Found[]} */
    this.found = [];
    this.given = element("div", { class: "aids-given" });
    this.asked = element("div", { class: "aids-asked" });
    this.status = element("p", { class: "aids-status", role: "status" });
    this.tools = element("div", { class: "aids-tools cluster" });
    this.results = element("div", { class: "flow flow-wide" });
    this.bundle = new AidBundle(this.results, data, { root, sprite });
    this.help = element("div", {});
    this.findHelp = openHelpers(root + help, { root, sprite });
    this.paper = element("p", { class: "aids-address print-only" });
    place.append(this.given, this.asked, this.status, this.tools, this.results, this.help, this.paper);
    document.querySelector("[data-aids-without-script]")?.setAttribute("hidden", "");
  }

  /** One step of the history is two events: the second changes nothing. */
  follow() {
    const isBack = this.#isBack;
    this.#isBack = false;
    return location.hash === this.#shown ? undefined : this.restore(isBack);
  }

  /** The address → the answers and what they give. @param {boolean} [isBack] the question takes the focus */
  async restore(isBack = false) {
    const codes = this.#needs().map(([code]) => code);
    this.answers = readAnswers(location.hash, this.questions, codes);
    await this.#update(isBack);
  }

  /** Each answer is a step of the history, which « Retour » takes back. @param {Partial<Answers>} changed */
  async #answer(changed) {
    this.answers = { ...this.answers, ...changed };
    keepAnswers(this.answers);
    await this.#update(true);
  }

  /** An older answer never replaces a newer one. @param {boolean} isAnswer whether the next question takes the focus */
  async #update(isAnswer) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#shown = location.hash;
    this.paper.textContent = `Cette page et ces réponses\u00a0: ${addressOf(location.href)}`;
    try {
      const lieu = await this.data.place(this.answers.lieu).catch(() => null);
      const around = await this.data.around(lieu);
      if (turn !== this.#turn) return;
      const person = lieu ? { ...this.answers.person, commune: lieu.code } : this.answers.person;
      const rules = chosen(around, this.answers.besoins);
      const judged = judgeAround(rules, person, around);
      this.#ask(new Questions(this.questions, rules, around.holds), person, around, isAnswer);
      this.given.replaceChildren(...answerChips(this.answers, this.questions, lieu, (one) => this.#answer(one)));
      const found = judged.filter(({ answer }) => answer !== "non");
      this.status.replaceChildren(...summary(found, lieu));
      this.found = found;
      const groups = byNeed(found, around, this.answers.besoins, this.#needs());
      await this.bundle.show(groups, judged.filter(({ answer }) => answer === "non"));
      this.#offerWays();
      const needs = this.#needs().filter(([code]) => this.answers.besoins.includes(code));
      const help = await this.findHelp(lieu, needs);
      if (turn === this.#turn) this.help.replaceChildren(help);
    } catch (error) {
      console.error(error);
      this.status.textContent =
        "Les aides n’ont pas pu être lues. Vérifiez votre connexion, puis rechargez la page.";
    }
  }

  /**
   * The next question: the place, the needs, then what splits best.
   * @param {Questions} questions @param {import("./lib/eligibility.js").Person} person
   * @param {import("./lib/aid-data.js").Around} around @param {boolean} isAnswer
   */
  #ask(questions, person, around, isAnswer) {
    const { lieu, besoins, passes } = this.answers;
    const isDone = (/** @type {string} */ fact) => passes.includes(fact) || isKnown(fact, person);
    const left = questions.left(person, isDone);
    const form = (() => {
      if (!lieu && !passes.includes("lieu")) return this.#placeForm();
      if (!besoins.length && !passes.includes(NEEDS)) return this.#needsForm(around);
      if (!left.length) return ways.nothingLeft();
      if (countAsked(this.answers) > ENOUGH && !this.#wantsMore) return ways.goOn(left.length, () => this.#more());
      return this.#form(left[0], questions.answersOf(left[0], person));
    })();
    if (history.state?.step) addBack(form, () => this.#back());
    this.asked.replaceChildren(form);
    if (isAnswer) /** @type {HTMLElement | null} */ (form.querySelector("[data-question]"))?.focus();
  }

  #back() {
    this.#isBack = true;
    history.back();
  }

  #more() {
    this.#wantsMore = true;
    return this.#update(true);
  }

  #placeForm() {
    return placeForm({
      loadPlaces: this.data.loadPlaces,
      isLocated: this.place.dataset.located !== undefined,
      onAnswer: (lieu) => this.#answer({ lieu }),
      onPass: () => this.#pass("lieu"),
    });
  }

  /** Only the needs for which something is there. @param {import("./lib/aid-data.js").Around} around */
  #needsForm({ rules, needs }) {
    const known = new Set(rules.shared.flatMap(({ services }) => services.flatMap(needs)));
    const question = this.questions.find(({ fact }) => fact === NEEDS);
    return this.#form(question, this.#needs().filter(([code]) => known.has(code)));
  }

  /** @param {any} question @param {[string, string][]} answers */
  #form(question, answers) {
    const { fact } = question;
    return questionForm({
      question,
      answers,
      onPass: () => this.#pass(fact),
      onAnswer: (value) => {
        if (fact === NEEDS) return value.length ? this.#answer({ besoins: value }) : this.#pass(NEEDS);
        const codes = answers.map(([code]) => code);
        const told = answered(this.answers.person, fact, value, codes);
        return told ? this.#answer({ person: told }) : this.#pass(fact);
      },
    });
  }

  /** @param {string} fact */
  #pass(fact) {
    return this.#answer({ passes: [...this.answers.passes, fact] });
  }

  /** The needs and their words, in the order of the site. @returns {[string, string][]} */
  #needs() {
    return this.questions.find(({ fact }) => fact === NEEDS)?.answers ?? [];
  }

  #offerWays() {
    const read = () => this.bundle.identifiers(this.found);
    const isAnswered = countAsked(this.answers) > this.answers.passes.length;
    this.tools.replaceChildren(...tools(this.found.length, isAnswered, read, this.data.root, {
      onPrint: () => this.bundle.open(),
      onRestart: () => this.#restart(),
    }));
  }

  #restart() {
    this.#wantsMore = false;
    return this.#answer({ lieu: "", besoins: [], person: {}, passes: [] });
  }
}
