/** The eight masks of a QR code, and what tells the one that reads best. */

/** @type {((x: number, y: number) => boolean)[]} where each mask turns a module over */
export const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** What makes a code hard to read: long runs, plain squares, too much of one colour. @param {import("./qr.js").Grid} grid */
export function penalty({ size, dark }) {
  let marks = 0;
  const at = (/** @type {number} */ x, /** @type {number} */ y) => dark[y * size + x];
  for (let a = 0; a < size; a += 1) {
    for (const line of [(/** @type {number} */ b) => at(a, b), (/** @type {number} */ b) => at(b, a)]) {
      let length = 1;
      for (let b = 1; b <= size; b += 1) {
        if (b < size && line(b) === line(b - 1)) length += 1;
        else {
          marks += length >= 5 ? length - 2 : 0;
          length = 1;
        }
      }
    }
  }
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      const sum = at(x, y) + at(x - 1, y) + at(x, y - 1) + at(x - 1, y - 1);
      marks += sum % 4 === 0 ? 3 : 0;
    }
  }
  const part = dark.reduce((sum, module) => sum + module, 0) / size ** 2;
  return marks + Math.floor(Math.abs(part - 0.5) * 20) * 10;
}
