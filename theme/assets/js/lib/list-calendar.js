/** The dates of a list → a section to choose from, and the file that a calendar opens. */

import { element, icon } from "./dom.js";
import { datesOf } from "./list-dates.js";
import { ROOT } from "./my-list.js";

const DAY_MS = 24 * 60 * 60_000;
const FILE = "ma-liste.ics";

/**
 * @param {import("./list-services.js").Listed[]} services
 * @param {{sprite: string, site: string, say: (text: string) => void}} context
 * @returns {HTMLElement | null}
 */
export function datesSection(services, { sprite, site, say }) {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS;
  const all = services.flatMap((service) => datesOf(service, today));
  const dates = [...new Map(all.map((date) => [date.id, date])).values()];
  if (!dates.length) return null;
  const boxes = dates.map(({ id, isRare }) => element("input", { type: "checkbox", id: `date-${id}`, checked: isRare ? "" : undefined }));
  const rows = dates.map(({ nom, text }, rank) =>
    element(
      "li",
      { class: "checklist-item" },
      boxes[rank],
      element("label", { class: "my-list-paper", for: boxes[rank].id }, `${text}`, element("span", { class: "my-list-who" }, ` – ${nom}`)),
    ),
  );
  const button = element("button", { class: "button", type: "button", "data-variant": "quiet" }, icon(sprite, "calendar"), "Mettre dans mon agenda");
  button.addEventListener("click", async () => {
    const chosen = dates.filter((_, rank) => boxes[rank].checked);
    if (!chosen.length) return say("Cochez d’abord une date.");
    const { calendarText } = await import("./calendar.js");
    save(calendarText(chosen, { site, root: ROOT, now }));
    say(`Le fichier ${FILE} est prêt\u00a0: ouvrez-le pour le mettre dans votre agenda.`);
  });
  return element(
    "section",
    { class: "flow", "aria-labelledby": "dates" },
    element("h2", { id: "dates" }, "Les dates"),
    element("ul", { class: "checklist", role: "list" }, ...rows),
    element("p", {}, button),
  );
}

/** @param {string} text */
function save(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  element("a", { href, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
