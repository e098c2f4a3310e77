"""An entry → the JSON object that the feed publishes, under the schema’s field names."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from generator.entries import Lieu, RichText

# What tells where a place is: left out of the feed, as of the page, when its address is withheld.
WITHHELD = frozenset(("adresse", "complement_adresse", "latitude", "longitude"))


def published(entry: Any) -> dict[str, Any]:
    """An entry → its fields in the schema's order; what the entry does not say is left out."""
    row = {}
    kind: Any = type(entry)  # a class is hashable, whatever `type[Any]` says
    hidden = WITHHELD if isinstance(entry, Lieu) and entry.adresse_masquee else frozenset()
    for name in _field_names(kind):
        value = None if name in hidden else _value(getattr(entry, name))
        if value is not None:
            row[name] = value
    return row


def _value(value: Any) -> Any:
    if value is None or value == ():
        return None
    if isinstance(value, float):  # 45 and not 45.0: the same number in every language
        return int(value) if value.is_integer() else value
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, RichText):
        return value.source
    if isinstance(value, (tuple, list)):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    if is_dataclass(value):
        return published(value)
    raise TypeError(f"cannot publish a {type(value).__name__}")


@cache
def _field_names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))
