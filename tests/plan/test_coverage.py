import pytest

from generator.plan.coverage import CoverageMap

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
