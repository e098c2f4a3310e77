/**
 * A search was made, a list is kept → the service worker that keeps the site readable without a
 * network, and a sentence when the network leaves. Without service workers, or on a file, nothing.
 */

import { element, icon } from "./dom.js";

const POLICY = "hors-ligne";
const MESSAGE =
  "Vous êtes hors connexion\u00a0: la recherche répond avec ce qui est déjà sur votre appareil.";

/** @type {Promise<void> | undefined} */
let kept;

/**
 * Once per page: register the worker, and give it what this page has already fetched.
 * @param {object} context
 * @param {string} context.root "../": from the page to the site's root
 * @param {string} context.sprite address of the pictograms
 * @param {HTMLElement} before what a sentence stands above when there is no network
 * @param {string} [message] that sentence
 * @returns {Promise<void>}
 */
export function keepOffline({ root, sprite }, before, message = MESSAGE) {
  if (!kept) {
    sayWhenOffline(before, sprite, message);
    kept = register(root).catch((error) => console.info(error));
  }
  return kept;
}

/** Say so when the network leaves, no longer when it is back. @param {HTMLElement} before @param {string} sprite @param {string} message */
function sayWhenOffline(before, sprite, message) {
  const words = element("p", {}, message);
  const notice = element("div", { class: "notice", "data-tone": "info" }, icon(sprite, "info"), words);
  const update = () => (navigator.onLine ? notice.remove() : before.before(notice));
  addEventListener("online", update);
  addEventListener("offline", update);
  update();
}

/** @param {string} root */
async function register(root) {
  if (!navigator.serviceWorker || !location.protocol.startsWith("http")) return;
  const address = new URL(`${root}sw.js`, location.href).href;
  await navigator.serviceWorker.register(trusted(address), { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const urls = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ urls, rest: !isMetered() });
}

/**
 * The page accepts one script address made by a script: this one.
 * @param {string} address
 * @returns {string}
 */
function trusted(address) {
  /** @type {any} only some browsers know it */
  const { trustedTypes } = window;
  if (!trustedTypes) return address;
  const policy = trustedTypes.createPolicy(POLICY, {
    createScriptURL: (/** @type {string} */ asked) => {
      if (asked !== address) throw new TypeError(`not a script of this site: ${asked}`);
      return asked;
    },
  });
  return policy.createScriptURL(address);
}

/** Whether each byte may cost: then nothing is fetched ahead. */
function isMetered() {
  /** @type {any} only some browsers know it */
  const { connection } = navigator;
  return Boolean(connection?.saveData);
}
