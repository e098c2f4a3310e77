/** What was answered → chips, each with a way to take it back. */

import { element } from "./dom.js";

/**
 * @typedef {import("./aid-address.js").Answers} Answers
 * @typedef {import("./aid-questions.js").Question} Question
 */

const SHOWN = 3; // codes named; then « et 2 autres »

/**
 * @param {Answers} answers
 * @param {Question[]} questions
 * @param {import("./places.js").Place | null} place
 * @param {(changed: Partial<Answers>) => void} onRemove the answers that change
 * @returns {HTMLElement[]}
 */
export function answerChips(answers, questions, place, onRemove) {
  const { besoins, person, passes } = answers;
  const chips = questions.flatMap((question) => {
    const { fact } = question;
    if (fact === "besoins") {
      return besoins.length ? [chip(named(question, besoins), () => onRemove({ besoins: [] }))] : [];
    }
    const words = wordsOf(question, person);
    return words ? [chip(words, () => onRemove({ person: without(person, fact) }))] : [];
  });
  if (answers.lieu) {
    const nom = place?.nom ?? "Lieu inconnu";
    // « Aucune de ces situations » depends on what was offered there.
    const told = person.statut === "autre" ? without(person, "statut") : person;
    chips.unshift(chip(nom, () => onRemove({ lieu: "", person: told })));
  }
  if (passes.length) {
    const words = passes.length > 1 ? `${passes.length} questions passées` : "1 question passée";
    chips.push(chip(words, () => onRemove({ passes: [] })));
  }
  if (!chips.length) return [];
  const title = element("h2", { class: "aids-given-title" }, "Vos réponses");
  return [title, element("ul", { class: "chips", role: "list" }, ...chips)];
}

/** @param {string} words @param {() => void} onClick */
function chip(words, onClick) {
  const hidden = element("span", { class: "visually-hidden" }, "Changer la réponse\u00a0: ");
  const button = element("button", { class: "chip", type: "button" }, hidden, words);
  button.addEventListener("click", onClick);
  return element("li", {}, button);
}

/** @param {Question} question @param {import("./eligibility.js").Person} person @returns {string} */
function wordsOf(question, person) {
  const { fact, unit } = question;
  const { ressources, hors_publics: others } = person;
  const value = fact.includes("/")
    ? typeof ressources === "object" && ressources[fact]
    : person[/** @type {"age"} */ (fact)];
  if (Array.isArray(value)) return named(question, value);
  if (fact === "publics" && others) return "Dans aucun des cas proposés";
  if (value === undefined || value === false) return "";
  if (!question.answers) return `${String(value).replace(".", ",")}\u00a0${unit ?? ""}`.trim();
  return named(question, [String(value)]);
}

/** @param {Question} question @param {string[]} codes */
function named({ answers = [] }, codes) {
  const words = codes.map((code) => answers.find(([other]) => other === code)?.[1] ?? code);
  const more = words.length - SHOWN;
  return words.slice(0, SHOWN).join(", ") + (more > 0 ? ` et ${more} de plus` : "");
}

/** @param {import("./eligibility.js").Person} person @param {string} fact @returns {import("./eligibility.js").Person} */
function without(person, fact) {
  const { [/** @type {"age"} */ (fact)]: _, ...others } = person;
  if (fact === "publics") delete others.hors_publics;
  if (fact.includes("/") && typeof others.ressources === "object") {
    const { [fact]: __, ...left } = others.ressources;
    others.ressources = left;
    if (!Object.keys(left).length) delete others.ressources;
  }
  return others;
}
