/**
 * Indented lines → lists, objects and texts: a rule that a person writes or mends in words. It reads
 * what `form-entry-text.js` writes; a line that cannot be placed is given back, never dropped.
 */

const KEY = /^([^\s:"'#-][^:"]*?)\s*:(?:\s+(.*))?$/;

/** @typedef {{indent: number, words: string}} Line */

/**
 * @param {string} text
 * @returns {{found: any, stray: string}} what the lines say, and the first that belongs to nothing
 */
export function readOutline(text) {
  const lines = text
    .replaceAll("\t", "  ")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => ({ indent: line.length - line.trimStart().length, words: line.trim() }));
  if (!lines.length) return { found: {}, stray: "" };
  const found = node(lines);
  return { found, stray: lines[0]?.words ?? "" };
}

/** @param {Line[]} lines what is read is taken away @returns {any} */
function node(lines) {
  const [{ indent, words }] = lines;
  if (isItem(words)) return list(lines, indent);
  if (KEY.test(words)) return map(lines, indent);
  lines.shift();
  return scalar(words);
}

/** @param {Line[]} lines @param {number} indent */
function list(lines, indent) {
  const items = [];
  while (lines[0]?.indent === indent && isItem(lines[0].words)) {
    const [line] = lines;
    const rest = line.words.slice(1).trimStart();
    if (rest && (KEY.test(rest) || isItem(rest))) {
      // What follows the dash is a line of its own, further in.
      lines[0] = { indent: indent + line.words.length - rest.length, words: rest };
      items.push(node(lines));
    } else {
      lines.shift();
      items.push(rest || !(lines[0]?.indent > indent) ? scalar(rest) : node(lines));
    }
  }
  return items;
}

/** @param {Line[]} lines @param {number} indent */
function map(lines, indent) {
  /** @type {Record<string, any>} */
  const found = {};
  while (lines[0]?.indent === indent) {
    const [, key, rest] = KEY.exec(lines[0].words) ?? [];
    if (key === undefined || isItem(lines[0].words) || Object.hasOwn(found, key)) break;
    lines.shift();
    if (rest) found[key] = scalar(rest);
    else if (lines[0] && (lines[0].indent > indent || isBelow(lines[0], indent))) found[key] = node(lines);
    else found[key] = "";
  }
  return found;
}

/** YAML too lets a list stand under its key. @param {Line} line @param {number} indent */
function isBelow(line, indent) {
  return line.indent === indent && isItem(line.words);
}

/** @param {string} words */
function isItem(words) {
  return words === "-" || words.startsWith("- ");
}

/** A value on its line: « [a, b] », a JSON string, or words. @param {string} words @returns {any} */
function scalar(words) {
  if (/^\[.*\]$/.test(words)) {
    return words.slice(1, -1).split(",").map((part) => scalar(part.trim())).filter(Boolean);
  }
  if (/^'.*'$/.test(words)) return words.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/.test(words)) return words;
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}

/**
 * Texts → the types of the schema, where they can be read so.
 * @param {any} value
 * @param {any} schema
 * @param {(schema: any) => any} resolve
 * @returns {any}
 */
export function typed(value, schema, resolve) {
  const { items, properties, type } = resolve(schema ?? {});
  if (Array.isArray(value)) return value.map((item) => typed(item, items, resolve));
  if (typeof value === "object" && value !== null) {
    const inner = Object.entries(value).filter(([, item]) => item !== "");
    return Object.fromEntries(
      inner.map(([key, item]) => [key, typed(item, properties?.[key], resolve)]),
    );
  }
  if (typeof value !== "string") return value;
  const isNumber = (type === "integer" || type === "number") && /^-?\d+(?:[.,]\d+)?$/.test(value);
  if (isNumber) return Number(value.replace(",", "."));
  if (type === "array") return [value];
  return type === "boolean" && /^(?:true|false)$/.test(value) ? value === "true" : value;
}
