"""Structures and the account of their referent → the lines of CODEOWNERS, between two marks.

What stands outside the marks belongs to whoever keeps the repository, and stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import commands
from generator.characters import french_spaces
from generator.checked import Checked
from generator.diagnostics import Severity, UsageError
from generator.load import load_optional
from generator.model import Catalogue, Document
from generator.reporters import report_concise, typeset
from generator.write import put_entry

_SHOWN = 20  # errors
_BEGIN = "# Fiches et référents : début (« guichet export codeowners » écrit ces lignes)"
_END = "# Fiches et référents : fin"
_INTRO = (
    "# Qui relit quoi : GitHub demande une relecture aux comptes nommés ici quand une\n"
    "# proposition touche à leurs fiches. Vos propres règles se mettent au-dessus.\n\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was, or would be, written."""

    entries: int
    is_changed: bool


def write_owners(root: Path, path: Path, today: date, *, is_check: bool) -> Written | str:
    """Bring CODEOWNERS up to date, or say whether it is; what is refused when an entry is."""
    checked = commands.check(root, today)
    if checked.plan is None:
        return _refused(checked)
    before = (load_optional(str(path)) or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    catalogue = checked.plan.catalogue
    after = owners_text(checked.documents, catalogue, before)
    if after != before and not is_check:
        put_entry(path, after)
    return Written(
        entries=len(tuple(_owned(checked.documents, catalogue))), is_changed=after != before
    )


def _refused(checked: Checked) -> str:
    """The first errors, a line each."""
    errors = [item for item in checked.diagnostics if item.severity is Severity.ERROR]
    return report_concise(typeset(errors[:_SHOWN]), checked.texts)


def told(written: Written, path: Path, *, is_late: bool) -> str:
    """What became of the file."""
    if is_late:
        return f"{path} n’est pas à jour : lancez « guichet export codeowners »."
    many = "s" if written.entries > 1 else ""
    if not written.entries:
        return f"{path} : aucune structure ne dit encore qui relit (« referent.compte »)"
    return f"{path} : {written.entries} fiche{many} à faire relire"


def owners_text(documents: Sequence[Document], catalogue: Catalogue, before: str) -> str:
    """The file with its block renewed, or added at its end."""
    block = _block(tuple(_owned(documents, catalogue)))
    begin, end = french_spaces(_BEGIN), french_spaces(_END)
    found = (before.count(begin), before.count(end))
    if found == (0, 0):
        lead = french_spaces(_INTRO) if not before.strip() else before.rstrip("\n") + "\n\n"
        return lead + block
    if found != (1, 1) or before.index(begin) > before.index(end):
        raise UsageError(
            "CODEOWNERS : les deux lignes « Fiches et référents » n’encadrent plus rien"
        )
    head, _, rest = before.partition(begin)
    return head + block + rest.partition(end)[2].removeprefix("\n")


def _owned(documents: Sequence[Document], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The path of each entry and the account that reviews it, in the order of the paths."""
    accounts = {
        structure.id: f"@{structure.referent.compte.removeprefix('@')}"
        for structure in catalogue.structures
        if structure.referent is not None and structure.referent.compte
    }
    holders = {service.id: service.structure for service in catalogue.services}
    for document in sorted(documents, key=lambda document: document.path):
        if document.source or document.collection not in ("services", "structures"):
            continue
        holder = document.id if document.collection == "structures" else holders.get(document.id)
        account = accounts.get(holder or "")
        if account:
            yield f"/{document.path}", account


def _block(owned: tuple[tuple[str, str], ...]) -> str:
    """The lines between the marks: one account after the other."""
    paths: dict[str, list[str]] = defaultdict(list)
    for path, account in owned:
        paths[account].append(path)
    lines = [f"{path} {account}" for account in sorted(paths) for path in paths[account]]
    return "".join(f"{line}\n" for line in (french_spaces(_BEGIN), *lines, french_spaces(_END)))
