"""Stage 5, write: a complete new tree and the folder in place → the new one in its place.

On Linux both are exchanged in one step: a visitor finds the old site or the new one, whatever
happens. Elsewhere it takes two renames, and a build killed between them is mended by the next.
"""

import contextlib
import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from generator.write.output_folder import MARKER

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_folder(output: Path) -> Path:
    """Where this process prepares the next site: beside the one in place, on the same disk."""
    return output.with_name(f".{output.name}.nouveau-{os.getpid()}")


def exchange(staging: Path, output: Path) -> None:
    """Put the new tree in place and remove the old one."""
    old = staging
    if not output.exists():
        staging.rename(output)
    elif not _exchange_at_once(staging, output):
        old = output.with_name(f".{output.name}.ancien-{os.getpid()}")
        exchange_in_two_steps(staging, output, old)
    _flush_folder(output.parent)
    remove_tree(old)


def exchange_in_two_steps(staging: Path, output: Path, aside: Path) -> None:
    """Where no single step exists; `recover` mends what stops between the two."""
    output.rename(aside)
    try:
        staging.rename(output)
    except OSError:
        aside.rename(output)
        raise


def recover(output: Path) -> None:
    """Undo what killed builds left: put back the site set aside, sweep the rest.

    Called under the lock: the processes that made these folders are gone.
    """
    pattern = re.compile(re.escape(f".{output.name}.") + r"(nouveau|ancien)-\d+")
    for left in sorted(output.parent.iterdir()):
        if not pattern.fullmatch(left.name) or left.is_symlink() or not left.is_dir():
            continue
        if ".ancien-" in left.name and not output.exists() and (left / MARKER).is_file():
            left.rename(output)
        else:
            remove_tree(left)


def remove_tree(folder: Path) -> None:
    """Remove a tree of ours; what resists is swept by a later build."""
    shutil.rmtree(folder, ignore_errors=True)


def flush_disk(folder: Path) -> None:
    """Wait until all that was written on this folder's disk is really there."""
    syncfs = _libc_function("syncfs")
    if syncfs is None:
        if hasattr(os, "sync"):
            os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            _raise_errno(folder)
    finally:
        os.close(descriptor)


def _exchange_at_once(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk cannot."""
    renameat2 = _libc_function("renameat2")
    if renameat2 is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    return renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0


def _libc_function(name: str) -> "Callable[..., int] | None":
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)


def _raise_errno(path: Path) -> None:
    code = ctypes.get_errno()
    raise OSError(code, os.strerror(code), str(path))


def _flush_folder(folder: Path) -> None:
    """The exchange itself reaches the disk; where a folder cannot be flushed, never mind."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
