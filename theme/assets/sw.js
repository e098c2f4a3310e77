/**
 * Service worker: what a visitor has used answers without a network, on the phone itself.
 *
 * Pages come from the network first, and from what was kept when it fails or takes too long. Files
 * named by a digest never change: they come from what was kept first. `docs/decisions/0013-offline.md`
 * says why. The generator writes above this text `const SITE`, the list of what belongs to the site:
 * shell (files of every page), search (its data, when small), folders (those in use).
 */

/* global SITE */

const ROOT = new URL(self.registration.scope);
const PREFIX = `guichet ${ROOT.pathname} `;
const FILES = `${PREFIX}fichiers`;
const PAGES = `${PREFIX}pages`;
const OFFLINE = "hors-ligne/";
const ALWAYS = ["", "recherche/", "liste/", OFFLINE];
const MOST_PAGES = 60;
const PATIENCE = 4000;

/** assets/0123456789ab/…, recherche/communes-0123456789ab/…: the name tells the content. */
const NAMED_BY_DIGEST = /^((?:assets|recherche)\/(?:[a-z]+-)?[0-9a-f]{12})[./]/;
const ASSETS_OF_A_PAGE = /(assets\/[0-9a-f]{12})\//g;

/** What « Ma liste » reads of an aid: the freshest, else what was kept. */
const LISTED = /^liste\/fiches\/[a-z0-9-]+\.json$/;

const absolute = (/** @type {string} */ path) => new URL(path, ROOT).href;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(keep(event.data ?? {})));
addEventListener("fetch", (event) => {
  const path = pathOf(event.request.url);
  if (event.request.method !== "GET" || path === null) return;
  if (NAMED_BY_DIGEST.test(path)) event.respondWith(fileFor(event));
  else if (LISTED.test(path)) event.respondWith(listedFor(event));
  else if (event.request.mode === "navigate") event.respondWith(pageFor(event, path));
});

async function install() {
  const [files, pages] = await Promise.all([caches.open(FILES), caches.open(PAGES)]);
  await Promise.all([addMissing(files, SITE.shell.map(absolute)), addPages(pages, ALWAYS)]);
  await self.skipWaiting();
}

async function activate() {
  await self.clients.claim();
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== FILES && name !== PAGES) await caches.delete(name);
  }
  await dropUnused();
}

/** Files of former publications go, but for the style of pages that were kept with it. */
async function dropUnused() {
  const [files, pages] = await Promise.all([caches.open(FILES), caches.open(PAGES)]);
  const used = new Set(SITE.folders);
  for (const response of await pages.matchAll()) {
    const text = await response.text();
    for (const [, folder] of text.matchAll(ASSETS_OF_A_PAGE)) used.add(folder);
  }
  for (const request of await files.keys()) {
    const folder = NAMED_BY_DIGEST.exec(pathOf(request.url) ?? "")?.[1];
    if (!folder || !used.has(folder)) await files.delete(request);
  }
}

/**
 * What the page has already fetched, and, when asked, the rest of the search.
 * @param {{urls?: string[], rest?: boolean}} asked
 */
async function keep({ urls = [], rest = false }) {
  const files = await caches.open(FILES);
  const used = urls.filter((url) => NAMED_BY_DIGEST.test(pathOf(url) ?? ""));
  await addMissing(files, [...used, ...(rest ? SITE.search.map(absolute) : [])]);
}

/** @param {FetchEvent} event */
async function fileFor(event) {
  const files = await caches.open(FILES);
  const kept = await files.match(event.request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(files.put(event.request.url, response.clone()));
  return response;
}

/** @param {FetchEvent} event */
async function listedFor(event) {
  const pages = await caches.open(PAGES);
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(pages.put(event.request.url, response.clone()));
    return response;
  } catch (error) {
    const kept = await pages.match(event.request.url);
    if (kept) return kept;
    throw error;
  }
}

/** @param {FetchEvent} event @param {string} path */
async function pageFor(event, path) {
  const pages = await caches.open(PAGES);
  const key = absolute(path);
  const fresh = fetch(event.request).then((response) => {
    if (response.ok && !response.redirected) {
      const copy = response.clone();
      event.waitUntil(pages.put(key, copy).then(() => forgetOldest(pages)));
    }
    return response;
  });
  const kept = await pages.match(key);
  try {
    return await (kept ? Promise.race([fresh, after(PATIENCE, kept)]) : fresh);
  } catch {
    if (kept) return kept;
    const asked = new URLSearchParams({ page: path });
    return Response.redirect(absolute(`${OFFLINE}?${asked}`));
  }
}

/** @param {Cache} pages */
async function forgetOldest(pages) {
  const always = new Set(ALWAYS.map(absolute));
  const others = (await pages.keys()).filter(
    ({ url }) => !always.has(url) && !LISTED.test(pathOf(url) ?? ""),
  );
  await Promise.all(others.slice(0, -MOST_PAGES).map((request) => pages.delete(request)));
}

/** One that fails leaves the others. @param {Cache} files @param {string[]} urls */
async function addMissing(files, urls) {
  const known = new Set((await files.keys()).map(({ url }) => url));
  const missing = [...new Set(urls)].filter((url) => !known.has(url));
  await Promise.allSettled(missing.map((url) => files.add(url)));
}

/** @param {Cache} pages @param {string[]} paths */
async function addPages(pages, paths) {
  const requests = paths.map((path) => new Request(absolute(path), { cache: "no-cache" }));
  await pages.addAll(requests);
}

/** The path of a page or file of this site, without what is asked of it; null for any other. */
function pathOf(/** @type {string} */ address) {
  const { origin, pathname } = new URL(address);
  if (origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return null;
  return pathname.slice(ROOT.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}

/** @template T @param {number} delay @param {T} value @returns {Promise<T>} */
function after(delay, value) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), delay);
  });
}
