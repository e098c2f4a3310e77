"""Parse: rows of another directory → entries of ours, and all that was not kept as it was.

One module for each format gives an `Imported`; `settling.py` then makes each entry acceptable, or
sets it aside. Nothing is lost without a `Remark` or a `SetAside` that says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LOST, CHANGED, COMPLETED = "perdu", "change", "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One entry of the file: which collection, which identifier there, and where it stands."""

    collection: str  # "services" or "structures"
    source_id: str  # its identifier in the file; "" when it has none
    place: str  # « services.json, fiche 12 »
    nom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that our entry does not say as the file did."""

    origin: Origin
    kind: str  # `LOST`, `CHANGED` or `COMPLETED` (the file does not say it, and we must)
    field: str  # as the file names it
    value: str  # what the file said, shortened; what was written instead when `COMPLETED`
    reason: str  # French


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An entry of the file that cannot be one of ours."""

    origin: Origin
    reasons: tuple[str, ...]  # French


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedEntry:
    """An entry as our schema names it, before it has an identifier of ours."""

    origin: Origin
    data: Mapping[str, Any]  # without `structure`, which is known once identifiers are
    structure: str = ""  # of a service: the structure's identifier in the file
    distinction: str = ""  # what tells it from its namesakes: a commune
    fallbacks: Mapping[str, Any] | None = None  # what to write when a required field says nothing
    wanted_id: str = ""  # its identifier, when the format gives one that can be ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """All that one import read."""

    entries: tuple[ImportedEntry, ...]
    remarks: tuple[Remark, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
