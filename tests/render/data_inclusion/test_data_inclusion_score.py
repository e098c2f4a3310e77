"""Our quality score against data·inclusion's own, on services of every kind."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.quality import score
from tests.render.data_inclusion.judging import MODELS, judge_rows, their_score

TODAY = date(2026, 11, 21)
REQUIRED: dict[str, Any] = {
    "source": "dora",
    "structure_id": "dora--1",
    "id": "dora--2",
    "nom": "Atelier",
    "description": "Un atelier.",
    "date_maj": "2026-11-01",
}
EMPTY = dict.fromkeys(MODELS["services"].model_fields) | REQUIRED


def some(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from((None, *values))


SERVICES = st.fixed_dictionaries(
    {
        "source": st.sampled_from(("dora", "agefiph", "france-travail")),
        "description": st.integers(5, 10_000).map(lambda size: "x" * size),
        "date_maj": st.integers(0, 9_000).map(lambda n: (TODAY - timedelta(n)).isoformat()),
        "adresse": some("1 rue"),
        "modes_accueil": some(
            [], ["a-distance"], ["en-presentiel"], ["a-distance", "en-presentiel"]
        ),
        "modes_mobilisation": some(
            ["se-presenter"],
            ["telephoner"],
            ["envoyer-un-courriel"],
            ["telephoner", "envoyer-un-courriel"],
            ["utiliser-lien-mobilisation"],
        ),
        "mobilisable_par": some(["usagers"]),
        "publics": some(["jeunes"]),
        "thematiques": some([], ["mobilite--preparer-un-permis"]),
        "telephone": some("0102030405"),
        "courriel": some("a@exemple.fr"),
        "lien_mobilisation": some("https://exemple.fr"),
        "frais": some("gratuit", "payant"),
        "frais_precisions": some("5 €"),
    }
).map(lambda fields: {**EMPTY, **fields})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(service=SERVICES)
def test_any_service_has_the_same_score(
    service: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, criteria = their_score(judge_rows("services", [service])[0], TODAY, monkeypatch)

    assert score(service, TODAY) == (mark, dict(criteria))


@pytest.mark.parametrize("age", [0, 1, 179, 180, 181, 182, 183, 365, 729, 730, 731, 4_000])
def test_freshness_is_the_same_at_each_turning_point(
    age: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = {**EMPTY, "date_maj": (TODAY - timedelta(age)).isoformat()}
    _, criteria = their_score(judge_rows("services", [service])[0], TODAY, monkeypatch)

    assert score(service, TODAY)[1]["date_maj_recente"] == criteria["date_maj_recente"]


@pytest.mark.parametrize("size", [5, 49, 50, 199, 200, 1_999, 2_000, 10_000])
def test_a_description_counts_the_same_at_each_size(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = {**EMPTY, "description": "é" * size}
    _, criteria = their_score(judge_rows("services", [service])[0], TODAY, monkeypatch)

    assert (
        score(service, TODAY)[1]["description_bien_definie"] == criteria["description_bien_definie"]
    )
