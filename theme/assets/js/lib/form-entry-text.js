/**
 * The fields of an entry, in their order → the text of its file: what `generator/entry_lines.py` and
 * `render/entry_text.py` write, byte for byte; a test compares both.
 */

// What YAML can read one way only without quotes: begins as a word, holds no sign of its syntax.
const PLAIN = /^[A-Za-zÀ-ÖØ-öø-ÿœŒ€«][^\n\t:#"{}[\]\\]*(?<! )$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const WORDS_OF_YAML = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);

/** A Markdown entry, its description below the header. @param {Record<string, any>} data */
export function entryText(data) {
  const { description, ...head } = data;
  const isBody = typeof description === "string" && standsBelow(description);
  const fields = Object.entries(isBody ? head : data);
  const lines = ["---", ...fields.flatMap(([name, value]) => fieldLines(name, value, "")), "---"];
  return `${lines.join("\n")}\n${isBody ? `\n${description}\n` : ""}`;
}

/** Whether a text can stand below the header: the reader takes the line ends off its edges. @param {string} text */
function standsBelow(text) {
  return !isBlank(text) && !text.startsWith("\n") && !text.endsWith("\n");
}

/** @param {string} name @param {any} value @param {string} indent @returns {string[]} */
export function fieldLines(name, value, indent) {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return [`${indent}${name}:`, ...value.flatMap((item) => itemLines(item, deeper))];
  }
  if (typeof value === "object") {
    const inner = Object.entries(value).flatMap(([key, item]) => fieldLines(key, item, deeper));
    return [`${indent}${name}:`, ...inner];
  }
  if (isBlock(value)) return block(`${indent}${name}: `, value, deeper);
  return [`${indent}${name}: ${scalar(value)}`];
}

/** @param {any} value @param {string} indent @returns {string[]} */
export function itemLines(value, indent) {
  const inner = `${indent}  `;
  if (typeof value === "object") {
    const rows = Array.isArray(value)
      ? value.flatMap((item) => itemLines(item, inner))
      : Object.entries(value).flatMap(([key, item]) => fieldLines(key, item, inner));
    const [first, ...others] = rows;
    return [`${indent}- ${first.slice(inner.length)}`, ...others];
  }
  if (isBlock(value)) return block(`${indent}- `, value, inner);
  return [`${indent}- ${scalar(value)}`];
}

/** Whether a text of several lines can be a literal block. @param {unknown} value @returns {value is string} */
function isBlock(value) {
  return typeof value === "string" && /^[^\t]*\n[^\t]*$/.test(value) && !isBlank(value);
}

/** @param {string} lead @param {string} text @param {string} indent */
function block(lead, text, indent) {
  const inner = text.replace(/\n+$/, "");
  const ends = text.length - inner.length;
  // The width of the indent is written when the first lines could hide it.
  const width = /^[ \n]/.test(inner) ? "2" : "";
  const mark = ["-", ""][ends] ?? "+";
  const lines = inner.split("\n").map((line) => (line ? indent + line : ""));
  return [`${lead}|${width}${mark}`, ...lines, ...Array(Math.max(0, ends - 1)).fill("")];
}

/** @param {any} value */
function scalar(value) {
  if (typeof value === "number") return decimal(value);
  if (typeof value === "boolean") return String(value);
  if (DAY.test(value) || (PLAIN.test(value) && !WORDS_OF_YAML.has(value.toLowerCase()))) return value;
  return JSON.stringify(value);
}

/** A number without exponent: 1e-7 is 0.0000001. @param {number} value */
export function decimal(value) {
  const [figures, power] = String(value).split("e");
  if (power === undefined) return figures;
  const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(figures) ?? [];
  const at = whole.length + Number(power);
  const all = whole + part;
  if (at <= 0) return `${sign}0.${"0".repeat(-at)}${all}`;
  return sign + (at >= all.length ? all.padEnd(at, "0") : `${all.slice(0, at)}.${all.slice(at)}`);
}

/** What Python calls blank. @param {string} text */
function isBlank(text) {
  return !/[^\s\x1c-\x1f\x85]/.test(text.replace(/\ufeff/g, "x"));
}
