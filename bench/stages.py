"""Where the time of one build goes: processor time of each stage, in microseconds an entry.

    python -m bench.stages FOLDER [--output SITE] [--profile FILE]

Processor time, not the clock's: other programs of the machine do not change it much.
"""

import argparse
import cProfile
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from generator.load import (
    load_content,
    load_referentiels,
    load_schemas,
    load_theme,
    resource_folder,
)
from generator.model import Artifact, Document
from generator.parse import make_context, parse_document
from generator.plan import find_broken_references, plan_catalogue, plan_site
from generator.render import check_conservation
from generator.render.api import render_api
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.render.search import render_search
from generator.render.sitemap import render_sitemap
from generator.settings import Settings
from generator.site_plan import SitePlan
from generator.write import write_site

T = TypeVar("T")
TODAY = date(2026, 11, 21)


class Clock:
    """Adds up the processor time of each named stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work, note what it cost."""
        started = time.process_time()
        result = work()
        elapsed = time.process_time() - started
        self.seconds[stage] = self.seconds.get(stage, 0.0) + elapsed
        return result


def build(root: Path, output: Path, clock: Clock) -> int:
    """One whole build, stage by stage; the number of entries."""
    plan, documents = _check(root, clock)
    artifacts = tuple(_render(plan, clock))
    clock.run("conservation", lambda: check_conservation(documents, artifacts))
    clock.run("write", lambda: write_site(artifacts, output, (root / "content",)))
    return len(plan.catalogue.services)


def _check(root: Path, clock: Clock) -> tuple[SitePlan, Sequence[Document]]:
    schemas = clock.run("fixed", lambda: load_schemas(resource_folder("schemas")))
    places = clock.run("fixed", lambda: load_referentiels(resource_folder("referentiels")))
    documents = clock.run("load", lambda: load_content(root)).value.documents
    context = clock.run("fixed", lambda: make_context(schemas, places, TODAY))
    entries = clock.run(
        "parse", lambda: [(item, parse_document(item, context).value) for item in documents]
    )
    settings = next(entry for _, entry in entries if isinstance(entry, Settings))
    clock.run("references", lambda: tuple(find_broken_references(documents, ())))
    catalogued = clock.run("catalogue", lambda: plan_catalogue(entries, settings, places, TODAY))
    catalogue = catalogued.value
    assert catalogue is not None, "the corpus is right"
    return clock.run("plan", lambda: plan_site(catalogue, schemas, places, TODAY)), documents


def _render(plan: SitePlan, clock: Clock) -> Iterator[Artifact]:
    theme = clock.run("fixed", lambda: load_theme(resource_folder("theme")))
    environment = clock.run("fixed", lambda: make_environment(theme))
    assets, files = clock.run("fixed", lambda: render_assets(theme, plan.settings))
    yield from files
    artifacts, addresses = clock.run("search", lambda: render_search(plan))
    yield from artifacts
    urls, site = asdict(addresses), site_values(plan)
    for page in plan.pages:
        stage = f"page {page.template.removeprefix('pages/').removesuffix('.html')}"
        draw = partial(render_page, environment, page, site, assets, urls)
        yield clock.run(stage, draw)
    yield from clock.run("feed", lambda: tuple(render_api(plan)))
    yield from clock.run("sitemap", lambda: tuple(render_sitemap(plan)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a content repository")
    parser.add_argument("--output", type=Path, help="where to write the site")
    parser.add_argument("--profile", type=Path, help="where to write a cProfile file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    clock, profiler = Clock(), cProfile.Profile()
    with TemporaryDirectory() as temporary:
        output = arguments.output or Path(temporary) / "site"
        if arguments.profile:
            profiler.enable()
        entries = build(arguments.folder, output, clock)
        profiler.disable()
    if arguments.profile:
        profiler.dump_stats(arguments.profile)
    micros = {stage: round(cost / entries * 1e6) for stage, cost in clock.seconds.items()}
    if arguments.json:
        json.dump({"entries": entries, "microseconds": micros}, sys.stdout)
        return
    for stage, cost in sorted(micros.items(), key=lambda pair: -pair[1]):
        print(f"{cost:8,} µs  {stage}")
    print(f"{sum(micros.values()):8,} µs  per entry, {entries:,} entries")


if __name__ == "__main__":
    main()
