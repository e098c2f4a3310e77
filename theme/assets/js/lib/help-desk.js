/** The published help desk → who to call for a place, and « Signaler un besoin » already written. */

/**
 * @typedef {{label: string, url: string, icon: string}} Action
 * @typedef {{nom: string, url?: string, actions: Action[], zones?: string[]}} Helper
 *
 * @typedef {object} HelpData
 * @property {string} territory name of what the site serves
 * @property {string[]} departements
 * @property {Helper[]} helpers the narrowest territories first
 * @property {Helper | null} fallback
 * @property {{url: string, fields: string[]}} report where to write; fields of its title and body
 *
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./other-searches.js").Asked} Asked
 */

const MOST = 8;
const FRANCE = "france";
const PUBLIC_NOTICE = "Ce message est public\u00a0: n’écrivez ni nom, ni téléphone, ni adresse.";

export class HelpDesk {
  /** @param {HelpData} data */
  constructor(data) {
    this.data = data;
  }

  /**
   * The one of the narrowest territory that covers the place; without a place, those of every
   * served département.
   * @param {Place | null} place
   * @returns {Helper[]}
   */
  helpersFor(place) {
    const { helpers, fallback, departements } = this.data;
    for (const code of place?.above ?? []) {
      const found = helpers.find(({ zones }) => zones?.includes(code));
      if (found) return [found];
    }
    if (!place) {
      const wide = new Set([...departements, FRANCE]);
      const found = helpers.filter(({ zones }) => zones?.some((code) => wide.has(code)));
      if (found.length) return found.slice(0, MOST);
    }
    return fallback ? [fallback] : [];
  }

  /** Whether a place is served by the site. @param {Place} place */
  serves(place) {
    const served = this.data.departements;
    return served.some((code) => place.above.includes(code) || place.departement === code);
  }

  /**
   * A message with the words, the place and the filters; nothing about the person.
   * @param {Asked} asked
   * @param {string} root
   * @returns {string}
   */
  reportUrl(asked, root) {
    const { url, fields } = this.data.report;
    if (!fields.length) return root + url;
    const [title, body] = report(asked, url.startsWith("mailto:"));
    return `${url}?${fields[0]}=${encodeURIComponent(title)}&${fields[1]}=${encodeURIComponent(body)}`;
  }
}

/** @param {Asked} asked @param {boolean} isMail @returns {[string, string]} title, body */
function report({ criteria, place, labelOf }, isMail) {
  const filters = Object.entries(criteria).flatMap(([name, chosen]) =>
    Array.isArray(chosen) ? chosen.map((code) => labelOf(name, code)) : [],
  );
  if (criteria.ouvert) filters.push("Ouvert maintenant");
  const where = place ? `${place.nom} (${place.code})` : "";
  const what = [criteria.q, ...filters].filter(Boolean).join(", ");
  const known = [
    criteria.q && `Mots cherchés\u00a0: ${criteria.q}`,
    where && `Lieu\u00a0: ${where}`,
    filters.length > 0 && `Filtres\u00a0: ${filters.join(", ")}`,
  ].filter(Boolean);
  const lines = [...known, "", "Ce qui aurait aidé\u00a0: ", ...(isMail ? [] : ["", PUBLIC_NOTICE])];
  const end = isMail ? "\r\n" : "\n";
  const title = ["Besoin sans réponse", what, place?.nom].filter(Boolean);
  return [title.join(" – "), lines.join(end)];
}
