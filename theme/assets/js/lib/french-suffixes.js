/**
 * The suffixes that the French stemmer removes, each with the name of its rule.
 *
 * Only those of folded words (no accent), in Snowball's spelling: a capital I, U or Y is a vowel
 * that behaves as a consonant.
 */

export const STANDARD = table({
  delete: "iqUe iqUes ance ances able ables isme ismes iste istes eux",
  ation: "atrice atrices ation ations ateur ateurs",
  ence: "ence ences",
  log: "logie logies",
  u: "usion usions ution utions",
  ive: "ive ives if ifs",
  euse: "euse euses",
  ement: "ement ements",
  issement: "issement issements",
  amment: "amment",
  emment: "emment",
  ment: "ment ments",
  eaux: "eaux",
  aux: "aux",
  oux: "oux",
});

export const I_VERB = table({
  delete:
    "ira ie isse issante i irai ir iras ies isses issantes is irais issais irions issions irons " +
    "issons issants it irait issait issant iraIent issaIent irent issent iront iriez issiez irez " +
    "issez",
});

export const VERB = table({
  ions: "ions",
  delete: "era erai er eras eais erais erions erons erait eraIent eront ez iez eriez erez",
  afterE: "a asse ante ai as asses antes assions ants ait ant aIent assent assiez",
  ais: "aise aises ais",
});

export const RESIDUAL = table({ e: "e", ion: "ion", ier: "ier Ier" });

/**
 * The longest suffix of `word` that begins at `from` or later, and its rule: it wins even when the
 * rule then refuses. Two empty texts when there is none.
 * @param {string} word
 * @param {Map<string, string>} suffixes
 * @param {number} from
 * @returns {[string, string]}
 */
export function longest(word, suffixes, from) {
  for (let size = Math.min(9, word.length - from); size > 0; size -= 1) {
    const suffix = word.slice(-size);
    const rule = suffixes.get(suffix);
    if (rule) return [suffix, rule];
  }
  return ["", ""];
}

/** @param {Record<string, string>} rules @returns {Map<string, string>} */
function table(rules) {
  /** @type {[string, string][]} */
  const pairs = Object.entries(rules).flatMap(([rule, suffixes]) =>
    suffixes.split(" ").map((suffix) => /** @type {[string, string]} */ ([suffix, rule])),
  );
  return new Map(pairs);
}
