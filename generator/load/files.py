"""Load: folders of content → the bytes of each entry, in a stable order.

Only plain files are read: `lstat` first, then an open that follows no link. A link, a pipe or a
script in the content folder is named in the report and never opened.
"""

import os
import stat
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from generator.characters import MAX_IDENTIFIER, find_forbidden_character, fold, is_identifier
from generator.diagnostics import FILE_START, Diagnostic, Severity
from generator.load.text import MAX_FILE_BYTES

COLLECTIONS = (
    "services",
    "structures",
    "situations",
    "parcours",
    "evenements",
    "manques",
    "pages",
)
ENTRY_SUFFIXES = (".md", ".yaml", ".yml")
# Kept beside the entries without being one.
_COMPANIONS = frozenset(("LICENCE", "README.md", ".gitkeep"))


def list_entries(folder: Path, shown: str) -> Iterator[tuple[str, Path, Diagnostic | None]]:
    """Each file of a collection's folder: its shown path, its real path, why it is refused if so.

    `shown` is the folder as the partner knows it ("content/services").
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        yield shown, folder, _unreadable(shown, "ce n’est pas un vrai dossier")
        return
    with os.scandir(folder) as found:
        items = sorted(found, key=lambda item: item.name)
    seen: dict[str, str] = {}
    for item in items:
        if item.name in _COMPANIONS:
            continue
        path = f"{shown}/{printable_name(item.name)}"
        fault = _name_fault(path, item, seen)
        yield path, Path(item.path), fault


def find_near_names(content: Path, files: Collection[str]) -> Iterator[Diagnostic]:
    """What stands in `content` under nearly the name of a folder or file that is read: it is not.

    Anything else there is nobody's business.
    """
    with os.scandir(content) as found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        is_folder = item.is_dir()
        read = COLLECTIONS if is_folder else files
        if item.name in read or len(item.name) > MAX_IDENTIFIER:
            continue
        if not is_folder and Path(item.name).suffix not in ENTRY_SUFFIXES:
            continue  # what an editor leaves behind
        close = get_close_matches(fold(item.name).replace(" ", "."), read, n=1, cutoff=0.85)
        if close and not _is_same(item.path, content / close[0]):
            yield _fault(
                "nom-de-fichier",
                f"content/{printable_name(item.name)}",
                f"{'ce dossier' if is_folder else 'ce fichier'} n’est pas lu",
                f"vouliez-vous dire « content/{close[0]} » ?",
                Severity.WARNING,
            )


def _is_same(path: str, other: Path) -> bool:
    """Where capitals do not count, « Services » is « services »."""
    try:
        return Path(path).samefile(other)
    except OSError:
        return False


def read_plain_file(path: Path, most: int = MAX_FILE_BYTES) -> bytes | None:
    """The bytes of a plain file, one more than the limit at most; `None` if it is anything else."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
    except OSError:
        return None
    with open(descriptor, "rb") as file:
        return file.read(most + 1)


def _name_fault(path: str, item: "os.DirEntry[str]", seen: dict[str, str]) -> Diagnostic | None:
    if item.is_symlink() or not item.is_file(follow_symlinks=False):
        return _unreadable(path, "seuls de vrais fichiers sont lus, ni dossier, ni lien, ni tube")
    stem, suffix = Path(item.name).stem, Path(item.name).suffix
    if suffix not in ENTRY_SUFFIXES:
        return _fault(
            "nom-de-fichier",
            path,
            "ce fichier n’est pas une fiche",
            "une fiche se termine par .md ou .yaml ; rangez les autres fichiers ailleurs",
        )
    if not is_identifier(stem):
        return _fault(
            "nom-de-fichier",
            path,
            "le nom du fichier ne peut pas servir d’identifiant",
            f"lettres minuscules sans accent, chiffres et traits d’union, {MAX_IDENTIFIER} signes "
            "au plus : « garage-solidaire.md »",
        )
    if stem in seen:
        return _fault(
            "identifiant-en-double",
            path,
            f"l’identifiant « {stem} » est déjà pris par {seen[stem]}",
            "gardez un seul des deux fichiers, ou changez le nom de l’un",
        )
    seen[stem] = path
    return None


def printable_name(name: str) -> str:
    """A file name as it can be shown: hostile names carry escapes and undecodable bytes."""
    safe = name.encode("utf-8", "backslashreplace").decode()
    if find_forbidden_character(safe) or "\n" in safe or "\t" in safe:
        return safe.encode("unicode_escape").decode()
    return safe


def _unreadable(path: str, reason: str) -> Diagnostic:
    return _fault(
        "fichier-illisible",
        path,
        f"impossible de lire ce fichier : {reason}",
        "remplacez-le par un fichier ordinaire, ou retirez-le",
    )


def _fault(
    code: str, path: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        path=path,
        span=FILE_START,
        message=message,
        hint=hint,
    )
