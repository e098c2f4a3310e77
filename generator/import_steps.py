"""An `Imported` → files of a content folder: named, judged, written, and told.

Everything is judged before anything is written; each file is then written whole. An entry whose
file says the same is left as it is, one that a person has changed is kept unless asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.load import (
    list_taken,
    load_entries,
    load_referentiels,
    load_schemas,
    read_content,
    resource_folder,
)
from generator.model import Document
from generator.parse import (
    LOST,
    Context,
    Imported,
    ImportedEntry,
    Remark,
    SetAside,
    as_document,
    find_allowed_hosts,
    make_context,
    name_entries,
    parse_document,
    settle,
)
from generator.render import render_entry_text
from generator.write import put_entry

NEW, SAME, REPLACED, KEPT = "nouvelle", "inchangee", "remplacee", "gardee"
COLLECTIONS = ("structures", "services")  # structures first: services name them


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An entry of the file and its file in the content folder."""

    entry: ImportedEntry
    identifier: str
    outcome: str  # `NEW`, `SAME`, `REPLACED`, or `KEPT` when the one in place was not touched
    differing: tuple[str, ...] = ()  # fields where the file in place said otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """All that one import did, and did not."""

    source: str  # « data·inclusion »
    folder: str
    filed: tuple[Filed, ...]
    remarks: tuple[Remark, ...]
    set_aside: tuple[SetAside, ...]
    is_trial: bool = False
    gone: tuple[str, ...] = ()  # « services/velo »: imported before, no longer in the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What entries are judged by, and what the content folder holds already."""

    context: Context
    documents: tuple[Document, ...]
    folder: Path
    taken: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # names of files, by collection


def open_workshop(folder: Path, today: date) -> Workshop:
    """The content folder as it is, with the schemas and territories of this installation."""
    documents = load_entries(folder)
    schemas = load_schemas(resource_folder("schemas"))
    referentiels = load_referentiels(resource_folder("referentiels"))
    context = make_context(schemas, referentiels, today, find_allowed_hosts(documents))
    return Workshop(context=context, documents=documents, folder=folder, taken=list_taken(folder))


def name_all(workshop: Workshop, imported: Imported, directory: str) -> dict[str, dict[str, str]]:
    """Collection → identifier in the file → ours; what was imported before keeps its name."""
    names = {}
    for collection in COLLECTIONS:
        kept, taken = {}, set(workshop.taken.get(collection, ()))
        for document in workshop.documents:
            if document.collection == collection:
                origin = document.data.get("provenance")
                origin = origin if isinstance(origin, Mapping) else {}
                if str(origin.get("nom")) == directory and "id" in origin:
                    kept[str(origin["id"])] = document.id
                former = document.data.get("anciens_ids")
                taken |= {document.id, *map(str, former if isinstance(former, list) else ())}
        entries = [entry for entry in imported.entries if entry.origin.collection == collection]
        names[collection] = name_entries(entries, kept, taken)
    return names


def settle_all(
    workshop: Workshop,
    entries: Sequence[ImportedEntry],
    names: Mapping[str, str],
    earlier: Sequence[Remark] = (),
) -> tuple[list[ImportedEntry], list[Remark], list[SetAside]]:
    """Entries of one collection → those that our rules accept, as they accept them.

    `earlier` is what reading the file said of them: it may explain what they lack.
    """
    settled: list[ImportedEntry] = []
    remarks: list[Remark] = []
    aside: list[SetAside] = []
    for entry in entries:
        identifier = names[entry.origin.source_id]
        kept, said, refused = settle(entry, identifier, workshop.context)
        if kept is not None and not reads_back(kept, identifier, workshop.context):
            kept, refused = None, _unwritable(entry)
        if kept is None:
            aside.append(_explained(refused or _unwritable(entry), (*earlier, *said)))
        else:
            settled.append(kept)
            remarks.extend(said)
    return settled, remarks, aside


def with_structure(entry: ImportedEntry, names: Mapping[str, str]) -> ImportedEntry:
    """A service that names its structure as the content folder does."""
    return replace(entry, data={**entry.data, "structure": names[entry.structure]})


