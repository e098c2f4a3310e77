"""Load: `observatoire/` → the months that the observatory kept, as raw data with their text.

`guichet build --snapshot` writes these files, one a month. They are content like any other: a plain
file of a bounded size, strict JSON. What cannot be read is set aside with a warning, for a trend
is no reason to leave the site as it was.
"""

import os
import re
from pathlib import Path

from generator.diagnostics import FILE_START, Diagnostic, Position, Severity, Span
from generator.load.files import printable_name, read_plain_file
from generator.load.strict_json import JsonFault, read_json, within_limits
from generator.model import Outcome, RawMonth

FOLDER = "observatoire"
MAX_BYTES = 4 * 1024 * 1024  # a month of the whole of France weighs about 1 MB
MAX_MONTHS = 600
_MAX_DEPTH, _MAX_NODES = 8, 1_000_000
_NAME = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\.json\Z")
_COMPANIONS = frozenset(("README.md", ".gitkeep"))


def load_months(root: Path, texts: dict[str, str]) -> Outcome[tuple[RawMonth, ...]]:
    """Every month that can be read, the oldest first, and why the others cannot.

    The text of each is added to `texts`, which excerpts are cut from.
    """
    folder = root / FOLDER
    if not folder.exists() and not folder.is_symlink():
        return Outcome(())
    if folder.is_symlink() or not folder.is_dir():
        return Outcome((), (_set_aside(FOLDER, "ce n’est pas un vrai dossier"),))
    with os.scandir(folder) as found:
        names = sorted(item.name for item in found if not item.name.startswith("."))
    months: list[RawMonth] = []
    said: list[Diagnostic] = []
    for name in names:
        if name in _COMPANIONS:
            continue
        shown = f"{FOLDER}/{printable_name(name)}"
        try:
            months.append(_read(folder / name, shown, texts))
        except JsonFault as fault:
            said.append(_set_aside(shown, str(fault), Position(fault.line, fault.column)))
        except ValueError as fault:
            said.append(_set_aside(shown, str(fault)))
    return Outcome(tuple(months[-MAX_MONTHS:]), tuple(said))


def _read(path: Path, shown: str, texts: dict[str, str]) -> RawMonth:
    if not _NAME.match(path.name):
        raise ValueError("son nom n’est pas celui d’un mois, comme « 2026-11.json »")
    raw = read_plain_file(path, MAX_BYTES)
    if raw is None:
        raise ValueError("ce n’est pas un fichier ordinaire")
    if len(raw) > MAX_BYTES:
        raise ValueError(f"il pèse plus de {MAX_BYTES // 1024 // 1024} Mio")
    texts[shown] = raw.decode("utf-8-sig", "replace")
    data = read_json(raw)
    if not within_limits(data, _MAX_DEPTH, _MAX_NODES):
        raise ValueError("il a trop de niveaux ou trop de valeurs")
    return RawMonth(path=shown, mois=path.stem, data=data, text=texts[shown])


def _set_aside(path: str, reason: str, place: Position = FILE_START.start) -> Diagnostic:
    return Diagnostic(
        code="mois-illisible",
        severity=Severity.WARNING,
        path=path,
        span=Span(place, place),
        message=f"ce mois de l’observatoire n’est pas montré : {reason}",
        hint="reprenez le fichier tel que « guichet build --snapshot » l’a écrit, ou supprimez-le",
    )
