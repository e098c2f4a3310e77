/** How much two words have in common: Python's `difflib`, for words that are short. */

/**
 * The word that shares most with the one written, when it shares enough; the last in alphabetical
 * order of those that share as much.
 * @param {string} word
 * @param {string[]} possible
 * @param {number} cutoff
 * @returns {string | null}
 */
export function closeMatch(word, possible, cutoff) {
  const wanted = [...word];
  let best = null;
  let bestScore = -1;
  for (const one of possible) {
    const other = [...one];
    const most = (2 * Math.min(other.length, wanted.length)) / (other.length + wanted.length);
    if (most < cutoff) continue;
    const score = ratio(other, wanted);
    if (score < cutoff || score < bestScore || (score === bestScore && one < (best ?? ""))) continue;
    [best, bestScore] = [one, score];
  }
  return best;
}

/** @param {string[]} a @param {string[]} b */
export function ratio(a, b) {
  const total = a.length + b.length;
  return total ? (2 * matching(a, b, 0, a.length, 0, b.length)) / total : 1;
}

/** How many letters the longest common run has, with what is common on each of its sides. @param {string[]} a @param {string[]} b @param {number} alo @param {number} ahi @param {number} blo @param {number} bhi @returns {number} */
function matching(a, b, alo, ahi, blo, bhi) {
  const [i, j, size] = longest(a, b, alo, ahi, blo, bhi);
  if (!size) return 0;
  const before = matching(a, b, alo, i, blo, j);
  return size + before + matching(a, b, i + size, ahi, j + size, bhi);
}

/** The longest common run; the first of those in `a`, then in `b`. @param {string[]} a @param {string[]} b @param {number} alo @param {number} ahi @param {number} blo @param {number} bhi */
function longest(a, b, alo, ahi, blo, bhi) {
  let [besti, bestj, bestsize] = [alo, blo, 0];
  let lengths = new Map();
  for (let i = alo; i < ahi; i += 1) {
    const next = new Map();
    for (let j = blo; j < bhi; j += 1) {
      if (a[i] !== b[j]) continue;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > bestsize) [besti, bestj, bestsize] = [i - size + 1, j - size + 1, size];
    }
    lengths = next;
  }
  return [besti, bestj, bestsize];
}
