"""Stage 5, write: what was read of another guichet → its folder, the whole of it in one step.

Only a folder that an import wrote, or that is not there yet, is replaced.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import UsageError
from generator.write.exchange import exchange, flush_disk, remove_tree, staging_folder
from generator.write.lock import hold_lock
from generator.write.reasons import reason_of


def put_source(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of one external source in place of those that were there."""
    try:
        if folder.parent.is_symlink() or folder.is_symlink():
            raise _refused(folder, "c’est un lien")
        if folder.exists():
            foreign = sorted(item.name for item in folder.iterdir() if item.name not in files)
            if foreign:
                raise _refused(folder, f"« {foreign[0]} » n’a pas été écrit par un import")
        folder.parent.mkdir(exist_ok=True)
        with hold_lock(folder):
            _sweep(folder)
            staging = staging_folder(folder)
            staging.mkdir()
            for name, content in files.items():
                (staging / name).write_bytes(content)
            flush_disk(staging)
            exchange(staging, folder)
    except OSError as error:
        raise _refused(folder, reason_of(error)) from error


def _sweep(folder: Path) -> None:
    """What killed imports left: the lock says that they are over."""
    pattern = re.compile(re.escape(f".{folder.name}.") + r"(nouveau|ancien)-\d+")
    for left in sorted(folder.parent.iterdir()):
        if pattern.fullmatch(left.name) and left.is_dir() and not left.is_symlink():
            remove_tree(left)


def _refused(folder: Path, reason: str) -> UsageError:
    return UsageError(f"impossible d’écrire « {folder} » : {reason}")
