"""Parse: one cell → the text of its field, or what a spreadsheet has done to it.

A spreadsheet takes the zeros off the front of a code, counts days, rounds what is long. What was
lost is proposed, never guessed: the fault says what to write.
"""

import re

from generator.characters import find_forbidden_character
from generator.form_fields import FormField
from generator.parse.phrases import short
from generator.table_cells import Cell, day_of_serial, unguarded

_ROUNDED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+\Z", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]{1,20}\Z")
_SERIAL = re.compile(r"[2-9][0-9]{4}\Z")  # from 1954 to 2173: no other date has five figures
Said = tuple[str, str, str, str]  # the text, then a code, a message and a hint: "" when it is fine


def cell_text(cell: Cell, field: FormField, *, from_1904: bool) -> Said:
    """What a cell says of its field."""
    text = unguarded(cell.text) if cell.kind == "text" else cell.text
    if cell.kind == "error":
        return _no_value(cell)
    forbidden = find_forbidden_character(text)
    if forbidden is not None:
        message = f"caractère invisible ou de contrôle (U+{ord(forbidden[0]):04X})"
        return text, "caractere-interdit", message, "effacez ce caractère et retapez le mot"
    if field.kind == "date":
        return _date(cell, text, from_1904=from_1904)
    if field.format == "jour" and cell.kind == "date":
        message = f"le tableur a fait de ce jour une date : « {text} »"
        return text, "date-invalide", message, f"vouliez-vous dire « {text[5:10]} » ?"
    if _is_of_figures(field):
        return _figures(text, field)
    return text, "", "", ""


def _no_value(cell: Cell) -> Said:
    if cell.text:
        message = f"la formule de cette cellule donne une erreur : {short(cell.text)}"
    else:
        message = "la formule de cette cellule n’a pas de valeur"
    return "", "type-incorrect", message, "remplacez la formule par ce qu’elle devait donner"


def _date(cell: Cell, text: str, *, from_1904: bool) -> Said:
    """A day that is kept as a number is one when its cell is of numbers; in a text, it is asked."""
    day = day_of_serial(text, from_1904=from_1904) if _SERIAL.match(text) else None
    if day is None:
        return text, "", "", ""
    if cell.kind == "number":
        return day.isoformat(), "", "", ""
    hint = f"vouliez-vous dire « {day:%d/%m/%Y} » ?"
    return text, "date-invalide", f"« {text} » est une date comme les comptent les tableurs", hint


def _is_of_figures(field: FormField) -> bool:
    """Whether a field holds codes or numbers of telephone, where a zero may come first."""
    return field.kind in ("text", "zone", "texts") and (
        field.format in ("telephone", "commune", "zone", "siret", "siren")
        or field.pattern.startswith("^[0-9]{")
    )


def _figures(text: str, field: FormField) -> Said:
    bare = text.strip()
    if _ROUNDED.match(bare):
        hint = "retapez-le en entier, dans une cellule au format « Texte »"
        return text, "format-incorrect", f"le tableur a arrondi ce nombre : « {short(bare)} »", hint
    if not _FIGURES.match(bare) or _fits(bare, field) or not _fits(f"0{bare}", field):
        return text, "", "", ""
    message = f"« {bare} » a perdu son zéro du début : les tableurs l’enlèvent"
    hint = f"vouliez-vous dire « 0{bare} » ? Mettez la cellule au format « Texte », puis retapez-le"
    return (
        text,
        "telephone-invalide" if field.format == "telephone" else "format-incorrect",
        (message),
        hint,
    )


def _fits(figures: str, field: FormField) -> bool:
    if field.format == "telephone":
        return len(figures) != 9 and (len(figures) < 7 or figures.startswith("0"))
    return bool(re.search(field.pattern, figures))
