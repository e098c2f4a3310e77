/** A touch on « Ajouter à ma liste » → the list, and what is said of it. */

import { addToList, MOST, readList, removeFromList } from "./my-list.js";

/**
 * @param {HTMLElement} button
 * @param {string} page address of the list
 * @param {HTMLElement} said where what was done is told
 */
export function toggle(button, page, said) {
  const mine = (button.dataset.ids ?? "").split(" ");
  const wasIn = button.dataset.in === "true";
  if (wasIn) removeFromList(mine);
  else addToList(mine);
  const { ids } = readList();
  const isFull = !wasIn && mine.some((id) => !ids.includes(id));
  const done = wasIn ? "Retiré de votre liste." : "Ajouté à votre liste.";
  const now = ids.length ? `compte ${ids.length}\u00a0aide${ids.length > 1 ? "s" : ""}` : "est vide";
  said.textContent = isFull ? `Votre liste est pleine\u00a0: ${MOST} aides au plus.` : `${done} Elle ${now}.`;
  if (button.nextElementSibling?.matches(".list-open")) button.nextElementSibling.remove();
  if (!wasIn) button.after(openLink(page));
}

/** @param {string} page */
function openLink(page) {
  const link = document.createElement("a");
  link.classList.add("list-open");
  link.href = page;
  link.textContent = "Voir ma liste";
  return link;
}
