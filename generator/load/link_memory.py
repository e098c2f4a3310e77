"""Load: the file in which the visits of outgoing links are remembered → one record an address.

It may come back from a store that others can write to: everything in it is checked.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import UsageError
from generator.links import ETATS, Memory
from generator.load.imported import load_optional
from generator.load.strict_json import read_json

VERSION = 1
_MAX_BYTES = 32 * 1024 * 1024
_MAX_TEXT = 4_100  # an address, and the fragment of another
_TEXTS = ("etat", "motif", "vers")
_DAYS = ("depuis", "vu_le", "repondait_le", "premier_echec")


def load_link_memory(path: Path) -> Mapping[str, Memory]:
    """What earlier visits left; nothing when there is no such file; `UsageError` when it lies."""
    raw = load_optional(str(path), _MAX_BYTES)
    if raw is None:
        return {}
    try:
        return _records(read_json(raw))
    except ValueError as error:
        raise UsageError(
            f"l’état des liens « {path} » ne peut pas être lu : {error} ; "
            "supprimez ce fichier pour repartir d’une mémoire vide"
        ) from None


def _records(value: object) -> dict[str, Memory]:
    """What the file says; its records are flat, so that no depth of it is ever followed."""
    rows = value.get("liens") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(rows, dict):
        raise ValueError("ce n’est pas un état des liens")  # noqa: TRY004 — a content, not a type
    if value.get("version") != VERSION:
        raise ValueError(f"sa version n’est pas {VERSION}")
    return {_text(url): _record(url, row) for url, row in rows.items()}


def _record(url: str, row: object) -> Memory:
    if not isinstance(row, dict) or not set(row) <= {*_TEXTS, *_DAYS, "statut"}:
        raise ValueError(f"« {url[:200]} » a un champ inconnu")
    try:
        fields: dict[str, Any] = {name: _text(row[name]) for name in _TEXTS if name in row}
        fields |= {name: date.fromisoformat(_text(row[name])) for name in _DAYS if name in row}
        memory = Memory(**fields, statut=_number(row.get("statut", 0)))
    except (TypeError, ValueError):
        raise ValueError(f"« {url[:200]} » a un champ illisible ou manquant") from None
    if memory.etat not in ETATS or not _is_in_order(memory):
        raise ValueError(f"« {url[:200]} » se contredit")
    return memory


def _is_in_order(memory: Memory) -> bool:
    days = (memory.depuis, memory.repondait_le, memory.premier_echec)
    return all(day is None or day <= memory.vu_le for day in days)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT or not value.isprintable():
        raise ValueError("un texte est trop long ou illisible")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1_000_000:
        raise ValueError("un nombre est hors des limites")
    return value
