"""Stage 5, write: one file asked for by name: a new entry, a preview, a summary."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import UsageError
from generator.write.reasons import reason_of


def write_entry(path: Path, text: str) -> None:
    """Create `path` with `text`; `UsageError` if anything stands there already.

    The folder of its collection is made when it is missing, never the folder of all content.
    """
    content = path.parent.parent
    if not content.is_dir():
        raise UsageError(f"le dossier « {content} » n’existe pas : lancez la commande à la racine")
    with _explained(path):
        path.parent.mkdir(exist_ok=True)
    for suffix in (".md", ".yaml", ".yml"):
        if os.path.lexists(path.with_suffix(suffix)):
            raise UsageError(
                f"« {path.with_suffix(suffix)} » existe déjà : choisissez un autre nom"
            )
    with _explained(path), path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def put_entry(path: Path, text: str) -> None:
    """Write a whole entry, over the former one if there is one: never half of it.

    Its folder is made when it is missing; a link in its place is replaced, not followed.
    """
    beside = path.with_name(f".{path.name}.nouveau")
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(text.encode("utf-8"))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def write_output(path: Path, content: bytes) -> None:
    """Write one file, over the former one."""
    with _explained(path):
        path.write_bytes(content)


def append_output(path: Path, text: str) -> None:
    """Add text at the end of a file: what a workflow's summary wants."""
    with _explained(path), path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"impossible d’écrire « {path} » : {reason_of(error)}") from error
