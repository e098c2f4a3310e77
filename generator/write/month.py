"""Stage 5, write: a month of the observatory → its file, beside the content that it counts."""

from pathlib import Path

from generator.diagnostics import UsageError
from generator.write.entry import put_entry

FOLDER = "observatoire"


def put_month(root: Path, mois: str, text: str) -> Path:
    """Write the file of a month, over the former one if there is one; its path.

    Only a real folder is written in: a link could lead out of the repository.
    """
    folder = root / FOLDER
    if folder.is_symlink():
        raise UsageError(f"impossible d’écrire dans « {folder} » : c’est un lien")
    path = folder / f"{mois}.json"
    put_entry(path, text)
    return path
