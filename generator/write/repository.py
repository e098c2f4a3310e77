"""Stage 5, write: the files of a new repository → a folder, over nothing that stands there."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import UsageError
from generator.model import Artifact
from generator.write.reasons import reason_of

# What says that the folder is a guichet already.
_OURS = ("guichet.yaml", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What was written, and what stood there and was left as it is: paths in the folder."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def write_repository(folder: Path, files: Sequence[Artifact]) -> Laid:
    """Write the files that are not there yet; when one cannot be, none is."""
    check_place(folder, [artifact.path for artifact in files])
    made: list[Path] = []
    laid = {artifact.path: not os.path.lexists(folder / artifact.path) for artifact in files}
    try:
        for artifact in files:
            if laid[artifact.path]:
                _lay(folder / artifact.path, artifact.content, made)
    except OSError as error:
        _take_back(made)
        reason = reason_of(error)
        raise UsageError(f"impossible d’écrire dans « {folder} » : {reason}") from error
    except BaseException:
        _take_back(made)
        raise
    return Laid(
        written=tuple(path for path, is_new in laid.items() if is_new),
        kept=tuple(path for path, is_new in laid.items() if not is_new),
    )


def check_place(folder: Path, paths: Sequence[str]) -> None:
    """Refuse a folder where a repository cannot be started."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"« {folder} » n’est pas un vrai dossier : choisissez-en un autre")
    for name in _OURS:
        if os.path.lexists(folder / name):
            raise UsageError(
                f"il y a déjà un guichet dans « {folder} » : « {name} » y est. "
                "Choisissez un dossier vide, ou qui n’existe pas encore"
            )
    above = {parent for path in paths for parent in Path(path).parents}
    for parent in sorted(above - {Path()}):
        place = folder / parent
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise UsageError(f"« {place} » n’est pas un vrai dossier : rien n’est écrit")


def _lay(path: Path, content: bytes, made: list[Path]) -> None:
    missing = [parent for parent in (path, *path.parents) if not parent.exists()][1:]
    for parent in reversed(missing):
        parent.mkdir()
        made.append(parent)
    with path.open("xb") as file:
        made.append(path)
        file.write(content)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
