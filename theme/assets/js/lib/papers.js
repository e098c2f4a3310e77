/** Papers that several services ask → each once, with who asks it. */

const COMBINING = /[\u0300-\u036f]/g;
const APART = /[^a-z0-9]+/g;
const ARTICLE = /^(?:une?|les?|la|des?|du|l|d|votre|vos|mon|ma|mes) /;

/** @typedef {{key: string, text: string, services: string[]}} Paper */

/**
 * « Pièce d’identité », « votre piece d'identité. »: the same paper.
 * @param {string} text
 */
export function paperKey(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(COMBINING, "").replace(/œ/g, "oe");
  return plain.replace(APART, " ").trim().replace(ARTICLE, "");
}

/**
 * @param {{nom: string, papers?: string[]}[]} services in the order of the list
 * @returns {Paper[]} in the order in which they are first asked
 */
export function mergePapers(services) {
  /** @type {Map<string, Paper>} */
  const found = new Map();
  for (const { nom, papers = [] } of services) {
    for (const text of papers) {
      const key = paperKey(text);
      const paper = found.get(key) ?? { key, text, services: [] };
      if (!paper.services.includes(nom)) paper.services.push(nom);
      found.set(key, paper);
    }
  }
  return [...found.values()];
}
