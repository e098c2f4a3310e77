"""A data·inclusion export → entries of the content folder, and the report of what was not kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from generator.diagnostics import UsageError
from generator.import_steps import (
    ImportReport,
    Workshop,
    file_entries,
    name_all,
    no_longer_there,
    open_workshop,
    settle_all,
    with_structure,
)
from generator.load import load_json
from generator.parse import (
    DATA_INCLUSION,
    Choices,
    Imported,
    ImportedEntry,
    Origin,
    Remark,
    SetAside,
    missing_structure,
    read_data_inclusion,
    refuse_other_kind,
)

DIRECTORY = "data·inclusion"
_OF_STRUCTURES = frozenset(("siret", "site_web", "reseaux_porteurs"))  # never of a service
_WRAPPERS = ("items", "data", "results", "services", "structures")


def import_data_inclusion(
    services: str,
    structures: str | None,
    folder: Path,
    today: date,
    *,
    replacing: bool = False,
    trial: bool = False,
    licence: str | None = None,
    thematiques: tuple[str, ...] = (),
    zones: tuple[str, ...] = (),
) -> ImportReport:
    """Read both files, judge every entry, write those that hold; all the rest is reported."""
    choices = Choices(
        today=today,
        licence=licence,
        url=_public_address(services),
        thematiques=thematiques,
        zone=zones or ("france",),
    )
    offered, partial = _rows(services)
    described, partly = _rows(structures) if structures else ([], ())
    _not_swapped(offered, described)
    names_of = (_name(services), _name(structures))
    imported = read_data_inclusion(offered, described, names_of, choices)
    imported = replace(imported, set_aside=(*imported.set_aside, *partial, *partly))
    imported = _with_missing_structures(imported)
    workshop = open_workshop(folder, today)
    names = name_all(workshop, imported, DIRECTORY)
    ready, said, aside = _settle(workshop, imported, names)
    filed = file_entries(workshop, ready, names, replacing=replacing, trial=trial)
    return ImportReport(
        source=DIRECTORY,
        folder=str(folder),
        filed=filed,
        remarks=(*imported.remarks, *said),
        set_aside=(*imported.set_aside, *aside),
        is_trial=trial,
        gone=no_longer_there(workshop, imported, DIRECTORY),
    )


def _settle(
    workshop: Workshop, imported: Imported, names: Mapping[str, Mapping[str, str]]
) -> tuple[list[ImportedEntry], list[Remark], list[SetAside]]:
    """Structures, then the services of those that hold."""
    structures, said, aside = settle_all(
        workshop, _of(imported, "structures"), names["structures"], imported.remarks
    )
    held = {entry.origin.source_id for entry in structures}
    offered = []
    for entry in _of(imported, "services"):
        if entry.structure in held:
            offered.append(with_structure(entry, names["structures"]))
        else:
            aside.append(SetAside(origin=entry.origin, reasons=(_NO_STRUCTURE,)))
    services, more, refused = settle_all(workshop, offered, names["services"], imported.remarks)
    return [*structures, *services], [*said, *more], [*aside, *refused]


_NO_STRUCTURE = "sa structure est mise de côté"


def _of(imported: Imported, collection: str) -> list[ImportedEntry]:
    return [entry for entry in imported.entries if entry.origin.collection == collection]


def _with_missing_structures(imported: Imported) -> Imported:
    """An entry for each structure that a service names and that no file describes."""
    known = {entry.origin.source_id for entry in _of(imported, "structures")}
    orphans = [entry for entry in _of(imported, "services") if entry.structure not in known]
    stubs = _stubs(orphans)
    return replace(
        imported,
        entries=(*imported.entries, *(entry for entry, _ in stubs)),
        remarks=(*imported.remarks, *(remark for _, remark in stubs)),
    )


def _stubs(services: list[ImportedEntry]) -> list[Any]:
    named: dict[str, list[ImportedEntry]] = {}
    for entry in services:
        if "date_maj" in entry.data:  # else the service itself is set aside
            named.setdefault(entry.structure, []).append(entry)
    return [missing_structure(source_id, entries) for source_id, entries in sorted(named.items())]


def _rows(source: str) -> tuple[list[Any], tuple[SetAside, ...]]:
    """The rows of a file: a list, or an object that holds one under a usual name; what it lacks."""
    document = load_json(source)
    refuse_other_kind(source, document, DATA_INCLUSION)
    if isinstance(document, Mapping):
        for name in _WRAPPERS:
            rows = document.get(name)
            if isinstance(rows, list):
                return rows, _missing_pages(source, document.get("total"), len(rows))
        if "id" in document:  # one line of JSON: one entry
            return [document], ()
    if not isinstance(document, list):
        raise UsageError(
            f"« {source} » n’est pas un export data·inclusion : une liste de fiches est attendue"
        )
    return document, ()


def _missing_pages(source: str, total: object, found: int) -> tuple[SetAside, ...]:
    """An interface gives its rows page by page: one page is not the whole."""
    if not isinstance(total, int) or total <= found:
        return ()
    origin = Origin(collection="services", source_id="", place=_name(source))
    reason = f"le fichier annonce {total} fiches et en contient {found} : il manque des pages"
    return (SetAside(origin=origin, reasons=(reason,)),)


def _not_swapped(services: list[Any], structures: list[Any]) -> None:
    def named(rows: list[Any]) -> bool:
        return any(isinstance(row, Mapping) and "structure_id" in row for row in rows)

    if not structures and not named(services) and _are_structures(services):
        raise UsageError(
            "aucune fiche du premier fichier ne dit sa structure (« structure_id ») : est-ce celui "
            "des structures ? donnez celui des services, puis celui des structures"
        )
    if services and not named(services) and named(structures):
        raise UsageError(
            "les deux fichiers semblent échangés : donnez d’abord celui des services, "
            "puis celui des structures"
        )


def _are_structures(rows: list[Any]) -> bool:
    return any(isinstance(row, Mapping) and _OF_STRUCTURES & row.keys() for row in rows)


def _public_address(source: str) -> str | None:
    """The address of a file as everyone may read it: what follows « ? » may be a key."""
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https"):
        return None
    return parts._replace(query="", fragment="").geturl()


def _name(source: str | None) -> str:
    """The last part of a path or of an address, as a report names the file."""
    return PurePosixPath(urlsplit(source).path if source and "://" in source else source or "").name
