"""An entry becomes one text for each field, and is found again: the same, whatever it says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.flat_entry import flat_name, flatten, read_fields, unflatten, write_fields
from generator.issue_form import issue_answers
from generator.load import load_entries, read_content
from generator.parse import entry_data
from tests.entry_strategies import COLLECTIONS, HOSTILE_TEXTS, context, entries, form

ROOT = Path(__file__).parents[1]
KINDS = tuple(COLLECTIONS)
FIXTURE = ROOT / "tests/fixtures/fiches-a-plat.json"  # what the scripts of the site equal too


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_any_entry_comes_back_the_same(kind: str, data: st.DataObject) -> None:
    entry = data.draw(entries(kind))

    cells = flatten(entry, form(kind))
    back, faults = unflatten(cells, form(kind))

    assert faults == ()
    assert back == entry
    assert list(back) == list(entry)
    assert read_fields(write_fields(entry), form(kind)) == (entry, ())


def test_every_real_entry_comes_back_the_same() -> None:
    found = 0
    for document in load_entries(ROOT / "content"):
        kind = document.collection.removesuffix("s")
        if kind not in ("service", "structure"):
            continue
        data = entry_data(document, context())
        assert unflatten(flatten(data, form(kind)), form(kind)) == (data, ()), document.path
        found += 1

    assert found > 50


def test_the_scripts_of_the_site_have_the_same_cases(
    assert_expected: Callable[[Path, str], None],
) -> None:
    rows = [
        {
            "kind": kind,
            "data": data,
            "cells": flatten(data, form(kind)),
            "answers": issue_answers(data, form(kind)),
        }
        for kind, data in cases()
    ]

    assert_expected(FIXTURE, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    complete = ROOT / "tests/cases/accepted/complete/content"
    for kind in ("service", "structure"):
        collection = COLLECTIONS[kind]
        for path in sorted((complete / collection).iterdir()):
            shown = f"{collection}/{path.name}"
            document = read_content(path.read_bytes(), shown, collection)[0].value
            assert document is not None
            yield kind, entry_data(document, context())
        for text in HOSTILE_TEXTS:
            yield kind, hostile_entry(kind, text)


def hostile_entry(kind: str, text: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "nom": text,
        "description": text,
        "adresse": text,
        "verification": {"le": "2026-01-31", "par": text},
        "sources": [{"nom": text}, {"nom": "Garage", "url": "https://example.org/a?b=c"}],
    }
    if kind == "service":
        data["justificatifs"] = [text, "Pièce d’identité"]
        data["montant"] = {"min": 0.5, "max": 17, "unite": "€", "precisions": text}
        data["eligibilite"] = {"toutes": [{"une": [{"age": {"min": 18}}, {"a_verifier": text}]}]}
    return data


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("montant.max", "1 200,50", 1200.5),
        ("montant.max", "1\u202f200", 1200),
        ("delai_jours", " 12 ", 12),
        ("date_maj", "18/11/2026", "2026-11-18"),
        ("date_maj", "18 novembre 2026", "2026-11-18"),
        ("etat_precisions.periode.debut", "14 juillet", "07-14"),
        ("frais", "Gratuit", "gratuit"),
        ("frais", "Gratuit (gratuit)", "gratuit"),
        ("publics", "Jeunes, demandeurs-emploi", ["jeunes", "demandeurs-emploi"]),
        ("publics", "- Jeunes\n- Étudiants (etudiants)", ["jeunes", "etudiants"]),
        ("zone_eligibilite", "Haute-Loire (43) ; 71", ["43", "71"]),
        ("structure", "Mission locale (mission-locale)", "mission-locale"),
        ("justificatifs", "• Permis\r\n\r\n• L’un, ou l’autre", ["Permis", "L’un, ou l’autre"]),
        ("nom", '"Entre guillemets"', '"Entre guillemets"'),
        ("sources", "Site de la mairie", [{"nom": "Site de la mairie"}]),
        ("sources", "https://example.org/a", [{"url": "https://example.org/a"}]),
        ("sources", "url : https://e.org", [{"url": "https://e.org"}]),
        ("sources", "nom : A\n\nNom de la source : B", [{"nom": "A"}, {"nom": "B"}]),
        ("sources", "- nom: A\n- nom: B", [{"nom": "A"}, {"nom": "B"}]),
        ("lieux", "nom: A\nadresse masquée: oui", [{"nom": "A", "adresse_masquee": True}]),
        ("lieux", "- nom: A\n  adresse_masquee: oui", [{"nom": "A", "adresse_masquee": True}]),
        ("eligibilite", "une :\n  age :\n    min : 18", {"une": [{"age": {"min": 18}}]}),
        (
            "eligibilite",
            "sauf: \n- statuts : Intérimaires",
            {"sauf": [{"statuts": ["interimaire"]}]},
        ),
        ("relations", "prerequis: [a, b]", {"prerequis": ["a", "b"]}),
    ],
)
def test_what_a_person_writes_in_another_way_is_understood(
    name: str, text: str, expected: Any
) -> None:
    data, faults = unflatten({name: text}, form("service"))
    value: Any = data
    for key in name.split("."):
        value = value[key]

    assert faults == ()
    assert value == expected


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("montant.max", "1 000 euros", "« 1 000 euros » n’est pas un nombre"),
        ("montant.max", "1.000", "« 1.000 » n’est pas un nombre"),
        ("delai_jours", "2,5", "« 2,5 » n’est pas un nombre entier"),
        ("lieux", "- nom: A\n  adresse_masquee: peut-être", "« peut-être » n’est ni oui ni non"),
        ("sources", "- nom: A\n  des mots", "la ligne « des mots » n’est rattachée à rien"),
        ("eligibilite", "avoir 18 ans", "la ligne « avoir 18 ans » n’est rattachée à rien"),
        ("inconnu", "x", "le champ « inconnu » n’existe pas"),
    ],
)
def test_what_cannot_be_understood_is_told_and_kept(name: str, text: str, told: str) -> None:
    _, faults = unflatten({name: text}, form("service"))

    assert [fault.message for fault in faults] == [told]
    assert all(fault.value in text for fault in faults)


def test_a_word_that_is_no_choice_is_left_for_the_schema_to_refuse() -> None:
    cells = {"frais": "gratuitt", "publics": "Jeunes, martiens", "date_maj": "31/02/2026"}
    data, faults = unflatten(cells, form("service"))

    assert faults == ()
    assert data["frais"] == "gratuitt"
    assert data["publics"] == ["jeunes", "martiens"]
    assert data["date_maj"] == "31/02/2026"


@pytest.mark.parametrize("text", ["- " * 5_000 + "x", "a:\n" * 3_000, ("  " * 50 + "a:\n") * 50])
def test_a_deep_or_long_outline_is_read_in_a_few_steps(text: str) -> None:
    for name in ("sources", "eligibilite"):
        unflatten({name: text}, form("service"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("montant", "max"), ("montant.max", None)),
        (("sources", 2, "nom"), ("sources[].nom", 2)),
        (("sources", 2), ("sources", 2)),
        (("publics", 1), ("publics", None)),
        (("eligibilite", "toutes", 0, "age", "min"), ("eligibilite", None)),
        (("inconnu",), ("inconnu", None)),
    ],
)
def test_a_place_of_the_entry_is_a_place_of_the_form(
    path: tuple[str | int, ...], expected: tuple[str, int | None]
) -> None:
    assert flat_name(path, form("service")) == expected
