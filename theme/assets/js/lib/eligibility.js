/**
 * Conditions of an aid and what is known of a person → « oui », « non » or « à vérifier », and why:
 * the rule of `generator/eligibility.py`, tested on the same cases. A fact that is not known never
 * excludes.
 */

import {
  BELONGS,
  impliedContrats,
  impliedPermis,
  impliedStatuts,
  POSSIBLE,
  STATUT_OF_CONTRAT,
  YOUNG_TO,
  YOUNG_TO_FOR_SOME,
} from "./eligibility-facts.js";

/**
 * @typedef {"oui" | "non" | "a-verifier"} Answer
 * @typedef {Record<string, any>} Condition one key: "age", "statuts", "toutes"…
 * @typedef {{toutes?: Condition[], une?: Condition[], sauf?: Condition[]}} Rule
 *
 * @typedef {object} Person what is known of someone; what is left out is not known
 * @property {number} [age]
 * @property {string} [statut]
 * @property {string[]} [publics]
 * @property {string[]} [hors_publics] those that the person said not to belong to
 * @property {string} [commune]
 * @property {number | Record<string, number>} [ressources]
 * @property {string[]} [permis]
 * @property {number} [distance_km]
 * @property {string} [contrat]
 *
 * @typedef {(commune: string, code: string) => boolean | undefined} Holds whether the zone of a
 *   code holds a place; undefined when only a part of the place lies in it
 *
 * @typedef {object} Reason what one criterion says of a person
 * @property {Answer} reponse
 * @property {(string | number)[]} path
 * @property {Condition} condition
 * @property {string[]} manque facts to know for it to be settled
 *
 * @typedef {{reponse: Answer, raisons: Reason[]}} Verdict
 */

export const YES = "oui";
export const NO = "non";
export const CHECK = "a-verifier";
export const EMPLOYER = "employeur";

/** The fact that each kind of condition asks for. @type {Record<string, string>} */
const FACT_OF = {
  age: "age",
  statuts: "statut",
  publics: "publics",
  zone: "commune",
  permis: "permis",
  distance_km: "distance_km",
  contrat: "contrat",
};

/** The answer of an `eligibilite` for a person. @param {Rule} rule @param {Person} person @param {Holds} holds @returns {Verdict} */
export function evaluate(rule, person, holds) {
  const raisons = criteria(rule).map(({ path, condition, excludes }) => {
    const said = answer(condition, person, holds);
    const manque = said === CHECK ? [...new Set(missing(condition, person, holds))] : [];
    return { reponse: excludes ? opposite(said) : said, path, condition, manque };
  });
  return { reponse: allOf(raisons.map(({ reponse }) => reponse)), raisons };
}

/** Each criterion of a rule, its place, and whether it excludes; all of `une` is one. @param {Rule} rule */
export function criteria({ toutes = [], une = [], sauf = [] }) {
  const listed = (/** @type {string} */ key, /** @type {Condition[]} */ conditions) =>
    conditions.map((condition, rank) => ({
      path: /** @type {(string | number)[]} */ ([key, rank]),
      condition,
      excludes: key === "sauf",
    }));
  const either = { path: ["une"], condition: { une }, excludes: false };
  return [...listed("toutes", toutes), ...(une.length ? [either] : []), ...listed("sauf", sauf)];
}

/** What a ceiling counts, and on which period: "quotient-familial/mensuelle". @param {{base: string, periode?: string}} value */
export function resourceKey({ base, periode }) {
  return `${base}/${periode || "autre"}`;
}

/** @param {Answer[]} answers @returns {Answer} */
export function allOf(answers) {
  return answers.includes(NO) ? NO : answers.includes(CHECK) ? CHECK : YES;
}

/** @param {Answer[]} answers @returns {Answer} */
function anyOf(answers) {
  return answers.includes(YES) ? YES : answers.includes(CHECK) ? CHECK : NO;
}

/** @param {Answer} said @returns {Answer} */
function opposite(said) {
  return said === YES ? NO : said === NO ? YES : CHECK;
}

