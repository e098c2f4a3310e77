"""Made-up services → a site that has its search page only: what a search costs at any size.

    python -m bench.search_only 50000 /tmp/site

builds no page of a service, so that 50,000 of them take a minute. Prints seconds and memory of the
index as JSON. `--pages` also writes one bare page a service, for Pagefind to index the same text.
"""

import argparse
import gc
import json
import resource
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from html import escape
from pathlib import Path

from bench.entries import Maker
from bench.make_corpus import SEED, SERVICES_PER_STRUCTURE, settings_entry
from bench.pages_only import TODAY
from generator.entries import RichText, Service, Structure
from generator.load import load_referentiels, load_schemas, load_theme, resource_folder
from generator.model import Artifact, Catalogue
from generator.parse.entry import build_entry
from generator.plan import plan_site
from generator.plan.coverage import CoverageMap
from generator.plan.search_page import search_page
from generator.plan.shelves import shelve
from generator.plan.vocabulary import Labels
from generator.render.assets import render_assets
from generator.render.help import render_help
from generator.render.html import make_environment, render_page, site_values
from generator.render.search import render_search
from generator.render.search.postings import FIELDS
from generator.render.search.texts import number_services, read_texts
from generator.settings import Settings
from generator.site_plan import SitePlan
from generator.write import write_site

_KIB_PER_MIB = 1024


def make_plan(count: int, seed: int = SEED) -> SitePlan:
    """The plan of a site of `count` services whose only page is the search."""
    maker = Maker(seed)
    structures = [f"structure-{rank}" for rank in range(max(1, count // SERVICES_PER_STRUCTURE))]
    names = [f"service-{rank}" for rank in range(count)]
    settings = build_entry(Settings, settings_entry())
    catalogue = Catalogue(
        structures=tuple(
            build_entry(Structure, maker.structure(rank), id=identifier, description=None)
            for rank, identifier in enumerate(structures)
        ),
        services=tuple(_service(maker, rank, names, structures) for rank in range(count)),
        pages=(),
        settings=settings,
    )
    schemas = load_schemas(resource_folder("schemas"))
    areas = load_referentiels(resource_folder("referentiels"))
    empty = plan_site(replace(catalogue, services=(), structures=()), schemas, areas, TODAY)
    labels = Labels(schemas)
    coverage = CoverageMap(areas, settings.territoire.departements)
    shelves = shelve(catalogue, labels, coverage, TODAY)
    page = search_page(catalogue, shelves, labels)
    return replace(
        empty,
        catalogue=catalogue,
        cards=shelves.cards,
        freshness=shelves.fresh,
        pages=(page,),
    )


def _service(maker: Maker, rank: int, names: list[str], structures: list[str]) -> Service:
    entry = maker.service(rank, names, structures)
    text = RichText(source="", html="", text=maker.body())
    return build_entry(Service, entry, id=names[rank], description=text)


def render_search_site(plan: SitePlan) -> Iterator[Artifact]:
    """Assets, the files of the search and its page."""
    theme = load_theme(resource_folder("theme"))
    assets, files = render_assets(theme, plan.settings)
    yield from files
    search_files, search = render_search(plan)
    yield from search_files
    desk = render_help(plan.help_desk)
    yield desk
    addresses = asdict(search) | {"help": desk.path, "located": ""}
    environment, site = make_environment(theme), site_values(plan)
    for page in plan.pages:
        yield render_page(environment, page, site, assets, addresses)


def bare_pages(plan: SitePlan) -> Iterator[Artifact]:
    """For each service a page with its words and nothing else."""
    for service in plan.catalogue.services:
        body = service.description.text if service.description else ""
        words = " ".join((*service.mots_cles, service.commune or "", body))
        html = (
            f'<!doctype html><html lang="fr"><title>{escape(service.nom)}</title><main>'
            f"<h1>{escape(service.nom)}</h1><p>{escape(service.resume)}</p>"
            f"<p>{escape(words)}</p></main></html>"
        )
        yield Artifact(path=f"services/{service.id}.html", content=html.encode())


def indexed_texts(plan: SitePlan) -> list[dict[str, object]]:
    """The words of each field of each service, for searches that index texts."""
    numbering = number_services(plan)
    return [
        {"id": rank} | {field: " ".join(words) for field, words in zip(FIELDS, texts, strict=True)}
        for rank, texts in enumerate(read_texts(numbering, plan))
    ]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, help="number of services")
    parser.add_argument("output", type=Path, help="a new folder")
    parser.add_argument("--pages", action="store_true", help="bare pages of services too")
    arguments = parser.parse_args()
    gc.set_threshold(100_000, 20, 20)  # as the command does
    plan = make_plan(arguments.count)
    before = _memory()
    started, clock = time.process_time(), time.monotonic()
    render_search(plan)
    figures = {
        "seconds": round(time.process_time() - started, 2),
        "wall": round(time.monotonic() - clock, 2),
        "memory": round(_memory()),
        "memory_of_entries": round(before),
    }
    pages = bare_pages(plan) if arguments.pages else ()
    write_site((*render_search_site(plan), *pages), arguments.output, ())
    print(json.dumps(figures))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB


if __name__ == "__main__":
    main()
