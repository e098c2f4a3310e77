/** Elements made by name, attributes and children: text stays text, nothing is parsed. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | undefined>} [attributes] left out when undefined
 * @param {...Child} children left out when empty
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(key, value);
  }
  for (const child of children) {
    if (child) node.append(child);
  }
  return node;
}

/**
 * A decorative pictogram of the site's sprite; nothing when its address is not known.
 * @param {string} sprite
 * @param {string | undefined} name
 * @returns {SVGSVGElement | null}
 */
export function icon(sprite, name) {
  if (!sprite || !name) return null;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * Wait until `delay` ms have passed without another call.
 * @param {() => void} action
 * @param {number} delay
 * @returns {{later: () => void, cancel: () => void}}
 */
export function debounce(action, delay) {
  let timer = 0;
  const cancel = () => clearTimeout(timer);
  const later = () => {
    cancel();
    timer = setTimeout(action, delay);
  };
  return { later, cancel };
}

/**
 * What the script cannot do without.
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`missing in the page: ${selector}`);
  return found;
}

/** Once the browser has had the time to draw. @returns {Promise<void>} */
export function afterPaint() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The address of the page, without loading it. @param {"pushState" | "replaceState"} way @param {string} address "" or "?q=…" */
export function setAddress(way, address) {
  history[way](null, "", location.pathname + address);
}
