"""A field and its value → the lines of YAML that say it, and nothing else: shared, pure.

Plain words where they can only be read one way, blocks for long texts, quotes elsewhere. A quoted
value is a JSON string, which YAML reads the same: no library is asked.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

# What YAML can read one way only without quotes: begins as a word, holds no sign of its syntax.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ€«][^\n\t:#\"{}\[\]\\]*(?<! )\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def field_lines(name: str, value: Any, indent: str = "") -> Iterator[str]:
    """The lines of one field: « nom: Garage solidaire », or a key and what stands below it."""
    if isinstance(value, Mapping):
        yield f"{indent}{name}:"
        for key, item in value.items():
            yield from field_lines(key, item, f"{indent}  ")
    elif isinstance(value, (list, tuple)):
        yield f"{indent}{name}:"
        for item in value:
            yield from item_lines(item, f"{indent}  ")
    elif isinstance(value, str) and _is_block(value):
        yield from _block(f"{indent}{name}: ", value, f"{indent}  ")
    else:
        yield f"{indent}{name}: {scalar_text(value)}"


def item_lines(value: Any, indent: str = "") -> Iterator[str]:
    """The lines of one item of a list, its dash first."""
    if isinstance(value, (Mapping, list, tuple)):
        inner = f"{indent}  "
        rows = (
            [row for key, item in value.items() for row in field_lines(key, item, inner)]
            if isinstance(value, Mapping)
            else [row for item in value for row in item_lines(item, inner)]
        )
        rows[0] = f"{indent}- {rows[0].removeprefix(inner)}"
        yield from rows
    elif isinstance(value, str) and _is_block(value):
        yield from _block(f"{indent}- ", value, f"{indent}  ")
    else:
        yield f"{indent}- {scalar_text(value)}"


def scalar_text(value: Any) -> str:
    """One value on one line, quoted when bare words could be read otherwise."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _DAY.match(text) or (_PLAIN.match(text) and text.lower() not in _WORDS_OF_YAML):
        return text
    return json.dumps(text, ensure_ascii=False)


def _is_block(text: str) -> bool:
    """Whether a text of several lines can be a literal block: its lines, as they are."""
    return "\n" in text and "\t" not in text and bool(text.strip())


def _block(lead: str, text: str, indent: str) -> Iterator[str]:
    inner = text.rstrip("\n")
    ends = len(text) - len(inner)
    # The width of the indent is written when the first lines could hide it.
    width = "2" if inner[:1] in (" ", "\n") else ""
    yield f"{lead}|{width}{'-' if not ends else '' if ends == 1 else '+'}"
    for line in inner.split("\n"):
        yield f"{indent}{line}" if line else ""
    if ends > 1:
        yield from [""] * (ends - 1)
