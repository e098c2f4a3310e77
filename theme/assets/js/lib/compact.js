/** Short printable text → the numbers and words it stands for: `generator/render/search/compact.py`. */

const LAST = 70;
const NEXT = 23;
const FIRST_CODE = 0x20;
const LAST_CODE = 0x7e;

/** Rank of each printable character, without the quotation mark and the backslash. */
const DIGITS = new Uint8Array(LAST_CODE + 1);
for (let code = FIRST_CODE, digit = 0; code <= LAST_CODE; code += 1) {
  if (code !== 0x22 && code !== 0x5c) {
    DIGITS[code] = digit;
    digit += 1;
  }
}

/** Reads numbers one after the other. */
export class Reader {
  /** @param {string} text @param {number} [at] */
  constructor(text, at = 0) {
    this.text = text;
    this.at = at;
  }

  get isDone() {
    return this.at >= this.text.length;
  }

  /** @returns {number} */
  next() {
    let digit = DIGITS[this.text.charCodeAt(this.at)];
    this.at += 1;
    let value = 0;
    for (let unit = 1; ; unit *= NEXT) {
      if (digit < LAST) return value + digit * unit;
      value += digit * unit;
      digit = DIGITS[this.text.charCodeAt(this.at)];
      this.at += 1;
    }
  }
}

/**
 * Distinct numbers in order, written as steps ("=") or as runs ("-").
 * @param {string} text
 * @param {(value: number) => void} each
 */
export function readAscending(text, each) {
  const reader = new Reader(text, 1);
  const isRuns = text[0] === "-";
  let value = -1;
  while (!reader.isDone) {
    value += reader.next() + 1;
    each(value);
    for (let more = isRuns ? reader.next() : 0; more > 0; more -= 1) {
      value += 1;
      each(value);
    }
  }
}

/**
 * Sorted words, each with its mark when it has one.
 * @param {string} text
 * @returns {[string, string][]}
 */
export function readWords(text) {
  /** @type {[string, string][]} */
  const found = [];
  let before = "";
  for (const [, shared, end, mark] of text.matchAll(/([A-Z])([a-z0-9]*)([!-*]?)/g)) {
    before = before.slice(0, shared.charCodeAt(0) - 65) + end;
    found.push([before, mark]);
  }
  return found;
}
