/**
 * A text → a QR code (ISO/IEC 18004), as rows of dark and light modules: bytes, correction level M.
 *
 * Written here because the address of a list is only known on the device.
 */

import { corrected } from "./qr-correction.js";
import { MASKS, penalty } from "./qr-masks.js";

const QUIET = 4; // light modules around, which readers need
/** By version: codewords of correction in a block, then blocks; level M. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];

/** @typedef {{size: number, dark: Uint8Array, fixed: Uint8Array}} Grid */

/** @param {string} text @returns {{version: number, mask: number, rows: boolean[][]} | null} null: too long for a paper */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  if (!version) return null;
  const words = corrected(codewords(bytes, version), CORRECTION[version - 1], BLOCKS[version - 1]);
  const drawn = MASKS.map((_, mask) => draw(version, words, mask));
  const marks = drawn.map(penalty);
  const mask = marks.indexOf(Math.min(...marks));
  const { size, dark } = drawn[mask];
  const rows = Array.from({ length: size }, (_, y) => [...dark.slice(y * size, (y + 1) * size)].map(Boolean));
  return { version, mask, rows };
}

/** The code as the path of a drawing, and the width of its square. @param {boolean[][]} rows */
export function qrPath(rows) {
  const runs = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark && !row[x - 1] ? `M${x + QUIET} ${y + QUIET}h${run(row, x)}v1h-${run(row, x)}z` : [])),
  );
  return { path: runs.join(""), width: rows.length + 2 * QUIET };
}

/** @param {boolean[]} row @param {number} x */
function run(row, x) {
  const end = row.indexOf(false, x);
  return (end < 0 ? row.length : end) - x;
}

/** @param {number} length of the data @returns {number} 0 when none is large enough */
function versionFor(length) {
  return BLOCKS.findIndex((_, rank) => capacity(rank + 1) * 8 >= 4 + countBits(rank + 1) + length * 8) + 1;
}

/** @param {number} version */
function capacity(version) {
  return Math.floor(rawModules(version) / 8) - CORRECTION[version - 1] * BLOCKS[version - 1];
}

/** @param {number} version */
function rawModules(version) {
  const size = 17 + 4 * version;
  const { length } = alignments(version);
  const patterns = length ? 25 * (length ** 2 - 3) - 10 * (length - 2) : 0;
  return size ** 2 - 3 * 64 - 2 * (size - 16) - 31 - patterns - (version > 6 ? 36 : 0);
}

/** @param {number} version */
function countBits(version) {
  return version < 10 ? 8 : 16;
}

/** Mode, length, data, end, then what fills the room left. @param {Uint8Array} bytes @param {number} version */
function codewords(bytes, version) {
  const digits = [bits(4, 4), bits(bytes.length, countBits(version)), ...[...bytes].map((byte) => bits(byte, 8))];
  const room = capacity(version) * 8;
  let text = digits.join("");
  text += "0".repeat(Math.min(4, room - text.length));
  text += "0".repeat(-text.length & 7);
  for (let turn = 0; text.length < room; turn += 1) text += turn % 2 ? "00010001" : "11101100";
  return (text.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

/** @param {number} value @param {number} length */
function bits(value, length) {
  return value.toString(2).padStart(length, "0");
}

/** Centres of the small squares, on both axes. @param {number} version */
function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = 10 + 4 * version;
  return [6, ...Array.from({ length: count - 1 }, (_, rank) => last - step * (count - 2 - rank))];
}

/** @param {number} version @param {number[]} words @param {number} mask @returns {Grid} */
function draw(version, words, mask) {
  const size = 17 + 4 * version;
  const grid = { size, dark: new Uint8Array(size ** 2), fixed: new Uint8Array(size ** 2) };
  drawPatterns(grid, version);
  drawFormat(grid, mask);
  if (version > 6) drawVersion(grid, version);
  fill(grid, words, MASKS[mask]);
  return grid;
}

/** @param {Grid} grid @param {number} x @param {number} y @param {boolean | number} isDark */
function set({ size, dark, fixed }, x, y, isDark) {
  if (x < 0 || y < 0 || x >= size || y >= size) return;
  dark[y * size + x] = Number(isDark);
  fixed[y * size + x] = 1;
}

/** @param {Grid} grid @param {number} version */
function drawPatterns(grid, version) {
  const { size } = grid;
  for (let i = 0; i < size; i += 1) {
    set(grid, 6, i, i % 2 === 0);
    set(grid, i, 6, i % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(grid, x, y, 4);
  const centres = alignments(version);
  const last = centres[centres.length - 1];
  for (const x of centres) {
    for (const y of centres) {
      const isCorner = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
      if (!isCorner) square(grid, x, y, 2);
    }
  }
}

/** Squares in one another; around the large ones, a light frame. @param {Grid} grid @param {number} cx @param {number} cy @param {number} reach */
function square(grid, cx, cy, reach) {
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const far = Math.max(Math.abs(x), Math.abs(y));
      set(grid, cx + x, cy + y, reach === 4 ? far !== 2 && far !== 4 : far !== 1);
    }
  }
}

/** Level M is 0; fifteen digits, twice. @param {Grid} grid @param {number} mask */
function drawFormat(grid, mask) {
  const { size } = grid;
  const code = ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412;
  const bit = (/** @type {number} */ i) => (code >> i) & 1;
  for (let i = 0; i < 15; i += 1) {
    const near = i < 6 ? i : i < 8 ? i + 1 : 0;
    if (i < 8) set(grid, 8, near, bit(i));
    else set(grid, i === 8 ? 7 : 14 - i, 8, bit(i));
    if (i < 8) set(grid, size - 1 - i, 8, bit(i));
    else set(grid, 8, size - 15 + i, bit(i));
  }
  set(grid, 8, size - 8, true);
}

/** @param {Grid} grid @param {number} version */
function drawVersion(grid, version) {
  const code = (version << 12) | remainder(version, 12, 0x1f25);
  for (let i = 0; i < 18; i += 1) {
    const a = grid.size - 11 + (i % 3);
    const b = Math.floor(i / 3);
    set(grid, a, b, (code >> i) & 1);
    set(grid, b, a, (code >> i) & 1);
  }
}

/** @param {number} value @param {number} length @param {number} divisor */
function remainder(value, length, divisor) {
  let rest = value;
  for (let i = 0; i < length; i += 1) rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor);
  return rest;
}

/** Two columns at a time, up then down, from the right. @param {Grid} grid @param {number[]} words @param {(x: number, y: number) => boolean} mask */
function fill({ size, dark, fixed }, words, mask) {
  let rank = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y * size + x]) continue;
        const bit = (words[rank >> 3] >> (7 - (rank & 7))) & 1;
        dark[y * size + x] = bit ^ Number(mask(x, y));
        rank += 1;
      }
    }
  }
}
