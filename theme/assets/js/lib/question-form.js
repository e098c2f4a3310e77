/** One question about a person → a form: a number, one answer or several; it can always be passed. */

import { readNumber } from "./aid-address.js";
import { element } from "./dom.js";

/**
 * @typedef {import("./aid-questions.js").Question} Question
 *
 * @typedef {object} Asked
 * @property {Question} question
 * @property {[string, string][]} answers those that say something here
 * @property {any} [known] what was answered before
 * @property {(value: any) => void} onAnswer a number, a code, or codes
 * @property {() => void} onPass
 * @property {2 | 4} [level] of the title
 */

const PASS = "Passer cette question";
let number = 0;

/** @param {Asked} asked @returns {HTMLFormElement} */
export function questionForm({ question, answers, known, onAnswer, onPass, level = 2 }) {
  number += 1;
  const name = `question-${number}`;
  const { fields, read } = answers.length
    ? choices(question, answers, known, name, level)
    : amount(question, known, name, level);
  const fault = element("p", { class: "question-fault", role: "alert", id: `${name}-faute` });
  const pass = question.fact.includes("/") ? "Je ne sais pas" : PASS;
  const form = element(
    "form",
    { class: "question", autocomplete: "off" },
    fields,
    fault,
    buttons(onPass, pass),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = read();
    if (value !== null) return onAnswer(value);
    fault.textContent = answers.length
      ? "Choisissez une réponse, ou passez cette question."
      : "Écrivez un nombre, ou passez cette question.";
    const field = form.querySelector("input");
    field?.setAttribute("aria-describedby", fault.id);
    field?.focus();
  });
  return form;
}

/** @param {() => void} onPass @param {string} [words] */
export function buttons(onPass, words = PASS) {
  const pass = quiet(words, onPass);
  const go = element("button", { class: "button", type: "submit" }, "Continuer");
  return element("p", { class: "cluster" }, go, pass);
}

/** To the question before, above the one that is asked. @param {HTMLElement} form @param {() => void} onBack */
export function addBack(form, onBack) {
  form.prepend(element("p", {}, quiet("← Retour", onBack)));
}

/** @param {string} words @param {() => void} onClick */
function quiet(words, onClick) {
  const attributes = { class: "button", "data-variant": "quiet", type: "button" };
  const button = element("button", attributes, words);
  button.addEventListener("click", onClick);
  return button;
}

/** The question itself, which takes the focus when it comes. @param {string} label @param {2 | 4} [level] @param {string} [id] */
export function heading(label, level = 2, id) {
  const attributes = { class: "question-title", tabindex: "-1", "data-question": "", id };
  return element(/** @type {"h2"} */ (`h${level}`), attributes, label);
}

/** @param {Question} question @param {[string, string][]} answers @param {any} known @param {string} name @param {2 | 4} level */
function choices({ label, hint, several }, answers, known, name, level) {
  const chosen = [known ?? []].flat();
  const options = answers.map(([code, words]) => {
    const type = several ? "checkbox" : "radio";
    const input = element("input", { type, name, value: code });
    input.checked = chosen.includes(code);
    return element("label", { class: "question-answer" }, input, words);
  });
  const fields = element(
    "fieldset",
    { class: "question-fields" },
    element("legend", {}, heading(label, level)),
    hint && element("p", { class: "question-hint" }, hint),
    element("div", { class: "question-answers" }, ...options),
  );
  const read = () => {
    const inputs = [...fields.querySelectorAll("input")];
    const codes = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    return several ? codes : (codes[0] ?? null);
  };
  return { fields, read };
}

/** @param {Question} question @param {any} known @param {string} name @param {2 | 4} level */
function amount({ fact, label, hint, unit }, known, name, level) {
  const input = element("input", {
    "aria-labelledby": name,
    class: "question-number",
    inputmode: fact === "age" ? "numeric" : "decimal",
    maxlength: "10",
    value: known === undefined ? "" : String(known).replace(".", ","),
  });
  const fields = element(
    "div",
    { class: "question-fields" },
    heading(label, level, name),
    hint && element("p", { class: "question-hint" }, hint),
    element("p", { class: "cluster" }, input, unit),
  );
  return { fields, read: () => readNumber(input.value, fact) };
}
