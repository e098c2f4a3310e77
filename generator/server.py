"""The local server: a folder and a way to rebuild it → pages that follow what is being written.

Beside the pipeline, for the person who edits: the site is rebuilt on each save, the browser
reloads by itself, and what is wrong is shown in the page, over the last site that was whole. Told
of changes by the system when `watchfiles` is installed, found by looking twice a second otherwise.
"""

import contextlib
import os
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import GeneratorError
from generator.served_site import SiteServer, open_server

_INTERVAL = 0.5  # seconds between two looks
_WORKING_COPIES = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload")  # what editors leave

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """What one build came to: whether a new site is in place, and what there is to say."""

    published: bool
    report: str = ""  # French; shown in the terminal, and in the page when nothing was published
    base: str = "/"  # path of the site's address: it is served there, as it will be


def serve(
    output: Path,
    build: Callable[[], Rebuild],
    watched: tuple[Path, ...],
    announce: Callable[[str], None],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    stop: threading.Event | None = None,
) -> None:
    """Build, serve `output`, rebuild on each change of what is watched; until Ctrl+C or `stop`.

    `announce` prints one message to the person at the terminal.
    """
    stop = stop or threading.Event()
    with open_server(host, port, announce) as server:
        server.site = output
        watch = Watch(watched)
        _rebuild(build, server, announce)
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        announce(f"Le site est là : {server.address}  (Ctrl+C pour arrêter)")
        try:
            with contextlib.suppress(KeyboardInterrupt):
                for _ in watch.changes(stop):
                    _rebuild(build, server, announce)
        finally:
            server.state.close()
            server.shutdown()


def _rebuild(
    build: Callable[[], Rebuild], server: SiteServer, announce: Callable[[str], None]
) -> None:
    """Build, whatever happens: an error is shown, and the last good site goes on being served."""
    try:
        done = build()
    except GeneratorError as error:
        done = Rebuild(published=False, report=str(error))
    except Exception:  # noqa: BLE001 - a bug of ours must not stop the person's work
        done = Rebuild(
            published=False,
            report=f"Le générateur a une défaillance : signalez-la.\n\n{traceback.format_exc()}",
        )
    if done.report:
        announce(done.report)
    if done.published:
        server.base = f"/{done.base.strip('/')}/".replace("//", "/")
    server.state.update(published=done.published, report="" if done.published else done.report)


class Watch:
    """What is watched, as it was when last looked at."""

    def __init__(self, watched: Iterable[Path], *, polling: bool = False) -> None:
        self._seen = {path: _look(path) for path in watched}
        self._folders = [] if polling else [path for path in self._seen if path.is_dir()]

    def changes(self, stop: threading.Event) -> Iterator[None]:
        """One tick for each change or group of changes, until `stop`."""
        for told in self._wake_ups(stop):
            # A single file is always looked at: editors replace it, and the system's watch is lost.
            due = [path for path in self._seen if told or path not in self._folders]
            now = {path: _look(path) for path in due}
            if any(self._seen[path] != stamps for path, stamps in now.items()):
                self._seen |= now
                yield

    def _wake_ups(self, stop: threading.Event) -> Iterator[bool]:
        """True when the folders may have changed, False when it is only time for another look."""
        try:
            from watchfiles import watch  # noqa: PLC0415 - optional, and imported here alone
        except ImportError:
            self._folders = []
        if not self._folders:
            while not stop.wait(_INTERVAL):
                yield True
            return
        yield True  # what changed before the system began to tell
        for changes in watch(
            *self._folders,
            stop_event=stop,
            debounce=400,
            step=50,
            rust_timeout=int(_INTERVAL * 1000),
            yield_on_timeout=True,
        ):
            yield bool(changes)


def _look(path: Path) -> dict[str, Stamp]:
    """Each file under this path, or the path itself if it is one, with what tells it changed."""
    try:
        status = path.stat()
    except OSError:
        return {}
    if not path.is_dir():
        return {str(path): _stamp(status)}
    return {
        item.path: _stamp(item.stat())
        for item in _walk(str(path))
        if not item.name.startswith(".") and not item.name.endswith(_WORKING_COPIES)
    }


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        items = list(os.scandir(folder))
    except OSError:  # removed while we look
        return
    for item in items:
        if item.is_dir(follow_symlinks=False):
            yield from _walk(item.path)
        elif item.is_file():
            yield item


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_mtime_ns, status.st_size, status.st_ino)
