/**
 * A misspelt French word → how near a known one is: by its letters, by the keyboard, by its sound.
 *
 * Nobody can list all the words of French here. So what looks like another real word (« nuit » and
 * « suit ») is refused: a letter taken for another must be its neighbour on the keyboard, another
 * vowel, or sound the same.
 */

const SHORT = 4;
const MIDDLING = 5;
const LONGER = 6;
const SHORTEST_SOUND = 3;
const LONG = 8;
const FREQUENT = 2; // rank of the mark of words that stand in three entries or more
const VOWELS = "aeiouy";
const ROWS = ["azertyuiop", "qsdfghjklm", "wxcvbn"];
const SOUND_FAULTS = 5;

/** @type {[RegExp, string][]} in this order */
const SOUNDS = [
  [/(.)\1+/g, "$1"],
  [/[cs]h/g, "C"],
  [/ph/g, "f"],
  [/h/g, ""],
  [/(?<=[aeiouy])tion/g, "sion"],
  [/sc(?=[eiy])/g, "s"],
  [/c(?=[eiy])/g, "s"],
  [/qu|[qc]k?/g, "k"],
  [/gu?(?=[eiy])/g, (/** @type {string} */ found) => (found === "gu" ? "g" : "j")],
  [/z/g, "s"],
  [/eau|au/g, "o"],
  [/(?:[ae]i|y|i)[nm](?![aeiouynm])/g, "I"],
  [/[ae][nm](?![aeiouynm])/g, "A"],
  [/[ou]u?[nm](?![aeiouynm])/g, "O"],
  [/(?<=.{2})[tdspx]+$/, ""], // before the mute « e », which makes them heard: frais, fraise
  [/(?:er|ez|ee|es|e)$/, ""],
  [/[ae]i|oe/g, "e"],
  [/y/g, "i"],
  [/(.)\1+/g, "$1"],
].map(([from, to]) => [/** @type {RegExp} */ (from), /** @type {any} */ (to)]);

/**
 * How a folded word sounds, roughly: « kossion » and « caution » are one.
 * @param {string} word
 * @returns {string}
 */
export function soundOf(word) {
  return SOUNDS.reduce((sound, [from, to]) => sound.replace(from, to), word);
}

/**
 * How far a known word is from what was typed; the least is the best, `null` is too far.
 * @param {string} typed
 * @param {string} known
 * @param {number} frequency 0 for the rarest
 * @param {boolean} isSmall whether all known words were looked at: the first letter may be wrong
 * @returns {number | null}
 */
export function faultsBetween(typed, known, frequency, isSmall) {
  const most = typed.length < LONG ? 1 : 2;
  if (Math.abs(known.length - typed.length) > SOUND_FAULTS) return null;
  const [sound, knownSound] = [soundOf(typed), soundOf(known)];
  const sameSound =
    sound.length >= SHORTEST_SOUND && sound === knownSound && !hasOwnEnd(typed, known);
  const faults = distance(typed, known, sameSound ? SOUND_FAULTS : most);
  if (sameSound && faults <= SOUND_FAULTS) return Math.min(faults, most + 0.5) - 0.5;
  if (faults > most) return null;
  if (faults > 1) return distance(sound, knownSound, 1) === 1 ? faults : null;
  if (typed.length <= SHORT && frequency < FREQUENT) return null;
  if (typed[0] !== known[0] && !(isSmall && typed.length > MIDDLING)) return null;
  return isSlip(typed, known) ? faults : null;
}

/**
 * Whether a short word has at its end a mute consonant that the other has not: nobody adds one, so
 * « loup » is no « loue », « jouet » no « joue ».
 */
function hasOwnEnd(/** @type {string} */ typed, /** @type {string} */ known) {
  const [end] = /[tdp]s?$/.exec(typed) ?? [""];
  return typed.length <= MIDDLING && end !== "" && !known.replace(/e?s?$/, "").endsWith(end[0]);
}

/**
 * Whether one fault is likely to be one: two letters swapped, one forgotten or written twice, one
 * near. A short word is close to many others (« tigre » and « titre », « poule » and « pole »): its
 * consonants are taken as they are, and so are the letters that it has.
 */
function isSlip(/** @type {string} */ typed, /** @type {string} */ known) {
  const differing = [...typed].findIndex((letter, i) => letter !== known[i]);
  const at = differing < 0 ? typed.length : differing;
  if (typed.length !== known.length) {
    const [word, letter] = typed.length > known.length ? [typed, typed[at]] : [known, known[at]];
    if (letter === word[at - 1] || typed.length > LONGER) return true;
    if (typed.length > known.length) return false;
    return typed.length > MIDDLING || VOWELS.includes(letter) || at === word.length - 1;
  }
  const [from, to] = [typed[at], known[at]];
  if (typed.slice(at + 1) !== known.slice(at + 1)) return true;
  if (typed.length <= SHORT) return false;
  const areVowels = VOWELS.includes(from) && VOWELS.includes(to);
  if (typed.length <= MIDDLING) return areVowels && areNeighbours(from, to);
  return areVowels || areNeighbours(from, to);
}

/** On a French keyboard. @param {string} a @param {string} b */
function areNeighbours(a, b) {
  const [[rowA, columnA], [rowB, columnB]] = [a, b].map((letter) => {
    const row = ROWS.findIndex((letters) => letters.includes(letter));
    return [row, ROWS[row]?.indexOf(letter) ?? -9];
  });
  return rowA >= 0 && rowB >= 0 && Math.abs(rowA - rowB) <= 1 && Math.abs(columnA - columnB) <= 1;
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
