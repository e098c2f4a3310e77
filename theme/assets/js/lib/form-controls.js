/**
 * A plain control ⇄ the value of its field. What was filled and has not been touched since is given
 * back as it was, even when the control cannot show it whole: a line end in a line, an odd date.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

const NUMBER = /^-?(?:0|[1-9][0-9]{0,99})(?:\.[0-9]{1,20})?$/;
const FRENCH_NUMBER = /^-?[0-9]{1,3}(?:(?: [0-9]{3})+|[0-9]*)(?:,[0-9]{1,20})?$/;
const SPACES = /[ \u00a0\u202f]+/g;
/** @type {Record<string, boolean>} */
const ANSWERS = { oui: true, non: false };

/** What each control was filled with, and what it showed then. @type {WeakMap<Element, {shown: string, value: any}>} */
const filled = new WeakMap();

/**
 * The value that a control says; undefined when it says nothing.
 * @param {Control} control
 * @param {string} kind of its field
 * @param {boolean} many
 * @returns {any}
 */
export function readControl(control, kind, many) {
  const before = filled.get(control);
  if (before && before.shown === control.value) return before.value;
  const text = control.value.trim();
  if (!text) return undefined;
  if (many) return text.split("\n").map((line) => line.trim()).filter(Boolean);
  if (kind === "number" || kind === "integer") return readNumber(text);
  if (kind === "boolean") return ANSWERS[text] ?? text;
  return control instanceof HTMLTextAreaElement ? control.value.replace(/^\s*\n|\s+$/g, "") : text;
}

/** @param {Control} control @param {any} value undefined to empty it */
export function fillControl(control, value) {
  const text = textOf(value);
  if (control instanceof HTMLSelectElement) offer(control, text);
  control.value = text;
  if (control.value !== text && control.getAttribute("type") === "date") {
    control.setAttribute("type", "text"); // no such day: it has to be seen to be mended
    control.value = text;
  }
  if (value === undefined) filled.delete(control);
  else filled.set(control, { shown: control.value, value });
}

/** « 1 200,50 » → 1200.5; what is no number stays a text. @param {string} text */
function readNumber(text) {
  const bare = text.replace(SPACES, " ");
  const plain = FRENCH_NUMBER.test(bare)
    ? bare.replaceAll(" ", "").replace(",", ".").replace(/^(-?)0+(?=\d)/, "$1")
    : bare;
  return NUMBER.test(plain) ? Number(plain) : text;
}

/** @param {any} value */
function textOf(value) {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "oui" : "non";
  if (typeof value === "number") return String(value).replace(".", ",");
  return Array.isArray(value) ? value.join("\n") : String(value);
}

/** A value that the list does not have is still shown: it is for a person to change it. @param {HTMLSelectElement} select @param {string} value */
function offer(select, value) {
  if ([...select.options].some((option) => option.value === value)) return;
  select.append(new Option(value, value));
}
