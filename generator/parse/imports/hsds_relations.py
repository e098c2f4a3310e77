"""Parse: links between services of an HSDS file → relations, by identifiers of ours."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from generator.parse.imports import LOST, ImportedEntry, Remark
from generator.parse.imports.values import shown

Related = tuple[ImportedEntry, tuple[Remark, ...]]


def with_relations(entry: ImportedEntry, names: Mapping[str, str]) -> Related:
    """Relations by the identifiers of the content folder; those that lead nowhere are lost."""
    return _related(entry, names, "x_relations")


def without_lost_relations(entry: ImportedEntry, there: Collection[str]) -> Related:
    """The same, once it is known which services were set aside."""
    return _related(entry, {name: name for name in there}, "relations")


def _related(entry: ImportedEntry, known: Mapping[str, str], field: str) -> Related:
    relations = entry.data.get("relations")
    if relations is None:
        return entry, ()
    lost = tuple(
        Remark(
            origin=entry.origin,
            kind=LOST,
            field=field,
            value=shown(target),
            reason="ce service n’est pas repris",
        )
        for targets in relations.values()
        for target in targets
        if target not in known
    )
    kept = {
        kind: found
        for kind, targets in relations.items()
        if (found := [known[target] for target in targets if target in known])
    }
    data = {name: kept if name == "relations" else item for name, item in entry.data.items()}
    if not kept:
        del data["relations"]
    return replace(entry, data=data), lost
