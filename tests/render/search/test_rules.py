"""The published rules: every service that reaches a place, once, with all that it asks."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import commands, pipeline
from generator.eligibility_rule import STATES
from generator.render.search.rules import WORDS_IN_A_FILE, questions_data, render_rules
from generator.render.search.texts import Numbering, number_services
from generator.site_plan import SitePlan
from tests.render.search.published import read_ascending

REPOSITORY = Path(__file__).parents[3]
Files = Mapping[str, dict[str, Any]]


@pytest.fixture(scope="module")
def plan() -> SitePlan:
    folders = commands.folders(REPOSITORY / "tests" / "sites" / "complete")
    checked = pipeline.check(folders, date(2026, 11, 21), lambda *_: None)
    assert checked.plan is not None, checked.diagnostics
    return checked.plan


@pytest.fixture(scope="module")
def numbering(plan: SitePlan) -> Numbering:
    return number_services(plan)


@pytest.fixture(scope="module")
def files(plan: SitePlan, numbering: Numbering) -> Files:
    return {file.path: json.loads(file.content) for file in render_rules(numbering, plan)}


def rules(files: Files) -> Mapping[int, list[Any]]:
    """By service, the criteria of its rule, read back."""
    found: dict[int, list[Any]] = {}
    for path, file in files.items():
        if "/mots/" not in path:
            for ranks, services in zip(file["regles"], file["services"], strict=True):
                for service in read_ascending(services):
                    found[service] = [file["criteres"][rank] for rank in ranks]
    return found


def test_every_service_has_its_rule_and_its_need(files: Files, numbering: Numbering) -> None:
    needs = [
        service
        for path, file in files.items()
        if "/mots/" not in path
        for services in file["besoins"].values()
        for service in read_ascending(services)
    ]

    assert sorted(rules(files)) == list(range(numbering.count)) == sorted(set(needs))


def test_a_rule_is_that_of_the_plan_with_its_words_apart(
    files: Files, numbering: Numbering, plan: SitePlan
) -> None:
    for document, found in rules(files).items():
        asked = plan.aids.rules[numbering.services[document].id].criteria
        told = files[f"regles/mots/{document // WORDS_IN_A_FILE}.json"].get(str(document), [])
        apart = [
            c
            for c in asked
            if "a_verifier" in c.condition and c.condition["a_verifier"] not in STATES
        ]
        computed = [item for item in asked if item not in apart]
        here = [(condition, words) for condition, words in found if words]

        assert here == [(json.loads(json.dumps(c.condition)), c.words) for c in computed]
        assert told == [item.words for item in apart]
        assert bool(told) == any(not words for _, words in found)


def test_questions_do_not_depend_on_the_entries(plan: SitePlan) -> None:
    questions = json.loads(questions_data(plan))
    facts = [question["fact"] for question in questions]

    assert len(facts) == len(set(facts)) > 8
    assert {"besoins", "age", "statut", "publics", "contrat", "permis"} <= set(facts)
    assert all("tous-publics" not in dict(one.get("answers", [])) for one in questions)
