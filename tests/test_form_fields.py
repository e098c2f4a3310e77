"""The model that every way in is made of: each field of each schema, once, with what it accepts."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.flat_entry import issue_field_id
from generator.form_fields import KINDS, FormField, FormGroup, every_field, form_groups, form_of
from generator.load.schemas import load_schemas

SCHEMAS = load_schemas(Path(__file__).parents[1] / "schemas")
ENTRIES = ("service", "structure", "situation", "parcours", "evenement", "manque")


def form(kind: str) -> tuple[FormGroup, ...]:
    return form_of(kind, SCHEMAS)


def field(kind: str, name: str) -> FormField:
    (found,) = [item for item in every_field(form(kind)) if item.name == name]
    return found


def names(schema: Any, above: str = "") -> set[str]:
    """Every field that a schema writes out itself, in lists of objects as well."""
    found = set()
    for key, part in schema.get("properties", {}).items():
        inner = part.get("items", {})
        found |= {f"{above}{key}"} | names(part, f"{above}{key}.")
        found |= names(inner, f"{above}{key}[].")
    return found


@pytest.mark.parametrize("kind", ENTRIES)
def test_no_field_of_a_schema_is_left_out_and_none_comes_twice(kind: str) -> None:
    found = [item.name for item in every_field(form(kind))]
    written = names(SCHEMAS.documents[f"{kind}.schema.json"])
    assert len(found) > 10

    assert len(found) == len(set(found))
    assert written <= set(found)


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_field_says_what_it_is_and_is_filled_in_a_known_way(kind: str) -> None:
    for item in every_field(form(kind)):
        assert item.kind in KINDS, item.name
        assert item.title, item.name
        assert item.help, item.name
        assert bool(item.fields) == (item.kind in ("group", "rows", "rule")), item.name
        assert bool(item.choices) == (item.kind in ("choice", "choices")), item.name


@pytest.mark.parametrize("kind", ENTRIES)
def test_two_fields_never_share_an_identifier_in_a_form(kind: str) -> None:
    """Without its dots, a name must still be one field's only."""
    found = [issue_field_id(item.name) for item in every_field(form(kind))]

    assert len(found) == len(set(found))


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_groups_and_fields_come_in_the_order_of_the_schema(kind: str) -> None:
    schema: Any = SCHEMAS.documents[f"{kind}.schema.json"]
    order = list(schema["properties"])

    assert [group.code for group in form(kind)] == [it["code"] for it in schema["x-groupes"]]
    for group in form(kind):
        ranks = [order.index(item.key) for item in group.fields]
        assert ranks == sorted(ranks)
        assert ranks


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nom", "text"),
        ("structure", "structure"),
        ("resume", "long-text"),
        ("description", "markdown"),
        ("thematiques", "choices"),
        ("etat", "choice"),
        ("montant", "group"),
        ("montant.max", "number"),
        ("delai_jours", "integer"),
        ("date_maj", "date"),
        ("zone_eligibilite", "zone"),
        ("relations.remplace", "services"),
        ("demarches", "texts"),
        ("lieux", "rows"),
        ("lieux[].adresse_masquee", "boolean"),
        ("eligibilite", "rule"),
        ("eligibilite.une", "rule"),
        ("eligibilite.une[].age.max", "integer"),
        ("eligibilite.exemples", "rows"),
    ],
)
def test_a_field_is_filled_as_its_schema_says(name: str, kind: str) -> None:
    assert field("service", name).kind == kind


def test_a_field_tells_its_limits_and_its_values() -> None:
    resume, maximum, public = (
        field("service", name) for name in ("resume", "montant.max", "publics")
    )

    assert (resume.min_length, resume.max_length, resume.required) == (10, 160, True)
    assert (maximum.minimum, maximum.many) == (0, False)
    assert (public.many, public.min_items, public.vocabulary) == (True, 1, "publics")
    assert [choice.code for choice in public.choices] == list(SCHEMAS.vocabularies["publics"])
    assert field("evenement", "organisateurs").many
    assert field("service", "lieux").item_title == "Lieu"


def test_an_example_is_written_as_a_person_would() -> None:
    assert field("service", "publics").example == "Jeunes\nDemandeurs d’emploi"
    assert field("service", "date_maj").example == "18/02/2026"
    assert field("service", "latitude").example == "45,0442"
    assert field("service", "lieux[].adresse_masquee").example == "oui"
    assert field("service", "lieux").example == ""
    assert field("service", "lieux").sample


def test_a_condition_inside_a_condition_is_not_opened_again() -> None:
    rule = field("service", "eligibilite.toutes")

    assert {item.key for item in rule.fields} >= {"age", "statuts", "a_verifier"}
    assert not {item.key for item in rule.fields} & {"toutes", "une", "sauf"}


def test_a_field_borrowed_from_another_schema_is_read_there() -> None:
    person = field("situation", "personne")

    assert person.kind == "group"
    assert field("situation", "personne.statut").vocabulary == "statuts"


def test_what_no_group_claims_is_still_in_the_form() -> None:
    schema = json.loads(json.dumps(SCHEMAS.documents["structure.schema.json"]))
    schema["properties"]["sigle"].pop("x-groupe")
    groups = form_groups(schema, SCHEMAS.vocabularies)

    assert [item.key for item in groups[-1].fields] == ["sigle"]
    assert groups[-1].label == "Autres champs"
