"""Stage 5, write: artifacts → the published folder, all or nothing.

The new site is complete, checked and on the disk before it takes the place of the old one, in one
step. A crash, a full disk or a second build leaves the old site whole; nothing stale survives.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import PublicationError
from generator.model import Artifact
from generator.write.exchange import exchange, flush_disk, recover, remove_tree, staging_folder
from generator.write.lock import hold_lock
from generator.write.output_folder import MANIFEST, MARKER, locate_output, read_published
from generator.write.reasons import reason_of
from generator.write.tree import NewTree

_MARKER_TEXT = (
    "Ce dossier est écrit par « guichet build » et remplacé en entier à chaque construction :\n"
    f"n’y ajoutez rien. La liste de ses fichiers est dans {MANIFEST}.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one build did to the published folder, in numbers of files."""

    files: int
    written: int
    kept: int  # already there, with the same bytes
    removed: int


def write_site(
    artifacts: Iterable[Artifact], output: Path, sources: Iterable[Path] = ()
) -> Publication:
    """Publish the artifacts in `output` and nothing else; `sources` are the folders read.

    Raises `UsageError` for a folder that must not be replaced, `PublicationError` when writing
    fails; in both cases the folder is as it was.
    """
    with _explained(output):
        output = locate_output(output, sources)
        output.parent.mkdir(parents=True, exist_ok=True)
        with hold_lock(output):
            recover(output)
            return _publish(artifacts, output)


def _publish(artifacts: Iterable[Artifact], output: Path) -> Publication:
    published = read_published(output)
    tree = NewTree(staging_folder(output), output)
    try:
        for artifact in artifacts:
            tree.add(artifact)
        tree.add(_manifest(tree))
        tree.add(Artifact(path=MARKER, content=_MARKER_TEXT.encode()))
        removed = published.keys() - tree.digests.keys()
        if removed:
            tree.start()
        if tree.started:
            flush_disk(tree.staging)
            read_published(output)  # nobody put a file there in the meantime
            exchange(tree.staging, output)
    except BaseException:
        remove_tree(tree.staging)
        raise
    return Publication(
        files=len(tree.digests),
        written=len(tree.written),
        kept=len(tree.kept),
        removed=len(removed),
    )


def _manifest(tree: NewTree) -> Artifact:
    """The list of all files with their digests: anyone can check a copy of the site."""
    lines = ",\n".join(  # one line a file: the encoder that indents is three times slower
        f'{json.dumps(path, ensure_ascii=False)}: {{"sha256": "{digest}", "octets": {size}}}'
        for path, (digest, size) in sorted(tree.digests.items())
    )
    text = f'{{"fichiers": {{\n{lines}\n}}}}\n'
    return Artifact(path=MANIFEST, content=text.encode())


@contextmanager
def _explained(output: Path) -> Iterator[None]:
    """A failure of the disk, as a sentence for the operator."""
    try:
        yield
    except OSError as error:
        raise PublicationError(
            f"le site n’a pas pu être écrit dans « {output} » : {reason_of(error)}. "
            "Le site déjà en place n’a pas changé."
        ) from error
