"""Load: a revision of the content repository → its files, by path.

The working copy is not touched, and what the tree says of itself is not obeyed: `git archive` would
let a proposal hide a file, or rewrite it, with a line of `.gitattributes`. Only plain files of what
the generator reads are asked for, once their weight is known.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.diagnostics import GeneratorError, UsageError

MAX_SECONDS = 120
MAX_BYTES = 512 * 1024 * 1024
_PLAIN = ("100644", "100755")  # neither a link nor a repository in the repository


def load_revision(root: Path, revision: str) -> Mapping[str, bytes]:
    """The content, the settings and the outlines that a revision holds under `root`."""
    if not revision or revision.startswith("-"):
        raise UsageError(f"« {revision} » n’est pas une révision : écrivez « git:main »")
    # Asked from a folder of the repository, git lists what is in that folder.
    listed = _git(root, revision, ("ls-tree", "-r", "-z", "-l", revision))
    files = list(_listed(listed))
    if sum(size for _, _, size in files) > MAX_BYTES:
        raise GeneratorError(f"cette révision pèse plus de {MAX_BYTES // 1024 // 1024} Mio")
    asked = b"".join(name + b"\n" for _, name, _ in files)
    content = _git(root, revision, ("cat-file", "--batch"), asked)
    found = dict(zip((path for path, _, _ in files), _contents(content), strict=True))
    if "guichet.yaml" not in found:
        raise GeneratorError(f"la révision « {revision} » n’a pas de fichier guichet.yaml")
    return found


def _listed(listing: bytes) -> Iterator[tuple[str, bytes, int]]:
    """Each file to read: its path, the name that git gives to its content, its weight."""
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        path = os.fsdecode(name)
        if about and _is_read(PurePosixPath(path)):
            mode, _, identifier, size = about.split()
            if mode.decode() in _PLAIN:
                yield path, identifier, int(size)


def _contents(batch: bytes) -> Iterator[bytes]:
    """What `git cat-file --batch` answers: a line that tells a size, the bytes, a line end."""
    start = 0
    while start < len(batch):
        end = batch.index(b"\n", start)
        size = int(batch[start:end].split()[-1])
        yield batch[end + 1 : end + 1 + size]
        start = end + size + 2


def _is_read(path: PurePosixPath) -> bool:
    if path.is_absolute() or ".." in path.parts:
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


def _git(root: Path, revision: str, arguments: Sequence[str], said: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 — the arguments are ours, and no shell reads them
            ["git", "-C", str(root), *arguments],  # noqa: S607 — the user's own git
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},  # its words, as we know them
            input=said,
            timeout=MAX_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GeneratorError("la commande « git » n’est pas installée") from error
    except subprocess.TimeoutExpired as error:
        raise GeneratorError(f"git met plus de {MAX_SECONDS} secondes à répondre") from error
    if done.returncode:
        raise GeneratorError(_why(done.stderr, revision))
    return done.stdout
