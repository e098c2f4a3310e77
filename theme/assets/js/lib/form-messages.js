/**
 * What the schema refuses → one French sentence and one hint per mistake: the words of
 * `generator/parse/messages.py`, held to it by the cases of the generator.
 */

import { isIdentifier, slug } from "./form-characters.js";
import { nearest, relatives } from "./form-nearest.js";
import { count, example, exampleOf, expected, listed, nameOf, short } from "./form-phrases.js";

/**
 * @typedef {import("./form-schema.js").Finding} Finding
 * @typedef {import("./form-phrases.js").Path} Path
 *
 * @typedef {object} Diagnostic
 * @property {string} code
 * @property {Path} field
 * @property {string} message
 * @property {string} hint
 * @property {boolean} warning
 */

/** Every finding worded, each mistake once. @param {Finding[]} findings @returns {Diagnostic[]} */
export function wordFindings(findings) {
  /** @type {Map<string, Diagnostic>} */
  const said = new Map();
  for (const finding of findings) {
    for (const diagnostic of (WORDERS[finding.keyword] ?? wrongShape)(finding)) {
      const key = JSON.stringify([diagnostic.code, diagnostic.field]);
      if (!said.has(key)) said.set(key, diagnostic);
    }
  }
  return [...said.values()];
}

/** @param {string} code @param {Path} field @param {string} message @param {string} hint @param {boolean} [warning] @returns {Diagnostic} */
export function say(code, field, message, hint, warning = false) {
  return { code, field, message, hint, warning };
}

/** @type {Record<string, (finding: Finding) => Diagnostic[]>} */
const WORDERS = {
  additionalProperties: ({ instance, path, schema }) => {
    const known = Object.keys(schema.properties ?? {});
    const unknown = Object.keys(instance).filter((key) => !known.includes(key));
    return unknown.map((key) => {
      const close = nearest(key, known);
      const hint = close ? `vouliez-vous dire « ${close} » ?` : `champs possibles : ${listed(known)}`;
      return say("champ-inconnu", [...path, key], `le champ « ${short(key)} » n’existe pas`, hint);
    });
  },
  required: ({ instance, path, schema }) => {
    const missing = schema.required.filter((/** @type {string} */ key) => !Object.hasOwn(instance, key));
    const where = path.length ? ` dans « ${nameOf(path)} »` : "";
    return missing.map((/** @type {string} */ key) => {
      const hint = `ajoutez une ligne « ${key}: … »${exampleOf(schema.properties?.[key] ?? {})}`;
      return say("champ-manquant", [...path, key], `il manque le champ « ${key} »${where}`, hint);
    });
  },
  enum: ({ instance, path, schema }) => {
    const text = String(instance);
    const codes = schema.enum.map(String);
    const terms = schema["x-termes"] ?? [];
    const labels = terms.map((/** @type {any} */ { code, label }) => [code, label]);
    const close = nearest(text, codes, Object.fromEntries(labels));
    const hint = close
      ? `vouliez-vous dire « ${close} » ?`
      : `valeurs possibles : ${listed(relatives(text, codes))}`;
    const name = nameOf(path);
    const title = schema.title ?? name;
    const more = title.toLowerCase() === name ? "" : ` (${title})`;
    const message = `« ${short(text)} » n’est pas une valeur de « ${name} »${more}`;
    return [say("valeur-inconnue", path, message, hint)];
  },
  type: ({ instance, path, schema }) => {
    const [what, how] = expected(schema, instance);
    return [say("type-incorrect", path, `le champ « ${nameOf(path)} » attend ${what}`, how)];
  },
  minLength: (finding) => wrongLength(finding, "texte-trop-court", "au moins"),
  maxLength: (finding) => wrongLength(finding, "texte-trop-long", "au plus"),
  minItems: (finding) => wrongCount(finding, "liste-trop-courte", "au moins"),
  maxItems: (finding) => wrongCount(finding, "liste-trop-longue", "au plus"),
  minProperties: ({ path, schema }) => {
    if ("maxProperties" in schema) return ambiguous(path);
    const hint = `écrivez au moins un de ces champs : ${listed(Object.keys(schema.properties))}`;
    return [say("valeur-vide", path, `le champ « ${nameOf(path)} » est vide`, hint)];
  },
  maxProperties: ({ path }) => ambiguous(path),
  uniqueItems: ({ instance, path }) => {
    const texts = instance.map(String);
    return texts.flatMap((/** @type {string} */ text, /** @type {number} */ rank) => {
      if (texts.indexOf(text) === rank) return [];
      const message = `« ${short(text)} » est déjà dans la liste`;
      return [say("valeur-en-double", [...path, rank], message, "supprimez cette ligne")];
    });
  },
  minimum: (finding) => outOfBounds(finding, "au moins"),
  maximum: (finding) => outOfBounds(finding, "au plus"),
  format: ({ fault, path }) =>
    fault ? [say(fault.code, path, fault.message, fault.hint, fault.warning)] : [],
  anyOf: ({ path, schema }) => {
    const keys = schema.anyOf.flatMap((/** @type {any} */ { required = [] }) => required);
    const wanted = keys.map((/** @type {string} */ key) => `« ${key} »`).join(" ou ");
    const message = `il manque ${wanted} dans « ${nameOf(path)} »`;
    return [say("champ-manquant", path, message, "écrivez l’un, l’autre, ou les deux")];
  },
};

/** @param {Finding} finding */
function wrongShape(finding) {
  const name = nameOf(finding.path);
  const hint = asIdentifier(finding) || example(finding.schema);
  const message = `le champ « ${name} » n’a pas la forme attendue`;
  return [say("format-incorrect", finding.path, message, hint)];
}

/** What is an identifier but for its capitals, accents or spaces → the hint that mends it. @param {Finding} finding */
function asIdentifier({ instance, schema }) {
  const plain = slug(String(instance));
  const isRight = isIdentifier(plain) && new RegExp(schema.pattern ?? "^$", "u").test(plain);
  return isRight ? `sans majuscule, accent ni espace : « ${plain} »` : "";
}

/** @param {Finding} finding @param {string} code @param {string} word */
function wrongLength({ instance, keyword, path, schema }, code, word) {
  const message = `« ${nameOf(path)} » compte ${count([...instance].length, "signe")}`;
  return [say(code, path, message, `écrivez ${word} ${count(schema[keyword], "signe")}`)];
}

/** @param {Finding} finding @param {string} code @param {string} word */
function wrongCount({ instance, keyword, path, schema }, code, word) {
  const message = `la liste « ${nameOf(path)} » compte ${count(instance.length, "valeur")}`;
  return [say(code, path, message, `${word} ${count(schema[keyword], "valeur")}`)];
}

/** @param {Path} path */
function ambiguous(path) {
  const hint = "écrivez une condition par ligne, chacune précédée de « - »";
  return [say("condition-ambigue", path, "une condition dit une seule chose à la fois", hint)];
}

/** @param {Finding} finding @param {string} word */
function outOfBounds({ instance, keyword, path, schema }, word) {
  const message = `${short(String(instance))} est hors des limites de « ${nameOf(path)} »`;
  return [say("nombre-hors-limites", path, message, `écrivez ${word} ${schema[keyword]}`)];
}
