/**
 * Data of one entry, judged by its JSON Schema → raw findings, as `generator/parse/schema.py` gives
 * them. It reads the keywords that our schemas use, no other: a test compares both lists, and what
 * it finds with what the library of the generator finds.
 *
 * A schema is read as data: no code is made of it, which the policy of the pages would refuse.
 */

/**
 * @typedef {import("./form-phrases.js").Path} Path
 * @typedef {import("./form-phrases.js").Schema} Schema
 *
 * @typedef {object} Fault what is wrong with one value, and what to write instead
 * @property {string} code
 * @property {string} message
 * @property {string} hint
 * @property {boolean} [warning]
 *
 * @typedef {object} Finding
 * @property {string} keyword
 * @property {Path} path
 * @property {any} instance
 * @property {Schema} schema the subschema that refused
 * @property {Fault} [fault] what our own check of the format said
 *
 * @typedef {(text: string) => Fault | null} Check
 */

/** What is wrong with one value, the most telling first. */
const TELLING = ["type", "enum", "format", "pattern", "minLength", "maxLength"];

/** @type {Record<string, (value: any) => boolean>} */
const TYPES = {
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  number: Number.isFinite,
  object: isObject,
  string: (value) => typeof value === "string",
};

/** By keyword, whether a value is as it says. @type {Record<string, (value: any, limit: any) => boolean>} */
const RULES = {
  type: (value, type) => TYPES[type](value),
  enum: (value, allowed) => allowed.includes(value),
  minLength: (value, limit) => typeof value !== "string" || [...value].length >= limit,
  maxLength: (value, limit) => typeof value !== "string" || [...value].length <= limit,
  pattern: (value, pattern) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minimum: (value, limit) => typeof value !== "number" || value >= limit,
  maximum: (value, limit) => typeof value !== "number" || value <= limit,
  minItems: (value, limit) => !Array.isArray(value) || value.length >= limit,
  maxItems: (value, limit) => !Array.isArray(value) || value.length <= limit,
  uniqueItems: (value) => !Array.isArray(value) || new Set(value.map(stable)).size === value.length,
  minProperties: (value, limit) => !isObject(value) || Object.keys(value).length >= limit,
  maxProperties: (value, limit) => !isObject(value) || Object.keys(value).length <= limit,
  required: (value, keys) =>
    !isObject(value) || keys.every((/** @type {string} */ key) => Object.hasOwn(value, key)),
};

export class Judge {
  /** @param {Schema} schema whose references all stay inside @param {Record<string, Check>} checks by format */
  constructor(schema, checks) {
    this.schema = schema;
    this.checks = checks;
  }

  /** What the schema refuses, once for each value. @param {unknown} data @returns {Finding[]} */
  find(data) {
    return mostTelling([...this.#walk(data, this.schema, [])]);
  }

  /** A subschema with its `$ref` followed, its own words kept. @param {Schema} schema @returns {Schema} */
  resolve(schema) {
    if (!schema.$ref) return schema;
    const { $ref, ...own } = schema;
    return { ...this.#target($ref), ...own };
  }

  /** @param {any} value @param {Schema} schema @param {Path} path @returns {Generator<Finding>} */
  *#walk(value, schema, path) {
    if (schema.$ref) yield* this.#walk(value, this.#target(schema.$ref), path);
    const found = (/** @type {string} */ keyword) => ({ keyword, path, instance: value, schema });
    for (const [keyword, limit] of Object.entries(schema)) {
      if (Object.hasOwn(RULES, keyword) && !RULES[keyword](value, limit)) yield found(keyword);
    }
    const fault = typeof value === "string" ? this.checks[schema.format]?.(value) : null;
    if (fault) yield { ...found("format"), fault };
    if (schema.anyOf && !schema.anyOf.some((/** @type {Schema} */ one) => this.#accepts(value, one))) {
      yield found("anyOf");
    }
    if (isObject(value)) yield* this.#properties(value, schema, path);
    if (Array.isArray(value) && schema.items) {
      for (const [rank, item] of value.entries()) yield* this.#walk(item, schema.items, [...path, rank]);
    }
  }

  /** @param {Record<string, any>} value @param {Schema} schema @param {Path} path @returns {Generator<Finding>} */
  *#properties(value, schema, path) {
    const known = schema.properties ?? {};
    const keys = Object.keys(value);
    if (schema.additionalProperties === false && keys.some((key) => !Object.hasOwn(known, key))) {
      yield { keyword: "additionalProperties", path, instance: value, schema };
    }
    for (const key of keys) {
      if (Object.hasOwn(known, key)) yield* this.#walk(value[key], known[key], [...path, key]);
    }
  }

  /** @param {any} value @param {Schema} schema */
  #accepts(value, schema) {
    return this.#walk(value, schema, []).next().done ?? false;
  }

  /** @param {string} reference « #/$defs/condition » @returns {Schema} */
  #target(reference) {
    const steps = reference.replace(/^#\//, "").split("/");
    return steps.reduce((/** @type {any} */ inner, step) => inner[step], this.schema);
  }
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function stable(value) {
  return typeof value === "object" ? JSON.stringify(value) : `${typeof value} ${value}`;
}

/** One finding only of those of TELLING for each value. @param {Finding[]} findings */
function mostTelling(findings) {
  /** @type {Map<string, number>} */
  const best = new Map();
  const rankOf = (/** @type {Finding} */ { keyword }) => TELLING.indexOf(keyword);
  for (const finding of findings) {
    if (rankOf(finding) < 0 || finding.fault?.warning) continue;
    const key = JSON.stringify(finding.path);
    best.set(key, Math.min(rankOf(finding), best.get(key) ?? TELLING.length));
  }
  return findings.filter(
    (finding) =>
      rankOf(finding) < 0 ||
      rankOf(finding) <= (best.get(JSON.stringify(finding.path)) ?? TELLING.length),
  );
}
