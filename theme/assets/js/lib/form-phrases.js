/** The pieces of French that the sentences about faults are made of: `generator/parse/phrases.py`. */

/**
 * @typedef {(string | number)[]} Path
 * @typedef {Record<string, any>} Schema
 */

const MAX_SHOWN = 60;
const SHOWN_VALUES = 12;
/** @type {Record<string, RegExp>} */
const UNQUOTED = {
  integer: /^-?(?:0|[1-9][0-9]{0,14})$/,
  number: /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?$/,
  boolean: /^(?:true|false)$/,
};
/** @type {Record<string, [string, string]>} */
const TYPES = {
  array: ["une liste", "une valeur par ligne, chaque ligne commence par « - »"],
  object: ["plusieurs champs", "une ligne « champ: valeur » par champ, décalée de deux espaces"],
  string: ["un texte", "écrivez un texte simple sur la même ligne"],
  integer: ["un nombre entier", "des chiffres seulement, sans espace ni unité : « 12 »"],
  number: [
    "un nombre",
    "des chiffres sans espace ni unité, un point pour les décimales : « 1200.50 »",
  ],
  boolean: ["oui ou non", "écrivez « true » pour oui, « false » pour non"],
};

/** What a field expects by its type, and how to write it. @param {Schema} schema @param {unknown} found @returns {[string, string]} */
export function expected(schema, found) {
  if (schema.format === "date") {
    return ["une date", "année, mois, jour, sur la même ligne : « 2026-11-21 »"];
  }
  const kind = String(schema.type ?? "");
  let [what, how] = TYPES[kind] ?? ["une autre valeur", ""];
  if (typeof found === "string" && UNQUOTED[kind]?.test(found)) {
    how = `retirez les guillemets : « ${found} »`;
  }
  if (kind === "object" && schema.properties) {
    how = `${how} : ${listed(Object.keys(schema.properties))}`;
  }
  return [what, how];
}

/** The last key of a path: what the partner calls the field. @param {Path} path */
export function nameOf(path) {
  return String(path.findLast((part) => typeof part === "string") ?? "fiche");
}

/** A value of an entry, on one line, not too long. @param {string} text */
export function short(text) {
  const flat = [...text.split(/\s+/).filter(Boolean).join(" ")];
  return flat.length <= MAX_SHOWN ? flat.join("") : `${flat.slice(0, MAX_SHOWN - 1).join("")}…`;
}

/** The first dozen of the allowed values, and how many there are. @param {string[]} values */
export function listed(values) {
  const more = values.length > SHOWN_VALUES ? `… (${values.length} en tout)` : "";
  return values.slice(0, SHOWN_VALUES).join(", ") + more;
}

/** A number and its noun, in agreement. @param {number} number @param {string} noun */
export function count(number, noun) {
  return `${number} ${noun}${number > 1 ? "s" : ""}`;
}

/** An example of the schema, as a hint of its own. @param {Schema} schema */
export function example(schema) {
  const first = firstExample(schema);
  return first === undefined ? "regardez l’aide du champ" : `par exemple « ${first} »`;
}

/** An example of the schema, to end a hint with. @param {Schema} schema */
export function exampleOf(schema) {
  const first = firstExample(schema);
  return first === undefined ? "" : `, par exemple « ${short(String(first))} »`;
}

/** @param {Schema} schema */
function firstExample({ examples = [] }) {
  return examples.find((/** @type {unknown} */ item) => ["string", "number"].includes(typeof item));
}
