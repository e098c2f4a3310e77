/**
 * The Markdown that entries are written in → nodes: paragraphs, headings, lists, quotations, code,
 * tables. It is a preview: what is rarer stays as it is written, and the build has the last word.
 */

import { element } from "./dom.js";
import { inline } from "./preview-inline.js";

const FENCE = /^ {0,3}(\x60{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?: {1,4}(?! )|$|(?= ))/;
const QUOTE = /^ {0,3}> ?/;
const CELLS = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const MARKS = /[*_\x60~[<]/g;
const MOST_MARKS = 2000; // past which the build refuses the text, and reading it would be slow
const FIRST_HEADING = 5; // the sections of the preview are of level 4
const DEEPEST = 6;

/** @param {string} source @returns {Node[]} */
export function markdown(source) {
  if ((source.match(MARKS)?.length ?? 0) > MOST_MARKS) return [element("p", {}, source)];
  const lines = source.replace(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n");
  return blocks(lines, { open: [] }, 0);
}

/** @typedef {{open: number[]}} Levels the author's headings, from the highest down */

/** @param {string[]} lines @param {Levels} levels @param {number} depth @returns {Node[]} */
function blocks(lines, levels, depth) {
  /** @type {Node[]} */
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const [node, next] = block(lines, at, levels, depth);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

/** The block at a line, and the line after it. @param {string[]} lines @param {number} at @param {Levels} levels @param {number} depth @returns {[Node | null, number]} */
function block(lines, at, levels, depth) {
  const line = lines[at];
  if (!line.trim()) return [null, at + 1];
  const fence = FENCE.exec(line)?.[1];
  if (fence) return code(lines, at, fence);
  const title = HEADING.exec(line);
  if (title) return [heading(title[1].length, title[2] ?? "", levels), at + 1];
  if (RULE.test(line)) return [element("hr"), at + 1];
  if (depth < DEEPEST && QUOTE.test(line)) return quotation(lines, at, levels, depth);
  if (depth < DEEPEST && ITEM.test(line)) return list(lines, at, levels, depth);
  if (line.includes("|") && CELLS.test(lines[at + 1] ?? "")) return table(lines, at);
  return paragraph(lines, at, levels, depth);
}

/** @param {string[]} lines @param {number} at @param {Levels} levels @param {number} depth @returns {[Node, number]} */
function paragraph(lines, at, levels, depth) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !UNDERLINE.test(lines[end])) {
    if (startsBlock(lines[end], depth)) break;
    end += 1;
  }
  const text = lines.slice(at, end).map((line) => line.trimStart()).join("\n").trimEnd();
  const underline = UNDERLINE.exec(lines[end] ?? "")?.[1];
  if (underline) return [heading(underline[0] === "=" ? 1 : 2, text, levels), end + 1];
  return [element("p", {}, ...inline(text)), end];
}

/** Whether a line ends the paragraph before it. @param {string} line @param {number} depth */
function startsBlock(line, depth) {
  if (FENCE.test(line) || HEADING.test(line) || RULE.test(line)) return true;
  if (depth >= DEEPEST) return false;
  const [, , mark] = ITEM.exec(line) ?? [];
  const isItem = mark !== undefined && (!/\d/.test(mark) || /^1[.)]$/.test(mark));
  return QUOTE.test(line) || (isItem && line.trim() !== mark);
}

/** The author's levels → levels that follow those of the page. @param {number} level @param {string} text @param {Levels} levels */
function heading(level, text, levels) {
  while (levels.open.length && levels.open[levels.open.length - 1] >= level) levels.open.pop();
  levels.open.push(level);
  const shown = Math.min(FIRST_HEADING + levels.open.length - 1, 6);
  return element(/** @type {"h3"} */ (`h${shown}`), {}, ...inline(text));
}

/** @param {string[]} lines @param {number} at @param {string} fence @returns {[Node, number]} */
function code(lines, at, fence) {
  const isEnd = (/** @type {string} */ line) => {
    const marks = line.trim();
    return marks.length >= fence.length && [...marks].every((mark) => mark === fence[0]);
  };
  const close = lines.findIndex((line, i) => i > at && isEnd(line));
  const end = close < 0 ? lines.length : close;
  const text = lines.slice(at + 1, end).map((line) => `${line}\n`).join("");
  return [element("pre", {}, element("code", {}, text)), end + 1];
}

/** @param {string[]} lines @param {number} at @param {Levels} levels @param {number} depth @returns {[Node, number]} */
function quotation(lines, at, levels, depth) {
  let end = at;
  while (end < lines.length && lines[end].trim()) {
    if (!QUOTE.test(lines[end]) && startsBlock(lines[end], depth)) break;
    end += 1;
  }
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return [element("blockquote", {}, ...blocks(inner, levels, depth + 1)), end];
}

/** @param {string[]} lines @param {number} at @param {Levels} levels @param {number} depth @returns {[Node, number]} */
function list(lines, at, levels, depth) {
  const kind = kindOf(lines[at]);
  /** @type {string[][]} */
  const items = [];
  let next = at;
  let isLoose = false;
  while (next < lines.length && kindOf(lines[next]) === kind && !RULE.test(lines[next])) {
    const [item, end] = listItem(lines, next, depth);
    const after = lines.findIndex((line, i) => i >= end && line.trim());
    const goesOn = after >= 0 && kindOf(lines[after]) === kind && !RULE.test(lines[after]);
    isLoose ||= hasGap(item) || (goesOn && after > end);
    items.push(item);
    next = goesOn ? after : end;
  }
  const start = Number.parseInt(lines[at].trim(), 10);
  const isOrdered = /\d/.test(lines[at].trim()[0]);
  const attributes = { start: isOrdered && start !== 1 ? String(start) : undefined };
  const shown = items.map((item) => element("li", {}, ...itemNodes(item, levels, depth, isLoose)));
  return [element(isOrdered ? "ol" : "ul", attributes, ...shown), next];
}

/** The mark of a list, without its number: another mark is another list. @param {string} line */
function kindOf(line) {
  return ITEM.exec(line)?.[2].replace(/\d+/, "1") ?? "";
}

/** The lines of an item, and the line after it. @param {string[]} lines @param {number} at @param {number} depth @returns {[string[], number]} */
function listItem(lines, at, depth) {
  const opening = ITEM.exec(lines[at])?.[0] ?? "";
  const indent = opening.trimEnd() === opening ? opening.length + 1 : opening.length;
  const item = [lines[at].slice(opening.length)];
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end];
    const isInside = line.startsWith(" ".repeat(indent));
    const isLazy = !isInside && lines[end - 1].trim() && !startsBlock(line, depth) && !ITEM.test(line);
    if (line.trim() && !isInside && !isLazy) break;
    item.push(isInside ? line.slice(indent) : line.trim());
    end += 1;
  }
  while (item.length && !item[item.length - 1].trim()) {
    item.pop();
    end -= 1;
  }
  return [item, Math.max(end, at + 1)];
}

