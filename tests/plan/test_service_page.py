from datetime import date, timedelta

import pytest

from generator.entries import Falc, Verification
from generator.freshness import service_freshness
from generator.plan.near_services import NearServices
from generator.plan.service_page import Surroundings, make_service_view
from tests.plan.test_shelves import GARAGE, SETTINGS

TODAY = date(2026, 11, 21)


@pytest.fixture
def view(labels, coverage, service):
    def make(**changes):
        entry = service(**changes)
        around = Surroundings(
            near=NearServices((), (), {}),
            labels=labels,
            coverage=coverage,
            settings=SETTINGS,
            today=TODAY,
            fresh=service_freshness((entry,), SETTINGS.fraicheur, TODAY),
        )
        return make_service_view(entry, GARAGE, around)

    return make


def checked(days: int) -> Verification:
    return Verification(le=TODAY - timedelta(days=days), par="la mission locale")


@pytest.mark.parametrize(
    ("days", "badge", "words"),
    [
        (10, "Disponible", ""),
        (
            200,
            "À vérifier",
            "à revoir depuis le 1er\u00a0novembre 2026\u00a0: demandez confirmation",
        ),
        (
            400,
            "À vérifier",
            "périmée\u00a0: personne ne l’a vérifiée depuis le 17\u00a0octobre 2025.",
        ),
        (1200, "À vérifier", "n’est plus dans nos listes\u00a0: personne ne l’a vérifiée depuis"),
    ],
)
def test_an_old_check_does_not_promise(view, days: int, badge: str, words: str) -> None:
    page = view(verification=checked(days))

    assert page.badge.label == badge
    assert page.verified.endswith("(la mission locale).")
    assert words in (page.freshness.label if page.freshness else "")
    assert bool(words) == bool(page.freshness)


def test_what_nobody_ever_checked_says_so_once_it_is_out_of_date(view) -> None:
    page = view(date_maj=TODAY - timedelta(days=400))

    assert page.freshness.label.startswith(
        "Cette fiche est périmée\u00a0: personne ne l’a jamais vérifiée, et elle n’a pas changé"
    )
    assert page.freshness.tone == "warn"


def test_an_ended_service_needs_nobody_any_more(view) -> None:
    assert view(etat="termine", verification=checked(1200)).freshness is None


def test_a_suspended_service_says_so_however_old_its_check(view) -> None:
    assert view(etat="suspendu", verification=checked(900)).badge.label == "Suspendu en ce moment"


def test_what_only_a_person_can_check_is_said_with_the_conditions(view) -> None:
    rules = {"toutes": [{"age": {"min": 18}}, {"a_verifier": "Ne pas avoir de voiture."}]}
    page = view(conditions_acces="Avoir le permis.", eligibilite=rules)

    assert page.conditions == "Avoir le permis. Ne pas avoir de voiture."
    assert page.audiences == ("Avoir 18\u00a0ans ou plus",)


@pytest.mark.parametrize(
    ("falc", "words"),
    [
        (None, ""),
        (Falc(texte="Simple."), ""),
        (Falc(texte="Simple.", date=date(2026, 3, 1)), ""),
        (Falc(texte="Simple.", relu_par="l’atelier"), "l’atelier"),
        (
            Falc(texte="Simple.", relu_par="l’atelier", date=date(2026, 3, 1)),
            "l’atelier, le 1er\u00a0mars 2026",
        ),
    ],
)
def test_an_easy_text_says_who_read_it_again_and_when(view, falc: Falc | None, words: str) -> None:
    assert view(falc=falc).falc_proofread == words
