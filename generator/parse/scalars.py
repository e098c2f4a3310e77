"""Parse: the text of each scalar → the type that the schema gives it at that place.

A value written without quotes is text until the schema says boolean, integer or number; what
cannot be read so stays text, and the schema then says what is wrong with it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.diagnostics import FieldPath
from generator.model import Plain

Schema = Mapping[str, Any]

# A number that is far too long is still one: the bounds of the schema refuse it.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,99})\Z")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,99})(?:\.[0-9]{1,20})?\Z")
_NOTHING = frozenset(("", "~", "null"))
_BOOLEANS = {"true": True, "false": False}


def type_scalars(
    value: object,
    schema: Schema,
    resolve: Callable[[Schema], Schema],
    path: FieldPath = (),
) -> tuple[Any, list[FieldPath]]:
    """Raw data → (typed data without empty values, the places of the empty values)."""
    empty: list[FieldPath] = []
    return _typed(value, schema, resolve, path, empty), empty


def is_empty(value: object) -> bool:
    """Whether a scalar says nothing: blank, or a plain `null`."""
    if isinstance(value, Plain):
        return value.strip() in _NOTHING
    return isinstance(value, str) and not value.strip()


def _typed(
    value: object,
    schema: Schema,
    resolve: Callable[[Schema], Schema],
    path: FieldPath,
    empty: list[FieldPath],
) -> object:
    schema = resolve(schema)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        inner = {}
        for key, item in value.items():
            if is_empty(item):
                empty.append((*path, key))
                continue
            inner[key] = _typed(item, properties.get(key, {}), resolve, (*path, key), empty)
        return inner
    if isinstance(value, list):
        items = schema.get("items", {})
        kept = []
        for index, item in enumerate(value):
            if is_empty(item):
                empty.append((*path, index))
            kept.append(_typed(item, items, resolve, (*path, index), empty))
        return kept
    if isinstance(value, Plain):
        return _plain(str(value), schema.get("type"))
    return value


def _plain(text: str, expected: object) -> object:
    if expected == "boolean":
        return _BOOLEANS.get(text, text)
    if expected == "integer" and _INTEGER.match(text):
        return int(text)
    if expected == "number" and _NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text