/** What one condition says, those inside it included. @param {Condition} condition @param {Person} person @param {Holds} holds @returns {Answer} */
export function answer(condition, person, holds) {
  const [[kind, value]] = Object.entries(condition);
  const inner = () => value.map((/** @type {Condition} */ one) => answer(one, person, holds));
  if (kind === "toutes") return allOf(inner());
  if (kind === "une") return anyOf(inner());
  if (kind === "sauf") return opposite(anyOf(inner()));
  return JUDGES[kind](value, person, holds);
}

/** The facts that the undecided parts of a condition ask for. @param {Condition} condition @param {Person} person @param {Holds} holds @returns {string[]} */
function missing(condition, person, holds) {
  if (answer(condition, person, holds) !== CHECK) return [];
  const [[kind, value]] = Object.entries(condition);
  if (["toutes", "une", "sauf"].includes(kind)) {
    return value.flatMap((/** @type {Condition} */ one) => missing(one, person, holds));
  }
  if (kind === "ressources") return [resourceKey(value)];
  return kind in FACT_OF ? [FACT_OF[kind]] : [];
}

/** @type {Record<string, (value: any, person: Person, holds: Holds) => Answer>} */
const JUDGES = {
  age: (value, { age }) => within(age, value),
  distance_km: (value, { distance_km: distance }) => within(distance, value),
  ressources: (value, { ressources: known }) =>
    within(typeof known === "object" ? known[resourceKey(value)] : known, { max: value.max }),
  statuts: (codes, person) => statuts(codes, person),
  contrat: (codes, { contrat, statut }) => {
    if (contrat !== undefined) return codes.includes(contrat) ? YES : NO;
    return meet(impliedContrats(statut), codes) ? YES : CHECK;
  },
  permis: (codes, { permis }) => {
    if (!permis?.length) return CHECK;
    return meet(impliedPermis(permis), codes) ? YES : NO;
  },
  publics: (codes, person) =>
    anyOf(codes.map((/** @type {string} */ code) => belongs(code, person))),
  zone: (codes, { commune }, holds) => {
    if (codes.includes("france")) return YES;
    if (commune === undefined) return CHECK;
    const held = new Set(codes.map((/** @type {string} */ code) => holds(commune, code)));
    return held.has(true) ? YES : held.has(undefined) ? CHECK : NO;
  },
  a_verifier: () => CHECK,
  // Who does not say to be an employer is taken for a person.
  personne: (_, { statut }) => (statut === EMPLOYER ? NO : YES),
};

/** @param {string[]} codes @param {Person} person @returns {Answer} */
function statuts(codes, { statut, contrat }) {
  const signed = STATUT_OF_CONTRAT[contrat ?? ""];
  if (meet([...impliedStatuts(statut), ...impliedStatuts(signed)], codes)) return YES;
  if (statut === undefined || meet(POSSIBLE[statut] ?? [], codes)) return CHECK;
  return NO;
}

/** Whether the person is of a public: said, else deduced. @param {string} code @param {Person} person @returns {Answer} */
function belongs(code, person) {
  const { publics, hors_publics: others } = person;
  if (code === "tous-publics" || publics?.includes(code)) return YES;
  if (others?.includes(code)) return NO;
  const found = deduced(code, person);
  return found === CHECK && publics?.length && !others ? NO : found;
}

/** @param {string} code @param {Person} person @returns {Answer} */
function deduced(code, { age, statut }) {
  if (code === "jeunes" && age !== undefined) {
    return age <= YOUNG_TO ? YES : age > YOUNG_TO_FOR_SOME ? NO : CHECK;
  }
  return BELONGS[code]?.[statut ?? ""] ?? CHECK;
}

/** Both bounds are included. @param {number | undefined} known @param {{min?: number, max?: number}} bounds @returns {Answer} */
function within(known, { min = -Infinity, max = Infinity }) {
  if (known === undefined) return CHECK;
  return known >= min && known <= max ? YES : NO;
}

/** @param {string[]} some @param {string[]} others */
function meet(some, others) {
  return some.some((code) => others.includes(code));
}
