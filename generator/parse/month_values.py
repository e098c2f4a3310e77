"""Parse: a value of a month that was kept → what it may be, or what is wrong with it and where."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from generator.diagnostics import FieldPath
from generator.history import Counts

MAX_COUNT = 10**9


class Broken(Exception):
    """What is wrong, as a French sentence without its subject, and where."""

    def __init__(self, field: FieldPath, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def get(data: Mapping[str, Any], name: str, where: FieldPath) -> Any:
    """A value that has to be there."""
    if name not in data:
        raise Broken(where, f"« {name} » manque")
    return data[name]


def object_of(value: object, where: FieldPath) -> Mapping[str, Any]:
    """An object whose keys are codes or identifiers: who calls judges them."""
    if not isinstance(value, dict):
        raise Broken(where, "on attend ici un objet JSON, entre accolades")
    return value


def closed(value: object, where: FieldPath, keys: Collection[str]) -> Mapping[str, Any]:
    """An object that has no other keys than these."""
    held = object_of(value, where)
    for key in held:
        if key not in keys:
            # Their names, not its own: no text of the file goes into a message.
            raise Broken((*where, key), f"cette clé est inconnue ; on attend ici {', '.join(keys)}")
    return held


def count(data: Mapping[str, Any], name: str, where: FieldPath) -> int:
    """A whole number, zero or more, that has to be there."""
    return number(get(data, name, where), (*where, name))


def counts(value: object, length: int, where: FieldPath) -> Counts:
    """A row of whole numbers."""
    if not isinstance(value, list) or len(value) != length:
        raise Broken(where, f"on attend ici {length} nombres, autant que de colonnes")
    for rank, item in enumerate(value):
        if type(item) is not int or not 0 <= item <= MAX_COUNT:
            number(item, (*where, rank))
    return tuple(value)


def number(value: object, where: FieldPath) -> int:
    """A whole number, zero or more."""
    if type(value) is not int or not 0 <= value <= MAX_COUNT:
        raise Broken(where, "on attend ici un nombre entier, zéro ou plus")
    return value


def at_most(value: int, limit: int, where: FieldPath, than: str) -> None:
    """A part is not more than the whole that holds it."""
    if value > limit:
        name = where[-1] if isinstance(where[-1], str) else where[-2]
        raise Broken(where, f"« {name} » compte {value}, et « {than} » seulement {limit}")


def all_at_most(values: Counts, limit: int, where: FieldPath, than: str) -> None:
    """The same for a row."""
    if values and max(values) > limit:
        for rank, value in enumerate(values):
            at_most(value, limit, (*where, rank), than)


def no_twice(codes: Sequence[object], where: FieldPath) -> None:
    """A list names each thing once."""
    seen = set()
    for rank, code in enumerate(codes):
        if code in seen:
            raise Broken((*where, rank), f"« {where[-1]} » l’écrit deux fois")
        seen.add(code)


def quality(data: Mapping[str, Any], where: FieldPath) -> float | None:
    """A mean score, which may be absent."""
    value = data.get("qualite")
    if value is None:
        return None
    if type(value) not in (int, float) or not 0 <= value <= 1:
        raise Broken((*where, "qualite"), "« qualite » est un nombre entre 0 et 1")
    return float(value)


def matches(pattern: "re.Pattern[str]", value: object) -> bool:
    """Whether a value is a short text of this form."""
    return isinstance(value, str) and len(value) <= 120 and pattern.match(value) is not None
