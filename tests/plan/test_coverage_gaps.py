"""The table, confirmed gaps → what is missing, each said once, as `docs/observatoire.md` says."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from generator.entries import Service
from generator.manques import Manque
from generator.observatory import MANQUE, NON_RECENSE, SERVI_SANS_DEDIE, CoverageGap
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import make_axes
from generator.plan.coverage_gaps import find_coverage_gaps
from generator.plan.coverage_table import cover
from generator.plan.vocabulary import Labels
from tests.plan.test_coverage_table import CAR, GAP, LE_PUY, LE_PUY_AGGLO, SEASONAL

Found = Callable[..., tuple[CoverageGap, ...]]


@pytest.fixture
def found(labels: Labels, coverage: CoverageMap) -> Found:
    axes = make_axes(labels)

    def find(
        services: Iterable[Service] = (), manques: Iterable[Manque] = ()
    ) -> tuple[CoverageGap, ...]:
        gaps = tuple(manques)
        return find_coverage_gaps(
            cover(tuple(services), gaps, axes, coverage), gaps, axes, coverage
        )

    return find


def said(gaps: Iterable[CoverageGap], state: str) -> list[tuple[str, str, str]]:
    return [(gap.theme, gap.audience, gap.area.code) for gap in gaps if gap.etat == state]


def test_where_there_is_nothing_one_line_a_departement_says_it(found) -> None:
    assert said(found(), NON_RECENSE) == [("", "", "71"), ("", "", "43")]  # most people first


def test_a_great_theme_tells_its_thematiques(found, service) -> None:
    here = [cell for cell in said(found([service()]), NON_RECENSE) if cell[2] == "43"]

    assert ("famille", "", "43") in here
    assert not [cell for cell in here if cell[0].startswith("famille--")]
    assert ("mobilite--preparer-un-permis", "", "43") in here  # its great theme has an answer
    assert ("mobilite", "", "43") not in here


def test_everybody_tells_each_audience(found, service) -> None:
    gaps = found([service(statuts=("saisonnier",))])
    here = [cell for cell in said(gaps, NON_RECENSE) if cell[2] == "43"]

    assert ("", "statut/cdi", "43") in here  # nothing at all for them
    assert ("mobilite", "statut/cdi", "43") not in here
    assert ("famille", SEASONAL, "43") not in here  # « famille » lacks for everybody


def test_a_departement_tells_its_epci_and_a_part_of_it_is_told_by_them(found, service) -> None:
    agglo = [service(zone_eligibilite=(LE_PUY_AGGLO,))]
    areas = {area for theme, _, area in said(found(agglo), NON_RECENSE) if theme == "mobilite"}
    everything = {cell[2] for cell in said(found(agglo), NON_RECENSE) if cell[:2] == ("", "")}

    assert "43" not in everything
    assert LE_PUY_AGGLO not in everything
    assert "71" in everything
    assert len(everything) > 10  # the other EPCI of the département, one by one
    assert areas == set()  # all needs lack there: no line for one of them


def test_a_part_of_an_epci_is_told_with_its_communes(found, service, referentiels) -> None:
    gaps = found([service(zone_eligibilite=(LE_PUY,))])
    (gap,) = (
        gap for gap in gaps if (gap.theme, gap.audience, gap.area.code) == ("", "", LE_PUY_AGGLO)
    )

    assert gap.communes == len(referentiels.communes_of(LE_PUY_AGGLO)) - 1
    assert gap.services == 1


def test_a_confirmed_gap_comes_first_with_its_day(found, service) -> None:
    gaps = found([service()], [replace(GAP, zone_eligibilite=(LE_PUY,))])
    first = gaps[0]

    assert (first.etat, first.theme, first.area.code) == (MANQUE, CAR, LE_PUY_AGGLO)
    assert (first.communes, first.services) == (1, 1)  # what answers is not enough
    assert first.manques == ("sans-voiture",)
    assert first.since == date(2026, 2, 18)


def test_what_is_confirmed_is_not_told_again_as_unlisted(found) -> None:
    gaps = found((), [GAP])

    assert said(gaps, MANQUE) == [(CAR, "", "43")]
    assert (CAR, "", "43") not in said(gaps, NON_RECENSE)


def test_gaps_of_one_cell_are_one_line_with_both(found) -> None:
    other = replace(GAP, id="autre", constate_le=date(2025, 1, 1), zone_eligibilite=(LE_PUY,))
    (gap,) = (gap for gap in found((), [GAP, other]) if gap.area.code == "43" and gap.manques)

    assert gap.manques == ("autre", "sans-voiture")
    assert gap.since == date(2025, 1, 1)


def test_what_nobody_is_meant_for_is_told_by_departement(found, service) -> None:
    gaps = found([service()])
    general = said(gaps, SERVI_SANS_DEDIE)

    assert ("", SEASONAL, "43") in general
    assert ("mobilite", SEASONAL, "43") not in general  # all needs tell it
    assert {area for _, _, area in general} == {"43"}
    assert not [cell for cell in general if cell[1] in ("", "public/tous-publics")]


def test_an_audience_with_something_of_its_own_is_told_need_by_need(found, service) -> None:
    care = service(id="garde", thematiques=("famille--soutien-aidants",), statuts=("saisonnier",))
    general = said(found([service(), care]), SERVI_SANS_DEDIE)

    assert ("mobilite", SEASONAL, "43") in general
    assert ("", SEASONAL, "43") not in general
