"""What is being done → a bar on a terminal, silence anywhere else (door: rich, imported late).

Nothing is drawn for work that ends before anyone could read it.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.pipeline import Advance

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.5  # seconds before a bar appears


@contextmanager
def progress_bar() -> Iterator[Advance]:
    """An `advance` function; its bar is on stderr, and only if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done, _total: None
        return
    bar = _Bar()
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    def __init__(self) -> None:
        self._started = time.monotonic()
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def advance(self, doing: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if self._progress is None:
            if time.monotonic() - self._started < PATIENCE:
                return
            self._progress = _start()
        if doing not in self._tasks:
            self._tasks[doing] = self._progress.add_task(doing, total=total)
        self._progress.update(self._tasks[doing], completed=done)

    def stop(self) -> None:
        """Erase the bar."""
        if self._progress is not None:
            self._progress.stop()


def _start() -> "Progress":
    from rich.console import Console  # noqa: PLC0415 — only a terminal pays for rich
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress
