/**
 * « Où habitez-vous ? » → a form whose field proposes communes; what may mean several of them is
 * asked again, with each as a button. It can be passed as well.
 */

import { element } from "./dom.js";
import { PlaceCombobox } from "./place-combobox.js";
import { buttons, heading } from "./question-form.js";

const OFFERED = 24;
const UNKNOWN = "Ce lieu n’est pas connu. Vérifiez son nom, ou passez cette question.";

/**
 * @param {object} asked
 * @param {() => Promise<import("./places.js").Places>} asked.loadPlaces
 * @param {boolean} asked.isLocated whether the position of the device can be used
 * @param {(code: string) => void} asked.onAnswer
 * @param {() => void} asked.onPass
 * @param {2 | 4} [asked.level] of the title
 * @returns {HTMLFormElement}
 */
export function placeForm({ loadPlaces, isLocated, onAnswer, onPass, level }) {
  const input = element("input", {
    id: "aides-lieu",
    autocomplete: "off",
    placeholder: "Ville ou code postal",
    "aria-labelledby": "aides-question-lieu",
  });
  const fault = element("p", { class: "question-fault", role: "alert" });
  const choices = element("div", { class: "question-answers" });
  const form = element(
    "form",
    { class: "question", autocomplete: "off", "data-located": isLocated ? "true" : undefined },
    element(
      "div",
      { class: "question-fields" },
      heading("Où habitez-vous\u00a0?", level, "aides-question-lieu"),
      element("p", { class: "question-hint" }, "Ou la commune où vous allez travailler."),
      element("div", { class: "question-place" }, input),
    ),
    fault,
    choices,
    buttons(onPass),
  );
  const field = new PlaceCombobox(input, loadPlaces, (place) => place && onAnswer(place.code));
  const say = (/** @type {string} */ words, /** @type {HTMLElement[]} */ ...offered) => {
    fault.textContent = words;
    choices.replaceChildren(...offered);
  };
  input.addEventListener("input", () => say(""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    await field.settle().catch(() => {});
    if (field.chosen || text !== input.value.trim()) return;
    const found = text ? await offered(loadPlaces, text) : [];
    if (found.length === 1 && !found[0].meant) return onAnswer(found[0].code);
    say(question(text, found), ...found.map((choice) => choiceButton(choice, onAnswer)));
    const first = choices.querySelector("button");
    (first ?? input).focus({ preventScroll: true });
    (first ? choices : input).scrollIntoView({ block: "center" });
  });
  return form;
}

/** @param {() => Promise<import("./places.js").Places>} loadPlaces @param {string} text */
async function offered(loadPlaces, text) {
  return loadPlaces()
    .then((places) => places.find(text, OFFERED))
    .catch(() => []);
}

/** @param {string} text @param {import("./places.js").Choice[]} found @returns {string} */
function question(text, found) {
  if (!text) return "Écrivez une commune, ou passez cette question.";
  if (!found.length) return UNKNOWN;
  if (found[0].meant) return "Aucun lieu de ce nom. Vouliez-vous dire\u00a0:";
  if (/^\d{5}$/.test(text)) return `${found.length} communes ont ce code\u00a0: laquelle\u00a0?`;
  const isTown = found.every(({ kind }) => kind === "commune");
  return isTown ? "Plusieurs communes\u00a0: laquelle\u00a0?" : "Plusieurs lieux\u00a0: lequel\u00a0?";
}

/** @param {import("./places.js").Choice} choice @param {(code: string) => void} onAnswer */
function choiceButton({ code, nom, note }, onAnswer) {
  const hint = element("span", { class: "question-hint" }, `(${note})`);
  const button = element("button", { class: "question-answer", type: "button" }, `${nom} `, hint);
  button.addEventListener("click", () => onAnswer(code));
  return button;
}
