"""Parse: a document of unknown origin → which import reads it, told by marks of each format."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from generator.diagnostics import UsageError

FEED, HSDS, DATA_INCLUSION = "feed", "hsds", "data-inclusion"
_ENOUGH = 50  # rows that are looked at
_WRAPPERS = ("contents", "items", "data", "results", "services", "structures")
_FEED_MARKS = frozenset(("content_key", "schema_version"))
_HSDS_MARKS = frozenset(
    (
        *("organization_id", "organization", "service_id", "location_id", "location_type"),
        *("application_process", "taxonomy_term", "taxonomy_id"),
    )
)
_ADVICE = {
    FEED: "est un fichier du flux d’un guichet : lancez « guichet import feed ADRESSE », "
    "avec l’adresse de ce guichet ou son dossier construit",
    HSDS: "est au format HSDS : lancez « guichet import hsds FICHIER… »",
    DATA_INCLUSION: "est un export data·inclusion : "
    "lancez « guichet import data-inclusion SERVICES STRUCTURES »",
}


def refuse_other_kind(source: str, document: Any, expected: str) -> None:
    """Stop before hundreds of faults that all say one thing: it is the wrong command."""
    found = kinds_of(document)
    if found and expected not in found:
        raise UsageError(f"« {source} » {_ADVICE[found[0]]}")


def kinds_of(document: Any) -> tuple[str, ...]:
    """The formats that a document shows marks of, the most frequent first."""
    if isinstance(document, Mapping) and _FEED_MARKS & document.keys():
        return (FEED,)
    found = Counter(kind for row in _rows(document) if (kind := _kind(row)))
    return tuple(kind for kind, _ in found.most_common())


def _rows(document: Any) -> list[Mapping[str, Any]]:
    lists = [document]
    if isinstance(document, Mapping):
        lists = [document.get(name) for name in _WRAPPERS]
        lists = [rows for rows in lists if isinstance(rows, list)] or [[document]]
    rows = lists[0] if isinstance(lists[0], list) else []
    return [row for row in rows[:_ENOUGH] if isinstance(row, Mapping)]


def _kind(row: Mapping[str, Any]) -> str | None:
    if "nom" in row and {"etat", "resume"} & row.keys():  # data·inclusion has neither
        return FEED
    if "structure_id" in row or ("nom" in row and "name" not in row):
        return DATA_INCLUSION
    return HSDS if {"id", "name"} <= row.keys() or _HSDS_MARKS & row.keys() else None
