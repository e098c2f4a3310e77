"""Plan: each great theme and each thématique → its list, and the page that lists them."""

from collections.abc import Iterator
from dataclasses import replace

from generator.model import Term
from generator.page_views import IndexView
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.crossings import theme_crossings
from generator.plan.facets import THEME
from generator.plan.lists import list_pages, list_view
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, category_order, group_by_theme, inner_terms
from generator.plan.vocabulary import Labels
from generator.site_plan import Page
from generator.view_parts import CardGroup, Link, LinkGroup

_THEMES = Link(label="Besoins", url=urls.THEMES)


def theme_pages(shelves: Shelves, labels: Labels, coverage: CoverageMap) -> Iterator[Page]:
    """One list for each great theme and each thématique, and their index."""
    categories = [labels.terms("categories")[code] for code in category_order(labels)]
    groups = []
    for category in categories:
        links = _inner_links(category, shelves, labels)
        if links:
            groups.append(_theme_group(category, links, labels))
        yield from _category_pages(category, links, shelves, labels, coverage)
        for term in inner_terms(category, labels):
            yield from _thematique_pages(term, category, shelves, labels)
    yield make_page(
        urls.THEMES,
        "pages/index.html",
        IndexView(
            heading=THEME.question,
            intro="Choisissez un besoin pour voir les aides et les services qui y répondent.",
            groups=tuple(groups),
        ),
        section="besoins",
    )


def _inner_links(category: Term, shelves: Shelves, labels: Labels) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=term.label, url=urls.theme_url(term.code), count=len(shelves.by_theme[term.code])
        )
        for term in inner_terms(category, labels)
        if term.code in shelves.by_theme
    )


def _theme_group(category: Term, links: tuple[Link, ...], labels: Labels) -> LinkGroup:
    return LinkGroup(
        heading=labels.everyday(category),
        anchor=category.code,
        links=links,
        url=urls.theme_url(category.code),
        accent=category.accent,
        icon=category.icon,
    )


def _category_pages(
    category: Term, inner: tuple[Link, ...], shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> Iterator[Page]:
    services = shelves.by_theme.get(category.code, ())
    view = list_view(
        labels.everyday(category),
        category.description,
        services,
        group_by_theme(services, category, labels, shelves.cards),
        icon=category.icon,
        accent=category.accent,
        search_url=urls.search_url(theme=category.code),
        narrower=inner,
        narrower_heading="Préciser le besoin",
        crossings=theme_crossings(category, shelves, coverage),
        crossings_heading="Par département",
    )
    yield from list_pages(
        urls.theme_url(category.code),
        replace(view, coverage=_coverage(category)),
        breadcrumb=(_THEMES,),
        section="besoins",
    )


def _thematique_pages(
    term: Term, category: Term, shelves: Shelves, labels: Labels
) -> Iterator[Page]:
    services = shelves.by_theme.get(term.code, ())
    cards = tuple(shelves.cards[service.id] for service in services)
    group = CardGroup(heading="", anchor="aides", cards=cards, accent=category.accent)
    view = list_view(
        term.label,
        term.description,
        services,
        (group,) if cards else (),
        icon=category.icon,
        accent=category.accent,
        search_url=urls.search_url(theme=term.code),
    )
    parent = Link(label=labels.everyday(category), url=urls.theme_url(category.code))
    yield from list_pages(
        urls.theme_url(term.code),
        replace(view, coverage=_coverage(term)),
        breadcrumb=(_THEMES, parent),
        section="besoins",
    )


def _coverage(term: Term) -> Link:
    """What the observatory says of a need."""
    return Link(label="Où ce besoin a une réponse", url=urls.coverage_theme_url(term.code))
