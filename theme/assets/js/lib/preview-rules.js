/**
 * Nested eligibility conditions → a checklist in plain French, as `generator/plan/eligibility.py`
 * writes it. What is not written yet, or not well, says nothing.
 */

import { conditions, isNumber, texts } from "./preview-values.js";
import { listed, lowered, numberText } from "./preview-words.js";

/** @typedef {import("./preview-view.js").Names} Names */

const NBSP = "\u00a0";
const NAMED = ["statuts", "publics"];
/** Condition → its words, then its vocabulary. @type {Record<string, [string, string]>} */
const LISTS = {
  statuts: ["Situation", "statuts"],
  publics: ["Public", "publics"],
  contrat: ["Contrat", "contrats"],
  permis: ["Permis", "permis"],
};

/**
 * @param {any} rules
 * @param {Set<string>} said codes that the page names already
 * @param {Names} names
 * @returns {string[]}
 */
export function checklist(rules, said, names) {
  const worder = new Worder(names);
  const isSaid = (/** @type {any} */ condition) => {
    const codes = condition.statuts ?? condition.publics;
    return Array.isArray(codes) && codes.every((code) => said.has(code));
  };
  const all = conditions(rules?.toutes).filter((one) => !("a_verifier" in one) && !isSaid(one));
  const either = conditions(rules?.une);
  return [
    ...all.map((one) => worder.word(one)),
    ...(either.length ? [worder.either(either)] : []),
    ...conditions(rules?.sauf).map((one) => `Sauf${NBSP}: ${lowered(worder.word(one))}`),
  ].filter(Boolean);
}

class Worder {
  /** @param {Names} names */
  constructor(names) {
    this.names = names;
  }

  /** @param {Record<string, any>} condition @returns {string} */
  word(condition) {
    const [[kind, value]] = Object.entries(condition);
    if (kind === "toutes") {
      return listed(conditions(value).map((one, rank) => later(rank, this.word(one))));
    }
    if (kind === "une") return this.either(conditions(value));
    if (kind === "sauf") {
      const words = conditions(value).map((one) => lowered(this.word(one)));
      return `Sauf${NBSP}: ${listed(words, 0, "ou")}`;
    }
    if (Object.hasOwn(LISTS, kind)) return this.#list(kind, value);
    if (kind === "age") return ageText(value ?? {});
    if (kind === "zone") return this.#zone(value);
    if (kind === "ressources") return this.#resources(value ?? {});
    if (kind === "distance_km") return distanceText(value ?? {});
    return kind === "a_verifier" ? String(value) : "";
  }

  /** Situations and publics are one list of cases. @param {Record<string, any>[]} all */
  either(all) {
    const cases = all.flatMap((one) => this.#cases(one));
    let others = all.filter((one) => !NAMED.some((kind) => kind in one)).map((one) => this.word(one));
    let named = cases.length
      ? [`Être dans un de ces cas${NBSP}: ${listed(cases, 0, "ou")}`]
      : [];
    // A list of cases comes last: it has its own « ou ».
    if (named.length + others.length > 1 && cases.length > 1) [named, others] = [others, named];
    return listed([...named, ...others].map((text, rank) => later(rank, text)), 0, "ou");
  }

  /** @param {Record<string, any>} condition */
  #cases(condition) {
    return NAMED.filter((kind) => kind in condition).flatMap((kind) =>
      texts(condition[kind]).map((code) => lowered(this.names.label(kind, code))),
    );
  }

  /** @param {string} kind @param {any} codes */
  #list(kind, codes) {
    const [words, vocabulary] = LISTS[kind];
    const labels = texts(codes).map((code) => lowered(this.names.label(vocabulary, code)));
    return `${words}${NBSP}: ${listed(labels, 0, "ou")}`;
  }

  /** @param {any} codes */
  #zone(codes) {
    const found = texts(codes).flatMap((code) => this.names.zone(code)?.nom ?? []);
    return `Habiter ici${NBSP}: ${listed(found, 4, "ou")}`;
  }

  /** @param {Record<string, any>} value */
  #resources({ base, max, periode }) {
    const kind = base ? this.names.label("bases-ressources", base) : "Ressources";
    const period = { mensuelle: " par mois", annuelle: " par an" }[String(periode)] ?? "";
    if (!isNumber(max)) return kind;
    return `${kind}${NBSP}: au plus ${numberText(max)}${NBSP}€${period}`;
  }
}

/** @param {{min?: any, max?: any}} age */
function ageText({ min, max }) {
  const [hasMin, hasMax] = [isNumber(min), isNumber(max)];
  if (hasMin && min === max) return `Avoir ${min}${NBSP}ans`;
  if (hasMin && hasMax) return `Avoir entre ${min} et ${max}${NBSP}ans`;
  if (hasMin) return `Avoir ${min}${NBSP}ans ou plus`;
  return hasMax ? `Avoir ${max}${NBSP}ans ou moins` : "";
}

/** @param {{min?: any, max?: any}} distance */
function distanceText({ min, max }) {
  const parts = [
    ...(isNumber(min) ? [`au moins ${numberText(min)}${NBSP}km`] : []),
    ...(isNumber(max) ? [`au plus ${numberText(max)}${NBSP}km`] : []),
  ];
  return `Trajet entre le domicile et le travail${NBSP}: ${listed(parts)}`;
}

/** @param {number} rank @param {string} text */
function later(rank, text) {
  return rank === 0 ? text : lowered(text);
}
