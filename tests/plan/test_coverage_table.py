"""Services, confirmed gaps, territories → the table; each rule of `docs/observatoire.md` alone."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.entries import Service
from generator.manques import Manque
from generator.observatory import COUNTS, MANQUE, NON_RECENSE, SERVI, Cell, CoverageTable
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import Axes, make_axes
from generator.plan.coverage_table import cover
from generator.plan.vocabulary import Labels

LE_PUY, LE_PUY_AGGLO, BRIOUDE = "43157", "200073419", "43040"
CAR = "mobilite--acceder-a-un-vehicule"
SEASONAL = "statut/saisonnier"
Make = Callable[..., Service]
GAP = Manque(
    id="sans-voiture",
    nom="Une voiture",
    thematiques=(CAR,),
    zone_eligibilite=("43",),
    constate_le=date(2026, 2, 18),
    confirme_par="garage",
    sources=(),
    date_maj=date(2026, 2, 18),
)


@pytest.fixture(scope="session")
def axes(labels: Labels) -> Axes:
    return make_axes(labels)


@pytest.fixture
def counted(axes: Axes, coverage: CoverageMap) -> Callable[..., CoverageTable]:
    def count(services: Iterable[Service] = (), manques: Iterable[Manque] = ()) -> CoverageTable:
        return cover(tuple(services), manques, axes, coverage)

    return count


def test_the_axes_are_all_the_needs_and_all_the_audiences(axes) -> None:
    assert len(axes.themes) == 1 + 16 + 69
    assert axes.themes[:2] == ("", "mobilite")
    assert len(axes.audiences) == 1 + 14 + 22
    assert axes.size == len(axes.themes) * len(axes.audiences)


def test_a_service_counts_once_in_its_thematiques_and_once_in_their_great_theme(
    counted, service
) -> None:
    twice = service(thematiques=(CAR, "mobilite--preparer-un-permis"))
    table = counted([twice])

    for theme in ("", "mobilite", *twice.thematiques):
        assert table.cell(theme, "", "43").services == 1
    assert table.cell("famille", "", "43").services == 0


def test_who_names_nobody_answers_everybody_and_is_meant_for_everybody(counted, service) -> None:
    table = counted([service(publics=("tous-publics",))])

    assert table.cell(CAR, SEASONAL, "43").services == 1
    assert table.cell(CAR, SEASONAL, "43").dedies == 0
    assert table.cell(CAR, "", "43").dedies == 1


def test_who_names_an_audience_answers_it_alone(counted, service) -> None:
    table = counted([service(statuts=("saisonnier",))])

    assert table.cell(CAR, SEASONAL, "43").dedies == 1
    assert table.cell(CAR, "statut/cdi", "43").services == 0
    assert table.cell(CAR, "public/jeunes", "43").services == 1  # it says nothing of publics
    assert table.cell(CAR, "", "43").services == 1
    assert table.cell(CAR, "", "43").dedies == 0


def test_the_columns_tell_how_a_service_is_reached(counted, service) -> None:
    one = service(
        zone_eligibilite=(LE_PUY, "region-84"),
        modes_accueil=("en-presentiel", "a-distance"),
        frais="gratuit",
        mobilisable_par=("usagers", "professionnels"),
    )
    cell = counted([one, service(id="b", frais="payant")]).cell(CAR, "", "43")

    assert (cell.services, cell.regionaux, cell.departementaux, cell.locaux) == (2, 1, 1, 0)
    assert (cell.sur_place, cell.a_distance, cell.gratuits, cell.autonomes) == (1, 1, 1, 1)


def test_a_service_of_one_commune_serves_a_part_and_the_share_is_told(
    counted, service, referentiels
) -> None:
    cell = counted([service(zone_eligibilite=(LE_PUY,))]).cell(CAR, "", LE_PUY_AGGLO)
    people = referentiels.communes[LE_PUY][4]

    assert cell.etat == SERVI
    assert (cell.communes_servies, cell.habitants_servis) == (1, people)
    assert cell.communes > 1
    assert 0 < cell.part_servie < 1


def test_two_services_of_the_same_commune_serve_it_once(counted, service) -> None:
    both = [service(zone_eligibilite=(LE_PUY,)), service(id="b", zone_eligibilite=(LE_PUY,))]
    cell = counted(both).cell(CAR, "", "43")

    assert (cell.services, cell.communes_servies) == (2, 1)


def test_an_area_beside_is_not_served(counted, service) -> None:
    assert counted([service()]).cell(CAR, "", "71").etat == NON_RECENSE


def test_silence_is_not_a_gap_and_a_confirmed_one_is(counted) -> None:
    assert counted().cell(CAR, "", "43").etat == NON_RECENSE
    cell = counted((), [GAP]).cell(CAR, "", "43")

    assert cell.etat == MANQUE
    assert (cell.manques, cell.communes_manque) == (1, cell.communes)


def test_a_gap_for_everybody_is_one_for_each_and_touches_what_is_wider(counted) -> None:
    table = counted((), [GAP])

    assert table.cell(CAR, SEASONAL, "43").etat == MANQUE
    assert table.cell("mobilite", "", "43").etat == NON_RECENSE
    assert table.cell("mobilite", "", "43").manques == 1
    assert table.cell("", "", "43").manques == 1
    assert table.cell("mobilite--preparer-un-permis", "", "43").manques == 0


def test_a_gap_of_a_great_theme_confirms_its_thematiques(counted) -> None:
    table = counted((), [replace(GAP, thematiques=("mobilite",))])

    assert table.cell(CAR, "", "43").etat == MANQUE
    assert table.cell("mobilite", "", "43").etat == MANQUE


def test_a_gap_of_some_does_not_make_one_of_all(counted) -> None:
    table = counted((), [replace(GAP, statuts=("saisonnier",))])

    assert table.cell(CAR, SEASONAL, "43").etat == MANQUE
    assert table.cell(CAR, "", "43").etat == NON_RECENSE
    assert table.cell(CAR, "", "43").manques == 1
    assert table.cell(CAR, "statut/cdi", "43").manques == 0


def test_a_gap_does_not_undo_an_answer_and_stays_where_there_is_none(counted, service) -> None:
    table = counted([service(zone_eligibilite=(LE_PUY,))], [GAP])
    cell = table.cell(CAR, "", LE_PUY_AGGLO)

    assert cell.etat == SERVI
    assert cell.communes_servies + cell.communes_manque == cell.communes
    assert table.cell(CAR, "", "43").manques == 1


def test_communes_are_grouped_by_what_serves_them(counted, service) -> None:
    table = counted([service(), service(id="b", zone_eligibilite=(LE_PUY, BRIOUDE))], [GAP])
    here = table.area("43")
    near, others = sorted(here.groups, key=lambda group: len(group.communes))

    assert here.partout == ("pret-de-voiture",)
    assert here.en_partie == ("b",)
    assert near.communes == (BRIOUDE, LE_PUY)
    assert near.services == ("b",)
    assert others.services == ()
    assert near.manques == others.manques == ("sans-voiture",)
    assert near.habitants + others.habitants == here.habitants


def test_the_state_of_each_commune_can_be_asked(counted, service) -> None:
    states = dict(
        counted([service(zone_eligibilite=(LE_PUY,))], [GAP]).commune_states(CAR, "", LE_PUY_AGGLO)
    )

    assert states.pop(LE_PUY) == SERVI
    assert set(states.values()) == {MANQUE}


def test_a_former_code_counts_as_that_of_today(counted, service, referentiels) -> None:
    former = next(
        code
        for code, today in sorted(referentiels.former_communes.items())
        if today.startswith("43") and code not in referentiels.communes
    )

    assert counted([service(zone_eligibilite=(former,))]).cell(CAR, "", "43").services == 1


THEMES = (CAR, "mobilite--preparer-un-permis", "famille--soutien-aidants")
ZONES = ("france", "region-84", "43", "71", LE_PUY_AGGLO, LE_PUY, BRIOUDE, "75056")
PUBLICS = ("tous-publics", "jeunes", "seniors")


def some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True).map(tuple)


PROFILES = st.tuples(some(THEMES, 1), some(PUBLICS), some(("cdi", "saisonnier")), some(ZONES, 1))


@given(services=st.lists(PROFILES, max_size=8), lacking=st.lists(PROFILES, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_column_keeps_to_what_it_says(services, lacking, axes, coverage, service) -> None:
    made = [
        service(id=f"s{rank}", thematiques=t, publics=p, statuts=s, zone_eligibilite=z)
        for rank, (t, p, s, z) in enumerate(services)
    ]
    gaps = [
        replace(GAP, id=f"m{rank}", thematiques=t, publics=p, statuts=s, zone_eligibilite=z)
        for rank, (t, p, s, z) in enumerate(lacking)
    ]
    table = cover(made, gaps, axes, coverage)
    for theme in ("", "mobilite", *THEMES):
        for audience in ("", "public/jeunes", SEASONAL):
            for area in ("43", "71", LE_PUY_AGGLO):
                cell = table.cell(theme, audience, area)
                states = [state for _, state in table.commune_states(theme, audience, area)]
                _keeps_to(cell, states)
                assert cell.services == sum(
                    _answers(one, theme, audience) and area in coverage.reached(one) for one in made
                )
                if theme:
                    great = theme.partition("--")[0] if "--" in theme else ""
                    wider = table.cell(great, audience, area)
                    assert all(getattr(wider, name) >= getattr(cell, name) for name in COUNTS)
                    assert wider.habitants_servis >= cell.habitants_servis


def _keeps_to(cell: Cell, states: list[str]) -> None:
    scopes = cell.locaux + cell.departementaux + cell.regionaux + cell.nationaux
    assert scopes == cell.services
    assert cell.dedies <= cell.services
    assert states.count(SERVI) == cell.communes_servies <= cell.communes
    assert states.count(MANQUE) == cell.communes_manque
    assert len(states) == cell.communes
    assert bool(cell.services) == bool(cell.communes_servies)
    assert cell.manques >= bool(cell.communes_manque)
    assert cell.habitants_servis + cell.habitants_manque <= cell.habitants


def _answers(one: Service, theme: str, audience: str) -> bool:
    about = not theme or any(t == theme or t.startswith(f"{theme}--") for t in one.thematiques)
    kind, _, code = audience.partition("/")
    named = {"public": one.publics, "statut": one.statuts}.get(kind, ())
    return about and (not named or "tous-publics" in named or code in named)
