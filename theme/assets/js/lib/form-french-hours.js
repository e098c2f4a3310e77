/**
 * Opening hours as people write them in French → OpenStreetMap’s syntax, never a guess: what
 * `generator/french_hours.py` gives, held to it by a test.
 */

/** @type {[string, string][]} */
const DAYS = [["lun", "Mo"], ["mar", "Tu"], ["mer", "We"], ["jeu", "Th"], ["ven", "Fr"], ["sam", "Sa"], ["dim", "Su"]];
const TOKEN = new RegExp(
  " *(?:(?<all>tous les jours|7 ?j(?:ours)? ?(?:/|sur) ?7)" +
    "|(?<day>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)(?:s|\\.)?(?![a-z])" +
    "|(?<hour>[0-9]{1,2}) ?(?:h(?:eures?)?(?![a-z])|:(?=[0-9])) ?(?<minute>[0-5][0-9](?![0-9]))?" +
    "|(?<bare>[0-9]{1,2})(?= ?(?:-|a) ?[0-9]{1,2} ?h)" +
    "|(?<noon>midi)(?![a-z])" +
    "|(?<range>-|(?:jusqu.)?au?(?![a-z]))" +
    "|(?<end>[;\\n]|\\.(?= |$))" +
    "|(?<and>,|/|&|(?:et|puis)(?![a-z]))" +
    "|(?<filler>:|(?:du|de|des|le|les|ouvert|ouverte|horaires)(?![a-z]))) *",
  "y",
);
const LONGEST = 300;

/** @typedef {[string, string]} Token its kind, what it says */

/** « Lundi au vendredi 9h-12h » → « Mo-Fr 09:00-12:00 »; what is not sure stays as it is. @param {string} text */
export function tidyHours(text) {
  const tokens = [...text].length <= LONGEST ? [...tokensOf(text)] : [];
  const clauses = [];
  while (tokens.length) {
    const days = series(tokens, "day");
    const times = series(tokens, "time");
    if (!days.length || !times.length || times.some((time) => !time.includes("-"))) return text;
    clauses.push(`${days.join(",")} ${times.join(",")}`);
    while (tokens.length && ["end", "and"].includes(tokens[0][0])) tokens.shift();
  }
  return clauses.join("; ") || text;
}

/** What each word is; a token of no kind for what nobody here understands. @param {string} text @returns {Generator<Token>} */
function* tokensOf(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const plain = bare.replace(/[ \u00a0\u202f\u2009\t]+/g, " ").replace(/[\u2010-\u2015]/g, "-");
  let at = 0;
  while (at < plain.length) {
    TOKEN.lastIndex = at;
    const said = TOKEN.exec(plain)?.groups;
    if (!said) {
      if (/[^ ]/.test(plain.slice(at))) yield ["", ""];
      return;
    }
    at = TOKEN.lastIndex;
    const { all, bare: alone, day, filler, hour, minute = "00", noon } = said;
    if (all !== undefined) yield ["day", "Mo-Su"];
    else if (day !== undefined) yield ["day", DAYS.find(([name]) => day.startsWith(name))?.[1] ?? ""];
    else if ((hour ?? alone ?? noon) !== undefined) {
      const when = noon === undefined ? Number(hour ?? alone) : 12;
      yield when <= 24 ? ["time", `${String(when).padStart(2, "0")}:${minute}`] : ["", ""];
    } else if (filler === undefined) yield [["range", "end", "and"].find((kind) => said[kind] !== undefined) ?? "", ""];
  }
}

/** The days, or the hours, that stand first: alone or as ranges, and what joins them. @param {Token[]} tokens @param {string} kind */
function series(tokens, kind) {
  const found = [];
  const follows = (/** @type {string} */ joint) => tokens[0]?.[0] === joint && tokens[1]?.[0] === kind;
  while (tokens[0]?.[0] === kind) {
    let [, said] = /** @type {Token} */ (tokens.shift());
    if (follows("range")) {
      const [, [, last]] = tokens.splice(0, 2);
      if (kind === "time" && last <= said) return [];
      said = `${said}-${last}`;
    }
    found.push(said);
    if (follows("and")) tokens.shift();
  }
  return found;
}
