"""`guichet import table`: a spreadsheet → entries of a content folder, or every fault by cell.

All or nothing: one fault, and nothing is written, unless the entries without fault are asked for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.import_steps import Filed, Workshop, file_entries, open_workshop, reads_back
from generator.load import load_schemas, load_table, read_content, resource_folder
from generator.model import Document
from generator.parse import (
    ImportedEntry,
    Mender,
    Origin,
    as_document,
    entry_data,
    parse_document,
    read_entries,
    tidy_numbers,
    told_at_cells,
)
from generator.plan import find_broken_references
from generator.render import render_entry_text
from generator.table_entries import CellFault, RowPlace, TableEntry
from generator.table_layout import ID, BookLayout, table_layout

Key = tuple[str, str]  # collection, identifier
DATED = "date_maj"  # the day when the text of an entry last changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is asked of an import."""

    kind: str = ""
    replacing: bool = False
    partial: bool = False  # write what has no fault, whatever the rest
    trial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """All that one import did, and every cell that it could not accept."""

    name: str  # of the file
    folder: str
    filed: tuple[Filed, ...]
    faults: tuple[CellFault, ...]
    warnings: tuple[CellFault, ...]
    notes: tuple[str, ...]
    set_aside: tuple[str, ...]  # « services/garage »: the entries that have a fault
    wishes: Wishes
    is_written: bool

    @property
    def is_refused(self) -> bool:
        """Whether something has to be mended in the file."""
        return bool(self.faults)


def import_table(source: str, folder: Path, today: date, wishes: Wishes) -> TableReport:
    """Read, judge everything, then write or write nothing."""
    table = load_table(source)
    workshop = open_workshop(folder, today)
    layout = table_layout(load_schemas(resource_folder("schemas")))
    known = {
        (item.collection, item.id): entry_data(item, workshop.context)
        for item in workshop.documents
        if item.collection in layout.groups
    }
    read = read_entries(table, layout, known, wishes.kind)
    mender = Mender(workshop.context)
    read = replace(
        read,
        entries=tuple(
            _settled(entry, known.get((entry.collection, entry.id), {}), mender, today)
            for entry in read.entries
        ),
    )
    entries = {(entry.collection, entry.id): entry for entry in read.entries}
    told = frozenset((fault.sheet, fault.row) for fault in read.faults)
    judged = _judged(read.entries, workshop, layout, told)
    said = [*read.faults, *_first_at_each_cell(read.faults, judged)]
    said.extend(_taken(read.entries, workshop, known))
    ranks = {sheet.name: rank for rank, sheet in enumerate(table.sheets)}
    said.sort(key=lambda fault: _order(fault, ranks))
    faults = tuple(item for item in said if not item.warning)
    rows = {(fault.sheet, fault.row) for fault in faults}
    faulty = {key for key, entry in entries.items() if rows.intersection(_rows(entry))}
    writes = not wishes.trial and (not faults or wishes.partial)
    fine = tuple(entry for key, entry in entries.items() if key not in faulty)
    return TableReport(
        name=table.name,
        folder=str(folder),
        filed=_file(fine, workshop, wishes, writes=writes),
        faults=faults,
        warnings=tuple(item for item in said if item.warning),
        notes=read.notes,
        set_aside=tuple(sorted(f"{collection}/{name}" for collection, name in faulty)),
        wishes=wishes,
        is_written=writes,
    )


def _settled(
    entry: TableEntry, before: Mapping[str, Any], mender: Mender, today: date
) -> TableEntry:
    """An entry with its numbers tidied, and dated today when its text is another."""
    data = dict(tidy_numbers(_document(entry), before, mender))
    if before and data != before and data.get(DATED) == before.get(DATED):
        data[DATED] = today.isoformat()
    return replace(entry, data=data)


def _order(fault: CellFault, ranks: Mapping[str, int]) -> tuple[int, int, int, str]:
    """Sheets in the order of the file, then rows, then columns."""
    return (ranks.get(fault.sheet, len(ranks)), fault.row, fault.column, fault.message)


def _rows(entry: TableEntry) -> set[tuple[str, int]]:
    places: list[RowPlace] = [entry.row]
    for items in entry.items.values():
        places.extend(items)
    return {(place.sheet, place.row) for place in places}


def _first_at_each_cell(
    told: Sequence[CellFault], judged: Sequence[CellFault]
) -> Iterator[CellFault]:
    """What our rules say of the cells of which nothing was said yet: once is enough."""
    cells = {(fault.sheet, fault.row, fault.column) for fault in told if fault.column}
    return (
        fault
        for fault in judged
        if not fault.column or (fault.sheet, fault.row, fault.column) not in cells
    )


