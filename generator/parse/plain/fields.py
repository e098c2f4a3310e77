"""Parse: one entry and its schema → the texts that people read, with the field of each.

No list of fields is kept by hand: a text is what the schema lets be long and free. A field added
to a schema, or a whole collection, is read the day it exists.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.diagnostics import FieldPath

# What is shorter is a name or a code; what has one of these is not free text.
MIN_LENGTH = 160
_CONSTRAINED = ("enum", "const", "format", "pattern")
# Long, and yet no prose of ours: places, titles of documents, and where an entry comes from.
_UNREAD = frozenset(("adresse", "complement_adresse", "nom", "sources", "provenance", "id"))

Schema = Mapping[str, Any]
Resolve = Callable[[Schema], Schema]


def readable_texts(
    value: object, schema: Schema, resolve: Resolve, path: FieldPath = ()
) -> Iterator[tuple[FieldPath, str]]:
    """Each long free text of an entry, in the order in which it is written."""
    schema = resolve(schema)
    if isinstance(value, str):
        if _is_prose(schema):
            yield path, value
    elif isinstance(value, Mapping):
        properties = schema.get("properties", {})
        for key, item in value.items():
            if key in properties and key not in _UNREAD and isinstance(item, (str, list, dict)):
                yield from readable_texts(item, properties[key], resolve, (*path, key))
    elif isinstance(value, list) and "items" in schema:
        for rank, item in enumerate(value):
            yield from readable_texts(item, schema["items"], resolve, (*path, rank))


def _is_prose(schema: Schema) -> bool:
    return int(schema.get("maxLength", 0)) >= MIN_LENGTH and not any(
        key in schema for key in _CONSTRAINED
    )
