/**
 * What one fact about a person tells of the others, as `generator/eligibility_facts.py` says it: only
 * what is sure is deduced. A test compares both for every code.
 */

/** @typedef {import("./eligibility.js").Answer} Answer */

/** A situation of employment → those that it is also. @type {Record<string, string[]>} */
const ALSO = {
  interimaire: ["salarie"],
  saisonnier: ["salarie"],
  cdd: ["salarie"],
  cdi: ["salarie"],
  "salarie-insertion": ["salarie"],
  apprenti: ["alternant", "salarie"],
  alternant: ["salarie"],
};

const STARTS = "reprise-emploi";

/** A situation → those that the same person may be in as well. @type {Record<string, string[]>} */
export const POSSIBLE = {
  salarie: [...Object.keys(ALSO), STARTS],
  alternant: ["apprenti", STARTS],
  interimaire: [STARTS, "sans-emploi"],
  saisonnier: [STARTS],
  cdd: [STARTS],
  cdi: [STARTS],
  "salarie-insertion": [STARTS],
  apprenti: [STARTS],
  fonctionnaire: [STARTS],
  "sans-emploi": [STARTS, "stagiaire-formation", "createur-entreprise"],
  [STARTS]: [...Object.keys(ALSO), "salarie", "sans-emploi", "fonctionnaire"],
  lyceen: ["stagiaire"],
  etudiant: ["stagiaire"],
  stagiaire: ["lyceen", "etudiant"],
  independant: ["createur-entreprise", "employeur"],
  "createur-entreprise": ["independant", "sans-emploi"],
};

/** A contract → the situation that it makes. @type {Record<string, string>} */
export const STATUT_OF_CONTRAT = {
  cdi: "cdi",
  cdd: "cdd",
  interim: "interimaire",
  "cdi-interimaire": "interimaire",
  saisonnier: "saisonnier",
  apprentissage: "apprenti",
  professionnalisation: "alternant",
  insertion: "salarie-insertion",
  stage: "stagiaire",
  "service-civique": "volontaire",
  "fonction-publique": "fonctionnaire",
  "promesse-embauche": STARTS,
};

/** @type {Record<string, string>} */
const CONTRAT_OF_STATUT = {
  cdi: "cdi",
  cdd: "cdd",
  saisonnier: "saisonnier",
  apprenti: "apprentissage",
};

/** A licence → those that it is worth as well. @type {Record<string, string[]>} */
const WORTH = {
  code: ["aucun"],
  a1: ["am"],
  a2: ["a1", "am"],
  a: ["a2", "a1", "am"],
  b1: ["am", "code"],
  b: ["b1", "am", "code"],
  be: ["b", "b1", "am", "code"],
  c: ["b", "b1", "am", "code"],
  d: ["b", "b1", "am", "code"],
};

/** @type {(said: Answer, ...codes: string[]) => Record<string, Answer>} */
const all = (said, ...codes) => Object.fromEntries(codes.map((code) => [code, said]));

/** A public → by situation, whether the person belongs to it for sure. @type {Record<string, Record<string, Answer>>} */
export const BELONGS = {
  actifs: {
    ...all("oui", ...Object.keys(ALSO), "salarie", "independant", "fonctionnaire"),
    ...all("non", "sans-emploi", "inactif"),
  },
  "demandeurs-emploi": { ...all("oui", "sans-emploi"), ...all("non", "inactif") },
  etudiants: all("oui", "etudiant"),
  seniors: all("oui", "retraite"),
};

/** « Jeunes au sens large »: sure up to 25, said of some up to 30. */
export const YOUNG_TO = 25;
export const YOUNG_TO_FOR_SOME = 30;

/** @param {string} [statut] @returns {string[]} */
export function impliedStatuts(statut) {
  return statut ? [statut, ...(ALSO[statut] ?? [])] : [];
}

/** @param {string} [statut] @returns {string[]} */
export function impliedContrats(statut) {
  const contrat = CONTRAT_OF_STATUT[statut ?? ""];
  return contrat ? [contrat] : [];
}

/** @param {string[]} permis @returns {string[]} */
export function impliedPermis(permis) {
  return permis.flatMap((code) => [code, ...(WORTH[code] ?? [])]);
}
