/** A text → the same text, the words that answer the query inside `<mark>`. */

import { terms as termsOf } from "./french.js";
import { element } from "./dom.js";

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * @param {string} text
 * @param {Set<string>} terms of the index
 * @returns {(Node | string)[]}
 */
export function highlight(text, terms) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    if (!termsOf(match[0]).some((term) => terms.has(term))) continue;
    parts.push(text.slice(end, match.index), element("mark", {}, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}
