"""Parse: the pieces of French that the sentences about faults are made of."""

import re
from collections.abc import Mapping
from typing import Any

from generator.diagnostics import FieldPath

MAX_SHOWN = 60
_UNQUOTED = {
    "integer": re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z"),
    "number": re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?\Z"),
    "boolean": re.compile(r"(?:true|false)\Z"),
}

_TYPES = {
    "array": ("une liste", "une valeur par ligne, chaque ligne commence par « - »"),
    "object": (
        "plusieurs champs",
        "une ligne « champ: valeur » par champ, décalée de deux espaces",
    ),
    "string": ("un texte", "écrivez un texte simple sur la même ligne"),
    "integer": ("un nombre entier", "des chiffres seulement, sans espace ni unité : « 12 »"),
    "number": (
        "un nombre",
        "des chiffres sans espace ni unité, un point pour les décimales : « 1200.50 »",
    ),
    "boolean": ("oui ou non", "écrivez « true » pour oui, « false » pour non"),
}


def expected(schema: Mapping[str, Any], found: object) -> tuple[str, str]:
    """What a field expects by its type, and how to write it."""
    if schema.get("format") == "date":
        return "une date", "année, mois, jour, sur la même ligne : « 2026-11-21 »"
    kind = str(schema.get("type", ""))
    what, how = _TYPES.get(kind, ("une autre valeur", ""))
    unquoted = _UNQUOTED.get(kind)
    if unquoted and isinstance(found, str) and unquoted.match(found):
        how = f"retirez les guillemets : « {found} »"
    if kind == "object" and schema.get("properties"):
        how = f"{how} : {listed(schema['properties'])}"
    return what, how


def name(path: FieldPath) -> str:
    """The last key of a path: what the partner calls the field."""
    keys = [str(part) for part in path if isinstance(part, str)]
    return keys[-1] if keys else "fiche"


def short(text: str) -> str:
    """A value of an entry, on one line, not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_SHOWN else flat[: MAX_SHOWN - 1] + "…"


def listed(values: Any) -> str:
    """The first dozen of the allowed values, and how many there are."""
    shown = [str(value) for value in values]
    more = f"… ({len(shown)} en tout)" if len(shown) > 12 else ""
    return ", ".join(shown[:12]) + more


def count(number: int, noun: str) -> str:
    """A number and its noun, in agreement."""
    return f"{number} {noun}{'s' if number > 1 else ''}"


def example(schema: Mapping[str, Any]) -> str:
    """An example of the schema, as a hint of its own."""
    examples = [item for item in schema.get("examples", ()) if isinstance(item, (str, int, float))]
    return f"par exemple « {examples[0]} »" if examples else "regardez l’aide du champ"


def example_of(schema: Mapping[str, Any]) -> str:
    """An example of the schema, to end a hint with."""
    examples = [item for item in schema.get("examples", ()) if isinstance(item, (str, int, float))]
    return f", par exemple « {short(str(examples[0]))} »" if examples else ""
