"""The classes of entries, the schemas and the partners' guide have the same fields."""

import json
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.contradictions import Doublons
from generator.entries import EditorialPage, Lexique, Registre, RichText, Service, Structure
from generator.evenements import Evenement
from generator.manques import Manque
from generator.parcours import Parcours
from generator.settings import Settings
from generator.situations import Situation

REPOSITORY = Path(__file__).parents[1]
CLASSES = {
    "service": Service,
    "structure": Structure,
    "situation": Situation,
    "parcours": Parcours,
    "evenement": Evenement,
    "manque": Manque,
    "page": EditorialPage,
    "lexique": Lexique,
    "retires": Registre,
    "doublons": Doublons,
    "guichet": Settings,
}
NAMED_BY_THEIR_FILE = (
    "service",
    "structure",
    "situation",
    "parcours",
    "evenement",
    "manque",
    "page",
)


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(
        (REPOSITORY / "schemas" / f"{name}.schema.json").read_bytes()
    )
    return schema


def _pairs(where: str, cls: type, schema: Mapping[str, Any]) -> Iterator[tuple[str, type, Any]]:
    """Each class with the object of a schema that it holds, nested ones too."""
    yield where, cls, schema
    hints = typing.get_type_hints(cls)
    for name, inner in schema["properties"].items():
        held = inner.get("items", inner)
        for kind in _kinds(hints.get(name, str)):
            if is_dataclass(kind) and kind is not RichText:
                yield from _pairs(f"{where}.{name}", kind, held)  # type: ignore[arg-type]


def _kinds(hint: Any) -> list[Any]:
    """`tuple[Lieu, ...]` → Lieu; `Montant | None` → Montant, NoneType."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union, tuple):
        return [kind for part in typing.get_args(hint) for kind in _kinds(part)]
    return [hint]


PAIRS = [pair for name, cls in CLASSES.items() for pair in _pairs(name, cls, _schema(name))]


def test_nested_objects_are_compared_too() -> None:
    assert {where for where, _, _ in PAIRS} == {
        *("service", "service.montant", "service.etat_precisions", "service.verification"),
        *("service.etat_precisions.periode", "service.falc", "service.lieux", "service.relations"),
        *("service.sources", "service.provenance", "structure.provenance"),
        *("structure", "structure.referent", "structure.sources", "page"),
        *("situation", "situation.besoins", "situation.besoins.recherche", "situation.sources"),
        *("parcours", "parcours.etapes", "parcours.etapes.acteurs", "parcours.sources"),
        *("parcours.etat_precisions", "parcours.etat_precisions.periode"),
        *("evenement", "evenement.seances", "evenement.permanences", "evenement.lieux"),
        *("evenement.inscription", "evenement.stands", "evenement.ateliers"),
        *("evenement.verification", "evenement.sources"),
        *("manque", "manque.sources"),
        *("guichet", "guichet.territoire", "guichet.editeur", "guichet.hebergeur"),
        *("guichet.contact", "guichet.audit", "guichet.fraicheur", "structure.verification"),
        *(
            "lexique",
            "lexique.termes",
            "lexique.termes.sources",
            "lexique.mots_simples",
            "retires",
            "retires.retires",
            "doublons",
            "doublons.pas_un_doublon",
        ),
    }


@pytest.mark.parametrize(("where", "cls", "schema"), PAIRS, ids=[where for where, _, _ in PAIRS])
def test_fields_are_the_properties_in_their_order(where: str, cls: Any, schema: Any) -> None:
    names = [field.name for field in fields(cls)]
    given = ["id"] if where in NAMED_BY_THEIR_FILE else []

    assert names == [*given, *schema["properties"]]


@pytest.mark.parametrize(("where", "cls", "schema"), PAIRS, ids=[where for where, _, _ in PAIRS])
def test_a_field_must_be_given_when_the_schema_requires_it(
    where: str, cls: Any, schema: Any
) -> None:
    required = {
        field.name
        for field in fields(cls)
        if field.default is MISSING and field.default_factory is MISSING
    }

    given = {"id"} if where in NAMED_BY_THEIR_FILE else set()

    assert required - given == set(schema.get("required", ())), where


@pytest.mark.parametrize(("where", "cls", "schema"), PAIRS, ids=[where for where, _, _ in PAIRS])
def test_a_field_has_the_type_that_the_schema_gives(where: str, cls: Any, schema: Any) -> None:
    hints = typing.get_type_hints(cls)

    for name, inner in schema["properties"].items():
        found = set(_kinds(hints[name])) - {type(None), Ellipsis}
        assert found == _expected(name, inner, found), f"{where}.{name}"
        assert (typing.get_origin(hints[name]) is tuple) == (inner.get("type") == "array"), name


def _expected(name: str, schema: Mapping[str, Any], found: set[Any]) -> set[Any]:
    if schema.get("type") == "array":
        return _expected(name, schema["items"], found)
    if name == "description":
        return {RichText}
    if name in ("eligibilite", "personne"):  # read by rules, never by its fields
        return {Mapping[str, object]}
    if schema.get("type") == "object":
        assert len(found) == 1
        assert all(is_dataclass(kind) for kind in found)
        return found
    if schema.get("format") == "date":
        return {date}
    number = {float, int} if float in found and int in found else {float}
    return {"integer": {int}, "number": number, "boolean": {bool}}.get(
        schema.get("type", "string"), {str}
    )


def test_every_field_is_in_the_guide_of_partners() -> None:
    guide = (REPOSITORY / "docs" / "fiche.md").read_text(encoding="utf-8")
    missing = [
        f"{name}.{field}"
        for name in ("service", "structure", "page")
        for field in _schema(name)["properties"]
        if f"`{field}`" not in guide and f"`{field}:" not in guide
    ]

    assert missing == []
