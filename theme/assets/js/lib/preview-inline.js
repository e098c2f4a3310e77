/** One paragraph of Markdown → text, links and marks, as nodes; a link says the host that it hides. */

import { element } from "./dom.js";
import { hostOf } from "./preview-words.js";

const TOKEN = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-\x60{-~])/,
    /(?<ticks>`+)(?!`)(?<code>[\s\S]*?[^`])\k<ticks>(?!`)/,
    /<(?<address>https?:\/\/[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>/,
    /\[(?<label>(?:\\.|`[^`]*`|[^[\]\\`])*)\]\(\s*(?<target><[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/,
    /(?<three>\*\*\*|___)(?=\S)(?<both>[\s\S]*?\S)\k<three>/,
    /(?<two>\*\*|__|~~)(?=\S)(?<strong>[\s\S]*?\S)\k<two>/,
    /(?<one>(?<!\*)\*|(?<!_)_)(?![\s*_])(?<marked>[\s\S]*?\S)\k<one>/,
    /(?<end> {2,}|\\)\n\s*/,
    /&(?<entity>#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|nbsp);/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gi",
);
/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
const HOST = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?:\/\S*)?$/i;
const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;
const WORD = /[\p{L}\p{N}]/u;
const DEEPEST = 6;

/** @param {string} text @param {number} [depth] @returns {(Node | string)[]} */
export function inline(text, depth = 0) {
  if (depth > DEEPEST) return [text];
  /** @type {(Node | string)[]} */
  const nodes = [];
  const tokens = new RegExp(TOKEN);
  let done = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const made = token(match, text, depth);
    if (!made) {
      // The sign was a sign: what follows it may still be a mark.
      tokens.lastIndex = match.index + 1;
      continue;
    }
    nodes.push(soft(text.slice(done, match.index)), ...made);
    done = tokens.lastIndex;
  }
  nodes.push(soft(text.slice(done)));
  return nodes.filter((node) => node !== "");
}

/** A line end that is not asked for is a space like another. @param {string} text */
function soft(text) {
  return text.replace(/ *\n */g, "\n");
}

/** @param {RegExpExecArray} match @param {string} text @param {number} depth @returns {(Node | string)[] | null} */
function token(match, text, depth) {
  const found = match.groups ?? {};
  if (found.escaped) return [found.escaped];
  if (found.code) return [element("code", {}, spanText(found.code))];
  if (found.address) return [element("a", {}, found.address)];
  if (found.label !== undefined) return link(found.label, found.target, depth);
  if (found.entity) return [character(found.entity) ?? match[0]];
  if (found.end) return [element("br"), "\n"];
  const { three, both, two, strong, one, marked } = found;
  if (!isApart(three ?? two ?? one, match, text)) return null;
  const inner = inline(both ?? strong ?? marked, depth + 1);
  if (three) return [element("em", {}, element("strong", {}, ...inner))];
  return [element(one ? "em" : two === "~~" ? "s" : "strong", {}, ...inner)];
}

/** In code, line ends are spaces, and one space at both ends is there for the sign. @param {string} code */
function spanText(code) {
  const text = code.replaceAll("\n", " ");
  return /^ .*[^ ].* $/.test(text) ? text.slice(1, -1) : text;
}

/** « _ » inside a word is a letter like another. @param {string} mark @param {RegExpExecArray} match @param {string} text */
function isApart(mark, { index, 0: whole }, text) {
  if (!mark.startsWith("_")) return true;
  return !WORD.test(text[index - 1] ?? "") && !WORD.test(text[index + whole.length] ?? "");
}

/** @param {string} label @param {string} target @param {number} depth @returns {(Node | string)[] | null} */
function link(label, target, depth) {
  const url = target.replace(/^<|>$/g, "");
  if (!SAFE.test(url)) return null;
  const anchor = element("a", { title: url }, ...inline(label, depth + 1));
  const host = url.includes("://") ? hostOf(url) : "";
  const claimed = (anchor.textContent ?? "").split(/\s+/).map((word) => {
    const found = HOST.exec(word.replace(/^[.,;:!?()]+|[.,;:!?()]+$/g, ""))?.[1];
    return found?.toLowerCase().replace(/^www\./, "");
  });
  const isHidden = host && claimed.some((name) => name && name !== host);
  return isHidden ? [anchor, ` (${host})`] : [anchor];
}

/** @param {string} entity @returns {string | null} */
function character(entity) {
  if (!entity.startsWith("#")) return NAMED[entity.toLowerCase()] ?? null;
  const isHex = /^#x/i.test(entity);
  const code = Number.parseInt(entity.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
    ? String.fromCodePoint(code)
    : null;
}
