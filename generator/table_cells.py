"""Cells of a table, as read or as written, and what they are called: shared by the stages, pure.

A spreadsheet runs a cell that begins as a formula does, and changes what looks like a number or a
day. Such a text has an apostrophe put before it, as has a text that begins with an apostrophe:
taking off that apostrophe always gives the text back.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

# Also in their full-width and small forms, which some spreadsheets read as the plain ones, and
# after what a reader cannot see.
_FORMULA = re.compile(
    r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x1f]*"
    r"[=+\-@'\uff1d\uff0b\uff0d\uff20\uff07\ufe66\ufe62\ufe63\ufe6b\u2212]|[\t\r\n]"
)
# 01000 would lose its zero, a SIRET its last figures, 06-01 would become the first of June.
_CHANGED = re.compile(
    r"0[0-9]+|[0-9]{12,}|[0-9]{1,4}[-/.:][0-9]{1,4}(?:[-/.:][0-9]{1,4})?|[0-9]+[eE][0-9]+"
)

LONGEST_CELL = 32_767  # signs: the limit of the format, where those of the upper planes are two
_LETTERS = 26
_LAST_SERIAL = 2_958_465  # the last day of the year 9999
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell that holds something: where it is, its text, how it was kept."""

    row: int  # both counted from 1
    column: int
    text: str
    kind: str = "text"  # "number", "date", "boolean"; "error" is what a formula could not give
    is_formula: bool = False  # its text is the last value that was computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its rows that hold something, in order."""

    name: str  # "" for a text file, which has one table
    rows: tuple[tuple[Cell, ...], ...]
    from_1904: bool = False  # its days are counted from 1904, as old Macintoshes did


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A file as read."""

    name: str  # of the file, without its folder
    sheets: tuple[Sheet, ...]
    said: tuple[str, ...] = ()  # how it was read, when it could have been read otherwise

    @property
    def is_text(self) -> bool:
        """Whether it is a text file, in which numbers and days are texts."""
        return len(self.sheets) == 1 and not self.sheets[0].name


def guarded(text: str) -> str:
    """A text as a spreadsheet will leave it: see the module."""
    return f"'{text}" if _FORMULA.match(text) or _CHANGED.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; an apostrophe that guards nothing is its author's."""
    bare = text[1:]
    return bare if text.startswith("'") and guarded(bare) == text else text


def letters(column: int) -> str:
    """4 → « D », 27 → « AA »."""
    found = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def place(sheet: str, row: int, column: int = 0) -> str:
    """« feuille « Services », cellule D12 »; a row, when no column is given."""
    where = f"cellule {letters(column)}{row}" if column else f"ligne {row}"
    return f"feuille « {sheet} », {where}" if sheet else where


def day_of_serial(text: str, *, from_1904: bool = False) -> date | None:
    """The day that a spreadsheet keeps as a number: « 46344 » → the 18th of November 2026."""
    if not re.fullmatch(r"[0-9]{1,7}", text) or not 60 < int(text) <= _LAST_SERIAL:
        return None  # the first two months have a day that never was
    try:
        return _EPOCHS[from_1904] + timedelta(days=int(text))
    except OverflowError:
        return None


def pieces(text: str) -> tuple[str, ...]:
    """A text cut into what cells can hold, no sign cut in two; joined, they give it back."""
    if len(text) * 2 <= LONGEST_CELL or _width(text) <= LONGEST_CELL:
        return (text,)
    cut, begins, width = [], 0, 0
    for rank, sign in enumerate(text):
        width += 1 + (sign > "\uffff")
        if width > LONGEST_CELL - 1:  # one less, for the apostrophe that may guard it
            cut.append(text[begins:rank])
            begins, width = rank, 1 + (sign > "\uffff")
    return (*cut, text[begins:])


def _width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
