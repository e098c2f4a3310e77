"""Plan: services and structures → their pages, and the lists of all of them by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from generator.characters import fold
from generator.freshness import freshness, is_listed
from generator.model import Catalogue
from generator.page_views import IndexView
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.freshness_words import freshness_banner
from generator.plan.glossary import Glossary
from generator.plan.near_services import NearServices
from generator.plan.page import make_page
from generator.plan.service_page import Surroundings, make_service_view
from generator.plan.shelves import Shelves
from generator.plan.structure_page import make_structure_view
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted
from generator.site_plan import Page
from generator.view_parts import Link, LinkGroup


def service_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap, today: date
) -> Iterator[Page]:
    """One page a service, what is over included."""
    structures = {structure.id: structure for structure in catalogue.structures}
    around = Surroundings(
        near=NearServices(catalogue.services, catalogue.parcours, shelves.cards),
        labels=labels,
        coverage=coverage,
        settings=catalogue.settings,
        today=today,
        fresh=shelves.fresh,
    )
    glossary = Glossary(catalogue.lexique)
    for service in catalogue.services:
        category = labels.category(service.thematiques[0])
        parent = Link(label=labels.everyday(category), url=urls.theme_url(category.code))
        view = make_service_view(service, structures[service.structure], around)
        yield make_page(
            urls.service_url(service.id),
            "pages/service.html",
            glossary.explain(view),
            breadcrumb=(parent,),
            section="besoins",
            index=is_listed(service, shelves.fresh),
        )


def structure_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap, today: date
) -> Iterator[Page]:
    """One page a structure, with what it provides."""
    glossary = Glossary(catalogue.lexique)
    windows = catalogue.settings.fraicheur
    for structure in catalogue.structures:
        services = shelves.by_structure.get(structure.id, ())
        cards = tuple(shelves.cards[service.id] for service in services)
        view = make_structure_view(structure, cards, labels, coverage)
        banner = freshness_banner(freshness(structure, windows, today))
        yield make_page(
            urls.structure_url(structure.id),
            "pages/structure.html",
            glossary.explain(replace(view, freshness=banner)),
            breadcrumb=(Link(label="Structures", url=urls.STRUCTURES),),
            section="structures",
        )


def services_index(shelves: Shelves) -> Page:
    """All that can be asked for, by name."""
    links = (
        Link(
            label=service.nom,
            url=urls.service_url(service.id),
            note=shelves.cards[service.id].structure,
        )
        for service in shelves.services
    )
    view = IndexView(
        heading="Toutes les aides, de A à Z",
        intro=f"{counted(len(shelves.services), 'aide', 'aides et services')}, "
        "par ordre alphabétique.",
        groups=_by_letter(links),
    )
    return make_page(urls.SERVICES, "pages/index.html", view, section="services")


def structures_index(catalogue: Catalogue, shelves: Shelves) -> Page:
    """Who provides it, by name."""
    links = (
        Link(
            label=structure.nom,
            url=urls.structure_url(structure.id),
            count=len(shelves.by_structure.get(structure.id, ())),
            note=structure.sigle or "",
        )
        for structure in catalogue.structures
    )
    view = IndexView(
        heading="Les structures",
        intro="Les organismes et associations qui proposent les aides de ce site.",
        groups=_by_letter(links),
    )
    return make_page(urls.STRUCTURES, "pages/index.html", view, section="structures")


def _by_letter(links: Iterator[Link]) -> tuple[LinkGroup, ...]:
    ordered = sorted(links, key=lambda link: (fold(link.label), link.url))
    return tuple(
        LinkGroup(heading=letter, anchor=f"lettre-{letter.lower()}", links=tuple(group))
        for letter, group in groupby(ordered, key=_initial)
    )


def _initial(link: Link) -> str:
    letter = fold(link.label)[:1].upper()
    return letter if letter.isalpha() else "0-9"
