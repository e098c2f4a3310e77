/**
 * The sheet of a situation on a territory → a button that prints it; opened for one commune
 * (`#commune=43157`), it shows only what answers there.
 */

import { element, icon } from "./lib/dom.js";

const COMMUNE = /^#commune=(\d[\dAB]\d{3})$/;

/** @param {HTMLElement} tools */
export async function start(tools) {
  const { icons = "" } = tools.dataset;
  const button = element("button", { class: "button", type: "button" }, icon(icons, "file-text"), "Imprimer cette feuille");
  button.addEventListener("click", () => window.print());
  tools.prepend(button);
  const [, commune = ""] = COMMUNE.exec(location.hash) ?? [];
  if (commune) await narrowTo(commune, tools);
}

/** @param {string} commune @param {HTMLElement} tools */
async function narrowTo(commune, tools) {
  const { root = "", communes = "", solutions: address = "", icons = "" } = tools.dataset;
  const [{ placeOfCode }, { answersIn, fetchSolutions, territoryOf }, { narrow }] = await Promise.all([
    import("./lib/place-code.js"),
    import("./lib/solutions.js"),
    import("./lib/narrowed-needs.js"),
  ]);
  const [place, solutions] = await Promise.all([
    placeOfCode(commune, root + communes),
    fetchSolutions(root + address),
  ]);
  const territory = place && territoryOf(solutions, place);
  const code = location.pathname.slice(location.pathname.lastIndexOf("/") + 1).replace(".html", "");
  if (!place || territory?.code !== code) return;
  narrow(answersIn(solutions, territory, commune), place.nom, icons);
  const words = `Pour ${place.nom} seulement. `;
  const whole = element("a", { href: location.pathname }, `Voir tout le territoire\u00a0: ${territory.nom}`);
  tools.append(element("p", { role: "status" }, words, whole));
}
