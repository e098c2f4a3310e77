/** A list → the text that a phone or a mail sends, and how many SMS it makes. */

import { mergePapers } from "./papers.js";

/** @typedef {import("./list-services.js").Listed} Listed */

// GSM 03.38: with these alone an SMS holds 160 characters, else 70; those of the second line count twice.
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const TWICE = "^{}\\[~]|€";
/** What a phone types, for what a page prints. @type {[RegExp, string][]} */
const PLAIN = [
  [/[’‘]/g, "'"],
  [/«\s*|\s*»/g, '"'],
  [/[\u00a0\u202f]/g, " "],
  [/[–—]/g, "-"],
  [/…/g, "..."],
  [/œ/g, "oe"],
  [/À/g, "A"],
  [/[ÈÊË]/g, "E"],
];

/**
 * @param {Listed[]} services
 * @param {{site: string, notes: Record<string, string>, address: string}} about notes to tell, if any; "" for no link
 * @returns {string}
 */
export function messageText(services, { site, notes, address }) {
  const papers = mergePapers(services).map(({ text }) => text);
  const lines = [
    `Ma liste - ${site}`,
    notes[""],
    ...services.flatMap((service, rank) => [
      [`${rank + 1}. ${service.nom}${state(service)}`, way(service)]
        .filter(Boolean)
        .join("\u00a0: "),
      notes[service.id],
    ]),
    papers.length ? `Papiers\u00a0: ${papers.join("\u00a0; ")}.` : "",
    address && `La liste\u00a0: ${address}`,
  ];
  return plainText(lines.filter(Boolean).join("\n"));
}

/** « À confirmer » → « (à confirmer) »: that capital alone would more than halve what an SMS holds. @param {Listed} service */
function state({ state: said }) {
  return said ? ` (${said.slice(0, 1).toLowerCase()}${said.slice(1)})` : "";
}

/** The shortest way to ask; the page that the link opens tells the others. @param {Listed} service */
function way({ phone, link, email }) {
  return phone?.label ?? email?.label ?? link?.label;
}

/** @param {string} text */
export function plainText(text) {
  return PLAIN.reduce((known, [sign, plain]) => known.replace(sign, plain), text);
}

/** @param {string} text @returns {{characters: number, messages: number}} as operators count */
export function smsLength(text) {
  const characters = [...text].length;
  let units = 0;
  for (const sign of text) {
    if (TWICE.includes(sign)) units += 2;
    else if (BASIC.includes(sign)) units += 1;
    else return { characters, messages: parts(text.length, 70, 67) };
  }
  return { characters, messages: parts(units, 160, 153) };
}

/** @param {number} units @param {number} alone @param {number} each */
function parts(units, alone, each) {
  return units <= alone ? Math.min(1, units) : Math.ceil(units / each);
}
