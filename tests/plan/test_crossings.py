"""A great theme and a territory: which crossings have a page, and where the others lead."""

import pytest

from generator.plan.crossings import area_crossings, crossing_pages, departement_of
from tests.plan.test_shelves import shelves_of

PUY = "200073419"  # the agglomération of Le Puy-en-Velay


@pytest.fixture
def shelves(labels, coverage, service):
    """Mobility for the whole département; housing for the agglomération of Le Puy alone."""
    local = service(
        id="toit",
        thematiques=("logement-hebergement--louer-un-logement",),
        zone_eligibilite=(PUY,),
    )
    return shelves_of(labels, coverage, service(), local)


def urls_of(code: str, shelves, labels, coverage) -> list[str]:
    area = coverage.referentiels.areas[code]
    return [page.url for page in crossing_pages(area, (), shelves, labels, coverage)]


def test_a_departement_has_a_page_for_each_theme_that_has_a_service(
    shelves, labels, coverage
) -> None:
    assert urls_of("43", shelves, labels, coverage) == [
        "territoires/43/mobilite.html",
        "territoires/43/logement-hebergement.html",
    ]
    assert urls_of("71", shelves, labels, coverage) == []


def test_an_epci_has_a_page_only_where_its_list_differs(shelves, labels, coverage) -> None:
    other = next(area.code for area in coverage.epcis["43"] if area.code != PUY)

    assert urls_of(PUY, shelves, labels, coverage) == []
    assert urls_of(other, shelves, labels, coverage) == []


def test_an_epci_that_misses_a_service_of_its_departement_has_its_own_page(
    labels, coverage, service
) -> None:
    far = service(id="ailleurs", zone_eligibilite=(PUY,))
    shelves = shelves_of(labels, coverage, service(), far)
    above = departement_of(coverage)
    other = next(area for area in coverage.epcis["43"] if area.code != PUY)

    assert urls_of(other.code, shelves, labels, coverage) == [
        f"territoires/{other.code}/mobilite.html"
    ]
    (link,) = area_crossings(other, above[other.code], shelves, labels)
    assert (link.url, link.count) == (f"territoires/{other.code}/mobilite.html", 1)


def test_an_epci_leads_to_the_departement_s_page_when_it_is_the_same(
    shelves, labels, coverage
) -> None:
    area = coverage.referentiels.areas[PUY]
    links = area_crossings(area, coverage.referentiels.areas["43"], shelves, labels)

    assert [(link.url, link.count) for link in links] == [
        ("territoires/43/mobilite.html", 1),
        ("territoires/43/logement-hebergement.html", 1),
    ]


def test_a_crossing_leads_to_the_search_of_the_same_services(shelves, labels, coverage) -> None:
    area = coverage.referentiels.areas["43"]
    page, *_ = crossing_pages(area, (), shelves, labels, coverage)

    assert page.view.search_url == "recherche/?theme=mobilite&lieu=43"
