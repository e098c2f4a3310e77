"""Another guichet's feed → its folder under `content/externes`, and what that changes here.

Everything is judged before anything is written. The folder of that source is then replaced whole;
no other file is touched, and nothing is written when the feed says what it said the last time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.characters import is_identifier
from generator.diagnostics import Diagnostic, UsageError
from generator.federation import Here, read_here
from generator.load import load_feed, load_schemas, read_documents, resource_folder
from generator.model import Document, ExternalSource, Federation, Former, Outcome, SourceReport
from generator.parse import Feed, FeedEntry, read_feed, source_name
from generator.plan import former_names, plan_former
from generator.render import render_lines, render_source_files
from generator.write import put_source

COLLECTIONS = ("structures", "services")
FORMER = "disparus"
_SAID = ("nom", "site", "flux", "licence", "attribution")
RESERVED = frozenset((*COLLECTIONS, "pages"))  # names that folders of content have

Key = tuple[str, str]  # collection, identifier in the feed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What one import of a feed did, and what becomes of its entries here."""

    feed: Feed
    folder: str
    added: tuple[Key, ...]
    changed: tuple[Key, ...]
    gone: tuple[Key, ...]
    unreadable: tuple[str, ...]  # entries that cannot even be kept
    renamed: Mapping[Key, str]  # shown here under another identifier than there
    outcome: SourceReport
    diagnostics: tuple[Diagnostic, ...]  # about this source
    is_written: bool
    is_trial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """One entry of the feed that can be kept, read as a build will read it."""

    entry: FeedEntry
    document: Document

    @property
    def key(self) -> Key:
        """Its collection and its identifier in the feed."""
        return self.entry.collection, self.entry.id


def import_feed(
    address: str, into: Path, name: str | None, today: date, *, trial: bool = False
) -> FeedReport:
    """Read the feed at `address`, or in a folder, and keep it in `into`/externes."""
    feed = read_feed(load_feed(address), load_schemas(resource_folder("schemas")), today)
    here = read_here(into, today)
    name = _folder_name(feed, here, name)
    others = [it for it in here.content.externals if it.id != name]
    before = next((it for it in here.content.externals if it.id == name), None)
    known = {_key(it): it for it in before.documents} if before else {}
    kept, unreadable = _readable(feed, name, known)
    source = _source(feed, name, [item.document for item in kept], today)
    joined = here.join([*others, source])
    names = {_key(it): it.id for it, _ in joined.value.pairs if it.source == name}
    lost = _lost(known, kept)
    former: tuple[Former, ...] = ()
    if before is not None:
        shown = _shown(lost, before, lambda: here.join([*others, before]))
        former = plan_former(before, lost, shown, feed.gone, today)
    lines = _lines(kept, names, known, former)
    is_new = before is None or _says_else(before, source, lines)
    if is_new and not trial:
        put_source(into / "externes" / name, render_source_files(_head(source), lines))
    return FeedReport(
        feed=feed,
        folder=f"{into.as_posix()}/externes/{name}",
        added=tuple(it.key for it in kept if it.key not in known),
        changed=tuple(it.key for it in kept if it.key in known and _differs(it, known[it.key])),
        gone=tuple(map(_key, lost)),
        unreadable=(*feed.set_aside, *unreadable),
        renamed={key: identifier for key, identifier in names.items() if identifier != key[1]},
        outcome=next(it for it in joined.value.reports if it.source.id == name),
        diagnostics=tuple(it for it in joined.diagnostics if f"/externes/{name}/" in it.path),
        is_written=is_new and not trial,
        is_trial=trial,
    )


def _folder_name(feed: Feed, here: Here, name: str | None) -> str:
    """The folder of this source: the one it has already, the one asked for, or its address."""
    if feed.site == here.settings.url:
        raise UsageError("ce flux est celui de ce guichet : ses fiches sont déjà ici")
    sites = {source.id: source.site for source in here.content.externals}
    there = [source for source, site in sites.items() if site == feed.site]
    if there and name in (None, there[0]):
        return there[0]
    if there:
        raise UsageError(f"ce guichet est déjà repris sous le nom « {there[0]} »")
    name = name or source_name(feed.site)
    if not is_identifier(name) or name in RESERVED:
        raise UsageError(
            f"« {name} » ne peut pas nommer une source : choisissez avec --source un nom en "
            "lettres minuscules sans accent, chiffres et traits d’union"
        )
    if name in sites:
        raise UsageError(
            f"« {name} » est déjà le nom d’une autre source ({sites[name]}) : choisissez-en un "
            "autre avec --source"
        )
    return name


