from datetime import date, timedelta

import pytest

from generator.entries import Falc, Verification
from generator.plan.near_services import NearServices
from generator.plan.service_page import Surroundings, make_service_view
from tests.plan.test_shelves import GARAGE, SETTINGS

TODAY = date(2026, 11, 21)


@pytest.fixture
def view(labels, coverage, service):
    around = Surroundings(
        near=NearServices((), (), {}),
        labels=labels,
        coverage=coverage,
        settings=SETTINGS,
        today=TODAY,
    )
    return lambda **changes: make_service_view(service(**changes), GARAGE, around)


def checked(days: int) -> Verification:
    return Verification(le=TODAY - timedelta(days=days), par="la mission locale")


@pytest.mark.parametrize(
    ("days", "badge", "words"),
    [
        (10, "Disponible", "(la mission locale)."),
        (400, "À vérifier", "plus d’un\u00a0an\u00a0: renseignez-vous avant de compter dessus."),
        (1200, "À vérifier", "plus de 3\u00a0ans\u00a0: renseignez-vous avant de compter dessus."),
    ],
)
def test_an_old_check_does_not_promise(view, days: int, badge: str, words: str) -> None:
    page = view(verification=checked(days))

    assert page.badge.label == badge
    assert page.verified.endswith(words)


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
