"""Measure and print: builds beside Hugo, weights of pages, search beside Pagefind.

    python -m bench            1,000 made-up entries, 3 rounds
    python -m bench 1000 10000 --rounds 5
    python -m bench --search 10000 50000     the search alone, pages of services left out

Figures are medians; ratios are taken round by round, because the machine's speed drifts.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.builds import REPOSITORY, Comparison, compare_builds, hugo_program
from bench.measure import Cost
from bench.pages_only import TODAY
from bench.search_table import print_search, print_search_only
from bench.tables import kb, print_table
from bench.weights import weigh

_MIB = 1024 * 1024


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", type=int, nargs="*", help="numbers of services (1000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="where to work: a disk or a memory disk")
    parser.add_argument("--no-search", action="store_true", help="leave the browser out")
    parser.add_argument("--search", type=int, nargs="+", metavar="COUNT", help="the search alone")
    arguments = parser.parse_args()
    print(_machine())
    with TemporaryDirectory(dir=arguments.work) as temporary:
        work = Path(temporary)
        if arguments.search:
            print_search_only(arguments.search, work)
            return
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
            print_search(sites)


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
        rows.append((name, kb(weight.page), kb(weight.everything), str(weight.requests)))
    print_table("Weights, gzip", ("", "page", "all resources", "requests"), rows)


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
    print_table(f"{count:,} entries, {rounds} rounds", heads, rows)
    print(
        f"\nOutput: {found.our_bytes // _MIB} MiB, of which {found.our_html_bytes // _MIB} of "
        f"pages; Hugo {found.hugo_bytes // _MIB} MiB."
    )


def _figures(cost: Cost) -> Iterator[str]:
    yield f"{cost.wall:.2f} s"
    yield f"{cost.cpu:.2f} s"
    yield f"{cost.memory:.0f} MiB"


if __name__ == "__main__":
    main()
