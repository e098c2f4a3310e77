"""Parse: names of another directory’s entries → identifiers of ours, the same at each import.

An entry imported before keeps the identifier it has. A new one takes the slug of its name; when
namesakes meet, each adds its commune, then a mark made from its identifier in the file: nothing
depends on the order of the rows.
"""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from generator.characters import MAX_IDENTIFIER, is_identifier, slug
from generator.parse.imports import ImportedEntry

MARK = 8  # signes of the mark: enough for millions of namesakes


def name_entries(
    entries: Sequence[ImportedEntry], kept: Mapping[str, str], taken: Collection[str]
) -> dict[str, str]:
    """Identifier in the file → ours, for entries of one collection.

    `kept` is what an earlier import gave; `taken` is what other entries are called, or were.
    """
    named = {
        entry.origin.source_id: kept[entry.origin.source_id]
        for entry in entries
        if entry.origin.source_id in kept
    }
    used = {*taken, *kept.values()}
    left = [entry for entry in entries if entry.origin.source_id not in named]
    for candidate in (_by_name, _by_commune):
        wanted: dict[str, list[ImportedEntry]] = {}
        for entry in left:
            wanted.setdefault(candidate(entry), []).append(entry)
        for identifier, rivals in wanted.items():
            if len(rivals) == 1 and identifier not in used and is_identifier(identifier):
                named[rivals[0].origin.source_id] = identifier
        used.update(named.values())
        left = [entry for entry in left if entry.origin.source_id not in named]
    for entry in left:
        named[entry.origin.source_id] = _by_mark(entry, used)
        used.add(named[entry.origin.source_id])
    return named


def _by_name(entry: ImportedEntry) -> str:
    return entry.wanted_id or _short(slug(entry.origin.nom), MAX_IDENTIFIER)


def _by_commune(entry: ImportedEntry) -> str:
    suffix = _short(slug(entry.distinction), 30)
    stem = _short(slug(entry.origin.nom), MAX_IDENTIFIER - 31)
    return f"{stem}-{suffix}" if suffix and not stem.endswith(suffix) else ""


def _by_mark(entry: ImportedEntry, used: Collection[str]) -> str:
    digest = sha256(entry.origin.source_id.encode("utf-8", "surrogatepass")).hexdigest()
    stem = _short(slug(entry.origin.nom), MAX_IDENTIFIER - MARK - 1) or entry.origin.collection
    for size in range(MARK, len(digest)):  # eight signs have always been enough
        identifier = f"{_short(stem, MAX_IDENTIFIER - size - 1) or 'fiche'}-{digest[:size]}"
        if identifier not in used:
            return identifier
    raise AssertionError("two entries of the file have the same identifier there")


def _short(text: str, size: int) -> str:
    """A slug cut between two words."""
    if len(text) <= size:
        return text
    cut = text[: size + 1].rpartition("-")[0]
    return (cut or text[:size]).strip("-")
