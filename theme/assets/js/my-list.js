/**
 * The link « Ma liste » of the header → how many services it holds; each card, and each element
 * marked `data-listable`, → a button. Every page loads this: what a touch does comes with it.
 */

/** As `lib/my-list.js` has it. */
const KEY = `guichet-liste ${new URL("../../../", import.meta.url).pathname}`;
const CARD = /(?:^|\/)services\/([a-z0-9-]+)\.html$/;
const SVG = "http://www.w3.org/2000/svg";
const HIDDEN = "visually-hidden";

/** @param {HTMLElement} link */
export function start(link) {
  const { href, dataset } = /** @type {HTMLAnchorElement} */ (link);
  const count = span("", "");
  count.classList.add("menu-count");
  const said = document.createElement("div");
  said.className = HIDDEN;
  said.setAttribute("role", "status");

  /** @type {(ids?: string[]) => void} */
  const update = (ids = kept()) => {
    const { length } = ids;
    const figure = span("", `${length}`);
    figure.setAttribute("aria-hidden", "true");
    count.replaceChildren(figure, span(HIDDEN, `${length}\u00a0aide${length > 1 ? "s" : ""}`));
    if (length) link.append(count);
    else count.remove();
    for (const button of document.querySelectorAll(".list-button")) {
      show(/** @type {HTMLElement} */ (button), ids, dataset.icons ?? "");
    }
  };
  const drawIn = (/** @type {Element} */ place) => {
    const drawn = [place, ...place.querySelectorAll(".card, [data-listable]")].filter(draw);
    // A region tells what changes in it once it is in the page: before the first touch.
    if (drawn.length && !said.isConnected) document.body.append(said);
    if (drawn.length) update();
  };
  document.body.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && target.closest(".list-button");
    if (button) (await import("./lib/list-toggle.js")).toggle(/** @type {HTMLElement} */ (button), href, said);
  });
  addEventListener("guichet-liste", (event) => update(/** @type {CustomEvent} */ (event).detail));
  addEventListener("storage", () => update());
  addEventListener("pageshow", () => update());
  update();
  drawIn(document.body);
  // Results of a search, services of a commune: cards come later, and go.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof Element) drawIn(node);
    }
  }).observe(document.body, { childList: true, subtree: true });
}

/** @returns {string[]} */
function kept() {
  try {
    const { ids } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return Array.isArray(ids) ? ids : [];
  } catch {
    return [];
  }
}

/** The button of what an element stands for, once. @param {Element} holder @returns {boolean} */
function draw(holder) {
  const { dataset } = /** @type {HTMLElement} */ (holder);
  const link = holder.matches(".card") && holder.querySelector(".card-link");
  const ids = dataset.listable ?? (link && CARD.exec(link.getAttribute("href") ?? "")?.[1]);
  const place = holder.querySelector(".card-end") ?? holder;
  if (!ids || place.querySelector(":scope > .list-button")) return false;
  const button = document.createElement("button");
  button.type = "button";
  button.classList.add("list-button");
  button.dataset.ids = ids;
  button.dataset.name = dataset.name ?? (link && link.textContent) ?? "";
  place.append(button);
  holder.removeAttribute("hidden");
  return true;
}

/** @param {HTMLElement} button @param {string[]} ids @param {string} sprite */
function show(button, ids, sprite) {
  const mine = (button.dataset.ids ?? "").split(" ");
  const isIn = mine.every((id) => ids.includes(id));
  if (button.dataset.in === `${isIn}`) return;
  button.dataset.in = `${isIn}`;
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${isIn ? "check" : "bookmark"}`);
  svg.append(use);
  const add = mine.length > 1 ? `Ajouter ces ${mine.length} aides à ma liste` : "Ajouter à ma liste";
  const name = button.dataset.name && ` – ${button.dataset.name}`;
  button.replaceChildren(svg, isIn ? "Dans ma liste" : add, span(HIDDEN, `${isIn ? " (retirer)" : ""}${name}`));
}

/** @param {string} name @param {string} text */
function span(name, text) {
  const node = document.createElement("span");
  node.className = name;
  node.textContent = text;
  return node;
}
