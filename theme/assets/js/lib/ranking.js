/**
 * What answers the words, and the filters → the results in order.
 *
 * First by bands of relevance: the score, raised by how many of the words are held. A word is not
 * counted before the score, because one that says little (« cher ») would put whoever holds it above
 * what answers the others. In a band, those that are open and not out of date, near before
 * far, and what names the person's situation before what merely does not exclude it; then the
 * relevance, the freshness, and the distance when both points are known. A document's number is the
 * last tie-break: the generator numbered them so. `tests/relevance` measured the two constants.
 */

/**
 * @typedef {import("./coverage.js").Reach} Reach
 *
 * @typedef {object} Result
 * @property {number} doc number of the document
 * @property {number} coverage how many of the words it holds
 * @property {number} score of lunr
 * @property {Reach | null} reach how it reaches the place that was chosen
 *
 * @typedef {object} Candidate
 * @property {number} doc
 * @property {number} coverage
 * @property {number} score
 *
 * @typedef {object} Known what the order depends on, besides the words
 * @property {(doc: number) => boolean} sinks whether it is closed, or out of date
 * @property {((doc: number) => Reach | null) | null} reachOf null without a place
 * @property {(doc: number) => number} vagueness how many of the person's filters it does not name
 * @property {(doc: number) => number} ageOf 0 for what was checked lately
 * @property {(doc: number) => number} kilometresTo Infinity when a point is not known
 */

const BANDS = 2;
const EACH_WORD = 1.5; // the power of the number of words held
/** @type {number[]} a power takes longer than all the rest of the order */
const POWERS = [];
const LEVELS = 8; // room for the distances and for the filters
const EXACT_BITS = 52; // of a number, all exact
const GROUP_BITS = 8; // band, sinks, distance, vagueness

/**
 * @param {Candidate[]} candidates
 * @param {Known} known
 * @param {number} [best] the greatest relevance, when candidates are some of the results only
 * @param {number} [exactly] how many of the first results are told apart when they answer as well:
 *   beyond what anyone reads, the number of the document is enough
 * @returns {Result[]}
 */
export function rankResults(candidates, known, best = bestOf(candidates), exactly = Infinity) {
  const { reachOf, sinks, vagueness } = known;
  const reaches = reachOf ? candidates.map(({ doc }) => reachOf(doc)) : null;
  const relevances = new Float64Array(candidates.length);
  const groups = new Float64Array(candidates.length);
  for (let i = 0; i < groups.length; i += 1) {
    const { doc } = candidates[i];
    relevances[i] = relevanceOf(candidates[i]);
    const band = BANDS - Math.ceil((relevances[i] / best) * BANDS);
    const far = reaches?.[i]?.distance ?? 0;
    groups[i] = ((band * 2 + Number(sinks(doc))) * LEVELS + far) * LEVELS + vagueness(doc);
  }
  const compare = (/** @type {number} */ a, /** @type {number} */ b) =>
    relevances[b] - relevances[a] || compareEqual(candidates[a].doc, candidates[b].doc, known);
  return sortRoughly(groups, relevances, best, compare, exactly).map((i) => {
    const { doc, coverage, score } = candidates[i];
    return { doc, coverage, score, reach: reaches?.[i] ?? null };
  });
}

/**
 * By group, then as `compare` says. Browsers sort plain numbers ten times faster than with a
 * function: group, relevance and rank are put in one number, and only those whose relevance is the
 * same up to a millionth are compared.
 * @param {Float64Array} groups
 * @param {Float64Array} relevances
 * @param {number} best
 * @param {(a: number, b: number) => number} compare
 * @param {number} exactly
 * @returns {number[]} ranks of candidates
 */
function sortRoughly(groups, relevances, best, compare, exactly) {
  const ranks = 2 ** Math.ceil(Math.log2(groups.length + 1));
  const steps = 2 ** (EXACT_BITS - GROUP_BITS) / ranks;
  const keys = new Float64Array(groups.length);
  for (let i = 0; i < keys.length; i += 1) {
    const step = Math.floor((1 - relevances[i] / best) * (steps - 1));
    keys[i] = (groups[i] * steps + step) * ranks + i;
  }
  keys.sort();
  /** @type {number[]} */
  const order = [];
  for (let start = 0, end = 0; start < keys.length; start = end) {
    const first = Math.floor(keys[start] / ranks) * ranks;
    /** @type {number[]} */
    const alike = [];
    for (end = start; end < keys.length && keys[end] < first + ranks; end += 1) {
      alike.push(keys[end] - Math.floor(keys[end] / ranks) * ranks);
    }
    if (alike.length > 1 && order.length < exactly) alike.sort(compare);
    for (const rank of alike) order.push(rank);
  }
  return order;
}

/** The greatest relevance. @param {Candidate[]} candidates */
export function bestOf(candidates) {
  return candidates.reduce(
    (most, candidate) => Math.max(most, relevanceOf(candidate)),
    Number.MIN_VALUE,
  );
}

/** @param {number} score of lunr @param {number} coverage how many words are held @returns {number} */
export function relevance(score, coverage) {
  return score * (POWERS[coverage] ??= coverage ** EACH_WORD);
}

/** @param {Candidate} candidate */
function relevanceOf({ score, coverage }) {
  return relevance(score, coverage);
}

/**
 * The first results that nothing else can precede, when no other is more relevant than `limit`.
 * @param {Result[]} results in order
 * @param {Known} known
 * @param {number} limit
 * @returns {Result[]}
 */
export function leading(results, known, limit) {
  const end = results.findIndex(
    (result) =>
      relevanceOf(result) <= limit ||
      (limit > 0 &&
        (known.sinks(result.doc) || result.reach?.distance || known.vagueness(result.doc))),
  );
  return end < 0 ? results : results.slice(0, end);
}

/** What answers as well. @param {number} a @param {number} b @param {Known} known */
function compareEqual(a, b, { ageOf, kilometresTo }) {
  const ages = ageOf(a) - ageOf(b);
  if (ages) return ages;
  const [farA, farB] = [kilometresTo(a), kilometresTo(b)];
  return farA === farB ? a - b : farA - farB;
}

const EARTH_KM = 6371;

/**
 * As the crow flies.
 * @param {{latitude: number, longitude: number}} from
 * @param {number} latitude
 * @param {number} longitude
 * @returns {number}
 */
export function kilometres(from, latitude, longitude) {
  const radians = Math.PI / 180;
  const north = (latitude - from.latitude) * radians;
  const middle = ((latitude + from.latitude) / 2) * radians;
  const east = (longitude - from.longitude) * radians * Math.cos(middle);
  return EARTH_KM * Math.hypot(north, east);
}
