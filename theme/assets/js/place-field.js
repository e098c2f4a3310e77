/**
 * The place field of a form that leads to the search: suggestions once it is used, and the code of
 * the place chosen in the address. No place is fetched before.
 */

import { once } from "./lib/once.js";

/** @param {HTMLElement} form */
export function start(form) {
  const input = form.querySelector("[name=lieu]");
  if (!(input instanceof HTMLInputElement) || !(form instanceof HTMLFormElement)) return;
  const { communes = "", root = "" } = form.dataset;
  let isUsed = false;
  const load = once(() => openField(form, input, root + communes));
  const open = () => {
    isUsed = true;
    return load();
  };
  input.addEventListener("focus", () => open().catch(() => {}));
  // « Ma position » stands there from the start: nothing moves under a finger.
  const isNeeded = form.dataset.located !== undefined || document.activeElement === input;
  if (isNeeded) open().catch(() => {});
  form.addEventListener("submit", async (event) => {
    if (!isUsed) return;
    event.preventDefault();
    const opened = await open().catch(() => null);
    await opened?.send();
    form.submit();
  });
}

/** @typedef {{send: () => Promise<void>}} PlaceField */

/** @param {HTMLFormElement} form @param {HTMLInputElement} input @param {string} folder @returns {Promise<PlaceField>} */
async function openField(form, input, folder) {
  const [{ PlaceCombobox }, { openPlaces }, { element }] = await Promise.all([
    import("./lib/place-combobox.js"),
    import("./lib/places.js"),
    import("./lib/dom.js"),
  ]);
  const loadPlaces = once(() => openPlaces(folder));
  const code = element("input", { type: "hidden" });
  form.append(code);
  const field = new PlaceCombobox(input, loadPlaces, () => {});
  return {
    async send() {
      await field.settle().catch(() => {});
      input.removeAttribute("name");
      code.name = "lieu";
      code.value = field.chosen?.code ?? field.unknown;
      // Back in the form, what was typed is there again.
      setTimeout(() => {
        input.name = "lieu";
        code.removeAttribute("name");
      });
    },
  };
}
