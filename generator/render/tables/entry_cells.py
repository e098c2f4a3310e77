"""Render: the text of a field → what its cell says: labels for codes, dates and numbers as such."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.flat_values import CODED, read_list, read_word
from generator.form_fields import Choice, FormField
from generator.table_cells import pieces, unguarded
from generator.tidying import tidy_code, tidy_date

Label = Callable[[str], str]  # a code → its name, or ""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:,[0-9]{1,20})?\Z")
_FIRST_DAY = date(1900, 3, 1)  # before it, the days of spreadsheets are not those of the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """What is written in one cell, and in those that continue it."""

    parts: tuple[str, ...] = ()
    number: float | None = None
    day: date | None = None


def cell_value(text: str, field: FormField, labels: Mapping[str, Label]) -> CellValue:
    """A day and a number are kept as such when they come back the same, else as texts."""
    if field.kind == "date":
        day = _day(text)
        if day is not None and day >= _FIRST_DAY:
            return CellValue(day=day)
    if field.kind in ("number", "integer") and _NUMBER.match(text):
        number = float(text.replace(",", "."))
        written = f"{number:.16G}"  # as the library writes it
        if "E" not in written and written.replace(".", ",") == text:
            return CellValue(number=number)
    shown = worded(text, field, labels)
    return CellValue(parts=tuple(_kept(part) for part in pieces(shown)))


def worded(text: str, field: FormField, labels: Mapping[str, Label]) -> str:
    """Codes → the names that people know them by, when the names are read back as the codes."""
    if field.kind not in CODED and not (field.choices and field.many):
        return text
    if not field.many:
        shown = word_of(text, field, labels)
        return shown if read_word(shown, field) == text else text
    lines = [word_of(line, field, labels) for line in text.split("\n")]
    shown = "\n".join(lines)
    return shown if read_list(shown, field) == read_list(text, field) else text


def word_of(code: str, field: FormField, labels: Mapping[str, Label]) -> str:
    """The label of a code; « name (code) » for what has no list."""
    if field.choices:
        return choice_words(field).get(code, code)
    name = labels[field.kind](code) if field.kind in labels else ""
    return f"{name} ({code})" if name and "\n" not in name else code


def choice_words(field: FormField) -> Mapping[str, str]:
    """Each code of a list → what people choose: its label, with the code when two are alike."""
    return _choice_words(field.choices)


@cache
def _choice_words(choices: tuple[Choice, ...]) -> Mapping[str, str]:
    terms = [(choice.code, choice.label) for choice in choices]
    return {
        code: label
        if tidy_code(label, terms) == code and "\n" not in label
        else f"{label} ({code})"
        for code, label in terms
    }


def _kept(text: str) -> str:
    """A text that would be read as guarded is guarded once more."""
    return f"'{text}" if unguarded(text) != text else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(tidy_date(text))
    except ValueError:
        return None
