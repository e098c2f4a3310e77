/**
 * Page → its modules: each `[data-module]` is started on its own; one that fails leaves the others,
 * and the page as it was without script.
 */

/** @type {Record<string, () => Promise<{start: (element: HTMLElement) => void | Promise<void>}>>} */
const MODULES = {
  "for-me": () => import("./for-me.js"),
  "list-page": () => import("./list-page.js"),
  listen: () => import("./listen.js"),
  "my-list": () => import("./my-list.js"),
  "my-aids": () => import("./my-aids.js"),
  "opening-now": () => import("./opening-now.js"),
  "place-field": () => import("./place-field.js"),
  propose: () => import("./propose.js"),
  "saved-pages": () => import("./saved-pages.js"),
  search: () => import("./search.js"),
  "situation-place": () => import("./situation-place.js"),
  "situation-sheet": () => import("./situation-sheet.js"),
};

/** @param {HTMLElement} element */
async function startModule(element) {
  const load = MODULES[element.dataset.module ?? ""];
  if (!load) return;
  try {
    const { start } = await load();
    await start(element);
    element.dataset.enhanced = "true";
  } catch (error) {
    console.error(error);
  }
}

for (const element of document.querySelectorAll("[data-module]")) {
  startModule(/** @type {HTMLElement} */ (element));
}