def _judged(
    entries: Sequence[TableEntry],
    workshop: Workshop,
    layout: BookLayout,
    told: frozenset[tuple[str, int]],
) -> list[CellFault]:
    """What the rules of `guichet check` say of each entry, then what entries say of one another.

    `told` are the rows of which something was said already.
    """
    found: list[CellFault] = []
    documents: dict[str, TableEntry] = {}
    laid: list[Document] = []
    for entry in entries:
        document = _document(entry)
        outcome = parse_document(document, workshop.context)
        found.extend(told_at_cells(entry, outcome.diagnostics, layout.groups[entry.collection]))
        if outcome.value is not None and not told.intersection(_rows(entry)):
            found.extend(_unreadable(entry, workshop))
        documents[document.path] = entry
        laid.append(document)
    others = [item for item in workshop.documents if _path(item) not in documents]
    kept = [replace(item, path=_path(item)) for item in others]
    for diagnostic in find_broken_references((*kept, *laid), ()):
        about = documents.get(diagnostic.path)
        if about is not None:
            found.extend(told_at_cells(about, (diagnostic,), layout.groups[about.collection]))
    return found


def _document(entry: TableEntry) -> Document:
    return replace(
        as_document(_imported(entry), entry.id),
        path=f"content/{entry.collection}/{entry.id}.md",
    )


def _path(document: Document) -> str:
    known = document.collection in ("services", "structures")
    return f"content/{document.collection}/{document.id}.md" if known else document.path


def _unreadable(entry: TableEntry, workshop: Workshop) -> Iterator[CellFault]:
    """An entry that its own file would not give back: too long, mostly."""
    if reads_back(_imported(entry), entry.id, workshop.context):
        return
    text = render_entry_text(entry.data).encode("utf-8", "backslashreplace")
    said: tuple[Diagnostic, ...] = read_content(text, f"{entry.id}.md", entry.collection)[
        0
    ].diagnostics
    message = said[0].message if said else "la fiche ne peut pas être écrite puis relue"
    hint = said[0].hint if said else "simplifiez ses textes"
    yield CellFault(
        sheet=entry.row.sheet,
        row=entry.row.row,
        code=said[0].code if said else "fichier-illisible",
        message=message,
        hint=hint,
    )


def _taken(
    entries: Sequence[TableEntry], workshop: Workshop, known: Mapping[Key, Mapping[str, Any]]
) -> Iterator[CellFault]:
    """Identifiers made from a name that another entry has already."""
    made = Counter((entry.collection, entry.id) for entry in entries)
    former = _former(known)
    for entry in entries:
        key = (entry.collection, entry.id)
        is_taken = entry.id in workshop.taken.get(entry.collection, ()) or key in former
        if entry.is_named or made[key] > 1 or not is_taken or entry.data == known.get(key):
            continue
        yield CellFault(
            sheet=entry.row.sheet,
            row=entry.row.row,
            column=entry.row.columns.get(ID, 0),
            title=entry.row.titles.get(ID, ""),
            code="identifiant-en-double",
            message=f"l’identifiant « {entry.id} », tiré du nom, est déjà celui d’une fiche",
            hint="écrivez-le ici si c’est elle que vous corrigez, sinon choisissez-en un autre",
        )


def _former(known: Mapping[Key, Mapping[str, Any]]) -> frozenset[Key]:
    return frozenset(
        (collection, str(name))
        for (collection, _), data in known.items()
        if isinstance(names := data.get("anciens_ids"), list)
        for name in names
    )


def _file(
    entries: Sequence[TableEntry], workshop: Workshop, wishes: Wishes, *, writes: bool
) -> tuple[Filed, ...]:
    """Structures first: services name them."""
    ordered = sorted(entries, key=lambda entry: (entry.collection != "structures", entry.id))
    names = {
        kind: {entry.id: entry.id for entry in ordered if entry.collection == kind}
        for kind in ("structures", "services")
    }
    imported = [_imported(entry) for entry in ordered]
    return file_entries(workshop, imported, names, replacing=wishes.replacing, trial=not writes)


def _imported(entry: TableEntry) -> ImportedEntry:
    origin = Origin(
        collection=entry.collection,
        source_id=entry.id,
        place=f"{entry.row.sheet or 'ligne'} {entry.row.row}",
        nom=str(entry.data.get("nom", "")),
    )
    return ImportedEntry(origin=origin, data=entry.data)
