/**
 * What is refused in a Markdown text, and what would not be shown as its author wrote it: the words
 * of `generator/parse/rich_text.py`. Links are found by their signs; the generator reads the text.
 */

import { codePointName, forbiddenCharacter } from "./form-characters.js";
import { say } from "./form-messages.js";
import { urlFault } from "./form-url.js";

const MAX_TEXT = 32 * 1024;
const MAX_OPEN_BRACKETS = 200;
const MAX_BRACKETS = 1_000;
const MAX_COLUMNS = 20;
const MAX_LINES = 1_000;
const MAX_MARKS = 2_000;
const HTML = /<(?:[A-Za-z][A-Za-z0-9-]*[\s/>]|\/[A-Za-z]|!--)/;
const LINK = /\]\(\s*<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)|<([a-z][a-z0-9+.-]+:[^\s<>]*)>/gim;
const FIELD = ["description"];

/** @param {string} text @param {string[]} hosts that the owners of the site accept */
export function findTextFaults(text, hosts) {
  const excess = excessOf(text);
  if (excess) {
    const hint = "gardez l’essentiel en phrases courtes, et mettez un lien vers le reste";
    return [say("texte-trop-complexe", FIELD, excess, hint)];
  }
  const said = [...ignored(text)];
  for (const url of new Set([...text.matchAll(LINK)].map((found) => found[1] ?? found[2] ?? found[3]))) {
    const fault = urlFault(url, hosts, true);
    if (fault) said.push(say(fault.code, FIELD, fault.message, fault.hint, fault.warning));
  }
  return said;
}

/** A character that nobody could see, in any text of the entry. @param {any} value @param {(string | number)[]} [path] @returns {import("./form-messages.js").Diagnostic[]} */
export function findHidden(value, path = []) {
  if (typeof value === "string") {
    const found = forbiddenCharacter(value);
    if (!found) return [];
    const message = `caractère invisible ou de contrôle (${codePointName(found)})`;
    return [say("caractere-interdit", path, message, "effacez ce caractère et retapez le mot à la main")];
  }
  if (typeof value !== "object" || value === null) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, item]) => findHidden(item, [...path, key]));
}

/** @param {string} text */
function excessOf(text) {
  const count = (/** @type {string} */ sign) => text.split(sign).length - 1;
  if (new TextEncoder().encode(text).length > MAX_TEXT) return `le texte dépasse ${MAX_TEXT / 1024} kio`;
  const open = count("[");
  if (open - count("]") > MAX_OPEN_BRACKETS || open > MAX_BRACKETS) return "trop de crochets ouverts";
  if (count("<") > MAX_OPEN_BRACKETS * 5) return "trop de chevrons ouverts (« < »)";
  if (count("*") + count("_") + count("\x60") > MAX_MARKS) {
    return "trop de signes de mise en forme (« * », « _ », « \x60 »)";
  }
  const lines = text.split("\n");
  if (lines.length > MAX_LINES) return `le texte a plus de ${MAX_LINES} lignes`;
  const isWide = lines.some((line) => line.split("|").length - 1 > MAX_COLUMNS);
  return isWide ? `un tableau a plus de ${MAX_COLUMNS} colonnes` : "";
}

/** @param {string} text */
function* ignored(text) {
  if (HTML.test(text)) {
    yield say(
      "html-dans-le-texte",
      FIELD,
      "le HTML n’est pas interprété : il s’affichera tel quel",
      "écrivez en Markdown : **gras**, [lien](https://…), « - » pour une liste",
      true,
    );
  }
  if (text.includes("![")) {
    yield say(
      "image-dans-le-texte",
      FIELD,
      "les images ne sont pas publiées",
      "décrivez en mots ce que l’image montre, ou mettez un lien",
      true,
    );
  }
}
