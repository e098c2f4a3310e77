"""Load: a workbook or a text file of separated values → its cells, or one sentence why not.

A text file says neither its encoding nor its separator: what could be read otherwise is told.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import PurePath

from generator.diagnostics import UsageError
from generator.load.imported import load_bytes
from generator.load.table_bounds import Ledger, TableFault
from generator.load.workbook import is_workbook, read_workbook
from generator.table_cells import Cell, ReadTable, Sheet

_MAX_BYTES = 48 * 1024 * 1024
_SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation"}
# The limit of the csv module, which any other code of the process may raise.
_LONGEST = 128 * 1024
_TOO_LONG = "larger than field limit"
_AGAIN = "enregistrez-le au format « CSV UTF-8 », ou en classeur (.xlsx)"


def load_table(source: str) -> ReadTable:
    """The cells of a file; `UsageError` when it cannot be read."""
    content = load_bytes(source, _MAX_BYTES)
    return read_table(source, content)


def read_table(source: str, content: bytes) -> ReadTable:
    """The same, from the bytes of a file."""
    name = PurePath(source).name
    try:
        if is_workbook(content):
            return read_workbook(name, content)
        return _read_text(name, content)
    except TableFault as fault:
        shown = source.encode("utf-8", "backslashreplace").decode()[:200]
        raise UsageError(f"impossible de lire « {shown} » : {fault}") from None


def _read_text(name: str, content: bytes) -> ReadTable:
    if PurePath(name).suffix.lower() in (".xlsx", ".xlsm"):
        raise TableFault("ce n’est pas un classeur, malgré son nom")
    text, encoding = _decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator, text, skipped = _separator(text)
    rows = tuple(_rows(text, separator, skipped))
    if not rows:
        raise TableFault("il n’y a rien à lire")
    said = (f"encodage : {encoding} ; séparateur : {_SEPARATORS[separator]}",)
    return ReadTable(name=name, sheets=(Sheet(name="", rows=rows),), said=said)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding."""
    try:
        if content.startswith(BOM_UTF8):
            return content[len(BOM_UTF8) :].decode("utf-8"), "UTF-8"
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return content.decode("utf-16"), "UTF-16"
    except UnicodeDecodeError:
        raise TableFault(
            f"ce n’est pas le texte que ses premiers octets disent ; {_AGAIN}"
        ) from None
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows (cp1252)"
    except UnicodeDecodeError as error:
        where = content.count(b"\n", 0, error.start) + 1
        raise TableFault(f"la ligne {where} n’est ni en UTF-8 ni en cp1252 ; {_AGAIN}") from None


def _separator(text: str) -> tuple[str, str, int]:
    """What separates the cells, the text below the line that may say so, how many lines that is."""
    first, _, rest = text.partition("\n")
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in _SEPARATORS:
        return first[4], rest, 1
    counted = [(len(_first_row(text, sign)), sign) for sign in _SEPARATORS]
    best = max(count for count, _ in counted)
    return next(sign for count, sign in counted if count == best), text, 0


def _first_row(text: str, separator: str) -> list[str]:
    """The first row that says something, read with one separator; nothing when it cannot be."""
    try:
        for row in csv.reader(_lines(text), delimiter=separator, strict=True):
            if any(cell.strip() for cell in row):
                return row
    except csv.Error:
        pass
    return []


def _rows(text: str, separator: str, skipped: int) -> Iterator[tuple[Cell, ...]]:
    ledger = Ledger()
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    rank = skipped
    try:
        for rank, row in enumerate(reader, skipped + 1):
            found = []
            for column, value in enumerate(row, 1):
                if _bounded(value).strip():
                    ledger.cell(column, value)
                    found.append(Cell(row=rank, column=column, text=value))
            if found:
                ledger.row()
                yield tuple(found)
    except csv.Error as error:
        too_long = _TOO_LONG in str(error)
        fault = "une cellule est trop longue" if too_long else 'des guillemets droits (") manquent'
        raise TableFault(f"ligne {rank + 1} : {fault} ; {_AGAIN}") from None


def _bounded(value: str) -> str:
    if len(value) > _LONGEST:
        raise csv.Error(_TOO_LONG)
    return value


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, their ends kept: other signs that end a line are of their cell."""
    begins = 0
    while (end := text.find("\n", begins)) >= 0:
        yield text[begins : end + 1]
        begins = end + 1
    if begins < len(text):
        yield text[begins:]
