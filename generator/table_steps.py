"""`guichet export template`, `export table`, `import table`: files in, files out, and the words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Severity, UsageError
from generator.import_steps import Workshop, open_workshop
from generator.load import load_schemas, resource_folder
from generator.model import Document
from generator.parse import entry_data, parse_document
from generator.render import (
    entries_book,
    entries_csv,
    structure_choices,
    template_book,
    template_csv,
)
from generator.table_layout import KINDS, table_layout
from generator.table_rows import NamedEntry, book_rows, flat_rows
from generator.write import write_output

_SUFFIXES = (".xlsx", ".csv")
_NEEDED = (
    "pour écrire un classeur, il faut xlsxwriter : installez « guichet-unique[tables] », ou "
    "demandez un fichier .csv"
)


def export_template(path: Path, root: Path, today: date, kind: str, *, replacing: bool) -> str:
    """A workbook with an example and no entry; the structures of `root` are there to be chosen."""
    _judge(path, replacing=replacing)
    layout = table_layout(load_schemas(resource_folder("schemas")))
    if path.suffix.lower() == ".csv":
        write_output(path, template_csv(layout, kind))
        return f"{path} : {kind}"
    has_content = (root / "content").is_dir()
    known = _known(open_workshop(root / "content", today))[0] if has_content else ()
    _put(path, template_book(layout, today, _structures(known)))
    return f"{path} : {', '.join(sheet.name for sheet in layout.sheets)}"


def export_table(
    path: Path, root: Path, today: date, kind: str, structure: str | None, *, replacing: bool
) -> tuple[str, tuple[str, ...]]:
    """The entries of a site in a file: what it holds, and the files that had to be left out."""
    _judge(path, replacing=replacing)
    if not (root / "content").is_dir():
        raise UsageError(f"il n’y a pas de dossier « content » dans {root}")
    workshop = open_workshop(root / "content", today)
    layout = table_layout(load_schemas(resource_folder("schemas")))
    every, refused = _known(workshop)
    chosen = _of_structure(every, structure) if structure is not None else every
    if path.suffix.lower() == ".csv":
        of_kind = tuple(entry for entry in chosen if entry.collection == kind)
        write_output(path, entries_csv(flat_rows(of_kind, layout, kind)))
        return f"{path} : {_counted(of_kind)}", refused
    labels = _labels(every, workshop)
    offered = {"structure": structure_choices(_structures(every))}
    content = entries_book(book_rows(chosen, layout), today, labels, offered, is_template=False)
    _put(path, content)
    return f"{path} : {_counted(chosen)}", refused


def _judge(path: Path, *, replacing: bool) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"« {path} » : donnez un nom qui finit par .xlsx ou .csv")
    if path.exists() and not replacing:
        raise UsageError(f"« {path} » existe déjà : donnez un autre nom, ou ajoutez --replace")


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        raise UsageError(_NEEDED)
    write_output(path, content)


def _known(workshop: Workshop) -> tuple[tuple[NamedEntry, ...], tuple[str, ...]]:
    """The entries that `guichet check` accepts, sorted; the paths of the others."""
    found, refused = [], []
    for document in workshop.documents:
        if document.collection not in KINDS:
            continue
        said = parse_document(document, workshop.context).diagnostics
        if any(item.severity is Severity.ERROR for item in said):
            refused.append(document.path)
        else:
            found.append(_named(document, workshop))
    found.sort(key=lambda entry: (entry.collection, entry.id))
    return tuple(found), tuple(refused)


def _named(document: Document, workshop: Workshop) -> NamedEntry:
    data = entry_data(document, workshop.context)
    return NamedEntry(id=document.id, collection=document.collection, data=data)


def _of_structure(entries: Sequence[NamedEntry], structure: str) -> tuple[NamedEntry, ...]:
    found = tuple(
        entry
        for entry in entries
        if (entry.collection == "structures" and entry.id == structure)
        or entry.data.get("structure") == structure
    )
    if not found:
        raise UsageError(f"aucune structure ne s’appelle « {structure} »")
    return found


def _labels(
    entries: Sequence[NamedEntry], workshop: Workshop
) -> Mapping[str, Callable[[str], str]]:
    """What codes are called: territories, structures, services."""
    names = {(entry.collection, entry.id): str(entry.data["nom"]) for entry in entries}
    territory = workshop.context.referentiels.territory

    def zone(code: str) -> str:
        found = territory(code)
        return found.nom if found is not None else ""

    return {
        "zone": zone,
        "structure": lambda code: names.get(("structures", code), ""),
        "services": lambda code: names.get(("services", code), ""),
    }


def _structures(entries: Sequence[NamedEntry]) -> dict[str, str]:
    """The structures of the site, by identifier: what a service may name."""
    return {
        entry.id: str(entry.data["nom"]) for entry in entries if entry.collection == "structures"
    }


def _counted(entries: Sequence[Any]) -> str:
    counts = {kind: sum(entry.collection == kind for entry in entries) for kind in KINDS}
    words = [
        f"{count} {KINDS[kind]}{'s' if count > 1 else ''}"
        for kind, count in counts.items()
        if count
    ]
    return ", ".join(words) or "aucune fiche"
