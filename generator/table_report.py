"""A `TableReport` → what a person reads and what a program reads: every cell at fault is there."""

from collections.abc import Iterator, Sequence

from generator.characters import french_spaces
from generator.import_steps import KEPT, NEW, REPLACED, SAME
from generator.import_table import TableReport
from generator.json_text import visible_json
from generator.reporters import visible_text
from generator.table_entries import CellFault

_SHOWN = 200  # faults; the whole report has them all
_OUTCOMES = {
    NEW: ("fiche nouvelle", "fiches nouvelles"),
    REPLACED: ("fiche remplacée", "fiches remplacées"),
    SAME: ("fiche inchangée", "fiches inchangées"),
    KEPT: ("fiche différente, laissée en place", "fiches différentes, laissées en place"),
}


def table_text(report: TableReport, *, every_case: bool = False) -> str:
    """The faults first, cell by cell, then what was or would be done."""
    shown = report.faults if every_case else report.faults[:_SHOWN]
    lines: list[str] = []
    for fault in shown:
        lines.extend(_fault(fault))
    if len(shown) < len(report.faults):
        rest = len(report.faults) - len(shown)
        lines.append(f"… et {rest} autres : --report FICHIER les écrit toutes")
    if report.warnings:
        lines.extend(("", "À relire, sans que cela empêche l’import :"))
        kept = report.warnings if every_case else report.warnings[:_SHOWN]
        for fault in kept:
            lines.extend(f"  {line}" for line in _fault(fault))
        if len(kept) < len(report.warnings):
            lines.append(f"  … et {len(report.warnings) - len(kept)} autres")
    lines.extend(_done(report))
    return french_spaces("\n".join(visible_text(line) for line in lines).lstrip("\n") + "\n")


def table_noted(report: TableReport) -> str:
    """The last line."""
    if report.faults:
        count = len(report.faults)
        what = f"{count} faute{'s' if count > 1 else ''}"
        if report.is_written:
            return f"{what} ; les autres fiches sont écrites. Corrigez, puis relancez."
        remedy = "" if report.wishes.partial else ", ou ajoutez --partial pour écrire les autres"
        return f"{what} : rien n’est écrit. Corrigez le fichier et relancez{remedy}."
    if report.wishes.trial:
        return "Essai : rien n’est écrit."
    if any(item.outcome == KEPT for item in report.filed):
        return "Pour remplacer les fiches qui existent déjà, relancez avec --replace."
    return "Lancez « guichet check » pour relire le tout."


def table_json(report: TableReport) -> str:
    """Everything, for a program."""
    document = {
        "fichier": report.name,
        "dossier": report.folder,
        "essai": report.wishes.trial,
        "ecrit": report.is_written,
        "fiches": [
            {
                "collection": item.entry.origin.collection,
                "fiche": item.identifier,
                "resultat": item.outcome,
                "champs_differents": list(item.differing),
            }
            for item in report.filed
        ],
        "mises_de_cote": list(report.set_aside),
        "fautes": [_object(fault) for fault in report.faults],
        "a_relire": [_object(fault) for fault in report.warnings],
        "notes": list(report.notes),
    }
    return f"{visible_json(document, indent=1)}\n"


def _fault(fault: CellFault) -> Iterator[str]:
    yield f"{fault.place} : {fault.message} [{fault.code}]"
    if fault.hint:
        yield f"    {fault.hint}"


def _object(fault: CellFault) -> dict[str, str | int]:
    return {
        "feuille": fault.sheet,
        "ligne": fault.row,
        "colonne": fault.column,
        "titre": fault.title,
        "place": fault.place,
        "code": fault.code,
        "message": fault.message,
        "conseil": fault.hint,
    }


def _done(report: TableReport) -> Iterator[str]:
    trial = "" if report.is_written else " (rien n’est écrit)"
    yield ""
    yield f"{report.name} → {report.folder}{trial}"
    for outcome, words in _OUTCOMES.items():
        found = [item for item in report.filed if item.outcome == outcome]
        if found:
            yield f"  {len(found)} {words[len(found) > 1]}"
        if outcome in (REPLACED, KEPT):
            for item in found:
                fields = ", ".join(item.differing) or "illisible ici"
                yield f"    {item.entry.origin.collection}/{item.identifier} : {fields}"
    if report.set_aside:
        yield f"  {_few('fiche à corriger', 'fiches à corriger', report.set_aside)}"
    for note in report.notes:
        yield f"  {note}"


def _few(one: str, several: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:20]) + (" …" if len(names) > 20 else "")
    return f"{len(names)} {several if len(names) > 1 else one} : {shown}"
