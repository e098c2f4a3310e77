"""Plan: each served département and EPCI → its page of services, and the page that lists them."""

from collections.abc import Iterator

from generator.model import Territory
from generator.plan import urls
from generator.plan.cards import territory_name
from generator.plan.coverage import CoverageMap
from generator.plan.lists import list_view
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, group_by_category
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted
from generator.site_plan import IndexView, Link, LinkGroup, Page

_TERRITORIES = Link(label="Territoires", url=urls.TERRITORIES)


def territory_pages(shelves: Shelves, labels: Labels, coverage: CoverageMap) -> Iterator[Page]:
    """One page for each served département and EPCI, and their index."""
    drawn: set[str] = set()
    for area in coverage.departements:
        yield _departement_page(area, shelves, labels, coverage)
        for epci in coverage.epcis[area.code]:
            if epci.code not in drawn:
                drawn.add(epci.code)
                yield _territory_page(epci, area, shelves, labels)
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


def _departement_page(
    area: Territory, shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> Page:
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
    view = list_view(
        territory_name(area),
        "Tout ce qui est ouvert aux habitants de ce département, ou d’une partie de celui-ci.",
        services,
        group_by_category(services, labels, shelves.cards),
        icon="map-pin",
        accent="autre",
        narrower=epcis,
        narrower_heading="Préciser l’intercommunalité",
        communes=links,
        search_url=urls.search_url(lieu=area.code),
    )
    return make_page(
        urls.territory_url(area.code),
        "pages/list.html",
        view,
        breadcrumb=(_TERRITORIES,),
        section="territoires",
    )


def _territory_page(epci: Territory, area: Territory, shelves: Shelves, labels: Labels) -> Page:
    services = shelves.by_territory.get(epci.code, ())
    view = list_view(
        epci.nom,
        "Tout ce qui est ouvert aux habitants de cette intercommunalité, "
        "ou d’une partie de celle-ci\u00a0: aides locales d’abord, puis nationales.",
        services,
        group_by_category(services, labels, shelves.cards),
        icon="map-pin",
        accent="autre",
        search_url=urls.search_url(lieu=epci.code),
    )
    parent = Link(label=area.nom, url=urls.territory_url(area.code))
    return make_page(
        urls.territory_url(epci.code),
        "pages/list.html",
        view,
        breadcrumb=(_TERRITORIES, parent),
        section="territoires",
    )
