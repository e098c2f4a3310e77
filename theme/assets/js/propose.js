/**
 * The form where an entry is proposed or corrected: checked on the device with the schema and the
 * words of `guichet check`, kept as a draft, handed over as a file. Nothing is sent by itself.
 */

import { fillFields, readFields } from "./lib/form-fields.js";
import { FormSession } from "./lib/form-session.js";
import { openForm } from "./lib/form-open.js";
import { notePanel } from "./lib/form-panels.js";
import { openRows } from "./lib/form-rows.js";
import { openRules } from "./lib/form-rule.js";

/** @param {HTMLElement} form */
export async function start(form) {
  if (!(form instanceof HTMLFormElement)) return;
  form.noValidate = true;
  for (const control of form.querySelectorAll("[maxlength]")) control.removeAttribute("maxlength");
  const status = form.querySelector("[data-status]");
  const announce = (/** @type {string} */ sentence) => {
    if (status) status.textContent = sentence;
  };
  openForm(form);
  openRows(form, announce);
  openRules(form, readFields, fillFields, announce);
  const session = new FormSession(form, announce);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    session.check();
  });
  await session.open().catch((error) => {
    notePanel(form, "Le formulaire n’a pas pu se charger. Vérifiez votre connexion, puis rechargez la page.");
    throw error;
  });
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#fiche=")) location.reload();
  });
}
