/**
 * What answers each need of a situation → what does in one place: the rules of `docs/situations.md`,
 * already applied by the generator; here they are only read.
 */

/**
 * @typedef {object} Answer
 * @property {string} service
 * @property {string} nom
 * @property {string} url
 * @property {"oui" | "a-verifier"} [eligibilite]
 * @property {"connu" | "a-demander"} [delai]
 *
 * @typedef {object} NeedHere
 * @property {number} rang
 * @property {"servi" | "en-partie" | "personne"} etat
 * @property {string[]} reponses
 * @property {string[]} [communes_sans_reponse]
 * @property {Record<string, string[]>} [partielles]
 *
 * @typedef {object} Solutions
 * @property {string} url
 * @property {{rang: number, reponses: Answer[]}[]} besoins
 * @property {{code: string, nom: string, url: string, besoins: NeedHere[]}[]} territoires
 *
 * @typedef {object} Here
 * @property {number} rang
 * @property {"servi" | "en-partie" | "personne"} etat
 * @property {Answer[]} answers
 */

/** @param {string} address @returns {Promise<Solutions>} */
export async function fetchSolutions(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()).solutions;
}

/**
 * The territory whose sheet is about a place: itself, else its EPCI, else its département.
 * @param {Solutions} solutions
 * @param {{code: string, above: string[]}} place
 */
export function territoryOf({ territoires }, { code, above }) {
  const codes = [code, ...above];
  const found = codes.map((one) => territoires.find((area) => area.code === one));
  return found.find(Boolean) ?? null;
}

/**
 * What answers each need in a place: in a commune, only what answers there.
 * @param {Solutions} solutions
 * @param {{besoins: NeedHere[]}} territory
 * @param {string} [commune] code
 * @returns {Here[]}
 */
export function answersIn(solutions, territory, commune = "") {
  return territory.besoins.map((need) => {
    const known = solutions.besoins.find(({ rang }) => rang === need.rang)?.reponses ?? [];
    const here = need.reponses.filter((id) => {
      const part = commune && need.partielles?.[id];
      return !part || part.includes(commune);
    });
    const answers = here.flatMap((id) => known.find(({ service }) => service === id) ?? []);
    const inCommune = answers.length ? "servi" : "personne";
    return { rang: need.rang, etat: commune ? inCommune : need.etat, answers };
  });
}
