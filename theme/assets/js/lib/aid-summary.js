/** How many aids are possible, in a sentence; what can be done with them. */

import { MOST_LISTED } from "./aid-bundle.js";
import { element } from "./dom.js";
import { heading } from "./question-form.js";

/** @typedef {import("./aid-bundle.js").Found} Found */

/** @param {Found[]} found @param {import("./places.js").Place | null} place @returns {(Node | string)[]} */
export function summary(found, place) {
  const where = place ? ` pour ${place.nom}` : "";
  if (!found.length) {
    return [
      `Aucune aide connue${where} ne correspond à ces réponses. `,
      "Changez une réponse, ou appelez une structure\u00a0: elle connaît peut-être autre chose.",
    ];
  }
  const sure = found.filter(({ answer }) => answer === "oui").length;
  const count = element("strong", {}, counted(found.length, "aide possible", "aides possibles"));
  const left = found.length - sure;
  const parts = [sure && `${sure} oui`, left && `${left} à vérifier`].filter(Boolean);
  return [count, `${where}\u00a0: ${parts.join(", ")}.`];
}

export const ways = {
  /** Nothing more would change the answers. */
  nothingLeft() {
    return element(
      "div",
      { class: "question" },
      heading("C’est tout\u00a0: aucune autre question ne changerait ces réponses."),
    );
  },

  /** @param {number} left @param {() => void} onGoOn */
  goOn(left, onGoOn) {
    const words = left > 1 ? `${left} autres questions` : "une autre question";
    const button = element(
      "button",
      { class: "button", "data-variant": "quiet", type: "button" },
      `Répondre à ${words}`,
    );
    button.addEventListener("click", onGoOn);
    return element(
      "div",
      { class: "question" },
      heading("L’essentiel est dit\u00a0: voici vos aides possibles."),
      element("p", {}, button),
    );
  },
};

/**
 * What can be done with the bundle.
 * @param {number} count of aids
 * @param {boolean} isAnswered before any answer, everything would go in the list
 * @param {() => Promise<string[]>} readIdentifiers those to put in the list
 * @param {string} root
 * @param {{onPrint: () => Promise<void>, onRestart: () => void}} actions
 */
export function tools(count, isAnswered, readIdentifiers, root, { onPrint, onRestart }) {
  const said = element("span", { role: "status" });
  const listed = tool(`Mettre ${kept(count)} dans ma liste`, async () => {
    const [{ addToList }, ids] = await Promise.all([import("./my-list.js"), readIdentifiers()]);
    addToList(ids);
    said.replaceChildren("C’est fait\u00a0: ", element("a", { href: `${root}liste/` }, "voir ma liste"));
  });
  listed.removeAttribute("data-variant");
  const copy = tool("Copier le lien", async () => {
    const isCopied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
    said.textContent = isCopied
      ? "Lien copié\u00a0: il contient vos réponses."
      : "Copiez l’adresse de la page\u00a0: elle contient vos réponses.";
  });
  const print = tool("Imprimer", async () => {
    await onPrint();
    globalThis.print();
  });
  return [
    ...(count && isAnswered ? [listed, copy] : []),
    ...(count ? [print] : []),
    ...(isAnswered ? [tool("Tout effacer", onRestart)] : []),
    said,
  ];
}

/** What goes in the list, in words. @param {number} count */
function kept(count) {
  if (count > MOST_LISTED) return `les ${MOST_LISTED} aides les plus sûres`;
  return count > 1 ? `ces ${count} aides` : "cette aide";
}

/** @param {string} words @param {() => void} onClick */
function tool(words, onClick) {
  const button = element(
    "button",
    { class: "button", "data-variant": "quiet", type: "button" },
    words,
  );
  button.addEventListener("click", onClick);
  return button;
}

/** @param {number} count @param {string} one @param {string} many */
function counted(count, one, many) {
  return `${count} ${count > 1 ? many : one}`;
}
