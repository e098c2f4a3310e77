/** Data of a QR code → the same with what repairs it (Reed–Solomon), in the order it is drawn. */

const FIELD = 0x11d; // x⁸ + x⁴ + x³ + x² + 1

/**
 * @param {number[]} data
 * @param {number} length codewords of correction in each block
 * @param {number} count blocks
 * @returns {number[]}
 */
export function corrected(data, length, count) {
  const short = Math.floor(data.length / count);
  const shorts = count - (data.length % count);
  const divisor = generator(length);
  const blocks = Array.from({ length: count }, (_, rank) => {
    const start = rank * short + Math.max(0, rank - shorts);
    return data.slice(start, start + short + (rank < shorts ? 0 : 1));
  });
  const repairs = blocks.map((block) => remainder(block, divisor));
  return [...woven(blocks), ...woven(repairs)];
}

/** The first of each, the second of each… @param {number[][]} lists */
function woven(lists) {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, rank) => lists.flatMap((list) => list[rank] ?? [])).flat();
}

/** Coefficients of (x − 1)(x − 2)(x − 4)…, the first left out. @param {number} degree */
function generator(degree) {
  const result = [...Array(degree - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    for (let j = 0; j < degree; j += 1) {
      result[j] = times(result[j], root) ^ (result[j + 1] ?? 0);
    }
    root = times(root, 2);
  }
  return result;
}

/** @param {number[]} data @param {number[]} divisor */
function remainder(data, divisor) {
  const result = Array(divisor.length).fill(0);
  for (const value of data) {
    const factor = value ^ result.shift();
    result.push(0);
    divisor.forEach((coefficient, i) => (result[i] ^= times(coefficient, factor)));
  }
  return result;
}

/** In the field of 256. @param {number} x @param {number} y */
function times(x, y) {
  let product = 0;
  for (let i = 7; i >= 0; i -= 1) {
    product = (product << 1) ^ ((product >> 7) * FIELD);
    product ^= ((y >> i) & 1) * x;
  }
  return product;
}
