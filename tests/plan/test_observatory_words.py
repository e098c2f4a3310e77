"""The sentences of the observatory, as an elected official reads them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load import load_schemas
from generator.model import Territory
from generator.observatory import MANQUE, NON_RECENSE, SERVI, SERVI_SANS_DEDIE
from generator.plan.observatory_words import (
    about_need,
    for_audience,
    in_place,
    missing,
    share_text,
    short_name,
    since_text,
    state_text,
)
from generator.plan.vocabulary import Labels

LABELS = Labels(load_schemas(Path(__file__).parents[2] / "schemas"))


def area(nom: str, kind: str = "epci", article: str = "") -> Territory:
    return Territory(code="1", nom=nom, kind=kind, population=1, article=article)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (area("Haute-Loire", "departement", "la"), "en Haute-Loire"),
        (area("Saône-et-Loire", "departement"), "en Saône-et-Loire"),
        (area("Doubs", "departement", "le"), "dans le Doubs"),
        (area("Drôme", "departement", "la"), "dans la Drôme"),
        (area("Ain", "departement", "l’"), "dans l’Ain"),
        (area("Vosges", "departement", "les"), "dans les Vosges"),
        (area("Paris", "departement"), "à Paris"),
        (area("Communauté de communes des Sucs"), "dans la CC des Sucs"),
        (area("Communauté urbaine Creusot Montceau"), "dans la CU Creusot Montceau"),
        (area("Métropole de Lyon"), "dans la Métropole de Lyon"),
        (area("Dijon Métropole"), "dans l’intercommunalité Dijon Métropole"),
    ],
)
def test_a_place_is_said_as_one_says_it(place: Territory, words: str) -> None:
    assert in_place(place) == words


def test_a_long_name_is_short_in_a_table() -> None:
    assert short_name(area("Communauté d’agglomération du Puy-en-Velay")) == "CA du Puy-en-Velay"


@pytest.mark.parametrize(
    ("theme", "audience", "etat", "sentence"),
    [
        (
            "logement-hebergement",
            "statut/saisonnier",
            MANQUE,
            "Les travailleurs saisonniers n’ont aucune réponse pour se loger dans la CC des Sucs",
        ),
        ("mobilite", "", NON_RECENSE, "Aucune réponse connue pour se déplacer dans la CC des Sucs"),
        (
            "logement-hebergement--acheter-un-logement",
            "public/jeunes",
            NON_RECENSE,
            "Les jeunes n’ont aucune réponse connue pour acheter un logement dans la CC des Sucs",
        ),
        ("sante--addictions", "", MANQUE, "Aucune réponse en cas d’addiction dans la CC des Sucs"),
        (
            "se-former",
            "public/seniors",
            SERVI_SANS_DEDIE,
            "Aucune aide pour se former n’est pensée pour les séniors dans la CC des Sucs",
        ),
        (
            "",
            "public/femmes",
            NON_RECENSE,
            "Les femmes n’ont aucune réponse connue dans la CC des Sucs",
        ),
        ("", "public/tous-publics", MANQUE, "Aucune réponse dans la CC des Sucs"),
    ],
)
def test_a_gap_is_a_sentence(theme: str, audience: str, etat: str, sentence: str) -> None:
    place = area("Communauté de communes des Sucs")

    assert missing(theme, audience, etat, LABELS, place) == sentence


def test_where_something_exists_it_is_not_said_that_nothing_does() -> None:
    car = "mobilite--acceder-a-un-vehicule"

    assert (
        missing(car, "", MANQUE, LABELS, some=True)
        == "Pas assez de réponses pour accéder à un véhicule"
    )
    assert (
        missing(car, "public/jeunes", MANQUE, LABELS, some=True)
        == "Les jeunes n’ont pas assez de réponses pour accéder à un véhicule"
    )


def test_no_sentence_says_pour_twice_but_of_what_is_meant_for_somebody() -> None:
    for need in (*LABELS.terms("categories"), *LABELS.terms("thematiques")):
        words = missing(need, "public/jeunes", NON_RECENSE, LABELS)
        label = about_need(need, LABELS)

        assert words == f"Les jeunes n’ont aucune réponse connue {label}"
        assert "«" not in label


def test_the_first_survey_is_not_said_to_be_the_start_of_a_gap() -> None:
    first, later = date(2026, 11, 22), date(2026, 12, 1)

    assert since_text(NON_RECENSE, first, first) == "premier relevé\u00a0: novembre 2026"
    assert since_text(NON_RECENSE, later, first) == "dans nos relevés depuis décembre 2026"
    assert since_text(MANQUE, first, first) == "confirmé le 22\u00a0novembre 2026"
    assert since_text(NON_RECENSE, None, first) == ""


def test_a_gap_of_a_part_is_not_that_of_the_whole() -> None:
    assert state_text(MANQUE, 2, 257) == "manque confirmé dans 2\u00a0communes"
    assert state_text(MANQUE, 1, 72) == "manque confirmé dans 1\u00a0commune"
    assert state_text(MANQUE, 257, 257) == "manque confirmé"
    assert state_text(SERVI, 0, 257) == "servi"


def test_every_need_and_every_audience_of_the_vocabularies_has_its_words() -> None:
    needs = [*LABELS.terms("categories"), *LABELS.terms("thematiques")]
    audiences = [f"public/{code}" for code in LABELS.terms("publics")]
    audiences += [f"statut/{code}" for code in LABELS.terms("statuts")]

    assert len(needs) == 85
    for need in needs:
        words = about_need(need, LABELS)
        assert words.startswith(("pour ", "en cas "))
    for audience in audiences:
        assert for_audience(audience, LABELS).startswith(("pour les ", "pour tous les "))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_whole_only_when_nobody_is_left(first: int, second: int) -> None:
    part, whole = sorted((first, second))
    words = share_text(part, whole)

    assert (words == "100\u00a0%") == (part == whole > 0)
    assert (words == "0\u00a0%") == (part == 0)
