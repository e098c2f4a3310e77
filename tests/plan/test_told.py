"""What a sentence tells of an aid, and when it tells nothing: `tests/fixtures/phrases.yaml`."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.told_figures import sentences, told_ages, told_amounts
from generator.plan.told_states import (
    past_deadline,
    says_ended,
    says_free,
    says_only_on_site,
    says_only_online,
    says_paid,
)

CASES = yaml.safe_load((Path(__file__).parents[1] / "fixtures/phrases.yaml").read_text("utf-8"))
TODAY = date(2026, 11, 21)
SAYERS = {
    "gratuit": says_free,
    "payant": says_paid,
    "a-distance": says_only_online,
    "sur-place": says_only_on_site,
    "fini": says_ended,
    "passe": lambda sentence: past_deadline(sentence, TODAY),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["phrase"])
def test_a_sentence_tells_what_its_line_says_and_nothing_else(case: dict[str, Any]) -> None:
    text = case["phrase"].replace(" €", "\u00a0€").replace(" ans", "\u00a0ans")
    told = {name for one in sentences(text) for name, says in SAYERS.items() if says(one)}

    assert [[item.least, item.most] for item in told_amounts(text)] == case.get("montants", [])
    assert [[item.least, item.most] for item in told_ages(text)] == case.get("ages", [])
    assert told == {case["dit"]} if "dit" in case else told == set()


def test_a_price_is_read_when_the_person_pays() -> None:
    (told,) = told_amounts("Le tarif va jusqu’à 12 €.", price=True)

    assert told.most == 12


def test_up_to_an_age_may_hold_it_or_not() -> None:
    (told,) = told_ages("Jusqu’à 26 ans.")

    assert told.mosts == (26, 25)


def test_a_rhythm_is_told_with_its_amount() -> None:
    (told,) = told_amounts("Jusqu’à 100 € chaque mois.")

    assert told.rhythm == "mensuelle"


@given(text=st.text(alphabet="0123456789 .,;:'’àéêjusquaentrdpl€ans-\u00a0\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for one in (text, f"jusqu’à {text} €", f"de {text} ans"):
        for told in (*told_amounts(one), *told_ages(one)):
            assert told.words
        for sentence in sentences(one):
            for says in SAYERS.values():
                says(sentence)
