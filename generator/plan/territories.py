"""Plan: each served département and EPCI → its lists of services, and the page that names them."""

from collections.abc import Iterator
from dataclasses import replace

from generator.model import Territory
from generator.page_views import IndexView, ListView
from generator.plan import urls
from generator.plan.cards import territory_name
from generator.plan.coverage import CoverageMap
from generator.plan.crossings import area_crossings, crossing_pages, departement_of
from generator.plan.lists import list_pages, list_view
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, group_by_category
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted
from generator.site_plan import Page
from generator.view_parts import Link, LinkGroup

_TERRITORIES = Link(label="Territoires", url=urls.TERRITORIES)


def territory_pages(shelves: Shelves, labels: Labels, coverage: CoverageMap) -> Iterator[Page]:
    """The lists of each served département and EPCI, whole and by great theme, and their index."""
    for code, above in departement_of(coverage).items():
        area = coverage.referentiels.areas[code]
        parents: tuple[Link, ...] = (_TERRITORIES,)
        if area is not above:
            parents += (Link(label=above.nom, url=urls.territory_url(above.code)),)
        view = (
            _departement_view(area, shelves, labels, coverage)
            if area is above
            else _epci_view(area, above, shelves, labels)
        )
        url = urls.territory_url(code)
        booklet = Link(label="Livret à imprimer", url=urls.booklet_url(code))
        told = Link(label="Qui est servi, ce qui manque", url=urls.coverage_area_url(code))
        view = replace(view, booklet=booklet if view.count else None, coverage=told)
        yield from list_pages(url, view, breadcrumb=parents, section="territoires")
        parents += (Link(label=area.nom, url=url),)
        yield from crossing_pages(area, parents, shelves, labels, coverage)
    yield make_page(
        urls.TERRITORIES,
        "pages/index.html",
        IndexView(
            heading="Où habitez-vous, où travaillez-vous\u00a0?",
            intro="Choisissez un département, puis votre intercommunalité "
            "(le groupe de communes dont la vôtre fait partie).",
            groups=territory_groups(shelves, coverage),
        ),
        section="territoires",
    )


def territory_groups(shelves: Shelves, coverage: CoverageMap) -> tuple[LinkGroup, ...]:
    """One group for each département, its EPCI as links with their counts."""
    return tuple(
        LinkGroup(
            heading=area.nom,
            anchor=f"departement-{area.code.lower()}",
            url=urls.territory_url(area.code),
            icon="map-pin",
            note=counted(len(shelves.by_territory.get(area.code, ())), "service"),
            links=tuple(
                Link(
                    label=epci.nom,
                    url=urls.territory_url(epci.code),
                    count=len(shelves.by_territory.get(epci.code, ())),
                )
                for epci in coverage.epcis[area.code]
            ),
        )
        for area in coverage.departements
    )


def _departement_view(
    area: Territory, shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> ListView:
    rows = coverage.referentiels.communes
    communes = sorted(coverage.communes[area.code], key=lambda code: (rows[code][0], code))
    links = tuple(
        Link(label=rows[code][0], url=urls.territory_url(rows[code][1] or area.code))
        for code in communes
    )
    epcis = tuple(
        Link(
            label=epci.nom,
            url=urls.territory_url(epci.code),
            count=len(shelves.by_territory.get(epci.code, ())),
        )
        for epci in coverage.epcis[area.code]
    )
    services = shelves.by_territory.get(area.code, ())
    return list_view(
        territory_name(area),
        "Tout ce qui est ouvert aux habitants de ce département, ou d’une partie de celui-ci.",
        services,
        group_by_category(services, labels, shelves.cards),
        icon="map-pin",
        accent="autre",
        narrower=epcis,
        narrower_heading="Préciser l’intercommunalité",
        crossings=area_crossings(area, area, shelves, labels),
        crossings_heading="Par besoin",
        communes=links,
        search_url=urls.search_url(lieu=area.code),
    )


def _epci_view(epci: Territory, area: Territory, shelves: Shelves, labels: Labels) -> ListView:
    services = shelves.by_territory.get(epci.code, ())
    return list_view(
        epci.nom,
        "Tout ce qui est ouvert aux habitants de cette intercommunalité, "
        "ou d’une partie de celle-ci\u00a0: aides locales d’abord, puis nationales.",
        services,
        group_by_category(services, labels, shelves.cards),
        icon="map-pin",
        accent="autre",
        crossings=area_crossings(epci, area, shelves, labels),
        crossings_heading="Par besoin",
        search_url=urls.search_url(lieu=epci.code),
    )
