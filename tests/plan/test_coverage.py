import json
from pathlib import Path

import pytest

from generator.entries import Service
from generator.plan.coverage import CoverageMap, Reach

CASES = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "couverture.json").read_text(encoding="utf-8")
)

LE_PUY = "43157"
ARDECHE = "07"
AUVERGNE_RHONE_ALPES = "region-84"


def epci_of(coverage: CoverageMap, commune: str) -> str:
    return coverage.referentiels.communes[commune][1]


def test_a_departement_has_its_epci_in_the_order_of_their_names(coverage: CoverageMap) -> None:
    names = [area.nom for area in coverage.epcis["43"]]

    assert len(names) >= 10
    assert names == sorted(names)


@pytest.mark.parametrize("zone", [LE_PUY, "43", AUVERGNE_RHONE_ALPES, "france"])
def test_every_level_above_a_commune_reaches_its_epci(coverage, service, zone: str) -> None:
    reached = coverage.reached(service(zone_eligibilite=(zone,)))

    assert epci_of(coverage, LE_PUY) in reached
    assert "43" in reached


def test_an_epci_reaches_itself_and_its_departement_only(coverage, service) -> None:
    epci = epci_of(coverage, LE_PUY)
    reached = coverage.reached(service(zone_eligibilite=(epci,)))

    assert epci in reached
    assert "43" in reached
    assert "71" not in reached


def test_a_commune_does_not_reach_the_epci_next_door(coverage, service) -> None:
    reached = coverage.reached(service(zone_eligibilite=(LE_PUY,)))

    assert reached == {epci_of(coverage, LE_PUY), "43"}


def test_a_zone_outside_the_served_territory_reaches_nothing(coverage, service) -> None:
    assert coverage.reached(service(zone_eligibilite=("75",))) == frozenset()


def test_an_epci_astride_two_departements_is_reached_from_both(coverage, referentiels) -> None:
    shared = [
        area
        for areas in coverage.epcis.values()
        for area in areas
        if {referentiels.communes[code][2] for code in area.members} - {"43", "71"}
    ]

    assert shared, "some EPCI of Haute-Loire or Saône-et-Loire crosses the border"


def test_the_scope_is_that_of_the_widest_territory(coverage, service) -> None:
    scopes = [
        coverage.scope(service(zone_eligibilite=zone))
        for zone in (
            (LE_PUY,),
            (epci_of(coverage, LE_PUY),),
            ("43", LE_PUY),
            (AUVERGNE_RHONE_ALPES,),
            ("france", "43"),
        )
    ]

    assert scopes == [0, 1, 2, 3, 4]


def test_a_former_commune_counts_as_the_commune_of_today(referentiels, service) -> None:
    coverage = CoverageMap(referentiels, ("43",))
    former, current = next(
        (old, new)
        for old, new in sorted(referentiels.former_communes.items())
        if new.startswith("43") and old != new
    )

    zones = [coverage.zone(service(zone_eligibilite=(code,))) for code in (former, current)]

    assert zones[0] == zones[1] == {current}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cas"])
def test_a_zone_reaches_a_place_as_the_shared_cases_say(coverage, case) -> None:
    expected = case["attendu"]

    found = coverage.reach(case["zone"], case["lieu"])

    assert found == (None if expected is None else Reach(**expected))


def test_the_shared_cases_are_many_and_different() -> None:
    assert len(CASES) >= 40
    assert len({case["cas"] for case in CASES}) == len(CASES)
    assert len({(*case["zone"], case["lieu"], case.get("siege")) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case["lieu"][:3] in ("200", "247")])
def test_the_pages_by_territory_follow_the_same_rule(referentiels, service, case) -> None:
    """What a page lists, and what it calls covered entirely, is what `reach` says."""
    area = referentiels.areas[case["lieu"]]
    coverage = CoverageMap(referentiels, [code for code in area.parents if "-" not in code])
    expected = case["attendu"]
    entry: Service = service(zone_eligibilite=tuple(case["zone"]))

    assert (area.code in coverage.reached(entry)) == (expected is not None)
    assert (area.code in coverage.whole(entry)) == (expected is not None and not expected["part"])


def test_the_seat_of_a_provider_never_counts(coverage, service) -> None:
    seated = [case for case in CASES if "siege" in case]
    assert seated
    for case in seated:
        entry = service(
            zone_eligibilite=tuple(case["zone"]), code_insee=case["siege"], commune="Ailleurs"
        )
        plain = service(zone_eligibilite=tuple(case["zone"]))

        assert coverage.reached(entry) == coverage.reached(plain)


def test_an_epci_that_goes_beyond_the_served_territory_is_reached_from_outside(
    coverage, service
) -> None:
    ain, maconnais = "01", "200070308"

    assert coverage.reached(service(zone_eligibilite=(ain,))) == {maconnais}
    assert coverage.whole(service(zone_eligibilite=(ain,))) == frozenset()


def test_what_covers_a_commune_is_named_from_the_nearest(coverage) -> None:
    assert coverage.covering(LE_PUY) == (LE_PUY, "200073419", "43", "region-84", "france")
    assert coverage.covering("22016") == ("22016", "22", "region-53", "france")
