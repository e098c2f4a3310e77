/** A text of the page → what a voice says at once: short, because long ones are cut by some devices. */

const MAX_SIGNS = 180;
const SENTENCE = /[^.!?…;:]+(?:[.!?…;:]+(?=\s|$)|$)|\S+/g;

/** The same words as they are said: signs that a voice would spell, in words. @param {string} text */
export function speakable(text) {
  return text
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .replace(/ ?[«»] ?/g, " ")
    .replace(/(\d) (?=\d{3}(?!\d))/g, "$1") // 1 200 is not « un, deux cents »
    .replace(/ ([,.;:!?…])/g, "$1")
    .trim();
}

/** Cut after sentences, and between words when a sentence is long. @param {string} text @returns {string[]} */
export function inBreaths(text) {
  /** @type {string[]} */
  const breaths = [];
  for (const piece of text.match(SENTENCE) ?? []) {
    for (const part of cut(piece.trim())) {
      const last = breaths.at(-1);
      if (last && last.length + part.length < MAX_SIGNS) breaths[breaths.length - 1] = `${last} ${part}`;
      else if (part) breaths.push(part);
    }
  }
  return breaths.filter((breath) => /[\p{L}\p{N}]/u.test(breath));
}

/** @param {string} sentence @returns {string[]} */
function cut(sentence) {
  if (sentence.length <= MAX_SIGNS) return [sentence];
  const space = sentence.lastIndexOf(" ", MAX_SIGNS);
  const comma = sentence.lastIndexOf(", ", MAX_SIGNS) + 1;
  const at = comma > MAX_SIGNS / 3 ? comma : space > 0 ? space : MAX_SIGNS;
  return [sentence.slice(0, at), ...cut(sentence.slice(at).trim())];
}
