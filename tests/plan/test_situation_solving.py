"""A situation → what answers each need, and where; each rule of `docs/situations.md` alone."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from generator.entries import Service, Verification
from generator.freshness import service_freshness
from generator.plan.cards import order_key
from generator.plan.commune_sets import CommuneSets
from generator.plan.coverage import CoverageMap
from generator.plan.situation_gaps import find_gaps
from generator.plan.situation_solving import Solver, matches, zones_of
from generator.plan.territory_services import served_areas
from generator.settings import Windows
from generator.situations import Besoin, Recherche, Situation
from generator.solutions import NeedHere, Solution

LE_PUY, LE_PUY_AGGLO = "43157", "200073419"
VEHICLE = Recherche(thematiques=("mobilite--acceder-a-un-vehicule",))

Make = Callable[..., Service]


def solve(
    coverage: CoverageMap, catalogue: list[Service], *, person: Any = None, **need: Any
) -> Solution:
    """One need, « un véhicule » when it says nothing else."""
    said = {"nom": "Un véhicule", "role": "indispensable", "recherche": VEHICLE} | need
    situation = Situation(
        id="essai",
        titre="Essai",
        resume="Une situation d’essai.",
        personne=person,
        besoins=(Besoin(**said),),
        date_maj=date(2026, 11, 1),
    )
    return Solver(catalogue, coverage, tuple(served_areas(coverage))).solve(situation)


def here(solution: Solution, code: str) -> NeedHere:
    return {found.area.code: found.besoins[0] for found in solution.territoires}[code]


def test_a_service_of_the_departement_serves_all_of_it_and_nothing_beside(
    coverage, service
) -> None:
    solution = solve(coverage, [service()])

    assert here(solution, "43").etat == here(solution, LE_PUY_AGGLO).etat == "servi"
    assert here(solution, "43").reponses == ("pret-de-voiture",)
    assert here(solution, "71").etat == "personne"
    assert here(solution, "71").reponses == ()


def test_a_service_of_one_commune_answers_in_a_part_and_the_others_are_named(
    coverage: CoverageMap, service: Make
) -> None:
    found = here(solve(coverage, [service(zone_eligibilite=(LE_PUY,))]), LE_PUY_AGGLO)
    others = sorted({*coverage.referentiels.communes_of(LE_PUY_AGGLO)} - {LE_PUY})

    assert found.etat == "en-partie"
    assert list(found.communes_sans_reponse) == others
    assert found.partielles == {"pret-de-voiture": (LE_PUY,)}


def test_two_services_may_cover_together_what_none_covers_alone(coverage, service) -> None:
    communes = coverage.referentiels.communes_of(LE_PUY_AGGLO)
    west = service(id="ouest", zone_eligibilite=communes[:30])
    east = service(id="est", zone_eligibilite=communes[20:])

    assert here(solve(coverage, [west, east]), LE_PUY_AGGLO).etat == "servi"


@pytest.mark.parametrize("state", ["termine", "suspendu", "budget-epuise"])
def test_what_cannot_be_asked_for_today_is_no_answer(coverage, service, state: str) -> None:
    solution = solve(coverage, [service(etat=state)], services=("pret-de-voiture",))

    assert here(solution, "43").etat == "personne"


def test_named_services_come_first_in_their_order_and_once(coverage, service) -> None:
    services = [service(id="a"), service(id="b"), service(id="c", thematiques=("numerique--x",))]
    solution = solve(coverage, services, services=("c", "b"))

    assert here(solution, "43").reponses == ("c", "b", "a")


def test_a_service_that_takes_too_long_is_apart_and_an_unknown_delay_is_to_be_asked(
    coverage: CoverageMap, service: Make
) -> None:
    services = [service(id="lent", delai_jours=9), service(id="juste", delai_jours=8), service()]
    solution = solve(coverage, services, delai_jours=8)
    known = solution.besoins[0]

    assert here(solution, "43").reponses == ("juste", "pret-de-voiture")
    assert here(solution, "43").hors_delai == ("lent",)
    assert [answer.delai for answer in known.answers] == ["connu", "a-demander"]
    assert here(solve(coverage, services[:1], delai_jours=8), "43").etat == "personne"


def test_conditions_that_say_no_to_the_person_exclude_and_what_is_unknown_never_does(
    coverage: CoverageMap, service: Make
) -> None:
    young = service(eligibilite={"toutes": [{"age": {"max": 25}}]})

    assert here(solve(coverage, [young], person={"age": 40}), "43").etat == "personne"
    assert here(solve(coverage, [young], person={"permis": ["b"]}), "43").etat == "servi"
    assert here(solve(coverage, [young]), "43").etat == "servi"
    assert solve(coverage, [young], person={"age": 20}).besoins[0].answers[0].eligibilite == "oui"
    assert solve(coverage, [young]).besoins[0].answers[0].eligibilite == ""


def test_the_person_lives_in_each_commune_in_turn_whatever_the_situation_says(
    coverage: CoverageMap, service: Make
) -> None:
    rule = {"toutes": [{"zone": [LE_PUY, "71"]}]}
    wide = service(zone_eligibilite=("france",), eligibilite=rule)
    solution = solve(coverage, [wide], person={"commune": "75056"})

    assert here(solution, "71").etat == "servi"
    assert here(solution, LE_PUY_AGGLO).partielles == {"pret-de-voiture": (LE_PUY,)}
    assert solution.besoins[0].answers[0].eligibilite == "oui"


def test_the_person_s_situation_and_audiences_search_when_the_need_says_none(
    coverage: CoverageMap, service: Make
) -> None:
    services = [
        service(id="interim", statuts=("interimaire",)),
        service(id="etudiants", statuts=("etudiant",), publics=("etudiants",)),
        service(id="jeunes", publics=("jeunes",)),
        service(id="tous", publics=("tous-publics",)),
    ]
    person = {"statut": "interimaire", "publics": ["seniors"]}
    own = Recherche(thematiques=VEHICLE.thematiques, statuts=("etudiant",), publics=("etudiants",))

    assert here(solve(coverage, services, person=person), "43").reponses == ("interim", "tous")
    found = solve(coverage, services, person=person, recherche=own)
    assert here(found, "43").reponses == ("etudiants", "tous")
    # What is named need not meet the search.
    named = solve(coverage, services, person=person, recherche=None, services=("etudiants",))
    assert here(named, "43").reponses == ("etudiants",)


@pytest.mark.parametrize(
    ("search", "service_says", "expected"),
    [
        ({"thematiques": ("mobilite",)}, {}, True),
        ({"thematiques": ("famille", "mobilite--acceder-a-un-vehicule")}, {}, True),
        ({"thematiques": ("mobilite--preparer-un-permis",)}, {}, False),
        ({"types": ("atelier",)}, {"type": "atelier"}, True),
        ({"types": ("atelier",)}, {}, False),
        ({"frais": ("gratuit",)}, {"frais": "payant"}, False),
        ({"frais": ("gratuit",)}, {}, False),
        ({"modes_accueil": ("a-distance",)}, {"modes_accueil": ("en-presentiel",)}, False),
        ({"modes_accueil": ("a-distance",)}, {}, False),
        ({"statuts": ("cdi",)}, {}, True),
        ({"statuts": ("salarie",)}, {"statuts": ("cdi",)}, False),
        ({"publics": ("tous-publics",)}, {"publics": ("jeunes",)}, False),
        ({"publics": ("jeunes",)}, {"publics": ("tous-publics",)}, True),
        ({"thematiques": ("mobilite",), "frais": ("gratuit",)}, {"frais": "gratuit"}, True),
    ],
)
def test_each_field_that_a_search_says_has_to_be_met(
    service: Make, search: Mapping[str, Any], service_says: Mapping[str, Any], expected: bool
) -> None:
    assert matches(service(**service_says), Recherche(**search)) is expected


def test_a_gap_counts_the_communes_and_the_people_left(coverage, service) -> None:
    gaps = find_gaps(
        [solve(coverage, [service(zone_eligibilite=(LE_PUY,))])], coverage.referentiels
    )
    found = {gap.area.code: gap for gap in gaps}
    rows = coverage.referentiels.communes
    members = coverage.referentiels.communes_of(LE_PUY_AGGLO)

    assert found[LE_PUY_AGGLO].population == sum(rows[c][4] for c in members if c != LE_PUY)
    assert len(found["71"].communes) == len(coverage.communes["71"])
    assert found["71"].etat == "personne"


def test_a_set_of_communes_is_the_zone_that_it_was_made_from(coverage: CoverageMap) -> None:
    sets = CommuneSets(coverage)

    for zone in ((LE_PUY,), (LE_PUY_AGGLO,), ("43",), ("region-84",), ("france",), ("75",)):
        held = set(sets.named(sets.held(zone)))
        expected = {code for code in sets.codes if set(zone) & set(coverage.covering(code))}
        assert held == expected
    assert sets.named(sets.everything) == sets.codes


def test_zones_are_found_at_any_depth_and_not_in_examples() -> None:
    rule = {
        "toutes": [{"une": [{"zone": ["43"]}, {"sauf": [{"zone": ["71"]}]}]}],
        "exemples": [{"personne": {"zone": ["90"]}}],
    }

    assert list(zones_of(rule)) == [["43"], ["71"]]


def test_the_freshest_check_does_not_move_a_national_service_before_a_local_one(
    coverage: CoverageMap, service: Make
) -> None:
    national = service(
        id="france",
        zone_eligibilite=("france",),
        verification=Verification(le=date(2026, 11, 20), par="essai"),
    )
    both = [national, service()]
    fresh = service_freshness(both, Windows(), date(2026, 11, 21))
    ordered = sorted(both, key=lambda item: order_key(item, coverage, fresh))

    assert here(solve(coverage, ordered), "43").reponses == ("pret-de-voiture", "france")
