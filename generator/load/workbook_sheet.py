"""Load: the elements of a workbook's parts, as they come → texts, styles, cells."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite

from generator.load.table_bounds import Ledger, TableFault
from generator.table_cells import Cell, day_of_serial

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_TOKENS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_TOKENS = re.compile("[dmyhs]", re.IGNORECASE)
_WHOLE = 10**15  # beyond, a spreadsheet has lost the last figures
_PHONETIC = "rPh"  # how a text is pronounced, which is not of the text
_MAX_STRINGS = 2_000_000


class StringReader:
    """The texts that cells share."""

    def __init__(self, ledger: Ledger) -> None:
        self.strings: list[str] = []
        self._ledger = ledger
        self._parts: list[str] = []
        self._reads = False
        self._aside = 0

    def start(self, tag: str, _said: Mapping[str, str]) -> None:
        """An element begins."""
        self._aside += tag == _PHONETIC
        self._reads = tag == "t" and not self._aside

    def text(self, text: str) -> None:
        """Some text."""
        if self._reads:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._reads = False
        self._aside -= tag == _PHONETIC
        if tag == "si":
            self.strings.append(plain("".join(self._parts)))
            self._parts.clear()
            if len(self.strings) > _MAX_STRINGS:
                raise TableFault(f"plus de {_MAX_STRINGS // 1_000_000} millions de textes")


class StyleReader:
    """Which styles show a number as a day."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._of_cells = False

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "numFmt":
            self._codes[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            self._of_cells = tag == "cellXfs"
        elif tag == "xf" and self._of_cells:
            self._styles.append(said.get("numFmtId", "0"))

    def dates(self) -> Sequence[bool]:
        """For each style, whether it is of days."""
        return [self._is_day(number) for number in self._styles]

    def _is_day(self, number: str) -> bool:
        code = self._codes.get(number)
        if code is None:
            return number.isdecimal() and len(number) < 4 and int(number) in _DAYS
        return bool(_TOKENS.search(_NOT_TOKENS.sub("", code.partition(";")[0])))


class SheetReader:
    """The cells of one sheet that hold something."""

    def __init__(
        self, ledger: Ledger, strings: Sequence[str], dates: Sequence[bool], *, from_1904: bool
    ) -> None:
        self._ledger, self._strings, self._dates = ledger, strings, dates
        self._from_1904 = from_1904
        self._rows: dict[int, list[Cell]] = {}
        self._row = self._column = 0
        self._said: Mapping[str, str] = {}
        self._parts: list[str] = []
        self._reads = ""
        self._aside = 0
        self._has_value = self._is_formula = False

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows in order, cells in order."""
        ordered = sorted(self._rows.items())
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for _, row in ordered)

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """An element begins."""
        self._reads = ""
        if tag == "row":
            self._row = _rank(said.get("r", ""), self._row + 1)
            self._column = 0
        elif tag == "c":
            self._column += 1
            self._said = said
            self._move(said.get("r", ""))
            self._parts.clear()
            self._has_value = self._is_formula = False
        elif tag == "f":
            self._is_formula = True
        elif tag in ("v", "t") and not self._aside:
            self._has_value = True
            self._reads = tag
        self._aside += tag == _PHONETIC

    def text(self, text: str) -> None:
        """Some text."""
        if self._reads:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._reads = ""
        self._aside -= tag == _PHONETIC
        if tag == "c" and (self._has_value or self._is_formula):
            self._keep()

    def _move(self, reference: str) -> None:
        if not reference:
            return
        found = _REFERENCE.match(reference)
        if found is None:
            raise TableFault("une cellule n’a pas de place")
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._column, self._row = column, int(found[2])

    def _keep(self) -> None:
        kind, text = self._value("".join(self._parts))
        if self._is_formula and not text and self._said.get("t") != "str":
            kind = "error"  # it was never computed
        if not text and kind != "error":
            return
        cell = Cell(
            row=self._row,
            column=self._column,
            text=text,
            kind=kind,
            is_formula=self._is_formula,
        )
        if self._row not in self._rows:
            self._ledger.row()
        self._ledger.cell(cell.column, text)
        self._rows.setdefault(cell.row, []).append(cell)

    def _value(self, raw: str) -> tuple[str, str]:
        """What a cell keeps → how it is kept, its text."""
        if not self._has_value:
            return "error", ""
        match self._said.get("t", "n"):
            case "s":
                rank = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 9 else -1
                if not 0 <= rank < len(self._strings):
                    raise TableFault("une cellule renvoie à un texte qui n’y est pas")
                return "text", self._strings[rank]
            case "inlineStr" | "str":
                return "text", plain(raw)
            case "b":
                return "boolean", "oui" if raw.strip() == "1" else "non"
            case "e":
                return "error", raw.strip()
            case "d":
                return "date", raw.strip().removesuffix("Z").removesuffix("T00:00:00")
            case _:
                return self._number(raw.strip())

    def _number(self, raw: str) -> tuple[str, str]:
        text = number_text(raw)
        style = self._said.get("s", "")
        rank = int(style) if style.isascii() and style.isdecimal() and len(style) < 7 else -1
        if 0 <= rank < len(self._dates) and self._dates[rank]:
            moment = moment_text(text, from_1904=self._from_1904)
            return ("date", moment) if moment else ("number", text)
        return "number", text


def plain(text: str) -> str:
    """A text as its author wrote it: the format hides some signs, and Windows ends lines in two."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def number_text(raw: str) -> str:
    """A number as it is kept (« 4.7E+8 ») → as it is written (« 470000000 »)."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    if not raw.isascii() or not isfinite(number):
        return raw
    if number.is_integer() and abs(number) < _WHOLE:
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def moment_text(text: str, *, from_1904: bool) -> str:
    """46344 → 2026-11-18; 46344.5 → 2026-11-18 12:00; 0.5 → 12:00; "" for what is none."""
    whole, _, fraction = text.partition(".")
    day = day_of_serial(whole, from_1904=from_1904)
    if not fraction:
        return day.isoformat() if day else ""
    if not whole.isascii() or not whole.isdecimal():
        return ""
    minutes = round(float(f"0.{fraction}") * 24 * 60)
    midnight = datetime.combine(day or date(2000, 1, 1), datetime.min.time())
    moment = midnight + timedelta(minutes=minutes)
    if day is None:
        return f"{moment:%H:%M}" if whole == "0" else ""
    return f"{moment:%Y-%m-%d %H:%M}"


def _rank(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not text.isascii() or not text.isdecimal() or len(text) > 7:
        raise TableFault("une ligne n’a pas de place")
    return int(text)
