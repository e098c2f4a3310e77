/** Where to find a list again, for a phone to scan from the screen or the paper; when it was printed. */

import { element } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export class ListCode {
  /** @type {typeof import("./qr.js") | null} loaded once the list is in sight */
  #qr = null;

  /** @param {{site: string, page: string}} context */
  constructor({ site, page }) {
    this.site = site;
    this.page = page;
    this.code = element("div", { class: "my-list-code" });
    this.words = element("p", {});
    this.element = element("div", { class: "my-list-printed", hidden: "" }, this.code, this.words);
  }

  /** @param {string} address of the list as it is now */
  async update(address) {
    if (address === this.address) return;
    this.address = address;
    const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" }).format(new Date());
    const printed = element("span", { class: "print-only" }, `Liste du ${day}. ${this.site}\u00a0: ${this.page}`);
    this.#qr ??= await import("./qr.js").catch(() => null);
    if (address !== this.address) return;
    const found = this.#qr?.qrCode(address);
    this.code.replaceChildren(...(found && this.#qr ? [drawing(this.#qr.qrPath(found.rows))] : []));
    this.code.hidden = !found;
    this.words.replaceChildren(found ? "À scanner avec un téléphone pour avoir cette liste. " : "", printed);
    this.element.hidden = false;
  }
}

/** @param {{path: string, width: number}} code */
function drawing({ path, width }) {
  const svg = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", `0 0 ${width} ${width}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Code à scanner\u00a0: le lien de cette liste");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
