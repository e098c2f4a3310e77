"""Stage 5, write: the path of each artifact → proof that it can be written where it says.

A path is relative, stays inside the site, means the same file on every system, and is published
once: `É` written two ways, or `A.html` beside `a.html`, are one file on some computers.
"""

import re
import unicodedata

from generator.diagnostics import PublicationError
from generator.model import Artifact

_MAX_NAME_BYTES = 255
_ORDINARY = re.compile(r"(?:[a-z0-9-]{1,99}/)*[a-z0-9-]{1,99}(?:\.[a-z0-9]{1,9}){0,2}")
_FORBIDDEN = frozenset('\\:*?"<>|')  # what Windows refuses, and `\` that it reads as a `/`


class PathRegister:
    """The paths accepted so far, to find two artifacts that would be one file."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}  # path folded → path
        self._folders: dict[str, str] = {}

    def accept(self, artifact: Artifact) -> None:
        """Take this artifact's path, or refuse it."""
        path = artifact.path
        fault = "" if _ORDINARY.fullmatch(path) else _find_fault(path)
        if fault:
            raise PublicationError(
                f"le chemin « {_shown(path)} » ne peut pas être publié : {fault}."
            )
        self._accept_folder(path.rpartition("/")[0])
        folded = _fold(path)
        if folded in self._files or folded in self._folders:
            other = self._files.get(folded) or self._folders[folded]
            raise _collision(other, path)
        self._files[folded] = path

    def _accept_folder(self, folder: str) -> None:
        folded = _fold(folder)
        if not folder or self._folders.get(folded) == folder:
            return
        other = self._files.get(folded) or self._folders.get(folded)
        if other:
            raise _collision(other, folder)
        self._folders[folded] = folder
        self._accept_folder(folder.rpartition("/")[0])


def _find_fault(path: str) -> str:
    names = path.split("/")
    if any(name in {"", ".", ".."} for name in names):
        return "il doit être relatif et rester dans le site"
    if not path.isprintable() or any(sign in _FORBIDDEN for sign in path):
        return "il contient un signe qu’un nom de fichier ne peut pas porter"
    if path != unicodedata.normalize("NFC", path):
        return "ses accents ne sont pas écrits sous leur forme habituelle (NFC)"
    if any(name[-1] in ". " for name in names):
        return "un nom ne peut finir ni par un point ni par une espace"
    if any(len(name.encode("utf-8", "replace")) > _MAX_NAME_BYTES for name in names):
        return f"un nom dépasse {_MAX_NAME_BYTES} octets"
    return ""


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())


def _collision(first: str, second: str) -> PublicationError:
    return PublicationError(
        f"deux pages voudraient le même chemin : « {_shown(first)} » et « {_shown(second)} ». "
        "Le site n’a pas été publié."
    )


def _shown(path: str) -> str:
    return path.encode("unicode_escape").decode("ascii") if not path.isprintable() else path
