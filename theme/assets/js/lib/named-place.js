/** A word that no service holds, and that names a place → the search made there, as a link. */

import { element } from "./dom.js";
import { words as wordsOf } from "./french.js";
import { placeKey } from "./place-names.js";
import { writeCriteria } from "./url-state.js";

/**
 * @typedef {import("./url-state.js").Criteria} Criteria
 * @typedef {import("./places.js").Places} Places
 */

const SHORTEST = 4;
const SMALL_WORD = /^(?:a|à|au|aux|en|dans|sur|vers|pres|près|de)$/i;

/**
 * @param {Places} places
 * @param {Criteria} criteria
 * @param {string[]} ignored folded words
 * @returns {HTMLElement | null}
 */
export function namedPlace(places, criteria, ignored) {
  for (const word of ignored.filter((one) => one.length >= SHORTEST)) {
    const [place] = places.findServed(word, 1);
    if (!place || !placeKey(place.nom).startsWith(word)) continue;
    const q = without(criteria.q, word);
    const address = writeCriteria({ ...criteria, q, lieu: place.code });
    return element("a", { href: address }, `Chercher à ${place.nom}\u00a0?`);
  }
  return null;
}

/** @param {string} typed @param {string} word folded; the little word before it goes with it */
function without(typed, word) {
  const written = typed.split(/\s+/);
  const at = written.findIndex((one) => wordsOf(one).includes(word));
  const from = at > 0 && SMALL_WORD.test(written[at - 1]) ? at - 1 : at;
  return written.filter((_, i) => i < from || i > at).join(" ");
}
