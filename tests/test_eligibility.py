"""The rule of eligibility: three answers, and nothing unknown ever excludes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.eligibility import CHECK, NO, YES, evaluate, holds_in
from generator.eligibility_rule import NOTHING_SAID, TO_CONFIRM, service_rule
from tests.eligibility_cases import FIXTURE, holds, made_cases
from tests.sites.building import real_site


@pytest.mark.parametrize("case", FIXTURE["cas"], ids=lambda case: case["cas"])
def test_rule_says_what_the_fixture_says(case: Mapping[str, Any]) -> None:
    verdict = evaluate(case["regle"], case["personne"], holds)

    assert verdict.reponse == case["attendu"]
    assert [[item.reponse, *item.manque] for item in verdict.raisons] == case["raisons"]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=200)
def test_an_answer_holds_whatever_else_is_learnt(seed: int) -> None:
    ((rule, person),) = made_cases(1, seed)
    for left_out in person:
        less = {name: value for name, value in person.items() if name != left_out}
        before = evaluate(rule, less, holds).reponse
        if left_out in ("publics", "hors_publics", "contrat", "statut"):
            continue  # what is said of these replaces what was deduced

        assert before in (CHECK, evaluate(rule, person, holds).reponse)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=200)
def test_what_is_to_check_says_what_is_missing(seed: int) -> None:
    ((rule, person),) = made_cases(1, seed)
    for reason in evaluate(rule, person, holds).raisons:
        assert not reason.manque or reason.reponse == CHECK
        words_alone = "a_verifier" in str(reason.condition)

        assert reason.reponse != CHECK or reason.manque or words_alone


def test_answers_of_made_cases_are_of_all_kinds() -> None:
    found = [evaluate(rule, person, holds).reponse for rule, person in made_cases(500, 7)]

    assert min(found.count(answer) for answer in (YES, NO, CHECK)) > 20


def test_every_real_rule_agrees_with_its_examples_and_with_the_whole_rule() -> None:
    plan = real_site().plan
    held = holds_in(plan.referentiels)
    judged = 0
    for service in plan.catalogue.services:
        for example in (service.eligibilite or {}).get("exemples", ()):  # type: ignore[attr-defined]
            judged += 1
            found = evaluate(service.eligibilite or {}, example["personne"], held)

            assert found.reponse == example["attendu"], service.id
    assert judged > 60


def test_former_communes_and_arrondissements_are_held_as_those_of_today() -> None:
    held = holds_in(real_site().plan.referentiels)

    assert held("43157", "43")
    assert held("43157", "43146")
    assert held("43146", "43157")
    assert held("69381", "69123")
    assert not held("99999", "43")
    assert not held("43157", "71")


def _service(**fields: Any) -> Any:
    (first, *_) = real_site().plan.catalogue.services
    empty = {
        "publics": (),
        "statuts": (),
        "conditions_acces": None,
        "eligibilite": None,
        "etat": "actif",
        "zone_eligibilite": ("43",),
    }
    return replace(first, **(empty | fields))


ZONE = {"zone": ["43"]}
PERSON = {"personne": True}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [ZONE, {"a_verifier": NOTHING_SAID}]),
        ({"publics": ("tous-publics",)}, [ZONE]),
        ({"publics": ("familles",)}, [ZONE, {"publics": ["familles"]}, PERSON]),
        ({"statuts": ("cdi",)}, [ZONE, {"statuts": ["cdi"]}, PERSON]),
        ({"statuts": ("cdi",), "publics": ("actifs",)}, [ZONE, {"statuts": ["cdi"]}, PERSON]),
        (
            {"statuts": ("cdi",), "publics": ("familles",)},
            [ZONE, {"statuts": ["cdi"]}, {"publics": ["familles"]}, PERSON],
        ),
        (
            {"publics": ("jeunes",), "eligibilite": {"toutes": [{"age": {"max": 26}}]}},
            [ZONE, {"age": {"max": 26}}, PERSON],
        ),
        ({"statuts": ("employeur", "cdi")}, [ZONE, {"statuts": ["employeur", "cdi"]}]),
        (
            {
                "statuts": ("employeur",),
                "eligibilite": {"toutes": [{"age": {"max": 29}}]},
            },
            [ZONE, {"statuts": ["employeur"]}, {"age": {"max": 29}}],
        ),
        (
            {"publics": ("tous-publics",), "eligibilite": {"toutes": [{"permis": ["b"]}]}},
            [ZONE, {"permis": ["b"]}, PERSON],
        ),
        (
            {"publics": ("tous-publics",), "etat": "a-confirmer"},
            [ZONE, {"a_verifier": TO_CONFIRM}],
        ),
        ({"publics": ("tous-publics",), "etat": "saisonnier"}, [ZONE]),
        (
            {"conditions_acces": "Avoir un projet."},
            [ZONE, {"a_verifier": "Avoir un projet."}],
        ),
        (
            {
                "conditions_acces": "Avoir 18 ans.",
                "eligibilite": {"toutes": [{"age": {"min": 18}}, ZONE]},
            },
            [ZONE, {"age": {"min": 18}}, PERSON],
        ),
    ],
)
def test_whole_rule_of_an_entry(fields: Mapping[str, Any], expected: list[Any]) -> None:
    assert service_rule(_service(**fields)) == {"toutes": tuple(expected)}


@pytest.mark.parametrize("etat", ["a-confirmer", "suspendu", "budget-epuise", "termine"])
def test_a_service_that_may_not_answer_is_never_a_sure_yes(etat: str) -> None:
    for fields in ({"publics": ("tous-publics",)}, {"statuts": ("cdi",)}):
        rule = service_rule(_service(etat=etat, **fields))
        person = {"statut": "cdi", "commune": "43157"}

        assert evaluate(rule, person, holds).reponse == CHECK
        assert evaluate(rule, {**person, "commune": "25056"}, holds).reponse == NO


def test_long_words_are_shortened_and_lead_to_the_entry() -> None:
    (_, words) = service_rule(_service(conditions_acces="Avoir un projet. " * 60))["toutes"]

    assert len(words["a_verifier"]) < 450
    assert words["a_verifier"].endswith("sur la fiche.")