/** Whether an empty line parts two blocks of an item. @param {string[]} item */
function hasGap(item) {
  return item.some((line, i) => !line.trim() && !/^ {2,}/.test(item[i + 1] ?? ""));
}

/** In a list without empty lines, items hold text and no paragraph. @param {string[]} item @param {Levels} levels @param {number} depth @param {boolean} isLoose */
function itemNodes(item, levels, depth, isLoose) {
  const nodes = blocks(item, levels, depth + 1);
  if (isLoose) return nodes;
  return nodes.flatMap((node) => (node.nodeName === "P" ? [...node.childNodes] : [node]));
}

/** @param {string[]} lines @param {number} at @returns {[Node, number]} */
function table(lines, at) {
  const heads = cells(lines[at]);
  let end = at + 2;
  while (end < lines.length && lines[end].trim()) end += 1;
  const rows = lines.slice(at + 2, end).map((line) => {
    const found = cells(line);
    return element("tr", {}, ...heads.map((_, i) => element("td", {}, ...inline(found[i] ?? ""))));
  });
  const head = element("tr", {}, ...heads.map((text) => element("th", {}, ...inline(text))));
  const body = rows.length > 0 && element("tbody", {}, ...rows);
  return [element("table", {}, element("thead", {}, head), body), end];
}

/** @param {string} line */
function cells(line) {
  const inner = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((text) => text.trim().replaceAll("\\|", "|"));
}
