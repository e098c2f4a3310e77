/**
 * The page of a situation → a field « Votre commune » that narrows it: which needs are answered
 * there, by whom. Nothing is sent: all the answers of the situation come in one file.
 */

import { element, icon } from "./lib/dom.js";
import { once } from "./lib/once.js";

/** @param {HTMLElement} holder */
export function start(holder) {
  const input = element("input", { id: "situation-lieu", autocomplete: "off" });
  input.setAttribute("aria-describedby", "situation-lieu-aide");
  const said = element("div", { class: "sheet-found", role: "status" });
  const asked = element("p", { class: "sheet-asked", role: "status" });
  const button = element("button", { class: "button", type: "submit" }, "Voir qui répond chez moi");
  const form = element(
    "form",
    { class: "sheet-form", autocomplete: "off" },
    element("label", { for: "situation-lieu" }, "Votre commune"),
    element("p", { id: "situation-lieu-aide" }, "Ville ou code postal. Rien n’est envoyé."),
    asked,
    element("div", {}, input),
    button,
  );
  holder.append(form, said);
  const load = once(() => openField(holder, input, asked, said));
  input.addEventListener("focus", () => {
    load().catch(() => {});
    // The keyboard of a phone takes half of the screen: the list opens in the other half.
    if (matchMedia(PHONE).matches) form.scrollIntoView();
  });
  // The field keeps the focus: its list would close, and the button would leave the finger.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load()
      .then((field) => field.settle())
      .catch(() => said.replaceChildren(NO_NETWORK));
  });
}

const PHONE = "(max-width: 47.99em)";
const NO_NETWORK = "La connexion ne permet pas de chercher. Choisissez votre territoire ci-dessous.";

/** @param {HTMLElement} holder @param {HTMLInputElement} input @param {HTMLElement} asked @param {HTMLElement} said */
async function openField(holder, input, asked, said) {
  const { root = "", communes = "", solutions: address = "", icons = "" } = holder.dataset;
  const [{ PlaceCombobox }, { openPlaces }, { whichSentence }, solved] = await Promise.all([
    import("./lib/place-combobox.js"),
    import("./lib/places.js"),
    import("./lib/place-options.js"),
    import("./lib/solutions.js"),
  ]);
  const loadPlaces = once(() => openPlaces(root + communes));
  const loadSolutions = once(() => solved.fetchSolutions(root + address));
  let shown = "";
  const show = async (place) => {
    if (place) asked.textContent = "";
    if (!place || place.code === shown) return;
    shown = place.code;
    const solutions = await loadSolutions();
    const territory = place.served ? solved.territoryOf(solutions, place) : null;
    if (!territory) return said.replaceChildren(`${place.nom} n’est pas dans le territoire de ce site.`);
    const commune = place.kind === "commune" ? place.code : "";
    const { narrow } = await import("./lib/narrowed-needs.js");
    const found = solved.answersIn(solutions, territory, commune);
    narrow(found, place.nom, icons);
    said.replaceChildren(...foundParts(found, place, territory, commune, icons));
  };
  const field = new PlaceCombobox(input, loadPlaces, (place) => {
    show(place).catch(() => said.replaceChildren(NO_NETWORK));
  });
  return {
    async settle() {
      await field.settle();
      if (field.chosen) return show(field.chosen);
      const typed = input.value.trim();
      const found = await field.propose();
      asked.textContent = typed ? whichSentence(found, typed) : "Écrivez une commune ou un code postal.";
    },
  };
}

/** One sentence and the way to the sheet. */
function foundParts(found, place, territory, commune, icons) {
  const answered = found.filter(({ etat }) => etat !== "personne").length;
  const words = `${place.nom}\u00a0: ${answered} besoin${answered > 1 ? "s" : ""} sur ${found.length} avec une réponse.`;
  const { pathname } = new URL(territory.url);
  const name = pathname.slice(pathname.lastIndexOf("/") + 1);
  const here = location.pathname.replace(/\.html$/, "/");
  const href = here + name + (commune ? `#commune=${commune}` : "");
  return [
    element("p", {}, words),
    element("p", {}, element("a", { class: "button", href }, icon(icons, "file-text"), `La feuille à imprimer\u00a0: ${territory.nom}`)),
  ];
}
