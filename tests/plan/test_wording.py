from datetime import date

import pytest

from generator.entries import Montant
from generator.plan import wording

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 3, 1), f"1er{N}mars 2026"), (date(2026, 11, 21), f"21{N}novembre 2026")],
)
def test_dates_are_said_in_french(day: date, words: str) -> None:
    assert wording.date_text(day) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(5, "5"), (1200, f"1{T}200"), (12.5, "12,50"), (1234567.89, f"1{T}234{T}567,89"), (0, "0")],
)
def test_numbers_are_typeset(value: float, words: str) -> None:
    assert wording.number_text(value) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, ""),
        (Montant(precisions="selon le revenu"), ""),
        (Montant(max=1000, unite="€"), f"Jusqu’à 1{T}000{N}€"),
        (
            Montant(max=100, unite="€", periodicite="mensuelle"),
            f"Jusqu’à 100{N}€ par mois",
        ),
        (Montant(min=50, unite="€"), f"À partir de 50{N}€"),
        (Montant(min=50, max=90, unite="%"), f"De 50 à 90{N}%"),
        (Montant(min=5, max=5, unite="€", periodicite="journaliere"), f"5{N}€ par jour"),
    ],
)
def test_amounts_are_sentences(amount: Montant | None, words: str) -> None:
    assert wording.amount_text(amount) == words


@pytest.mark.parametrize(
    ("number", "shown", "dialled"),
    [
        ("0471000000", f"04{N}71{N}00{N}00{N}00", "tel:+33471000000"),
        ("04 71 00 00 00", f"04{N}71{N}00{N}00{N}00", "tel:+33471000000"),
        ("+33 4 71 00 00 00", f"04{N}71{N}00{N}00{N}00", "tel:+33471000000"),
        ("3949", f"39{N}49", "tel:3949"),
        ("115", "115", "tel:115"),
    ],
)
def test_a_phone_number_is_read_in_pairs_and_dialled(number: str, shown: str, dialled: str) -> None:
    assert wording.phone_text(number) == shown
    assert wording.phone_link(number) == dialled


def test_a_long_list_ends_with_a_count() -> None:
    words = ("a", "b", "c", "d")

    assert wording.listed(words[:2]) == "a et b"
    assert wording.listed(words, limit=2) == "a, b et 2 autres"
    assert wording.listed(words, limit=3) == "a, b, c et d"  # « 1 autres » would save nothing
    assert wording.listed(()) == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "aucun service"), (1, f"1{N}service"), (1200, f"1{T}200{N}services")],
)
def test_counts_agree_with_their_noun(number: int, words: str) -> None:
    assert wording.counted(number, "service") == words


def test_none_of_a_feminine_noun() -> None:
    assert wording.counted(0, "aide") == "aucune aide"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("à 35 km, dans 8 jours", f"à 35{N}km, dans 8{N}jours"),
        ("1 200 € et 50 %", f"1{N}200{N}€ et 50{N}%"),
        ("18 ans ou plus", f"18{N}ans ou plus"),
        ("le 5 mars, 2 maisons", "le 5 mars, 2 maisons"),
        ("mission 2 km2", "mission 2 km2"),
        ("", ""),
    ],
)
def test_a_figure_stays_with_its_unit(text: str, words: str) -> None:
    assert wording.bound_figures(text) == words
