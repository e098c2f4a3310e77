"""Render: an entry's fields → the text of its file, which the reader gives back the same.

Written as a partner would: plain words where they can only be read one way, blocks for long texts,
quotes elsewhere. A quoted value is a JSON string, which YAML reads the same: no library is asked.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

# What YAML can read one way only without quotes: starts with a letter, holds no sign of its syntax.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ][^\n\t:#\"{}\[\]\\]*(?<! )\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_WIDE = 100


def render_entry_text(data: Mapping[str, Any], *, is_markdown: bool = True) -> str:
    """Fields in their order → a Markdown entry, its description below the header; or plain YAML."""
    description = data.get("description")
    body = is_markdown and isinstance(description, str) and _is_body(description)
    lines = [
        line
        for name, value in data.items()
        if name != "description" or not body
        for line in _field(name, value, "")
    ]
    head = "\n".join(("---", *lines, "---") if is_markdown else lines)
    return f"{head}\n\n{description}\n" if body else f"{head}\n"


def _is_body(description: str) -> bool:
    """Whether a text can stand below the header: the reader takes the line ends off its edges."""
    return bool(description.strip()) and description == description.strip("\n")


def _field(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{name}:"
        for key, item in value.items():
            yield from _field(key, item, f"{indent}  ")
    elif isinstance(value, (list, tuple)):
        yield f"{indent}{name}:"
        for item in value:
            yield from _item(item, f"{indent}  ")
    elif isinstance(value, str) and _is_block(value):
        yield from _block(f"{indent}{name}: ", value, f"{indent}  ")
    else:
        yield f"{indent}{name}: {_scalar(value)}"


def _item(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, (Mapping, list, tuple)):
        inner = f"{indent}  "
        rows = (
            [row for key, item in value.items() for row in _field(key, item, inner)]
            if isinstance(value, Mapping)
            else [row for item in value for row in _item(item, inner)]
        )
        rows[0] = f"{indent}- {rows[0].removeprefix(inner)}"
        yield from rows
    elif isinstance(value, str) and _is_block(value):
        yield from _block(f"{indent}- ", value, f"{indent}  ")
    else:
        yield f"{indent}- {_scalar(value)}"


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


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _DAY.match(text) or (
        len(text) <= _WIDE and _PLAIN.match(text) and text.lower() not in _WORDS_OF_YAML
    ):
        return text
    return json.dumps(text, ensure_ascii=False)
