"""Stage 5, write: one build at a time for one output folder.

The system frees the lock when its process ends, however it ends: a lock never has to be removed
by hand.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import PublicationError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_lock(output: Path) -> Iterator[None]:
    """Hold the output folder's lock; a second build is told so at once."""
    lock = output.with_name(f".{output.name}.verrou")
    descriptor = _acquire(lock, output)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there, an open file cannot be removed
            lock.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(lock: Path, output: Path) -> int:
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _try_lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise PublicationError(
                f"une autre construction écrit déjà dans « {output} » : attendez qu’elle finisse, "
                "puis relancez la vôtre. Rien n’a été changé."
            ) from None
        if _is_still(lock, descriptor):
            return descriptor
        os.close(descriptor)  # the build that ended has just removed this file: take the next one


def _is_still(lock: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except FileNotFoundError:
        return False
