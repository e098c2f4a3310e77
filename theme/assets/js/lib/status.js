/** An answer → what is said of it, in a sentence read out loud as results change. */

/**
 * @typedef {import("./query.js").Query} Query
 * @typedef {import("./ranking.js").Result} Result
 */

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
  const parts = [count ? `${count} résultat${count > 1 ? "s" : ""}` : "Aucun résultat"];
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
  if (ignored.length && words.length) {
    sentences.push(
      `Aucun service ne parle de ${ignored.map(quoted).join(", ")}\u00a0: nous n’en avons pas tenu compte.`,
    );
  }
  return sentences.join(" ");
}

/**
 * @param {string} text
 * @returns {string}
 */
export function quoted(text) {
  return `«\u00a0${text}\u00a0»`;
}
