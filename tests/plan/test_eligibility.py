import pytest

from generator.plan.coverage import CoverageMap
from generator.plan.eligibility import checklist
from generator.plan.vocabulary import Labels

N = "\u00a0"
NOTHING_SAID: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"age": {"min": 18, "max": 25}}, f"Avoir entre 18 et 25{N}ans"),
        ({"age": {"min": 18}}, f"Avoir 18{N}ans ou plus"),
        ({"age": {"max": 25}}, f"Avoir 25{N}ans ou moins"),
        ({"age": {"min": 17, "max": 17}}, f"Avoir 17{N}ans"),
        ({"zone": ["43"]}, f"Habiter ici{N}: Haute-Loire"),
        (
            {"distance_km": {"min": 30}},
            f"Trajet entre le domicile et le travail{N}: au moins 30{N}km",
        ),
        (
            {"une": [{"age": {"max": 25}}, {"a_verifier": "Être étudiant"}]},
            f"Avoir 25{N}ans ou moins ou être étudiant",
        ),
        (
            {"ressources": {"max": 930, "base": "quotient-familial", "periode": "mensuelle"}},
            f"Quotient familial{N}: au plus 930{N}€ par mois",
        ),
        (
            {"une": [{"statuts": ["interimaire", "cdd"]}, {"publics": ["femmes"]}]},
            f"Être dans un de ces cas{N}: intérimaires, salariés en CDD ou femmes",
        ),
        (
            {"une": [{"statuts": ["cdd"]}, {"age": {"max": 25}}, {"publics": ["femmes"]}]},
            f"Avoir 25{N}ans ou moins ou être dans un de ces cas{N}: salariés en CDD ou femmes",
        ),
        ({"sauf": [{"age": {"min": 60}}]}, f"Sauf{N}: avoir 60{N}ans ou plus"),
    ],
)
def test_a_condition_is_one_line(
    labels: Labels, coverage: CoverageMap, condition: dict[str, object], words: str
) -> None:
    lines = checklist({"toutes": [condition]}, NOTHING_SAID, labels, coverage)

    assert lines == (words,)


@pytest.mark.parametrize("kind", ["statuts", "publics", "contrat", "permis"])
def test_every_code_of_a_vocabulary_has_words(
    labels: Labels, coverage: CoverageMap, kind: str
) -> None:
    vocabulary = {"contrat": "contrats"}.get(kind, kind)
    codes = list(labels.terms(vocabulary))
    assert codes
    (line,) = checklist({"toutes": [{kind: codes}]}, NOTHING_SAID, labels, coverage)

    for code in codes:
        assert labels.label(vocabulary, code)[1:] in line


def test_what_the_page_says_already_is_not_said_twice(
    labels: Labels, coverage: CoverageMap
) -> None:
    rules = {"toutes": [{"statuts": ["interimaire"]}, {"age": {"min": 18}}]}

    assert checklist(rules, frozenset({"interimaire"}), labels, coverage) == (
        f"Avoir 18{N}ans ou plus",
    )


def test_no_rules_make_no_list(labels: Labels, coverage: CoverageMap) -> None:
    assert checklist(None, NOTHING_SAID, labels, coverage) == ()


def test_what_only_a_person_can_check_has_no_tick(labels: Labels, coverage: CoverageMap) -> None:
    rules = {"toutes": [{"a_verifier": "Ne pas avoir de voiture"}]}

    assert checklist(rules, NOTHING_SAID, labels, coverage) == ()
