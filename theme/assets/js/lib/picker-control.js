/**
 * A plain control that stays the truth of its field → hidden from view, with an input in its place
 * that is called the same; what reaches the control reaches the input.
 */

import { element } from "./dom.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */

/**
 * @param {Control} control
 * @param {string} placeholder
 * @returns {HTMLInputElement} not in the page yet
 */
export function standIn(control, placeholder) {
  const label = control.labels?.[0];
  const input = element("input", {
    id: `${control.id}-choisir`,
    type: "text",
    autocomplete: "off",
    placeholder,
    "data-picker": "",
    "aria-describedby": control.getAttribute("aria-describedby") ?? undefined,
    "aria-label": label ? undefined : (control.getAttribute("aria-label") ?? placeholder),
  });
  if (label) label.htmlFor = input.id;
  control.dataset.picked = "";
  control.classList.add("visually-hidden");
  control.tabIndex = -1;
  control.setAttribute("aria-hidden", "true");
  // The links of a summary of mistakes lead to the control.
  control.addEventListener("focus", () => input.focus());
  const mirror = () => copy(control, input, "aria-invalid");
  new MutationObserver(mirror).observe(control, { attributeFilter: ["aria-invalid"] });
  mirror();
  return input;
}

/** The control as it was, without its stand-in. @param {Control} control @param {HTMLElement} picker */
export function standDown(control, picker) {
  const label = picker.ownerDocument.querySelector(`label[for="${CSS.escape(`${control.id}-choisir`)}"]`);
  label?.setAttribute("for", control.id);
  picker.remove();
  delete control.dataset.picked;
  control.classList.remove("visually-hidden");
  control.removeAttribute("aria-hidden");
  control.removeAttribute("tabindex");
}

/** @param {Element} from @param {Element} to @param {string} name */
function copy(from, to, name) {
  const value = from.getAttribute(name);
  if (value === null) to.removeAttribute(name);
  else to.setAttribute(name, value);
}

/** Write as a person would: whoever listens to the control hears it. @param {Control | null} control @param {string} value */
export function write(control, value) {
  if (!control || control.value === value) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** What is written by others than the picker itself. @param {Control} control @param {() => void} onWritten */
export function onWritten(control, onWritten) {
  let shown = control.value;
  const look = () => {
    if (control.value === shown) return;
    shown = control.value;
    onWritten();
  };
  control.addEventListener("input", look);
  control.addEventListener("change", look);
  control.closest("[data-module]")?.addEventListener("form:filled", look);
}

/**
 * A proposed list that would open out of sight, under the keyboard of a phone, is brought up.
 * @param {HTMLInputElement} input @param {HTMLElement} list
 */
export function keepInSight(input, list) {
  new MutationObserver(() => {
    const height = window.visualViewport?.height ?? innerHeight;
    if (!list.hidden && list.getBoundingClientRect().bottom > height) {
      input.scrollIntoView({ block: "start" });
    }
  }).observe(list, { attributeFilter: ["hidden"] });
}

/** What the field says of codes, said of names while it is picked. @param {Control} control @param {string} words */
export function sayHelp(control, words) {
  const help = control.closest("[data-field]")?.querySelector(":scope > .form-help");
  if (help) help.replaceChildren(words);
}

/** Enter takes what is written for a choice; the form is not sent. @param {HTMLInputElement} input @param {() => void} settle */
export function onEnter(input, settle) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented) return;
    event.preventDefault();
    settle();
  });
}
