"""Render: a value → its JSON text, to be read, and its canonical one, to be signed.

The canonical text is the one of RFC 8785 (JSON Canonicalization Scheme): keys sorted, no space, no
escape but those that JSON requires, numbers as ECMAScript writes them. Anyone can make it again, in
any language, from what was published. Whole numbers are published without a fraction, so that
only numbers below 0.0001, which Python alone writes with an exponent, need care.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

# How Python writes what ECMAScript may write otherwise; the marks are there to look quickly.
_MARKS = ("e-0", "e-1", "e-2", "e-3", "e+")
_EXPONENT = re.compile(r"[0-9]e[+-][0-9]")
_SMALLEST_PLAIN = 1e-6  # below it, ECMAScript too writes an exponent


@dataclass(frozen=True, slots=True)
class JsonText:
    """One value, encoded once for all the documents that hold it."""

    pretty: str  # one key or item a line, not indented from outside
    canonical: str

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text in UTF-8, in hexadecimal."""
        return sha256(self.canonical.encode()).hexdigest()


def encode(value: object) -> JsonText:
    """A value made of what JSON knows; a number that JSON cannot write stops the build."""
    return JsonText(pretty_json(value), canonical_json(value))


def content_digest(value: object) -> str:
    """The digest of a value that others wrote; "" when it has no canonical text."""
    try:
        return sha256(canonical_json(value).encode()).hexdigest()
    except (ValueError, RecursionError):  # half a character, levels without end
        return ""


def encode_list(items: Iterable[JsonText]) -> JsonText:
    """A list of values already encoded."""
    found = tuple(items)
    if not found:
        return JsonText("[]", "[]")
    lines = ",\n ".join(indented(item.pretty) for item in found)
    return JsonText(f"[\n {lines}\n]", f"[{','.join(item.canonical for item in found)}]")


def encode_object(fields: Mapping[str, object]) -> JsonText:
    """An object some of whose values are already encoded."""
    found = {
        key: value if isinstance(value, JsonText) else encode(value)
        for key, value in fields.items()
    }
    lines = ",\n ".join(f'"{key}": {indented(text.pretty)}' for key, text in found.items())
    pairs = ",".join(f'"{key}":{found[key].canonical}' for key in sorted(found))
    return JsonText(f"{{\n {lines}\n}}", f"{{{pairs}}}")


def indented(pretty: str) -> str:
    """A text one level further: a line end is never inside a string, JSON escapes it there."""
    return pretty.replace("\n", "\n ")


def pretty_json(value: object, line: str = "\n") -> str:
    """What `json.dumps(…, indent=1)` writes, which takes three times as long."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{line} "
    if isinstance(value, dict):
        pairs = [
            f"{inner}{encode_basestring(key)}: {pretty_json(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{','.join(pairs)}{line}}}" if pairs else "{}"
    if isinstance(value, (list, tuple)):
        items = [f"{inner}{pretty_json(item, inner)}" for item in value]
        return f"[{','.join(items)}{line}]" if items else "[]"
    return json.dumps(value, allow_nan=False)


def compact(value: object) -> str:
    """A value on one line, its keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical_json(value: object) -> str:
    """The text that is signed. Keys are ASCII, so that every order of characters is the same."""
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
    )
    strange = any(mark in text for mark in _MARKS) and _EXPONENT.search(text)
    return _exactly(value) if strange else text


def _exactly(value: Any) -> str:
    """The same, number by number."""
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}:{_exactly(value[key])}" for key in sorted(value))
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_exactly, value))}]"
    if isinstance(value, float):
        return _number(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _number(value: float) -> str:
    if abs(value) >= _SMALLEST_PLAIN:
        return f"{Decimal(repr(value)):f}"
    return repr(value).replace("e-0", "e-")
