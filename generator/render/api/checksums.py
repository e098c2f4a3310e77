"""Render: the files of data → `donnees/SHA256SUMS`, which `sha256sum -c` reads at the root."""

from collections.abc import Iterable
from hashlib import sha256

from generator.model import Artifact

PATH = "donnees/SHA256SUMS"


def render_checksums(files: Iterable[Artifact]) -> Artifact:
    """One line a file, sorted by path."""
    lines = sorted(
        (file.path, sha256(file.content).hexdigest()) for file in files if file.path != PATH
    )
    text = "".join(f"{digest}  {path}\n" for path, digest in lines)
    return Artifact(path=PATH, content=text.encode())
