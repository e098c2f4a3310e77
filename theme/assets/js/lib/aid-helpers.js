/** After the bundle, who to call: what a person answered is never in a message, only place and needs. */

import { element } from "./dom.js";
import { HelpDesk } from "./help-desk.js";
import { once } from "./once.js";
import { readAddress } from "./url-state.js";
import { button, helpers, helpersHeading } from "./ways.js";

/**
 * @param {string} address of the help desk
 * @param {{root: string, sprite: string}} site
 * @returns {(place: import("./places.js").Place | null, needs: [string, string][]) => Promise<HTMLElement>}
 */
export function openHelpers(address, site) {
  const load = once(async () => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new HelpDesk(await response.json());
  });
  return async (place, needs) => {
    const desk = await load();
    const criteria = { ...readAddress("").criteria, theme: needs.map(([code]) => code) };
    const labels = new Map(needs);
    const labelOf = (/** @type {string} */ _, /** @type {string} */ code) => labels.get(code) ?? code;
    const asked = { criteria, place, labelOf, isAnswered: true };
    const report = { label: "Signaler un besoin", url: desk.reportUrl(asked, site.root), icon: "flag" };
    return element(
      "section",
      { class: "aids-help flow", "aria-labelledby": "aides-parler" },
      element("h2", { id: "aides-parler" }, helpersHeading(desk, asked)),
      element("p", { class: "measure" }, "Un doute, rien qui convienne\u00a0? Une personne connaît peut-être autre chose."),
      helpers(desk, asked, site),
      element("p", {}, button(report, site)),
    );
  };
}
