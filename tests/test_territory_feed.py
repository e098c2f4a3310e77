"""The feed by territory says what the pages and the rule of coverage say, to the commune."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.page_views import ServiceView
from generator.plan.coverage import CoverageMap
from tests.sites.building import Built, complete_site, minimal_site, real_site

API = "api/v1/"
SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
_CARD = re.compile(r'href="\.\./services/([a-z0-9-]+)\.html"')


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def territories_of(built: Built) -> list[Mapping[str, Any]]:
    rows = json.loads(built.files[f"{API}territoires.json"])["territoires"]
    return [
        json.loads(built.files[f"{API}territoires/{row['code']}.json"])["territoire"]
        for row in rows
    ]


def zones_of(built: Built) -> Mapping[str, list[str]]:
    """Services that lists show and their zones, from the feed."""
    services = json.loads(built.files[f"{API}services.json"])["services"]
    states = json.loads(built.files[f"{API}fraicheur.json"])["fraicheur"]["services"]
    gone = {row["id"] for row in states if row["fraicheur"] == "retire"}
    open_rows = (row for row in services if row["etat"] != "termine" and row["id"] not in gone)
    return {row["id"]: row["zone_eligibilite"] for row in open_rows}


def pages_of(code: str, built: Built) -> Iterator[str]:
    """A long list goes on: 43.html, 43-2.html…"""
    for path, text in built.pages.items():
        if re.fullmatch(rf"territoires/{code}(?:-\d+)?\.html", path):
            yield text


def test_every_served_territory_has_its_file_and_its_page(built: Built) -> None:
    document = json.loads(built.files[f"{API}territoires.json"])
    rows = document["territoires"]
    served = built.plan.settings.territoire.departements

    assert [row["code"] for row in rows if row["kind"] == "departement"] == list(served)
    assert len({row["code"] for row in rows}) == len(rows) == document["total"]
    for row, territory in zip(rows, territories_of(built), strict=True):
        assert row.items() <= territory.items()
        assert row["total"] == len(territory["services"])
        assert list(pages_of(row["code"], built))


def test_a_territory_lists_the_services_of_its_page(built: Built) -> None:
    for territory in territories_of(built):
        shown = {
            found for page in pages_of(territory["code"], built) for found in _CARD.findall(page)
        }

        assert shown == set(territory["services"]), territory["nom"]


def test_a_territory_says_what_the_rule_of_coverage_says(built: Built) -> None:
    coverage, zones = CoverageMap(built.plan.referentiels, ()), zones_of(built)
    for territory in territories_of(built):
        found = {name: coverage.reach(zone, territory["code"]) for name, zone in zones.items()}
        reached = {name for name, reach in found.items() if reach is not None}
        whole = {name for name, reach in found.items() if reach is not None and not reach.part}

        assert set(territory["services"]) == reached
        assert set(territory["partout"]) == whole


def test_a_commune_has_what_covers_its_epci_entirely_and_what_covers_it_alone(
    built: Built,
) -> None:
    coverage, zones = CoverageMap(built.plan.referentiels, ()), zones_of(built)
    epcis = [territory for territory in territories_of(built) if territory["kind"] == "epci"]
    if built is not real_site():
        epcis = epcis[:3]
    for epci in epcis:
        members = built.plan.referentiels.communes_of(epci["code"])
        assert [commune["code"] for commune in epci["communes"]] == list(members)
        for commune in epci["communes"][:: len(members) // 3 or 1]:
            reached = {name for name in zones if coverage.reach(zones[name], commune["code"])}

            assert {*epci["partout"], *commune["services"]} == reached, commune["nom"]
            assert not {*epci["partout"]} & {*commune["services"]}


def test_services_are_in_display_order_everywhere(built: Built) -> None:
    ranks: dict[str, int] = {}
    for territory in territories_of(built):
        for name in territory["services"]:
            ranks.setdefault(name, len(ranks))
    order = {view.id for page in built.plan.pages if isinstance(view := page.view, ServiceView)}

    assert set(ranks) <= order
    for territory in territories_of(built):
        inside = [name for name in territory["services"] if name in territory["partout"]]
        assert list(territory["partout"]) == inside
