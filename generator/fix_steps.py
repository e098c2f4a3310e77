"""`guichet fix`: entries as they are written → the same, tidied where there is only one way to.

Every change is proved: the file mended is read again, and must say what it said before but for the
values that were mended. What cannot be proved is left as it was.
"""

from codecs import BOM_UTF8
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from generator.diagnostics import Diagnostic, UsageError
from generator.load import (
    RawEntry,
    load_raw_entries,
    load_referentiels,
    load_schemas,
    read_content,
    resource_folder,
)
from generator.model import Document
from generator.parse import Mend, Mender, make_context, mend_lines, order_keys, quote_line
from generator.write import put_entry

# Faults that may come from the way a value is written.
_MENDABLE = frozenset(
    (
        *("yaml-illisible", "champ-inconnu", "valeur-inconnue", "type-incorrect", "date-invalide"),
        *("telephone-invalide", "courriel-invalide", "siret-invalide", "format-incorrect"),
        *("code-territoire-ancien", "code-territoire-inconnu"),
    )
)
_MAX_QUOTED = 40  # lines that cannot be read, in one file
_SUFFIXES = (".md", ".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One file: its text before and after, and what was changed."""

    entry: RawEntry
    before: str
    after: str
    mends: tuple[tuple[int, Mend], ...] = ()  # with the line of each
    moved: tuple[str, ...] = ()  # fields put back in their order
    is_readable: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether the file is to be written."""
        return self.before != self.after


def make_mender(today: date) -> Mender:
    """What entries are mended by: the schemas and the territories of this installation."""
    schemas = load_schemas(resource_folder("schemas"))
    referentiels = load_referentiels(resource_folder("referentiels"))
    return Mender(make_context(schemas, referentiels, today))


def mend_all(root: Path, wanted: Sequence[str], mender: Mender) -> tuple[Mended, ...]:
    """The entries asked for, all of them when none is, each mended in memory."""
    return tuple(mend_entry(entry, mender) for entry in _chosen(load_raw_entries(root), wanted))


def write_all(mended: Sequence[Mended]) -> None:
    """Each changed file over its former self, whole."""
    for item in mended:
        if item.is_changed:
            put_entry(item.entry.path, item.after)


def count_mendable(diagnostics: Sequence[Diagnostic], root: Path, today: date) -> int:
    """How many of these faults `guichet fix` would mend; other files are not read."""
    places = {(item.path, item.span.start.line) for item in diagnostics if item.code in _MENDABLE}
    if not places:
        return 0
    files, mender = {path for path, _ in places}, make_mender(today)
    mended = [mend_entry(entry, mender) for entry in load_raw_entries(root) if entry.shown in files]
    return len(places & {(item.entry.shown, line) for item in mended for line, _ in item.mends})


def mend_entry(entry: RawEntry, mender: Mender) -> Mended:
    """One file as it is, and as it would rather be."""
    legible, document, quoted = _legible(entry)
    if document is None or entry.content is None:
        return Mended(entry=entry, before="", after="", is_readable=False)
    kept, after = _proved(legible, document, mender.find(document))
    settled = document
    if quoted or kept:
        settled = _read(entry, after.encode("utf-8")) or document
    after, moved = _ordered(entry, settled, after, mender.fields(entry.collection))
    after = after if after.endswith("\n") else after + _line_end(after)
    placed = [*quoted, *((_line(document, mend), mend) for mend in kept)]
    lines = tuple(sorted(placed, key=lambda pair: pair[0]))
    before = entry.content.decode("utf-8")
    return Mended(entry=entry, before=before, after=after, mends=lines, moved=moved)


def _legible(entry: RawEntry) -> tuple[RawEntry, Document | None, tuple[tuple[int, Mend], ...]]:
    """The file as it is, or with quotes around the values that keep it from being read."""
    found, quoted = entry, list[tuple[int, Mend]]()
    while found.content is not None and len(quoted) < _MAX_QUOTED:
        outcome = read_content(found.content, entry.shown, entry.collection)[0]
        if outcome.value is not None:
            return found, outcome.value, tuple(quoted)
        fault = outcome.diagnostics[0]
        line = fault.span.start.line
        rows = found.content.split(b"\n")
        if fault.code != "yaml-illisible" or line in {known for known, _ in quoted}:
            break
        row = rows[line - 1].decode("utf-8")
        mended = quote_line(row.removesuffix("\r"))
        if mended is None:
            break
        end = "\r" if row.endswith("\r") else ""
        rows[line - 1] = f"{mended[1]}{end}".encode()
        found = replace(found, content=b"\n".join(rows))
        why = "guillemets"
        quoted.append((line, Mend(path=(mended[0],), before=row, after=row, why=why)))
    return entry, None, ()


def _chosen(entries: Sequence[RawEntry], wanted: Sequence[str]) -> Sequence[RawEntry]:
    if not wanted:
        return entries
    chosen = {}
    for name in wanted:
        found = [entry for entry in entries if _is_named(entry, name)]
        if not found:
            stems = sorted({PurePosixPath(entry.shown).stem for entry in entries})
            close = get_close_matches(PurePosixPath(name).stem, stems, n=1, cutoff=0.6)
            hint = f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
            raise UsageError(f"aucune fiche ne s’appelle « {name} »{hint}")
        chosen.update({entry.shown: entry for entry in found})
    return tuple(chosen.values())


def _is_named(entry: RawEntry, name: str) -> bool:
    """« garage », « services/garage », « content/services/garage.md »: one entry, or more."""
    asked, shown = PurePosixPath(name.replace("\\", "/")), PurePosixPath(entry.shown)
    if asked.suffix in _SUFFIXES:
        if asked.suffix != shown.suffix:
            return False
        asked = asked.with_suffix("")
    parts = shown.with_suffix("").parts
    return asked.parts[-3:] == parts[-len(asked.parts[-3:]) :]


def _proved(
    entry: RawEntry, document: Document, mends: Sequence[Mend]
) -> tuple[tuple[Mend, ...], str]:
    """The mends that keep what the file says, and its text with them."""
    text = _text(document, entry, mends)
    if not mends or _says(entry, text, document, mends):
        return tuple(mends), text
    kept: tuple[Mend, ...] = ()
    for mend in mends:  # one of them cannot be written there: it alone is left
        tried = _text(document, entry, (*kept, mend))
        if _says(entry, tried, document, (*kept, mend)):
            kept = (*kept, mend)
    return kept, _text(document, entry, kept)


def _says(entry: RawEntry, text: str, document: Document, mends: Sequence[Mend]) -> bool:
    """Whether a text says what the document says, but for the values that were mended."""
    found = _read(entry, text.encode("utf-8"))
    if found is None:
        return False
    expected: Any = deepcopy(dict(document.data))
    body = document.body
    for mend in reversed(mends):  # the last first: what is removed moves what follows
        if not mend.path:
            body = mend.after
            continue
        holder = expected
        for step in mend.path[:-1]:
            holder = holder[step]
        if mend.is_gone:
            del holder[mend.path[-1]]
        elif not mend.is_key:
            holder[mend.path[-1]] = mend.after
    for mend in reversed(mends):
        if mend.is_key:
            expected = _renamed(expected, mend)
    return found.data == expected and found.body == body


def _renamed(data: Any, mend: Mend) -> Any:
    holder = data
    for step in mend.path[:-1]:
        holder = holder[step]
    holder[mend.after] = holder.pop(mend.path[-1])
    return data


def _text(document: Document, entry: RawEntry, mends: Sequence[Mend]) -> str:
    """The file with some mends: its byte order mark and the end of each line as they were."""
    marked, ends = _frame(entry.content or b"")
    pairs = zip(mend_lines(document, mends), ends, strict=True)
    return marked + "".join(f"{line}{end}" for line, end in pairs if line is not None)


def _ordered(
    entry: RawEntry, document: Document, text: str, fields: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    order, moved = order_keys(document, fields)
    if not moved:
        return text, ()
    marked, ends = _frame(text.encode("utf-8"))
    lines = document.text.split("\n")
    found = marked + "".join(f"{lines[rank]}{end}" for rank, end in zip(order, ends, strict=True))
    return (found, moved) if _says(entry, found, document, ()) else (text, ())


def _frame(content: bytes) -> tuple[str, tuple[str, ...]]:
    """What normalising a text takes off: its mark, and how each of its lines ends."""
    marked = "\ufeff" if content.startswith(BOM_UTF8) else ""
    rows = content.removeprefix(BOM_UTF8).decode("utf-8").split("\n")
    ends = ["\r\n" if row.endswith("\r") else "\n" for row in rows]
    ends[-1] = ""
    return marked, tuple(ends)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _read(entry: RawEntry, content: bytes | None) -> Document | None:
    if content is None:
        return None
    return read_content(content, entry.shown, entry.collection)[0].value


def _line(document: Document, mend: Mend) -> int:
    """The line of the file where a mend is, the first one when it has several."""
    spans = document.key_spans if mend.is_key else document.value_spans
    first = spans[mend.path].start.line if mend.path else document.body_line
    is_block = bool(mend.path) and "\n" in mend.before
    rows = zip(mend.before.split("\n"), mend.after.split("\n"), strict=False)
    rank = next((rank for rank, (old, new) in enumerate(rows) if old != new), 0)
    return first + rank + is_block
