"""What `guichet fix` changed → the words and the differences that it shows."""

import re
from collections.abc import Sequence
from difflib import unified_diff

from generator.characters import french_spaces
from generator.fix_steps import Mended
from generator.parse import Mend

_SHOWN = 60  # a longer value is not repeated: « --diff » shows it
_SPACES = re.compile(r"\s+")


def report(mended: Sequence[Mended]) -> str:
    """One line a change: its place, its field, what it was and what it is."""
    rows = []
    for item in mended:
        for line, mend in item.mends:
            rows.append(f"{item.entry.shown}:{line} : {_change(mend)}")
        if item.moved:
            rows.append(f"{item.entry.shown} : dans l’ordre des champs : {', '.join(item.moved)}")
        if item.is_changed and not item.mends and not item.moved:
            rows.append(f"{item.entry.shown} : fin de fichier")
    return french_spaces("".join(f"{row}\n" for row in rows))


def count(mended: Sequence[Mended], *, is_trial: bool) -> str:
    """« 3 corrections dans 2 fiches »; and what could not be read."""
    changed = [item for item in mended if item.is_changed]
    number = sum(max(len(item.mends) + bool(item.moved), 1) for item in changed)
    files = f"{len(mended)} fiche{'s' if len(mended) > 1 else ''}"
    if not changed:
        said = f"{files} : rien à corriger"
    else:
        many = f"{number} correction{'s' if number > 1 else ''}"
        where = f"dans {len(changed)} fiche{'s' if len(changed) > 1 else ''} sur {len(mended)}"
        said = f"{many} {where}" + (", rien n’est écrit" if is_trial else "")
    lost = [item.entry.shown for item in mended if not item.is_readable]
    if lost:
        said += f" ; illisible, voyez « guichet check » : {', '.join(lost)}"
    return said


def _change(mend: Mend) -> str:
    field = ".".join(str(part + 1 if isinstance(part, int) else part) for part in mend.path)
    name = field or "texte"
    if mend.is_gone:
        return f"{name} : ligne « {mend.before} » retirée, {mend.why}"
    is_seen = _SPACES.sub(" ", mend.before) != _SPACES.sub(" ", mend.after)
    if not is_seen or len(mend.before) > _SHOWN or "\n" in mend.before:
        return f"{name} : {mend.why}"
    return f"{name} : {mend.why} : « {mend.before} » → « {mend.after} »"


def differences(mended: Sequence[Mended]) -> str:
    """What would change, as `git diff` shows it."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for item in mended
        for line in unified_diff(
            item.before.splitlines(keepends=True),
            item.after.splitlines(keepends=True),
            f"a/{item.entry.shown}",
            f"b/{item.entry.shown}",
        )
    )
