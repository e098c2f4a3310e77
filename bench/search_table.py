"""Measure the search of each size, ours and its peers on the same entries, and print the ratios."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.peers import Peer, measure_minisearch, measure_pagefind
from bench.search import Found, Shown, chromium, measure_search
from bench.search_only import indexed_texts, make_plan
from bench.tables import Row, kb, print_table

REPOSITORY = Path(__file__).parents[1]
SCRIPTS = REPOSITORY / "theme" / "assets" / "js"
_HEADS = (
    "",
    "first result (first ten): common words, phone",
    "desktop",
    "ordinary words",
    "common words and place",
    "next query: common words",
    "ordinary words",
    "filter and all counts",
    "query, CPU ÷ 4",
    "filter, CPU ÷ 4",
)


def print_search(sites: Mapping[str, Path]) -> None:
    """The search of sites already built."""
    with chromium() as browser:
        rows = [(name, *_ours(measure_search(browser, site))) for name, site in sites.items()]
    print_table("Search in Chromium (bytes: gzip, in requests)", _HEADS, rows)


def print_search_only(counts: Sequence[int], work: Path) -> None:
    """The search of made-up services, beside Pagefind and MiniSearch on the same ones."""
    for count in counts:
        site, folder = work / f"search {count}", work / f"peers {count}"
        command = [sys.executable, "-m", "bench.search_only", str(count), str(site), "--pages"]
        built = subprocess.run(
            command, cwd=REPOSITORY, check=True, capture_output=True, text=True
        ).stdout
        cost = json.loads(built.splitlines()[-1])
        entries = indexed_texts(make_plan(count))
        with chromium() as browser:
            ours = measure_search(browser, site)
            pagefind = measure_pagefind(browser, site, folder / "pagefind")
            minisearch = measure_minisearch(browser, entries, SCRIPTS, folder / "minisearch")
        rows = [(f"{count:,} entries", *_ours(ours))]
        print_table("Search in Chromium (bytes: gzip, in requests)", _HEADS, rows)
        print(
            f"\nIndex: {cost['seconds']:.1f} s of processor, {cost['memory']} MiB at most, of "
            f"which {cost['memory_of_entries']} for the entries."
        )
        peers = {"Pagefind": pagefind, "MiniSearch": minisearch}
        heads = ("", "first result (first ten): common words", "times ours", "ordinary words")
        heads += ("times ours", "next query", "times ours", "index")
        print_table(f"{count:,} entries, peers", heads, _peers(ours, peers))


def _ours(found: Found) -> Iterator[str]:
    yield _shown(found.words)
    yield _shown(found.words_on_desktop)
    yield _shown(found.ordinary)
    yield _shown(found.words_and_place)
    times = (
        found.query,
        found.ordinary_query,
        found.filtering,
        found.query_slowed,
        found.filtering_slowed,
    )
    yield from (f"{milliseconds:.1f} ms" for milliseconds in times)


def _peers(ours: Found, peers: Mapping[str, Peer | None]) -> Iterator[Row]:
    for name, peer in peers.items():
        if peer is None:
            yield (name, "not installed", *[""] * 6)
            continue
        yield (
            name,
            _shown(peer.words),
            _times(peer.words, ours.words),
            _shown(peer.ordinary),
            _times(peer.ordinary, ours.ordinary),
            f"{peer.query:.1f} ms",
            f"{peer.query / ours.query:.1f}",
            f"{peer.building:.1f} s",
        )


def _shown(found: Shown) -> str:
    return f"{kb(found.first.bytes)} ({kb(found.ten.bytes)}) in {found.first.requests}"


def _times(theirs: Shown, ours: Shown) -> str:
    first = theirs.first.bytes / ours.first.bytes
    return f"{first:.1f} ({theirs.ten.bytes / ours.ten.bytes:.1f})"
