"""Load: bytes of JSON that others wrote → plain data, or the one reason why not.

Strict where Python is not: no key twice, no NaN, no number that a machine cannot hold, nothing
deep enough to exhaust the stack.
"""

import json
from codecs import BOM_UTF8
from math import isfinite
from typing import Any

MAX_DIGITS = 30


class JsonFault(ValueError):
    """A text that is not JSON, and where it stops being so."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"ce n’est pas du JSON (ligne {line}, colonne {column})")
        self.line, self.column = line, column


def read_json(raw: bytes) -> Any:
    """Bytes → the value that they spell; `ValueError` says in French why they spell none."""
    try:
        text = raw.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("ce n’est pas du texte en UTF-8") from None
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except json.JSONDecodeError as error:
        raise JsonFault(error.lineno, error.colno) from None
    except RecursionError:
        raise ValueError("ce JSON est trop profond") from None


def within_limits(value: object, depth: int, nodes: int) -> bool:
    """Whether a value has at most so many levels and so many parts, itself included."""
    level: list[object] = [value]
    seen = 0
    for _ in range(depth):
        seen += len(level)
        if seen > nodes:
            return False
        level = [part for item in level for part in _parts(item)]
        if not level:
            return True
    return False


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("une clé y est écrite deux fois")
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"« {name} » n’est pas un nombre")


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError("un nombre y est trop long")
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError("un nombre y est trop grand")
    return number
