"""Other searches on the same entries, in the same browser: Pagefind and MiniSearch.

    npm install --no-save pagefind@1.6.0 minisearch@7.2.0

puts them in `node_modules/`; `PEERS` names another folder that holds them. A peer that is not there
is left out.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from bench.search import (
    ORDINARY,
    QUERIES,
    QUERY,
    TEN,
    Fetched,
    Shown,
    new_page,
    served,
    weight_of,
)

REPOSITORY = Path(__file__).parents[1]
PACKAGES = Path(os.environ.get("PEERS", REPOSITORY)) / "node_modules"
_SECONDS = 3_600_000

_PAGEFIND_PAGE = """<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Pagefind</title>
<script type="module">
  const pagefind = await import("./pagefind/pagefind.js");
  const ask = async (text, count = 10) => {
    const found = await pagefind.search(text);
    return Promise.all(found.results.slice(0, count).map((result) => result.data()));
  };
  window.ask = ask;
  const asked = new URLSearchParams(location.search);
  document.body.dataset.results = (await ask(asked.get("q"), asked.get("count"))).length;
</script><body></body></html>
"""
# Builds the index as a site would have it ready, weighs it, loads it back, asks it.
_MINISEARCH = """
async (queries) => {
  const { default: MiniSearch } = await import("./minisearch.js");
  const { stem, fold } = await import("./js/lib/french.js");
  const { STOP_WORDS } = await import("./js/lib/stop-words.js");
  const entries = await (await fetch("./entries.json")).json();
  const options = {
    fields: ["nom", "mots_cles", "resume", "sujets", "structure", "lieux", "texte"],
    storeFields: ["nom"],
    processTerm: (term) => {
      const word = fold(term);
      return STOP_WORDS.has(word) ? null : stem(word);
    },
    searchOptions: { boost: { nom: 10, mots_cles: 8, resume: 4 }, prefix: true },
  };
  const started = performance.now();
  const built = new MiniSearch(options);
  built.addAll(entries);
  const text = JSON.stringify(built);
  const building = performance.now() - started;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = (await new Response(packed).arrayBuffer()).byteLength;
  const loaded = MiniSearch.loadJSON(text, options);
  const times = queries.map((query) => {
    const began = performance.now();
    loaded.search(query);
    return performance.now() - began;
  });
  times.sort((a, b) => a - b);
  return [bytes, times[times.length >> 1], building];
}
"""
_ASK_PAGEFIND = """
async (queries) => {
  const times = [];
  for (const query of [...queries, ...queries]) {
    const started = performance.now();
    await window.ask(query);
    times.push(performance.now() - started);
  }
  const again = times.slice(queries.length).sort((a, b) => a - b);
  return again[again.length >> 1];
}
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """What another search costs on the same entries."""

    words: Shown
    ordinary: Shown
    query: float  # milliseconds, files being there
    building: float  # seconds


def measure_pagefind(browser: Browser, site: Path, folder: Path) -> Peer | None:
    """Pagefind over the pages of services of a site, its files put in `folder`."""
    program = shutil.which("pagefind", path=str(PACKAGES / ".bin")) or shutil.which("pagefind")
    if program is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    command = [program, "--site", str(site), "--glob", "services/*.html"]
    command += ["--root-selector", "main", "--output-path", str(folder / "pagefind")]
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    building = time.monotonic() - started
    (folder / "index.html").write_text(_PAGEFIND_PAGE, encoding="utf-8")
    ordinary, _ = _ask_pagefind(browser, folder, ORDINARY)
    common, query = _ask_pagefind(browser, folder, QUERY)
    return Peer(common, ordinary, query, building)


def _ask_pagefind(browser: Browser, folder: Path, query: str) -> tuple[Shown, float]:
    """Bytes up to the first result and up to ten, then the usual time of a query."""
    weights = []
    for count in (1, TEN):
        with served(folder) as (address, requested), new_page(browser) as page:
            page.goto(f"{address}?q={quote(query)}&count={count}")
            page.wait_for_selector("body[data-results]", state="attached", timeout=120_000)
            fetched = [path for path in requested if path.startswith("pagefind/")]
            usual = float(page.evaluate(_ASK_PAGEFIND, list(QUERIES)))
        weights.append(weight_of(folder, fetched))
    return Shown(*weights), usual


def measure_minisearch(
    browser: Browser, entries: Sequence[dict[str, object]], scripts: Path, folder: Path
) -> Peer | None:
    """MiniSearch with our French analysis, the same fields and boosts; `entries` have an `id`."""
    source = PACKAGES / "minisearch" / "dist" / "es" / "index.js"
    if not source.is_file():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, folder / "minisearch.js")
    shutil.copytree(scripts, folder / "js", dirs_exist_ok=True)
    (folder / "entries.json").write_text(json.dumps(entries), encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>MiniSearch</title>", encoding="utf-8")
    with served(folder) as (address, _), new_page(browser) as page:
        page.set_default_timeout(_SECONDS)
        page.goto(address)
        size, query, building = page.evaluate(_MINISEARCH, list(QUERIES))
    code = weight_of(folder, ["minisearch.js", "js/lib/french.js", "js/lib/french-stem.js"])
    whole = Fetched(int(size) + code.bytes, code.requests + 1)  # all is fetched at once
    return Peer(Shown(whole, whole), Shown(whole, whole), query, building / 1000)
