/**
 * The rule of one service, in its page → its own questions, one at a time, and what they answer, with
 * the reason of each criterion. Nothing leaves the page.
 */

import { held } from "./aid-data.js";
import { answered, isKnown } from "./aid-person.js";
import { Questions, withFact } from "./aid-questions.js";
import { AidRules, isSaid, wordsFor } from "./aid-rules.js";
import { element } from "./dom.js";
import { allOf, CHECK } from "./eligibility.js";
import { once } from "./once.js";
import { placeForm } from "./place-question.js";
import { addBack, questionForm } from "./question-form.js";
import { reasonList, verdictBadge } from "./verdict-reasons.js";

const PLACE = "commune";
const LAST = {
  oui: "Vous remplissez les conditions que la fiche sait calculer.",
  non: "Au moins une condition n’est pas remplie. En cas de doute, demandez quand même.",
  "a-verifier": "Le reste se vérifie avec l’organisme\u00a0: demandez-lui.",
};

/** @param {HTMLElement} place */
export async function openPanel(place) {
  const { root = "", questions = "" } = place.dataset;
  const response = await fetch(root + questions);
  if (!response.ok) throw new Error(`${questions}: ${response.status}`);
  new Panel(place, await response.json()).show(true);
}

class Panel {
  /** @type {import("./eligibility.js").Person} */
  #person = {};
  /** @type {Set<string>} */
  #passed = new Set();
  /** @type {import("./places.js").Place | null} */
  #lieu = null;
  /** What was known at each question before. @type {(() => void)[]} */
  #steps = [];

  /** @param {HTMLElement} place @param {import("./aid-questions.js").Question[]} questions */
  constructor(place, questions) {
    const { rule = "[]", root = "", communes = "", icons = "" } = place.dataset;
    this.place = place;
    this.icons = icons;
    this.rules = new AidRules([]);
    /** @type {[import("./eligibility.js").Condition, string][]} */
    const rows = JSON.parse(rule);
    this.rules.criteria = rows.map(([condition, words]) => ({ condition, words }));
    this.rules.shared = [{ criteria: rows.map((_, rank) => rank), services: [0] }];
    this.holds = (/** @type {string} */ _, /** @type {string} */ code) => held(this.#lieu, code);
    this.questions = new Questions(questions, this.rules, this.holds);
    this.loadPlaces = once(async () => {
      const { openPlaces } = await import("./places.js");
      return openPlaces(root + communes);
    });
  }

  /** @param {boolean} isFocused whether the question, or the answer, takes the focus */
  show(isFocused) {
    const answers = this.rules.answers(this.#person, this.holds);
    const verdict = allOf(answers);
    const form = verdict === CHECK ? this.#next(answers) : null;
    const told = this.rules.criteria.map((criterion, rank) => {
      const answer = answers[rank];
      return { criterion, answer, words: wordsFor(criterion, answer, this.#person) };
    });
    if (form && this.#steps.length) addBack(form, () => this.#back());
    const said = element(
      "div",
      { class: "for-me-answer", role: "status" },
      verdictBadge(verdict, this.icons),
      !form && element("p", {}, LAST[verdict]),
    );
    this.place.replaceChildren(
      element(
        "div",
        { class: "for-me", tabindex: "-1" },
        element("h3", {}, "Est-ce pour moi\u00a0?"),
        element("p", { class: "question-hint" }, "Rien n’est envoyé\u00a0: vos réponses restent sur cette page."),
        form,
        said,
        reasonList(told.filter(isSaid), this.icons),
        !form && this.#end(),
      ),
    );
    if (!isFocused) return;
    const next = this.place.querySelector("[data-question]") ?? this.place.firstElementChild;
    /** @type {HTMLElement} */ (next).focus();
  }

  /** The place first, then the question that splits best. @param {import("./eligibility.js").Answer[]} answers */
  #next(answers) {
    const isDone = (/** @type {string} */ fact) =>
      this.#passed.has(fact) || isKnown(fact, this.#person);
    const isZone = (
      /** @type {import("./aid-rules.js").Criterion} */ { condition },
      /** @type {number} */ rank,
    ) =>
      answers[rank] === CHECK && JSON.stringify(condition).includes('"zone"');
    if (!isDone(PLACE) && this.rules.criteria.some(isZone)) return this.#placeForm();
    const [question] = this.questions.left(this.#person, isDone);
    return question ? this.#form(question) : null;
  }

  /** @param {import("./aid-questions.js").Question} question */
  #form(question) {
    const { fact } = question;
    const answers = this.questions.answersOf(question, this.#person);
    return questionForm({
      question,
      answers,
      level: 4,
      onPass: () => this.#pass(fact),
      onAnswer: (value) => {
        const codes = answers.map(([code]) => code);
        const told = answered(this.#person, fact, value, codes);
        if (!told) return this.#pass(fact);
        this.#keep();
        this.#person = told;
        this.show(true);
      },
    });
  }

  #placeForm() {
    return placeForm({
      loadPlaces: this.loadPlaces,
      isLocated: false,
      level: 4,
      onPass: () => this.#pass(PLACE),
      onAnswer: async (code) => {
        const lieu = await (await this.loadPlaces()).byCode(code);
        this.#keep();
        this.#lieu = lieu;
        this.#person = withFact(this.#person, PLACE, code);
        this.show(true);
      },
    });
  }

  /** @param {string} fact */
  #pass(fact) {
    this.#keep();
    this.#passed.add(fact);
    this.show(true);
  }

  /** What « Retour » gives back. */
  #keep() {
    const [person, passed, lieu] = [this.#person, new Set(this.#passed), this.#lieu];
    this.#steps.push(() => {
      [this.#person, this.#passed, this.#lieu] = [person, passed, lieu];
    });
  }

  #back() {
    this.#steps.pop()?.();
    this.show(true);
  }

  /** After the answer: the question before, or all of them again. */
  #end() {
    const way = (/** @type {string} */ words, /** @type {() => void} */ onClick) => {
      const attributes = { class: "button", "data-variant": "quiet", type: "button" };
      const button = element("button", attributes, words);
      button.addEventListener("click", onClick);
      return button;
    };
    const again = way("Recommencer", () => {
      this.#person = {};
      this.#passed.clear();
      this.#lieu = null;
      this.#steps = [];
      this.show(true);
    });
    return element("p", { class: "cluster" }, way("← Retour", () => this.#back()), again);
  }
}
