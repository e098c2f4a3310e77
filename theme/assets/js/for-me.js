/** « Est-ce pour moi ? » on the page of a service: questions and their style come when asked for. */

import { element } from "./lib/dom.js";

/** @param {HTMLElement} place */
export function start(place) {
  const button = element(
    "button",
    { class: "button", "data-variant": "quiet", type: "button" },
    "Est-ce pour moi\u00a0?",
  );
  button.addEventListener("click", async () => {
    button.disabled = true;
    document.head.append(element("link", { rel: "stylesheet", href: place.dataset.style ?? "" }));
    try {
      const { openPanel } = await import("./lib/for-me-panel.js");
      await openPanel(place);
    } catch {
      button.disabled = false; // without a network, the list above says it
    }
  });
  place.append(button);
}
