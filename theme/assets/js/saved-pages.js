/** Pages kept on the device → their list, a way to erase them, and a way to try again. */

import { element } from "./lib/dom.js";

const TITLE = /<title>([^<]*)<\/title>/;
const ENTITIES = /&(amp|lt|gt|quot|#39|#34);/g;
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#34": '"' };
const ERASED = "C’est effacé\u00a0: plus rien n’est gardé sur cet appareil.";

/** @param {HTMLElement} place @returns {Promise<void>} */
export async function start(place) {
  const root = new URL(place.dataset.root ?? "", location.href);
  const asked = new URLSearchParams(location.search).get("page");
  const wanted = asked && new URL(asked, root);
  if (wanted && wanted.href.startsWith(root.href)) {
    const again = element("a", { class: "button", href: wanted.href }, "Réessayer");
    place.append(element("p", {}, again));
  }
  const pages = await savedPages(root);
  if (pages.length) place.append(list(pages, root));
}

/** @param {{href: string, label: string}[]} pages @param {URL} root */
function list(pages, root) {
  const items = pages.map(({ href, label }) => element("li", {}, element("a", { href }, label)));
  const erase = element(
    "button",
    { class: "button", type: "button", "data-variant": "quiet" },
    "Effacer ces pages de l’appareil",
  );
  const block = element(
    "section",
    { class: "flow" },
    element("h2", {}, "Pages gardées sur cet appareil"),
    element("ul", {}, ...items),
    element("p", {}, erase),
  );
  erase.addEventListener("click", async () => {
    await forget(root);
    block.replaceChildren(element("p", { role: "status" }, ERASED));
  });
  return block;
}

/** @param {URL} root @returns {Promise<{href: string, label: string}[]>} the last ones first */
async function savedPages(root) {
  if (!window.caches) return [];
  const found = (await caches.keys()).filter((name) => name === `guichet ${root.pathname} pages`);
  if (!found.length) return [];
  const cache = await caches.open(found[0]);
  const requests = [...(await cache.keys())].reverse();
  const titled = requests.map(async ({ url }) => {
    const text = (await (await cache.match(url))?.text()) ?? "";
    return { href: url, label: plain(TITLE.exec(text)?.[1] ?? "") };
  });
  const here = location.origin + location.pathname;
  return (await Promise.all(titled)).filter(({ href, label }) => label && href !== here);
}

/** The worker goes first, so that it keeps nothing more. @param {URL} root */
async function forget(root) {
  const worker = await navigator.serviceWorker?.getRegistration(root.href);
  await worker?.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(`guichet ${root.pathname} `));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The text of a title, which the generator escaped. @param {string} html */
function plain(html) {
  return html.replace(ENTITIES, (_, name) => SIGNS[/** @type {keyof typeof SIGNS} */ (name)]);
}
