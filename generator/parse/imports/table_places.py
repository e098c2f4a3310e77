"""Parse: what our rules say of an entry → the same at the cell it was read from, in its words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import Diagnostic, FieldPath, Severity
from generator.flat_entry import flat_name
from generator.form_fields import FormField, FormGroup, every_field
from generator.parse.imports.table_rows import fault_at
from generator.parse.phrases import short
from generator.table_entries import CellFault, RowPlace, TableEntry
from generator.table_layout import LISTS

_QUOTED = re.compile("« ([^«»]+) »")
_LISTED = "valeurs possibles : "
_FEW = 6  # values shown
_AS_TABLE: Mapping[str, str] = {
    "une date": "écrivez le jour, le mois et l’année : « 21/11/2026 »",
    "oui ou non": "écrivez « oui » ou « non »",
    "un nombre": "des chiffres sans unité, une virgule pour les décimales : « 12,50 »",
}


def told_at_cells(
    entry: TableEntry, said: Sequence[Diagnostic], groups: tuple[FormGroup, ...]
) -> Iterator[CellFault]:
    """Each diagnostic of an entry at its cell."""
    fields = {field.name: field for field in every_field(groups)}
    for diagnostic in said:
        place, name = _where(entry, diagnostic.field, groups)
        title = place.titles.get(name, "")
        message, hint = _worded(diagnostic, fields.get(name), title, is_text=not entry.row.sheet)
        yield fault_at(
            place,
            name,
            diagnostic.code,
            message,
            hint,
            warning=diagnostic.severity is Severity.WARNING,
        )


def _where(
    entry: TableEntry, path: FieldPath, groups: tuple[FormGroup, ...]
) -> tuple[RowPlace, str]:
    """The row of a diagnostic, and the name of its column."""
    name, rank = flat_name(path, groups)
    place, top = entry.row, name.partition("[]")[0].partition(".")[0]
    places = entry.items.get(top, ())
    if rank is not None and rank < len(places):
        place = places[rank]
    for wanted in (name, top):
        if wanted in place.titles:
            return place, wanted
    inside = (known for known in place.titles if known.startswith((f"{name}.", f"{name}[].")))
    return place, next(inside, name)


def _worded(
    diagnostic: Diagnostic, field: FormField | None, title: str, *, is_text: bool
) -> tuple[str, str]:
    """The message and the hint for somebody who sees cells, and labels instead of codes."""
    message, hint = diagnostic.message, diagnostic.hint
    if field is not None and title:
        key = f"« {field.key} »"
        message = message.replace(f"{key} ({field.title})", key).replace(key, f"« {title} »")
    if diagnostic.code == "champ-manquant":
        example = field.example.partition("\n")[0] if field is not None else ""
        hint = f"remplissez-la, par exemple « {short(example)} »" if example else "remplissez-la"
        return (f"la cellule « {title} » est vide" if title else message), hint
    if diagnostic.code == "structure-inconnue" and hint.startswith("créez-la"):
        sheet = "" if is_text else " dans la feuille « Structures »"
        return message, f"choisissez-en une qui existe, ou ajoutez-la{sheet}"
    if diagnostic.code == "date-invalide" and hint.startswith("année, mois, jour"):
        return message, _AS_TABLE["une date"]
    if diagnostic.code == "type-incorrect":
        hint = next((how for what, how in _AS_TABLE.items() if what in message), hint)
    if field is not None and field.choices:
        hint = _labelled(hint, {choice.code: choice.label for choice in field.choices})
    return message, hint


def _labelled(hint: str, labels: Mapping[str, str]) -> str:
    """A hint that gives codes → the same with the labels that the lists show."""
    if hint.startswith(_LISTED):
        codes = hint.removeprefix(_LISTED).partition("…")[0].split(", ")
        shown = ", ".join(labels.get(code, code) for code in codes[:_FEW])
        more = f"… ({len(labels)} en tout : feuille « {LISTS} » du modèle)"
        return f"{_LISTED}{shown}{more if len(labels) > _FEW else ''}"
    return _QUOTED.sub(lambda found: f"« {labels.get(found[1], found[1])} »", hint)
