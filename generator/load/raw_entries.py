"""Load: folders of content → each entry's file, its bytes as they are: what is mended in place."""

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import UsageError
from generator.load.files import COLLECTIONS, list_entries, read_plain_file


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One file of a collection: where it is, and its bytes; `None` when it is not to be read."""

    shown: str  # "content/services/visale.md"
    path: Path
    collection: str
    content: bytes | None


def load_raw_entries(root: Path) -> tuple[RawEntry, ...]:
    """Every file of the collections under `root`/content, in a stable order."""
    if not (root / "content").is_dir():
        raise UsageError(
            f"il n’y a pas de dossier « content » dans {root} : "
            "lancez la commande à la racine du dépôt, ou indiquez-la avec --root"
        )
    return tuple(
        RawEntry(
            shown=shown,
            path=path,
            collection=collection,
            content=read_plain_file(path) if fault is None else None,
        )
        for collection in COLLECTIONS
        for shown, path, fault in list_entries(
            root / "content" / collection, f"content/{collection}"
        )
    )
