"""Where links and steps break: for whom, from when to when; and what is no break."""

from dataclasses import replace
from datetime import date

import pytest

from generator.entries import Citation, EtatPrecisions, Relations, Structure
from generator.model import Catalogue
from generator.parcours import Acteur, Etape, Parcours
from generator.plan.rupture_ground import make_ground
from generator.plan.ruptures import KINDS, find_ruptures
from tests.plan.conftest import SERVICE
from tests.plan.test_shelves import SETTINGS

TODAY = date(2026, 11, 21)
LE_PUY, BRIOUDE, LE_CREUSOT = "43157", "43040", "71153"
SOURCES = (Citation(nom="Essai"),)


def a(name: str, **changes):
    """A service of its own structure, unless said."""
    return replace(SERVICE, id=name, nom=name.capitalize(), **{"structure": "garage", **changes})


def links(kind: str, *targets: str) -> Relations:
    return Relations(**{kind: targets})


@pytest.fixture
def breaks(coverage):
    def find(*services, parcours=(), structures=()):
        catalogue = Catalogue(
            services=services,
            structures=structures,
            pages=(),
            settings=SETTINGS,
            parcours=tuple(parcours),
        )
        return find_ruptures(make_ground(catalogue, coverage, TODAY), parcours)

    return find


def said(ruptures) -> list[tuple[str, str]]:
    return [(item.genre, item.message) for item in ruptures]


def test_what_holds_says_nothing(breaks) -> None:
    assert breaks(a("un", relations=links("passe_le_relais_a", "deux")), a("deux")) == ()


@pytest.mark.parametrize("kind", ["prerequis", "passe_le_relais_a", "complement_de"])
def test_a_link_to_a_service_that_is_over_is_a_break(breaks, kind: str) -> None:
    (found,) = breaks(a("un", relations=links(kind, "deux")), a("deux", etat="termine"))

    assert (found.genre, found.fiche, found.lien, found.rang, found.vers) == (
        *("relation-fermee", "services/un", kind),
        *(0, "deux"),
    )
    assert found.message.endswith("«\u00a0Deux\u00a0», un service terminé")


@pytest.mark.parametrize("kind", ["incompatible_avec", "remplace"])
def test_what_was_replaced_or_excluded_may_be_over(breaks, kind: str) -> None:
    assert breaks(a("un", relations=links(kind, "deux")), a("deux", etat="termine")) == ()


def test_a_service_that_is_over_is_not_blamed_for_its_links(breaks) -> None:
    over = a("un", etat="termine", relations=links("passe_le_relais_a", "deux"))

    assert breaks(over, a("deux", etat="termine", zone_eligibilite=("71",))) == ()


def test_a_suspended_service_may_complete_another_and_may_not_follow_it(breaks) -> None:
    paused = a("deux", etat="suspendu")

    assert breaks(a("un", relations=links("complement_de", "deux")), paused) == ()
    assert [
        item.genre for item in breaks(a("un", relations=links("prerequis", "deux")), paused)
    ] == ["relation-fermee"]


def test_the_one_that_replaces_is_proposed(breaks) -> None:
    (found,) = breaks(
        a("un", relations=links("passe_le_relais_a", "deux")),
        a("deux", etat="termine"),
        a("trois", relations=links("remplace", "deux")),
    )

    assert found.conseil == "citez «\u00a0Trois\u00a0», qui le remplace (trois)"


def test_zones_without_a_common_commune_are_a_break(breaks) -> None:
    one = a("un", zone_eligibilite=(LE_PUY,), relations=links("complement_de", "deux"))

    (found,) = breaks(one, a("deux", zone_eligibilite=(BRIOUDE,)))

    assert found.genre == "relation-hors-zone"
    assert breaks(one, a("deux", zone_eligibilite=("region-84",))) == ()


def test_what_reaches_nobody_here_is_judged_elsewhere(breaks) -> None:
    far = a("un", zone_eligibilite=("29",), relations=links("complement_de", "deux"))

    assert breaks(far, a("deux", zone_eligibilite=("2A",))) == ()


def test_communes_that_no_relay_covers_are_counted_with_their_people(breaks, coverage) -> None:
    one = a("un", zone_eligibilite=("43", "71"), relations=links("passe_le_relais_a", "deux"))

    (found,) = breaks(one, a("deux", zone_eligibilite=("43", LE_CREUSOT)))

    rows = coverage.referentiels.communes
    wanted = [code for code in rows if rows[code][2] == "71" and code != LE_CREUSOT]
    assert list(found.communes) == sorted(wanted)
    assert found.habitants == sum(rows[code][4] for code in wanted)
    assert (
        found.message
        == f"ne passe le relais à personne dans {len(wanted)} communes (Saône-et-Loire)".replace(
            " communes", "\u00a0communes"
        )
    )


def test_several_relays_make_one_whole_and_each_prerequisite_counts(breaks) -> None:
    both = ("43", "71")
    parts = (a("deux", zone_eligibilite=("43",)), a("trois", zone_eligibilite=("71",)))
    relay = links("passe_le_relais_a", "deux", "trois")
    need = links("prerequis", "deux", "trois")

    assert breaks(a("un", zone_eligibilite=both, relations=relay), *parts) == ()
    found = breaks(a("un", zone_eligibilite=both, relations=need), *parts)
    assert [(item.genre, item.vers) for item in found] == [
        ("zone-incomplete", "deux"),
        ("zone-incomplete", "trois"),
    ]


