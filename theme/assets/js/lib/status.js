/** An answer → what is said of it, in a sentence read out loud as results change. */

/**
 * @typedef {import("./query.js").Query} Query
 * @typedef {import("./ranking.js").Result} Result
 */

/** With more results than this, nobody is left alone. */
const FEW = 3;

/**
 * @param {Result[]} results
 * @param {string} typed
 * @param {Query} query
 * @param {string[]} filters what the filters say: "Le Puy-en-Velay", "Me déplacer"
 * @returns {string}
 */
export function statusSentence(results, typed, query, filters) {
  const count = results.length;
  const words = query.words.length;
  const complete = results.filter(({ coverage }) => coverage === words).length;
  const parts = [count ? counted(count) : "Aucun résultat"];
  if (words + query.ignored.length > 0) parts.push(` pour ${quoted(typed)}`);
  if (filters.length) parts.push(` (${filters.join(", ")})`);
  if (words > 1 && complete < count) {
    parts.push(complete ? `, dont ${complete} avec tous les mots` : ", avec une partie des mots");
  }
  return `${parts.join("")}.`;
}

/**
 * What was corrected or set aside.
 * @param {Query} query
 * @returns {string}
 */
export function correctionSentence({ words, corrections, ignored }) {
  const sentences = corrections.map(
    ({ typed, used }) => `Nous avons cherché ${quoted(used)} au lieu de ${quoted(typed)}.`,
  );
  if (ignored.length) {
    const said = `Aucun service ne parle de ${ignored.map(quoted).join(", ")}`;
    sentences.push(words.length ? `${said}\u00a0: nous n’en avons pas tenu compte.` : `${said}.`);
  }
  return sentences.join(" ");
}

/**
 * Whether a result holds all that was asked.
 * @param {{results: Result[], answer: {query: Query}}} found
 */
export function isComplete({ results, answer: { query } }) {
  return results.some(({ coverage }) => coverage === query.words.length);
}

/**
 * Whether what was found leaves somebody alone: nothing, little, or nothing with every word.
 * @param {{results: Result[], answer: {query: Query}}} found
 */
export function isThin(found) {
  return found.results.length <= FEW || !isComplete(found);
}

/**
 * A place that the site does not serve: what is found there covers more than a département.
 * @param {import("./places.js").Place} place
 * @param {string} territory
 * @returns {string}
 */
export function outsideSentence(place, territory) {
  return `${place.nom} n’est pas sur le territoire de ce site (${territory})\u00a0: nous n’y connaissons que les aides régionales ou nationales.`;
}

/**
 * @param {number} count
 * @returns {string}
 */
export function counted(count) {
  return `${count} résultat${count > 1 ? "s" : ""}`;
}

/**
 * @param {string} text
 * @returns {string}
 */
export function quoted(text) {
  return `«\u00a0${text}\u00a0»`;
}