def file_entries(
    workshop: Workshop,
    entries: Sequence[ImportedEntry],
    names: Mapping[str, Mapping[str, str]],
    *,
    replacing: bool,
    trial: bool,
) -> tuple[Filed, ...]:
    """Write what is new, leave what says the same, replace what differs only when asked."""
    there = {(item.collection, item.id): item for item in workshop.documents}
    filed = []
    for entry in entries:
        collection = entry.origin.collection
        identifier = names[collection][entry.origin.source_id]
        document = there.get((collection, identifier))
        if document is None:
            outcome = NEW
        elif _says_the_same(document, entry, workshop.context):
            outcome = SAME
        else:
            outcome = REPLACED if replacing else KEPT
        if outcome in (NEW, REPLACED) and not trial:
            name = document.path.rpartition("/")[2] if document else f"{identifier}.md"
            text = render_entry_text(entry.data, is_markdown=name.endswith(".md"))
            put_entry(workshop.folder / collection / name, text)
        differs = document is not None and outcome in (REPLACED, KEPT)
        filed.append(
            Filed(
                entry=entry,
                identifier=identifier,
                outcome=outcome,
                differing=_differing(document, entry, workshop.context) if differs else (),
            )
        )
    return tuple(filed)


def no_longer_there(workshop: Workshop, imported: Imported, directory: str) -> tuple[str, ...]:
    """What was imported from this directory before, and that its file no longer holds.

    A directory may gather several publishers: only those that the file speaks of are compared.
    """
    origins = [item.origin for item in imported.entries]
    origins += [item.origin for item in imported.set_aside]
    there = {(origin.collection, origin.source_id) for origin in origins}
    publishers = {_provenance(entry.data).get("source") for entry in imported.entries}
    gone = []
    for document in workshop.documents:
        said = _provenance(document.data)
        is_from = said.get("nom") == directory and said.get("source") in publishers
        if is_from and (document.collection, str(said.get("id"))) not in there:
            gone.append(f"{document.collection}/{document.id}")
    return tuple(sorted(gone))


def _provenance(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found = data.get("provenance")
    return found if isinstance(found, Mapping) else {}


def reads_back(entry: ImportedEntry, identifier: str, context: Context) -> bool:
    """Whether the file that would be written is read as the entry that was judged."""
    collection = entry.origin.collection
    text = render_entry_text(entry.data).encode("utf-8", "backslashreplace")
    read = read_content(text, f"{collection}/{identifier}.md", collection)[0].value
    if read is None:
        return False
    found = parse_document(read, context).value
    return (
        found is not None and found == parse_document(as_document(entry, identifier), context).value
    )


def _says_the_same(document: Document, entry: ImportedEntry, context: Context) -> bool:
    """Whether a file says what the entry says, but for the day of the import."""
    there = parse_document(document, context).value
    ours = parse_document(as_document(entry, document.id), context).value
    return there is not None and _undated(there) == _undated(ours)


def _differing(
    document: Document | None, entry: ImportedEntry, context: Context
) -> tuple[str, ...]:
    """The fields that the file in place and the entry do not say alike, in the schema's order."""
    there = parse_document(document, context).value if document else None
    if document is None or there is None:
        return ()
    ours = parse_document(as_document(entry, document.id), context).value
    one, other = _undated(there), _undated(ours)
    names = context.judges[entry.origin.collection].schema["properties"]
    return tuple(name for name in names if getattr(one, name, None) != getattr(other, name, None))


def _undated(entry: Any) -> Any:
    if entry is None or entry.provenance is None:
        return entry
    return replace(entry, provenance=replace(entry.provenance, importe_le=None))


def _explained(refused: SetAside, remarks: Sequence[Remark]) -> SetAside:
    """Why an entry is set aside, with what it said where something is missing."""
    lost = [
        f"{remark.field} : {remark.reason}"
        + ("" if remark.value in remark.reason else f" (« {remark.value} »)")
        for remark in remarks
        if remark.origin == refused.origin
        and remark.kind == LOST
        and any(f"« {remark.field} »" in reason for reason in refused.reasons)
        and not any(remark.reason in reason for reason in refused.reasons)  # said already
    ]
    return replace(refused, reasons=(*refused.reasons, *dict.fromkeys(lost)))


def _unwritable(entry: ImportedEntry) -> SetAside:
    return SetAside(
        origin=entry.origin,
        reasons=("la fiche ne peut pas être écrite dans un fichier que le générateur relit",),
    )
