/** What one does with a whole list: print it, send it, put it in a calendar, erase it. */

import { element, icon } from "./dom.js";

/**
 * @param {object} context
 * @param {string} context.sprite
 * @param {number} context.count
 * @param {(text: string) => void} context.say
 * @param {() => void} context.onShare
 * @param {() => void} context.onClear
 * @returns {HTMLElement}
 */
export function listTools({ sprite, count, say, onShare, onClear }) {
  const tools = element("div", { class: "my-list-actions cluster" });
  const tool = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ action, variant = "quiet") => {
    const button = element("button", { class: "button", type: "button", "data-variant": variant || undefined }, icon(sprite, sign), label);
    button.addEventListener("click", action);
    return button;
  };
  const first = () => [
    tool("printer", "Imprimer", () => print(), ""),
    tool("mail", "Envoyer", onShare),
    tool("", "Tout effacer", ask),
  ];
  // Erasing cannot be undone: it takes a second yes.
  const ask = () => {
    const question = element("p", { tabindex: "-1" }, `Effacer ${count > 1 ? `les ${count} aides` : "l’aide"} et les notes de cet appareil\u00a0?`);
    say(""); // what was done before is no answer to this question
    tools.replaceChildren(
      question,
      tool("", "Oui, tout effacer", onClear, ""),
      tool("check", "Non, garder ma liste", () => {
        tools.replaceChildren(...first());
        /** @type {HTMLElement} */ (tools.lastElementChild).focus();
      }),
    );
    question.focus();
  };
  tools.append(...first());
  return tools;
}
