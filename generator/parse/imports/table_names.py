"""Parse: an entry named as people name it → its identifier, when one entry only has that name."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from generator.characters import MAX_IDENTIFIER, fold, is_identifier

COLLECTION_OF = {"structure": "structures", "services": "services"}  # kind of a field
_MANY = 40  # names looked for: each takes milliseconds


class Names:
    """The names of the entries that a cell may cite: those of the site, those of the table."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """`entries` are (collection, identifier, name)."""
        self._asked = 0
        self._by_name: dict[str, dict[str, set[str]]] = {}
        for collection, identifier, name in entries:
            by_name = self._by_name.setdefault(collection, {})
            for word in (name, identifier):
                by_name.setdefault(fold(word), set()).add(identifier)

    def resolve(self, text: str, kind: str) -> str:
        """Each line of a cell: an identifier stays, a name becomes the identifier."""
        collection = COLLECTION_OF[kind]
        by_name: Mapping[str, set[str]] = self._by_name.get(collection, {})
        lines = []
        for line in text.split("\n"):
            meant = by_name.get(fold(line), set()) if fold(line) else set()
            lines.append(next(iter(meant)) if len(meant) == 1 and not _is_exact(line) else line)
        return "\n".join(lines)

    def unknown(self, text: str, kind: str) -> Iterator[tuple[str, str]]:
        """The lines that name no entry, each with the entry that it nearly names, or ""."""
        by_name = self._by_name.get(COLLECTION_OF[kind], {})
        for line in text.split("\n"):
            words = line.strip()
            if not words or _is_exact(words):
                continue
            wanted = fold(words[:MAX_IDENTIFIER])
            self._asked += 1
            close = get_close_matches(wanted, by_name, 1, 0.6) if self._asked <= _MANY else []
            meant = by_name[close[0]] if close else set()
            yield words, next(iter(meant)) if len(meant) == 1 else ""


def _is_exact(line: str) -> bool:
    """Whether a line says an identifier, alone or after a name: « Garage (garage) »."""
    last = line.strip().rpartition("(")[2].removesuffix(")")
    return is_identifier(last)
