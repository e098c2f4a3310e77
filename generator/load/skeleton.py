"""Load: the folder of the skeleton → the text of each file of a new repository of entries."""

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import GeneratorError


def load_skeleton(folder: Path) -> Mapping[str, str]:
    """Path in the new repository → its text, in a stable order."""
    found = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if "guichet.yaml" not in found:
        raise GeneratorError(
            f"le squelette est incomplet : {folder} n’a pas de fichier guichet.yaml"
        )
    return found
