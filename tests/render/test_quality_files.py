"""Quality and contradictions as published: schemas hold them, tables agree, figures are theirs."""

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.sites.building import Built, complete_site, real_site


@pytest.fixture(params=[complete_site, real_site], ids=["complete", "real"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.param()
    return found


def document(built: Built, name: str) -> Any:
    return json.loads(built.files[f"api/v1/{name}.json"])


@pytest.mark.parametrize("name", ["qualite", "contradictions"])
def test_a_document_follows_its_schema(built: Built, name: str) -> None:
    schema = json.loads(built.files[f"api/v1/schemas/feed/{name}.schema.json"])
    held = document(built, name)

    Draft202012Validator(schema["properties"][name]).validate(held[name])


def test_scores_are_those_of_the_official_export(built: Built) -> None:
    official = json.loads(built.files["donnees/data-inclusion/scores.json"])
    ours = document(built, "qualite")["qualite"]

    assert {row["id"]: row["score"] for row in ours["services"]} == {
        row["service"]: row["score"] for row in official["scores"]
    }
    assert [row["code"] for row in ours["criteres"]] == list(official["scores"][0]["criteres"])


def test_the_table_tells_the_same_scores(built: Built) -> None:
    text = built.files["donnees/qualite.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert {row["id"]: float(row["score"].replace(",", ".")) for row in rows} == {
        row["id"]: row["score"] for row in document(built, "qualite")["qualite"]["services"]
    }


def test_contradictions_are_told_alike_on_the_page_in_the_table_and_in_the_document(
    built: Built,
) -> None:
    rows = document(built, "contradictions")["contradictions"]
    text = built.files["donnees/contradictions.csv"].decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    page = built.pages["observatoire/contradictions.html"]

    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert page.count('class="breaks-item"') == len(rows)
