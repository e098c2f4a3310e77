"""Search in a real browser: what the first result costs to fetch, and how long an answer takes.

Pagefind is measured beside it on the same pages, when `node_modules/.bin/pagefind` is there:
`npm install --no-save pagefind@1.6.0` puts it there.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from bench.weights import compressed

REPOSITORY = Path(__file__).parents[1]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
QUERY = "location de véhicule"
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
SLOWED = 4
_RESULTS = "[data-search-results] > *"

# Changes the form, then waits until the page has answered.
_ANSWER = """
async ([name, value]) => {
  const field = document.querySelector(`[name=${name}]`);
  const watched = document.querySelectorAll("[data-search-results], [data-search-status]");
  const answered = new Promise((resolve) => {
    const observer = new MutationObserver(resolve);
    for (const place of watched) {
      observer.observe(place, { childList: true, subtree: true, characterData: true });
    }
  });
  const started = performance.now();
  field.value = value;
  if (name === "q") field.form.requestSubmit();
  else field.dispatchEvent(new Event("change", { bubbles: true }));
  await answered;
  return performance.now() - started;
}
"""
_PAGEFIND_PAGE = """<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Pagefind</title>
<script type="module">
  const pagefind = await import("./pagefind/pagefind.js");
  const found = await pagefind.search(new URLSearchParams(location.search).get("q"));
  const shown = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  document.body.dataset.results = shown.length;
</script><body></body></html>
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What the search of one site costs; times in milliseconds."""

    first_result: int  # compressed bytes of index, documents and code
    requests: int
    query: float
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
    with _served(site) as (address, requested), _new_page(browser) as page:
        page.goto(f"{address}recherche/?q={quote(QUERY)}")
        page.wait_for_selector(_RESULTS, timeout=120_000)
        fetched = [path for path in requested if path.endswith((".js", ".json"))]
        codes = page.locator("[name=theme] option").evaluate_all("all => all.map(o => o.value)")
        themes = [code for code in codes if code][:8]
        quick = _median(page, "q", QUERIES), _median(page, "theme", themes)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        slow = _median(page, "q", QUERIES), _median(page, "theme", themes)
    weight = sum(compressed(site / path) for path in fetched)
    return Found(weight, len(fetched), quick[0], slow[0], quick[1], slow[1])


def measure_pagefind(browser: Browser, site: Path, folder: Path) -> tuple[int, int] | None:
    """Compressed bytes and requests of Pagefind's first ten results, its files put in `folder`.

    `None` without Pagefind.
    """
    program = shutil.which("pagefind", path=str(REPOSITORY / "node_modules" / ".bin"))
    program = program or shutil.which("pagefind")
    if program is None:
        return None
    folder.mkdir(exist_ok=True)
    command = [program, "--site", str(site), "--glob", "services/*.html"]
    command += ["--root-selector", "main", "--output-path", str(folder / "pagefind")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (folder / "index.html").write_text(_PAGEFIND_PAGE, encoding="utf-8")
    with _served(folder) as (address, requested), _new_page(browser) as page:
        page.goto(f"{address}?q={quote(QUERY)}")
        page.wait_for_selector("body[data-results]", state="attached", timeout=120_000)
        fetched = [path for path in requested if path.startswith("pagefind/")]
    return sum(compressed(folder / path) for path in fetched), len(fetched)


def _median(page: Page, field: str, values: "tuple[str, ...] | list[str]") -> float:
    """The first answer is not counted: it is the one that compiles the code."""
    times = [float(page.evaluate(_ANSWER, [field, value])) for value in values]
    page.evaluate(_ANSWER, [field, ""] if field != "q" else [field, QUERY])
    return median(times[1:])


@contextmanager
def _new_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, list[str]]]:
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
