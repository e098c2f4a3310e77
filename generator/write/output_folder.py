"""Stage 5, write: the folder asked for → a folder that may be replaced, or a refusal.

Only a folder that is absent, empty, or written by the generator and by nobody else is ever
replaced. There is no option that lifts these refusals.
"""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from generator.diagnostics import UsageError

MARKER = ".guichet"
MANIFEST = "manifest.json"
_REPOSITORIES = (".git", ".hg", ".svn", ".jj")
_NAMED_FILES = 5  # how many foreign files a message names


def locate_output(output: Path, sources: Iterable[Path]) -> Path:
    """The absolute path of the output folder; a folder where other things live is refused.

    `sources` are the folders and files that the generator reads.
    """
    if output.is_symlink():
        raise _refusal(output, "c’est un lien")
    if output.exists() and not output.is_dir():
        raise _refusal(output, "ce n’est pas un dossier")
    place = output.resolve()
    if place.parent == place:
        raise _refusal(output, "c’est la racine du disque")
    if _holds(place, _home()):
        raise _refusal(output, "c’est votre dossier personnel, ou un dossier qui le contient")
    for source in (path.resolve() for path in sources):
        if _holds(place, source):
            raise _refusal(output, f"il contient « {source.name} », que le générateur lit")
        if source in place.parents:
            raise _refusal(output, f"il est dans « {source.name} », que le générateur lit")
    if any(name in place.parts or (place / name).exists() for name in _REPOSITORIES):
        raise _refusal(output, "c’est un dépôt de code")
    return place


def read_published(output: Path) -> dict[str, str]:
    """Path → SHA-256 of each file of the site in place; anything else in there is a refusal."""
    if not output.exists():
        return {}
    found = set(list_files(output))
    if found and MARKER not in found:
        raise _refusal(
            output, "il contient des fichiers et rien ne dit que le générateur les a écrits"
        )
    digests = _read_manifest(output / MANIFEST) if found else {}
    foreign = sorted(found - digests.keys() - {MARKER, MANIFEST})
    if foreign:
        raise _foreign(output, foreign)
    return {path: digest for path, digest in digests.items() if path in found}


def check_output(output: Path, sources: Iterable[Path]) -> None:
    """Refuse what `write_site` would refuse, and touch nothing."""
    read_published(locate_output(output, sources))


def list_files(folder: Path) -> Iterator[str]:
    """Relative path of all that is in a folder; a link or a pipe ends with a `|`, like no name."""
    stack = [""]
    while stack:
        prefix = stack.pop()
        with os.scandir(folder / prefix) as items:
            for item in items:
                path = f"{prefix}{item.name}"
                if item.is_dir(follow_symlinks=False):
                    stack.append(f"{path}/")
                else:
                    yield path if item.is_file(follow_symlinks=False) else f"{path}|"


def _holds(folder: Path, path: Path | None) -> bool:
    """Whether a folder is this path or one of its parents, also by another spelling of its name."""
    if path is None:
        return False
    if folder == path or folder in path.parents:
        return True
    chain = (path, *path.parents)
    return folder.exists() and any(item.exists() and folder.samefile(item) for item in chain)


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a user without a home
        return None


def _read_manifest(manifest: Path) -> dict[str, str]:
    try:
        listed = json.loads(manifest.read_bytes())["fichiers"]
        return {str(path): str(entry["sha256"]) for path, entry in listed.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}  # then every file is foreign, and the refusal names them


def _refusal(output: Path, reason: str) -> UsageError:
    return UsageError(
        f"le site ne peut pas être écrit dans « {output} » : {reason}. "
        "Choisissez un dossier qui n’existe pas encore, ou un dossier vide (option --output)."
    )


def _foreign(output: Path, foreign: list[str]) -> UsageError:
    named = ", ".join(f"« {path.rstrip('|')} »" for path in islice(foreign, _NAMED_FILES))
    others = len(foreign) - _NAMED_FILES
    more = f" et {others} autres" if others > 1 else " et un autre" if others == 1 else ""
    return UsageError(
        f"le dossier « {output} » contient ce que le générateur n’a pas écrit : {named}{more}. "
        "Il serait perdu : déplacez-le ailleurs, ou supprimez vous-même ce dossier."
    )