def test_a_national_service_is_judged_on_the_communes_of_the_site_only(breaks) -> None:
    everywhere = a("un", zone_eligibilite=("france",), relations=links("passe_le_relais_a", "deux"))

    assert breaks(everywhere, a("deux", zone_eligibilite=("43", "71"))) == ()


def test_days_without_a_relay_are_told(breaks) -> None:
    later = EtatPrecisions(depuis=date(2027, 3, 1))

    (found,) = breaks(
        a("un", relations=links("passe_le_relais_a", "deux")), a("deux", etat_precisions=later)
    )

    assert (found.genre, found.debut, found.fin) == (
        "relation-hors-dates",
        TODAY,
        date(2027, 2, 28),
    )


def test_a_replacement_that_opens_late_leaves_a_hole(breaks) -> None:
    opens = EtatPrecisions(depuis=date(2027, 3, 1))
    closes = EtatPrecisions(jusqu_a=date(2026, 12, 31))

    (found,) = breaks(
        a("un", etat_precisions=opens, relations=links("remplace", "deux")),
        a("deux", etat_precisions=closes),
    )

    assert found.genre == "relation-hors-dates"
    assert found.message.endswith("et n’ouvre que le 1er\u00a0mars 2027")


def test_two_structures_confirm_each_other_with_any_link(breaks) -> None:
    one = a("un", relations=links("passe_le_relais_a", "deux"))
    other = a("deux", structure="agire")

    assert [item.genre for item in breaks(one, other)] == ["relation-a-sens-unique"]
    assert breaks(one, replace(other, relations=links("complement_de", "un"))) == ()
    assert breaks(a("un", relations=links("complement_de", "deux")), other) == ()


def pathway(*steps: Etape, **changes) -> Parcours:
    return Parcours(
        id="chemin",
        nom="Un chemin",
        resume="D’une étape à l’autre.",
        zone_eligibilite=changes.pop("zone", ("43", "71")),
        etapes=steps,
        etat=changes.pop("etat", "actif"),
        date_maj=date(2026, 11, 1),
        sources=SOURCES,
        **changes,
    )


def test_a_step_holds_when_one_of_its_services_is_open(breaks) -> None:
    closed = a("deux", etat="termine", zone_eligibilite=("43", "71"))
    ready = a("un", zone_eligibilite=("43", "71"))
    step = Etape(nom="Louer", services=("un", "deux"))

    found = breaks(ready, closed, parcours=[pathway(step)])

    assert [(item.genre, item.vers) for item in found] == [("relation-fermee", "deux")]
    alone = breaks(closed, parcours=[pathway(Etape(nom="Louer", services=("deux",)))])
    assert [item.genre for item in alone] == ["etape-sans-reponse", "relation-fermee"]


def test_a_step_that_nobody_does_is_a_break_unless_it_only_helps(breaks) -> None:
    assert said(breaks(parcours=[pathway(Etape(nom="Louer"))])) == [
        ("etape-sans-reponse", "ne dit pas qui la fait")
    ]
    assert breaks(parcours=[pathway(Etape(nom="Louer", role="utile"))]) == ()


def test_a_pathway_that_is_over_is_kept_as_it_was(breaks) -> None:
    assert breaks(parcours=[pathway(Etape(nom="Louer"), etat="termine")]) == ()


def test_a_step_without_a_service_is_done_where_its_structures_act(breaks) -> None:
    def structure(*areas: str) -> Structure:
        return Structure(
            id="agire", nom="Agire", territoires=areas, date_maj=TODAY, sources=SOURCES
        )

    way = [pathway(Etape(nom="Louer", acteurs=(Acteur(structure="agire"),)))]

    assert breaks(parcours=way, structures=[structure()]) == ()
    assert breaks(parcours=way, structures=[structure("france")]) == ()
    (found,) = breaks(parcours=way, structures=[structure("43")])
    assert found.genre == "zone-incomplete"
    assert found.sujet == "l’étape 1, «\u00a0Louer\u00a0»,"


def test_a_step_in_no_commune_of_the_pathway_is_out_of_its_zone(breaks) -> None:
    here = a("un", zone_eligibilite=("71",))

    (found,) = breaks(here, parcours=[pathway(Etape(nom="Louer", services=("un",)), zone=("43",))])

    assert found.genre == "relation-hors-zone"


def test_every_kind_has_its_place_in_the_list() -> None:
    assert len(KINDS) == len(set(KINDS)) == 6


def test_ten_thousand_services_in_a_star_and_in_a_chain_are_judged_link_by_link(breaks) -> None:
    count = 10_000
    chain = [
        a(f"s{rank:05}", relations=links("passe_le_relais_a", f"s{rank + 1:05}", "hub"))
        for rank in range(count - 1)
    ]
    last = a(f"s{count - 1:05}", etat="termine")

    found = breaks(*chain, last, a("hub"))

    assert said(found) == [
        ("relation-fermee", f"passe le relais à «\u00a0S{count - 1:05}\u00a0», un service terminé")
    ]
