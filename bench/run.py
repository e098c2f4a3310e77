"""Measure and print: builds beside Hugo, weights of pages, search beside Pagefind.

    python -m bench            1,000 made-up entries, 3 rounds
    python -m bench 1000 10000 --rounds 5

Figures are medians; ratios are taken round by round, because the machine's speed drifts.
"""

import argparse
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.builds import REPOSITORY, Comparison, compare_builds, hugo_program
from bench.measure import Cost
from bench.pages_only import TODAY
from bench.search import chromium, measure_pagefind, measure_search
from bench.weights import weigh

Row = tuple[str, ...]
_MIB = 1024 * 1024


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", type=int, nargs="*", help="numbers of services (1000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="where to work: a disk or a memory disk")
    parser.add_argument("--no-search", action="store_true", help="leave the browser out")
    arguments = parser.parse_args()
    print(_machine())
    with TemporaryDirectory(dir=arguments.work) as temporary:
        work = Path(temporary)
        real = _build_real(work)
        _print_weights(real)
        sites = {"real entries": real}
        for count in arguments.counts or [1000]:
            folder = work / str(count)
            folder.mkdir()
            comparison = compare_builds(count, arguments.rounds, folder)
            _print_builds(count, arguments.rounds, comparison)
            sites[f"{count:,} entries"] = folder / "site"
        if not arguments.no_search:
            _print_search(sites, work)


def _machine() -> str:
    hugo = subprocess.run([hugo_program(), "version"], capture_output=True, text=True, check=True)
    packages = ("jinja2", "markdown-it-py", "jsonschema", "pyyaml", "lunr")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}"
        f"; {hugo.stdout.split('+')[0]}"
    )


def _build_real(work: Path) -> Path:
    """The site of this repository."""
    site = work / "real"
    command = [sys.executable, "-m", "generator", "build", "--date", TODAY.isoformat()]
    subprocess.run([*command, "--output", str(site)], cwd=REPOSITORY, check=True)
    return site


def _print_weights(site: Path) -> None:
    service = max((site / "services").glob("*.html"), key=lambda path: path.stat().st_size)
    heaviest = max(site.rglob("*.html"), key=lambda path: path.stat().st_size)
    pages = {
        "home": "index.html",
        "heaviest service": service.relative_to(site).as_posix(),
        "search page": "recherche/index.html",
        "heaviest page": heaviest.relative_to(site).as_posix(),
    }
    rows = []
    for name, path in pages.items():
        weight = weigh(site, path)
        rows.append((name, _kb(weight.page), _kb(weight.everything), str(weight.requests)))
    _print_table("Weights, gzip", ("", "page", "all resources", "requests"), rows)


def _print_builds(count: int, rounds: int, found: Comparison) -> None:
    kinds = (
        ("pages and lists", "pages", "hugo"),
        ("everything", "all", "hugo"),
        ("nothing changed", "again", "hugo again"),
        ("one entry changed", "edited", "hugo edited"),
    )
    rows = [
        (
            label,
            *_figures(found.middle(name)),
            *_figures(found.middle(other)),
            *(f"{ratio:.2f}" for ratio in found.ratios(name, other)),
        )
        for label, name, other in kinds
    ]
    ours, theirs = ("wall", "CPU", "memory"), ("Hugo wall", "CPU", "memory")
    heads = ("", *ours, *theirs, "wall ratio", "CPU ratio")
    _print_table(f"{count:,} entries, {rounds} rounds", heads, rows)
    print(
        f"\nOutput: {found.our_bytes // _MIB} MiB, of which {found.our_html_bytes // _MIB} of "
        f"pages; Hugo {found.hugo_bytes // _MIB} MiB."
    )


def _figures(cost: Cost) -> Iterator[str]:
    yield f"{cost.wall:.2f} s"
    yield f"{cost.cpu:.2f} s"
    yield f"{cost.memory:.0f} MiB"


def _print_search(sites: dict[str, Path], work: Path) -> None:
    rows = []
    with chromium() as browser:
        for name, site in sites.items():
            ours = measure_search(browser, site)
            other = measure_pagefind(browser, site, work / f"search {name}")
            rows.append(
                (
                    name,
                    f"{_kb(ours.first_result)} in {ours.requests}",
                    f"{_kb(other[0])} in {other[1]}" if other else "not installed",
                    f"{ours.query:.0f} ms",
                    f"{ours.filtering:.0f} ms",
                    f"{ours.query_slowed:.0f} ms",
                    f"{ours.filtering_slowed:.0f} ms",
                )
            )
            shutil.rmtree(work / f"search {name}", ignore_errors=True)
    heads = ("", "first result", "Pagefind", "query", "filter", "query, CPU ÷ 4", "filter, CPU ÷ 4")
    _print_table("Search in Chromium (bytes: gzip, in requests)", heads, rows)


def _kb(count: int) -> str:
    return f"{count / 1000:.1f} kB"


def _print_table(title: str, heads: Row, rows: Iterable[Row]) -> None:
    """A Markdown table, ready for `docs/performance.md`."""
    print(f"\n### {title}\n")
    for row in (heads, ("---",) * len(heads), *rows):
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
