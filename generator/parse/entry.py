"""Parse: checked and typed data → a `Service`, a `Structure`, the `Lexique`, the `Settings`…

The classes have the schemas' own field names, so one builder serves them all: it reads each
field's annotation once, and turns dates, lists and nested objects into their types.
"""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from generator.contradictions import Doublons
from generator.entries import EditorialPage, Lexique, Registre, Service, Structure
from generator.evenements import Evenement
from generator.manques import Manque
from generator.parcours import Parcours
from generator.settings import Settings
from generator.situations import Situation

ENTRY_CLASSES: Mapping[str, type] = {
    "services": Service,
    "structures": Structure,
    "situations": Situation,
    "parcours": Parcours,
    "evenements": Evenement,
    "manques": Manque,
    "pages": EditorialPage,
    "lexique": Lexique,
    "retires": Registre,
    "doublons": Doublons,
    "guichet": Settings,
}

T = TypeVar("T")
_Convert = Callable[[Any], Any]


def build_entry(cls: type[T], data: Mapping[str, Any], **ready: object) -> T:
    """Checked data → an instance of `cls`; `ready` gives values that need no conversion."""
    kind: Any = cls  # a class is hashable, whatever `type[T]` says
    converters = _converters(kind)
    values = {key: converters[key](value) for key, value in data.items() if key not in ready}
    return cls(**values, **ready)


@cache
def _converters(cls: type) -> Mapping[str, _Convert]:
    hints = typing.get_type_hints(cls)
    return {field.name: _converter(hints[field.name]) for field in fields(cls)}


def _converter(hint: Any) -> _Convert:
    """The function that turns a checked JSON value into `hint`."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        kinds = [kind for kind in typing.get_args(hint) if kind is not types.NoneType]
        return _converter(kinds[0]) if len(kinds) == 1 else _as_is
    if typing.get_origin(hint) is tuple:
        inner = _converter(typing.get_args(hint)[0])
        return lambda items: tuple(inner(item) for item in items)
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda data: build_entry(hint, data)
    return _as_is


def _as_is(value: Any) -> Any:
    return value
