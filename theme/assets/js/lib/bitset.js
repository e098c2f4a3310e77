/** Sets of documents, one bit each: a filter and all its counts are a few thousand operations. */

import { readAscending } from "./compact.js";

/** @typedef {Uint32Array} Bitset */

/** @param {number} count of documents @returns {Bitset} */
export function none(count) {
  return new Uint32Array(Math.ceil(count / 32));
}

/** @param {number} count of documents @returns {Bitset} */
export function all(count) {
  const bits = none(count).fill(0xffffffff);
  if (count % 32) bits[bits.length - 1] = 2 ** (count % 32) - 1;
  return bits;
}

/** @param {number} count of documents @param {Iterable<number>} documents @returns {Bitset} */
export function of(count, documents) {
  const bits = none(count);
  for (const document of documents) add(bits, document);
  return bits;
}

/** @param {number} count of documents @param {string} text @returns {Bitset} */
export function read(count, text) {
  const bits = none(count);
  readAscending(text, (document) => add(bits, document));
  return bits;
}

/** @param {Bitset} bits @param {number} document */
export function add(bits, document) {
  bits[document >>> 5] |= 1 << (document & 31);
}

/** @param {Bitset} bits @param {number} document @returns {boolean} */
export function has(bits, document) {
  return ((bits[document >>> 5] >>> (document & 31)) & 1) === 1;
}

/** Add all of others to a set. @param {Bitset} bits @param {Iterable<Bitset>} others @returns {Bitset} */
export function unite(bits, others) {
  for (const other of others) {
    for (let i = 0; i < bits.length; i += 1) bits[i] |= other[i];
  }
  return bits;
}

/** What stands in all of them. @param {Bitset} first @param {Iterable<Bitset>} others @returns {Bitset} */
export function common(first, others) {
  const bits = first.slice();
  for (const other of others) {
    for (let i = 0; i < bits.length; i += 1) bits[i] &= other[i];
  }
  return bits;
}

/** How many documents stand in both. @param {Bitset} a @param {Bitset} b @returns {number} */
export function countCommon(a, b) {
  let count = 0;
  for (let i = 0; i < a.length; i += 1) {
    let bits = a[i] & b[i];
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}

/** In order. @param {Bitset} bits @returns {Generator<number>} */
export function* documents(bits) {
  for (let i = 0; i < bits.length; i += 1) {
    for (let left = bits[i]; left; left &= left - 1) {
      yield i * 32 + 31 - Math.clz32(left & -left);
    }
  }
}
