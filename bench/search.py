"""Search in a real browser: what the first result costs to fetch, and how long an answer takes.

Pagefind and MiniSearch are measured on the same entries (`bench/peers.py`).
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.weights import compressed

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
QUERY = "location de véhicule"
# The first words of the vocabulary stand in more than half of the made-up entries, far more than on
# a real site; these, further down, in one entry out of ten.
ORDINARY = "illettrisme numérique"
ORDINARY_QUERIES = (
    "illettrisme numérique",
    "colocation meublé",
    "assistante maternelle",
    "quotient familial",
    "micro-crédit",
    "indépendant",
    "subvention remboursement",
    "lecture et calcul",
)
QUERIES = (
    "permis de conduire",
    "garage",
    "caution logement",
    "formation",
    "garde d’enfants",
    "vélo",
    "logemant",
    "aide pour le loyer",
)
LE_PUY = "43157"
SLOWED = 4
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
_RESULTS = "[data-search-results] > *"
TEN = 10
# Notes when the first result is in the page, and the tenth: what is asked for later waits until it
# is painted.
_NOTE_RESULTS = """
window.shownAt = {};
new MutationObserver((_, observer) => {
  const { length } = document.querySelectorAll("[data-search-results] > *");
  for (const count of [1, 10]) {
    if (length >= count) window.shownAt[count] ??= performance.now();
  }
  if (length >= 10) observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
_BEFORE = """
(count) => performance.getEntriesByType("resource")
  .filter(({ startTime }) => startTime <= window.shownAt[count])
  .map(({ name }) => decodeURIComponent(new URL(name).pathname.slice(1)))
"""

# Runs the engine that the page has: median time of a new query with its results in order, once its
# files are there; of choosing each theme, with all the counts of all the facets.
_MEASURE = """
async ([queries, code]) => {
  const form = document.querySelector("[data-module=search]");
  const scripts = document.querySelector("script[src$='/main.js']").src.replace("main.js", "");
  const { SearchData } = await import(`${scripts}lib/search-data.js`);
  const { root, ...addresses } = form.dataset;
  const data = new SearchData(root, addresses);
  const engine = await data.loadEngine();
  const place = code ? await (await data.loadPlaces()).byCode(code) : null;
  const names = ["theme", "statut", "public", "frais", "accueil", "type", "demande", "langue"];
  const nothing = Object.fromEntries(names.map((name) => [name, []]));
  const filtersOf = (changed) => ({ ...nothing, ouvert: false, place, ...changed });
  const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  const ask = async (text, filters) => {
    const answer = await engine.find(text, filters.place);
    const selection = await engine.select(filters);
    return { answer, results: await engine.rank(answer, selection, filters) };
  };
  for (const text of queries) await ask(text, filtersOf({}));
  const asking = [];
  for (const text of queries) {
    const started = performance.now();
    await ask(text, filtersOf({}));
    asking.push(performance.now() - started);
  }
  const { answer } = await ask(queries[0], filtersOf({}));
  const counts = await engine.counts(answer, filtersOf({}));
  const filtering = [];
  for (const theme of [...counts.get("theme").keys()].slice(0, 12)) {
    const filters = filtersOf({ theme: [theme], statut: ["interimaire"], public: ["jeunes"] });
    await engine.select(filters);
    const started = performance.now();
    await engine.select(filters);
    await engine.counts(answer, filters);
    filtering.push(performance.now() - started);
  }
  return [median(asking), median(filtering)];
}
"""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the first results cost to fetch."""

    bytes: int  # compressed: index, documents and code
    requests: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is fetched before the first result is in the page, and before ten are."""

    first: Fetched
    ten: Fetched


@dataclass(frozen=True, slots=True)
class Found:
    """What the search of one site costs; times in milliseconds."""

    words: Shown  # on a phone
    words_on_desktop: Shown
    ordinary: Shown
    words_and_place: Shown
    query: float
    ordinary_query: float
    query_slowed: float
    filtering: float
    filtering_slowed: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def measure_search(browser: Browser, site: Path) -> Found:
    """Measure the search page of a built site."""
    words = _first_result(browser, site, f"?q={quote(QUERY)}")
    desktop = _first_result(browser, site, f"?q={quote(QUERY)}", DESKTOP)
    ordinary = _first_result(browser, site, f"?q={quote(ORDINARY)}")
    both = _first_result(browser, site, f"?q={quote(QUERY)}&lieu={LE_PUY}")
    with served(site) as (address, _), new_page(browser) as page:
        page.goto(f"{address}recherche/")
        quick = _times(page, QUERIES)
        ordinary_query, _ = _times(page, ORDINARY_QUERIES)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        slow = _times(page, QUERIES)
    return Found(
        words=words,
        words_on_desktop=desktop,
        ordinary=ordinary,
        words_and_place=both,
        query=quick[0],
        ordinary_query=ordinary_query,
        query_slowed=slow[0],
        filtering=quick[1],
        filtering_slowed=slow[1],
    )


def _first_result(
    browser: Browser, site: Path, query: str, viewport: ViewportSize = PHONE
) -> Shown:
    with served(site) as (address, _), new_page(browser, viewport) as page:
        page.add_init_script(_NOTE_RESULTS)
        page.goto(f"{address}recherche/{query}")
        page.wait_for_selector(f"{_RESULTS}:nth-child({TEN})", timeout=120_000)
        first, ten = (page.evaluate(_BEFORE, count) for count in (1, TEN))
    return Shown(_weight(site, first), _weight(site, ten))


def _weight(site: Path, paths: Sequence[str]) -> Fetched:
    return weight_of(site, [path for path in paths if path.endswith((".js", ".json"))])


def _times(page: Page, queries: Sequence[str]) -> tuple[float, float]:
    asking, filtering = page.evaluate(_MEASURE, [list(queries), ""])
    return float(asking), float(filtering)


def weight_of(folder: Path, paths: Sequence[str]) -> Fetched:
    """Compressed bytes of files that were asked for."""
    return Fetched(sum(compressed(folder / path) for path in dict.fromkeys(paths)), len(paths))


@contextmanager
def new_page(browser: Browser, viewport: ViewportSize = PHONE) -> Iterator[Page]:
    """A page with nothing in its cache."""
    context = browser.new_context(locale="fr-FR", service_workers="block", viewport=viewport)
    yield context.new_page()
    context.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A folder served on this machine: its address, and the paths asked for, as they come."""
    requested: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            requested.append(self.path.partition("?")[0].lstrip("/"))

    handler = partial(Handler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", requested
    finally:
        server.shutdown()
        server.server_close()
