/**
 * What a form shows without script gives way to what a script works: `[data-plain]` is hidden and no
 * longer sent, `[data-scripted]` appears. To call first: rows and rules then open what is theirs.
 */

/** @param {HTMLElement} root */
export function openForm(root) {
  for (const plain of root.querySelectorAll("[data-plain]")) {
    if (!(plain instanceof HTMLElement)) continue;
    plain.hidden = true;
    for (const control of plain.querySelectorAll("textarea")) control.disabled = true;
  }
  for (const scripted of root.querySelectorAll("[data-scripted]")) {
    if (scripted instanceof HTMLElement) scripted.hidden = false;
  }
}
