/**
 * A word that the index does not know → words that it knows: the end of an unfinished word, two
 * words written as one, a spelling close enough. Whole words are corrected, never stems: the stem
 * of a misspelt word is far from the right one (« logement » → log, « logemant » → logem).
 */

const SHORTEST_CORRECTED = 4;
const SHORTEST_PART = 3;

export class Lexicon {
  /** @param {string} words every folded word of the index, sorted, separated by spaces */
  constructor(words) {
    this.words = words ? words.split(" ") : [];
    this.known = new Set(this.words);
  }

  /**
   * The words that begin so.
   * @param {string} prefix
   * @returns {string[]}
   */
  completions(prefix) {
    return this.words.filter((word) => word.startsWith(prefix));
  }

  /**
   * « locapass » → loca, pass.
   * @param {string} word
   * @returns {string[]} two words, or none
   */
  parts(word) {
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
      const pair = [word.slice(0, at), word.slice(at)];
      if (pair.every((part) => this.known.has(part))) return pair;
    }
    return [];
  }

  /**
   * The closest words: one fault up to seven letters, two beyond (the first letter being right).
   * @param {string} word
   * @returns {string[]} all those with the least faults, in order
   */
  corrections(word) {
    if (word.length < SHORTEST_CORRECTED || /\d/.test(word)) return [];
    for (let faults = 1; faults <= (word.length < 8 ? 1 : 2); faults += 1) {
      const near = this.words.filter(
        (known) =>
          Math.abs(known.length - word.length) <= faults &&
          (faults === 1 || known[0] === word[0]) &&
          known.length >= SHORTEST_PART &&
          distance(word, known, faults) <= faults,
      );
      if (near.length) return near;
    }
    return [];
  }
}

/**
 * Number of letters added, dropped, changed or swapped with their neighbour; stops above `most`.
 * @param {string} from
 * @param {string} to
 * @param {number} most
 * @returns {number}
 */
export function distance(from, to, most) {
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[to.length];
}
