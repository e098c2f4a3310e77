/** The example persons of a rule, each judged by it: `generator/parse/examples.py`, in its words. */

import { CHECK, evaluate, NO } from "./eligibility.js";
import { say } from "./form-messages.js";

/** @typedef {import("./eligibility.js").Reason} Reason */

/**
 * Every example whose expected answer is not what the rule says; a rule with another fault is not
 * judged.
 * @param {Record<string, any>} data
 * @param {import("./form-messages.js").Diagnostic[]} said what was found before
 * @param {import("./eligibility.js").Holds} holds
 */
export function findContradictions({ eligibilite: rule }, said, holds) {
  if (!rule?.exemples || said.some(({ field }) => field[0] === "eligibilite")) return [];
  return rule.exemples.flatMap((/** @type {any} */ { attendu, personne }, /** @type {number} */ rank) => {
    const { raisons, reponse } = evaluate(rule, personne, holds);
    if (reponse === attendu) return [];
    const place = ["eligibilite", "exemples", rank, "attendu"];
    const message = `la règle répond « ${reponse} » pour cette personne`;
    return [say("exemple-contredit", place, message, hintOf(reponse, raisons))];
  });
}

/** Which criterion decides. @param {string} answer @param {Reason[]} reasons */
function hintOf(answer, reasons) {
  const deciding = reasons.find(({ reponse }) => reponse === answer);
  if (answer === NO && deciding) {
    return `elle ne remplit pas « ${named(deciding)} » : corrigez l’exemple, ou la règle`;
  }
  if (answer === CHECK && deciding) {
    const missing = deciding.manque.join(", ");
    return missing
      ? `l’exemple ne dit pas « ${missing} » : ajoutez-le, ou attendez « a-verifier »`
      : `« ${named(deciding)} » ne se calcule pas : attendez « a-verifier »`;
  }
  return "elle remplit toutes les conditions : corrigez l’exemple, ou la règle";
}

/** « sauf, n° 2 : permis » @param {Reason} reason */
function named({ condition, path: [key, rank] }) {
  const [kind] = Object.keys(condition);
  const where = rank === undefined ? String(key) : `${key}, n° ${Number(rank) + 1}`;
  return where === kind ? where : `${where} : ${kind}`;
}
