/** The papers of a list → one checklist, each paper once, with who asks it and what is ready. */

import { element } from "./dom.js";
import { mergePapers } from "./papers.js";

/**
 * @param {import("./list-services.js").Listed[]} services
 * @param {{ready: string[], onReady: (ready: string[]) => void}} context
 * @returns {HTMLElement | null}
 */
export function papersSection(services, { ready, onReady }) {
  if (!services.length) return null;
  const papers = mergePapers(services);
  const silent = services.filter(({ papers: said }) => !said?.length);
  const boxes = papers.map((paper, rank) => box(paper, rank, services.length, ready.includes(paper.key)));
  const list = element("ul", { class: "checklist", role: "list" }, ...boxes);
  list.addEventListener("change", () => {
    const ticked = [...list.querySelectorAll("input")].flatMap(({ checked }, rank) => (checked ? papers[rank].key : []));
    onReady(ticked);
  });
  return element(
    "section",
    { class: "my-list-papers flow", "aria-labelledby": "a-preparer" },
    element("h2", { id: "a-preparer" }, "À préparer"),
    papers.length > 0 && list,
    silent.length > 0 && element("p", {}, question(silent, papers.length)),
  );
}

/** @param {import("./papers.js").Paper} paper @param {number} rank @param {number} count @param {boolean} isReady */
function box({ text, services }, rank, count, isReady) {
  const field = element("input", { type: "checkbox", id: `papier-${rank}`, checked: isReady ? "" : undefined });
  const who = services.length === count && count > 1 ? "pour toutes les aides" : `pour ${services.join(", ")}`;
  return element(
    "li",
    { class: "checklist-item" },
    field,
    element("label", { class: "my-list-paper", for: field.id }, text, element("span", { class: "my-list-who" }, ` – ${who}`)),
  );
}

/** What no entry says is asked by phone. @param {{nom: string}[]} silent @param {number} known */
function question(silent, known) {
  const names = silent.map(({ nom }) => nom).join(", ");
  if (!known) return "Ces fiches ne disent pas quels papiers apporter\u00a0: demandez-le en prenant contact.";
  return `À demander en prenant contact\u00a0: les papiers pour ${names}. ${silent.length > 1 ? "Leurs fiches ne le disent" : "Sa fiche ne le dit"} pas.`;
}
