"""Plan: each public, situation, cost… → its list of services, and the page that lists the lists."""

from collections.abc import Iterator

from generator.entries import Service
from generator.model import Term
from generator.page_views import IndexView
from generator.plan import urls
from generator.plan.facets import FACETS, PUBLIC, STATUT, THEME, Facet
from generator.plan.lists import list_pages, list_view
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, group_by_category
from generator.plan.vocabulary import Labels
from generator.site_plan import Page
from generator.view_parts import CardGroup, Link, LinkGroup

_INTRO = "Choisissez une liste. Les fiches qui ne le précisent pas n’y figurent pas."
_INTROS = {
    "public": "Une aide ouverte à tout le monde figure dans chaque liste de publics.",
    "statut": "Une aide qui ne demande aucune situation d’emploi figure dans chaque liste.",
    "langue": "Les services qui disent dans quelles langues ils reçoivent.",
}


def shown_facets(shelves: Shelves) -> tuple[Facet, ...]:
    """The facets that some service of the site speaks of: the others would teach nothing."""
    return tuple(facet for facet in FACETS if shelves.named[facet.name])


def facet_pages(shelves: Shelves, labels: Labels) -> Iterator[Page]:
    """The lists of every facet but needs, and their indexes.

    Publics and situations have all their lists, even empty: their addresses are printed elsewhere.
    Other facets have the lists that hold something.
    """
    for facet in FACETS:
        if facet is THEME or not (shelves.named[facet.name] or facet in (PUBLIC, STATUT)):
            continue
        shelf = shelves.by_facet[facet.name]
        terms = facet.terms(labels)
        for code, term in terms.items():
            if code in shelf or facet in (PUBLIC, STATUT):
                yield from _term_pages(facet, term, shelves, labels)
        links = tuple(
            Link(label=term.label, url=facet.url(code), count=len(shelf[code]))
            for code, term in terms.items()
            if code in shelf
        )
        group = LinkGroup(
            heading=facet.label, anchor=facet.folder.strip("/"), links=links, icon=facet.icon
        )
        view = IndexView(
            heading=facet.question, intro=_INTROS.get(facet.name, _INTRO), groups=(group,)
        )
        yield make_page(facet.folder, "pages/index.html", view, section=_section(facet))


def _term_pages(facet: Facet, term: Term, shelves: Shelves, labels: Labels) -> Iterator[Page]:
    services = shelves.by_facet[facet.name].get(term.code, ())
    view = list_view(
        facet.heading(term),
        term.description,
        services,
        _groups(facet, term, services, shelves, labels),
        icon=facet.icon,
        accent="autre",
        search_url=urls.search_url(**{facet.name: term.code}),
    )
    parent = Link(label=facet.label, url=facet.folder)
    yield from list_pages(facet.url(term.code), view, breadcrumb=(parent,), section=_section(facet))


def _groups(
    facet: Facet, term: Term, services: tuple[Service, ...], shelves: Shelves, labels: Labels
) -> tuple[CardGroup, ...]:
    """By great theme; for a situation, those that name it, then those open to all."""
    if facet is not STATUT:
        return group_by_category(services, labels, shelves.cards)
    named = [service for service in services if term.code in service.statuts]
    silent = [service for service in services if term.code not in service.statuts]
    groups = (
        ("S’adressent à cette situation", "nommee", named),
        ("Ouverts à toutes les situations", "toutes", silent),
    )
    return tuple(
        CardGroup(
            heading=heading,
            anchor=anchor,
            cards=tuple(shelves.cards[service.id] for service in chosen),
        )
        for heading, anchor, chosen in groups
        if chosen
    )


def _section(facet: Facet) -> str:
    return "publics" if facet in (PUBLIC, STATUT) else facet.folder.strip("/")
