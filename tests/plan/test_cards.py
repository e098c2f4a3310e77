from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import Lieu, Verification
from generator.plan.cards import make_card, on_site_text
from generator.plan.wording import at_town
from tests.plan.conftest import SERVICE
from tests.plan.test_shelves import GARAGE

NBSP = "\u00a0"
ONLINE = "https://www.visale.fr/demande"


@pytest.fixture
def card(labels, coverage, service):
    return lambda **changes: make_card(service(**changes), GARAGE, labels, coverage)


def test_a_card_says_when_it_was_last_checked_to_be_true(card) -> None:
    check = Verification(le=date(2026, 2, 18), par="la mission locale")

    assert card(verification=check).freshness == f"Vérifié le 18{NBSP}février 2026"


def test_without_a_check_a_card_says_when_it_was_last_changed(card) -> None:
    assert card().freshness == f"Mis à jour le 1er{NBSP}novembre 2026"


@pytest.mark.parametrize(
    ("changes", "label", "url"),
    [
        (
            {"telephone": "04 71 00 00 00", "lien_mobilisation": ONLINE, "courriel": "a@b.fr"},
            f"Appeler le 04{NBSP}71{NBSP}00{NBSP}00{NBSP}00",
            "tel:+33471000000",
        ),
        (
            {"lien_mobilisation": ONLINE, "modes_mobilisation": ("utiliser-lien-mobilisation",)},
            "Faire la demande sur visale.fr",
            ONLINE,
        ),
        ({"lien_mobilisation": ONLINE, "courriel": "a@b.fr"}, "Aller sur visale.fr", ONLINE),
        ({"courriel": "accueil@b.fr"}, "Envoyer un courriel", "mailto:accueil@b.fr"),
    ],
)
def test_the_shortest_way_to_ask_is_one_tap_away(card, changes, label: str, url: str) -> None:
    contact = card(**changes).contact

    assert (contact.label, contact.url) == (label, url)


def test_without_a_way_to_ask_the_page_says_how(card) -> None:
    assert card().contact is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"commune": "Besançon"}, ""),
        ({"commune": "Besançon", "modes_accueil": ("a-distance",)}, ""),
        ({"modes_accueil": ("en-presentiel",)}, ""),
        ({"commune": "Besançon", "modes_accueil": ("en-presentiel",)}, "Sur place à Besançon"),
        (
            {"commune": "Le Creusot", "modes_accueil": ("en-presentiel", "a-distance")},
            "Sur place au Creusot ou à distance",
        ),
        (
            {
                "commune": "Dole",
                "lieux": (Lieu(commune="Dole"), Lieu(commune="Les Rousses"), Lieu()),
                "modes_accueil": ("en-presentiel",),
            },
            "Sur place à Dole et aux Rousses",
        ),
        (
            {
                "lieux": tuple(Lieu(commune=nom) for nom in ("Dole", "Lons", "Arbois", "Poligny")),
                "modes_accueil": ("en-presentiel",),
            },
            f"Sur place à Dole, à Lons et dans 2{NBSP}autres villes",
        ),
    ],
)
def test_a_service_that_receives_people_says_where(card, changes, said: str) -> None:
    assert card(**changes).on_site == said


def test_the_state_is_said_when_it_matters(card) -> None:
    assert card().badge is None
    assert card(etat="suspendu").badge.label == "Suspendu en ce moment"


def test_a_card_names_its_publics_and_statuts_for_the_search(card) -> None:
    drawn = card(publics=("jeunes",), statuts=("interimaire",))

    assert (drawn.publics, drawn.statuts) == (("jeunes",), ("interimaire",))


@pytest.mark.parametrize(
    ("nom", "said"),
    [
        ("Besançon", "à Besançon"),
        ("Le Puy-en-Velay", "au Puy-en-Velay"),
        ("Les Estables", "aux Estables"),
        ("La Chaise-Dieu", "à La Chaise-Dieu"),
        ("L’Isle-sur-le-Doubs", "à L’Isle-sur-le-Doubs"),
        ("Lesches", "à Lesches"),
    ],
)
def test_a_town_is_said_as_people_say_it(nom: str, said: str) -> None:
    assert at_town(nom) == said


@given(st.lists(st.sampled_from(("Dole", "Le Creusot", "Les Rousses", "Lons")), max_size=8))
def test_each_town_is_named_once_or_counted(towns: list[str]) -> None:
    places = tuple(Lieu(commune=town) for town in towns)
    said = on_site_text(replace(SERVICE, lieux=places, modes_accueil=("en-presentiel",)))

    different = len(set(towns))
    assert bool(said) == bool(towns)
    named = sum(at_town(town) in said for town in set(towns))
    assert named == (different if different <= 3 else 2)
