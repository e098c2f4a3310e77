"""Load: a revision of the content repository → its files, by path.

`git archive` gives the files of a revision without touching the working copy; only plain files of
what the generator reads are taken out of it.
"""

import os
import subprocess
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from generator.diagnostics import GeneratorError, UsageError

MAX_SECONDS = 120
MAX_BYTES = 512 * 1024 * 1024


def load_revision(root: Path, revision: str) -> Mapping[str, bytes]:
    """The content, the settings and the outlines that a revision holds under `root`."""
    if not revision or revision.startswith("-"):
        raise UsageError(f"« {revision} » n’est pas une révision : écrivez « git:main »")
    # Asked from a folder of the repository, git gives what is in that folder.
    content = _git(root, "archive", "--format=tar", revision)
    files = {}
    try:
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            for member in archive:
                stream = archive.extractfile(member) if _is_read(member) else None
                if stream is not None:
                    files[member.name] = stream.read()
    except (tarfile.TarError, OSError) as error:
        raise GeneratorError(f"la révision « {revision} » est illisible") from error
    if "guichet.yaml" not in files:
        raise GeneratorError(f"la révision « {revision} » n’a pas de fichier guichet.yaml")
    return files


def _is_read(member: tarfile.TarInfo) -> bool:
    path = PurePosixPath(member.name)
    if not member.isfile() or path.is_absolute() or ".." in path.parts:
        return False
    settings = path.as_posix() == "guichet.yaml"
    return settings or path.parts[0] == "content" or path.suffix in (".geojson", ".json")


def _why(said: bytes, revision: str) -> str:
    """What git says in English, in French."""
    if b"not a git repository" in said:
        return "ce dossier n’est pas un dépôt git"
    if b"dubious ownership" in said:
        return "git refuse de lire ce dossier, qui est à quelqu’un d’autre"
    return f"la révision « {revision[:100]} » n’existe pas dans ce dépôt git"


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 — the arguments are ours, and no shell reads them
            ["git", "-C", str(root), *arguments],  # noqa: S607 — the user's own git
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},  # its words, as we know them
            timeout=MAX_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GeneratorError("la commande « git » n’est pas installée") from error
    except subprocess.TimeoutExpired as error:
        raise GeneratorError(f"git met plus de {MAX_SECONDS} secondes à répondre") from error
    if done.returncode:
        raise GeneratorError(_why(done.stderr, arguments[-1]))
    if len(done.stdout) > MAX_BYTES:
        raise GeneratorError(f"cette révision pèse plus de {MAX_BYTES // 1024 // 1024} Mio")
    return done.stdout
