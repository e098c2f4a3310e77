"""Plan: a great theme and a territory → the list of what answers both, where it is worth a page.

A département has a page for each great theme that something answers there. An EPCI has one only
when its list differs from that of its département: the same services under two addresses would
help nobody, so its page then leads to the département's.
"""

from collections.abc import Iterator, Mapping

from generator.model import Term, Territory
from generator.plan import urls
from generator.plan.cards import territory_name
from generator.plan.coverage import CoverageMap
from generator.plan.lists import list_pages, list_view
from generator.plan.shelves import Shelves, category_order, group_by_theme
from generator.plan.vocabulary import Labels
from generator.site_plan import Page
from generator.view_parts import Link

_INTRO = (
    "Ce qui répond à ce besoin pour les habitants de ce territoire, ou d’une partie de celui-ci."
)


def departement_of(coverage: CoverageMap) -> Mapping[str, Territory]:
    """By served EPCI or département, the département under which its pages are drawn.

    An EPCI astride two départements is drawn under the first.
    """
    found: dict[str, Territory] = {}
    for area in coverage.departements:
        found[area.code] = area
        for epci in coverage.epcis[area.code]:
            found.setdefault(epci.code, area)
    return found


def crossing_holder(area: Territory, above: Territory, theme: str, shelves: Shelves) -> str:
    """The territory whose page lists what `area` has for a theme: itself or `above`; "" if none.

    `above` is the département under which an EPCI is drawn, or the département itself.
    """
    own = shelves.crossing(area.code, theme)
    if not own:
        return ""
    return above.code if own == shelves.crossing(above.code, theme) else area.code


def area_crossings(
    area: Territory, above: Territory, shelves: Shelves, labels: Labels
) -> tuple[Link, ...]:
    """The great themes of a territory, each with its count and the page that lists it."""
    terms = labels.terms("categories")
    return tuple(
        Link(
            label=labels.everyday(terms[theme]),
            url=urls.crossing_url(holder, theme),
            count=len(shelves.crossing(area.code, theme)),
        )
        for theme in category_order(labels)
        if (holder := crossing_holder(area, above, theme, shelves))
    )


def theme_crossings(category: Term, shelves: Shelves, coverage: CoverageMap) -> tuple[Link, ...]:
    """The départements of a great theme, each with its count."""
    return tuple(
        Link(
            label=territory_name(area), url=urls.crossing_url(area.code, category.code), count=count
        )
        for area in coverage.departements
        if (count := len(shelves.crossing(area.code, category.code)))
    )


def crossing_pages(
    area: Territory,
    breadcrumb: tuple[Link, ...],
    shelves: Shelves,
    labels: Labels,
    coverage: CoverageMap,
) -> Iterator[Page]:
    """The lists of a territory by great theme, where it has its own."""
    above = departement_of(coverage)
    inside = coverage.epcis.get(area.code, ())
    for theme in category_order(labels):
        if crossing_holder(area, above[area.code], theme, shelves) != area.code:
            continue
        category = labels.terms("categories")[theme]
        services = shelves.crossing(area.code, theme)
        narrower = tuple(
            Link(
                label=epci.nom,
                url=urls.crossing_url(epci.code, theme),
                count=len(shelves.crossing(epci.code, theme)),
            )
            for epci in inside
            if crossing_holder(epci, above[epci.code], theme, shelves) == epci.code
        )
        view = list_view(
            f"{labels.everyday(category)}\u00a0: {territory_name(area)}",
            _INTRO,
            services,
            group_by_theme(services, category, labels, shelves.cards),
            icon=category.icon,
            accent=category.accent,
            search_url=urls.search_url(theme=theme, lieu=area.code),
            narrower=narrower,
            narrower_heading="Préciser l’intercommunalité",
        )
        url = urls.crossing_url(area.code, theme)
        yield from list_pages(url, view, breadcrumb=breadcrumb, section="territoires")
