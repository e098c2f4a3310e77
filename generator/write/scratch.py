"""Stage 5, write: nothing → a folder of our own for as long as it is needed, and not longer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that nobody else reads, removed at the end with all it holds."""
    with TemporaryDirectory(prefix="guichet-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def scratch_copy(files: Mapping[str, bytes]) -> Iterator[Path]:
    """The same folder, with files in it: relative POSIX paths and their bytes."""
    with scratch_folder() as folder:
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield folder
