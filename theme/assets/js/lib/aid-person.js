/** What is known of a person, and what an answer adds to it. */

import { withFact } from "./aid-questions.js";

/** @typedef {import("./eligibility.js").Person} Person */

/** @param {string} fact @param {Person} person */
export function isKnown(fact, person) {
  if (fact === "publics") return false; // other cases may come with another place
  if (!fact.includes("/")) return fact in person;
  return typeof person.ressources === "object" && fact in person.ressources;
}

/** How many questions were put: answered, or passed over. @param {import("./aid-address.js").Answers} answers */
export function countAsked({ lieu, besoins, passes, person }) {
  const { hors_publics: others, publics, ressources = {}, ...facts } = person;
  const said = Object.keys(facts).length + Object.keys(ressources).length;
  const chosen = [lieu, besoins.length, others ?? publics].filter(Boolean).length;
  return passes.length + said + chosen;
}

/**
 * A person once a question is answered; null when nothing was said.
 * @param {Person} person
 * @param {string} fact
 * @param {any} value a number, a code, or codes
 * @param {string[]} codes that were offered
 * @returns {Person | null}
 */
export function answered(person, fact, value, codes) {
  if (fact === "publics") {
    const belongs = [...(person.publics ?? []), ...value];
    const others = codes.filter((code) => !value.includes(code));
    return {
      ...person,
      ...(belongs.length ? { publics: belongs } : {}),
      hors_publics: [...(person.hors_publics ?? []), ...others],
    };
  }
  if (fact === "permis") {
    const held = value.filter((/** @type {string} */ code) => code !== "aucun");
    return value.length ? withFact(person, fact, held.length ? held : value) : null;
  }
  return withFact(person, fact, value);
}