def _readable(
    feed: Feed, name: str, known: Mapping[Key, Document]
) -> tuple[list[_Kept], list[str]]:
    """The entries that a build can read back, sorted, and why the others cannot."""
    kept: list[_Kept] = []
    unreadable = []
    ranks: Counter[str] = Counter()
    for entry in sorted(feed.entries, key=lambda it: (COLLECTIONS.index(it.collection), it.id)):
        before = known.get((entry.collection, entry.id))
        line = render_lines([_row(entry, before.id if before else entry.id)])
        path = f"content/externes/{name}/{entry.collection}.ndjson"
        read = read_documents(line, path, name, entry.collection)
        if not read.value:
            unreadable.append(f"{entry.collection}/{entry.id} : {read.diagnostics[0].message}")
            continue
        ranks[entry.collection] += 1
        document = replace(read.value[0], body_line=ranks[entry.collection])
        kept.append(_Kept(entry=entry, document=document))
    return kept, unreadable


def _row(entry: FeedEntry, identifier: str) -> dict[str, Any]:
    return {"id": identifier, "flux_id": entry.id, "page": entry.page, "fiche": entry.data}


def _lines(
    kept: Sequence[_Kept],
    names: Mapping[Key, str],
    known: Mapping[Key, Document],
    former: Iterable[Former],
) -> dict[str, bytes]:
    """The files of lines; an entry that says the same keeps the day on which it was taken."""
    rows: dict[str, list[dict[str, Any]]] = {collection: [] for collection in COLLECTIONS}
    for item in kept:
        before, entry = known.get(item.key), item.entry
        if before is not None and not _differs(item, before):
            provenance = {**entry.data["provenance"], **_dated(before)}
            entry = replace(entry, data={**entry.data, "provenance": provenance})
        rows[entry.collection].append(_row(entry, names.get(item.key, item.document.id)))
    gone = map(_former_row, sorted(former, key=lambda it: (it.collection, it.id)))
    return {name: render_lines(listed) for name, listed in {**rows, FORMER: [*gone]}.items()}


def _former_row(former: Former) -> dict[str, Any]:
    row = {
        "collection": former.collection,
        "id": former.id,
        "flux_id": former.source_id or None,
        "nom": former.nom,
        "depuis": former.depuis.isoformat(),
        "montree": former.was_shown,
        "remplace_par": former.remplace_par,
        "motif": former.motif,
    }
    return {key: value for key, value in row.items() if value is not None}


def _lost(known: Mapping[Key, Document], kept: Sequence[_Kept]) -> list[Document]:
    """What the source no longer publishes, not even under a new name."""
    still = {item.key for item in kept}
    for item in kept:
        still.update((item.entry.collection, name) for name in former_names(item.document))
    return [document for key, document in known.items() if key not in still]


def _shown(
    lost: Sequence[Document], source: ExternalSource, joined: Callable[[], Outcome[Federation]]
) -> dict[Key, str]:
    """What the entries of a source were called on this site, when some of them are lost."""
    if not lost:  # nobody needs to know what was shown
        return {}
    return {_key(it): it.id for it, _ in joined().value.pairs if it.source == source.id}


def _source(feed: Feed, name: str, documents: Iterable[Document], today: date) -> ExternalSource:
    return ExternalSource(
        id=name,
        nom=feed.nom,
        site=feed.site,
        flux=feed.address,
        licence=feed.licence,
        attribution=feed.attribution,
        genere_le=feed.genere_le,
        importe_le=today,
        documents=tuple(documents),
    )


def _head(source: ExternalSource) -> dict[str, str]:
    """What the manifest says of the source."""
    said = {key: str(getattr(source, key)) for key in _SAID}
    days = {"genere_le": source.genere_le, "importe_le": source.importe_le}
    return said | {key: day.isoformat() for key, day in days.items()}


def _says_else(before: ExternalSource, source: ExternalSource, lines: Mapping[str, bytes]) -> bool:
    """Whether anything but the date of the feed differs from what is kept."""
    if any(getattr(before, key) != getattr(source, key) for key in _SAID):
        return True
    return {name: sha256(content).hexdigest() for name, content in lines.items()} != before.digests


def _differs(item: _Kept, before: Document) -> bool:
    """Whether an entry says anything else than the last time, but for the day it was taken."""
    page = item.document.source_page != before.source_page
    return page or _undated(item.document.data) != _undated(before.data)


def _undated(data: Mapping[str, object]) -> dict[str, object]:
    provenance = data.get("provenance")
    said = provenance if isinstance(provenance, dict) else {}
    return {**data, "provenance": {**said, "importe_le": ""}}


def _dated(before: Document) -> dict[str, str]:
    provenance = before.data.get("provenance")
    day = provenance.get("importe_le") if isinstance(provenance, dict) else None
    return {"importe_le": str(day)} if day else {}


def _key(document: Document) -> Key:
    return document.collection, document.source_id
