"""Render: rows → CSV files: one for programs (RFC 4180), one for spreadsheets.

A spreadsheet runs a cell that begins as a formula does, and changes what looks like a number or a
day. In its file such a cell has an apostrophe before it, as has a cell that begins with an
apostrophe: taking off one leading apostrophe always gives the text back.
"""

import codecs
import re
from collections.abc import Iterable, Sequence

from generator.render.tables.columns import Column, Table

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
_TO_QUOTE = re.compile(r'[",\r\n]').search
_SAFE_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz[{«")


def csv_file(table: Table, rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8, comma, CRLF, quotes where they are needed, a first line of names."""
    ranks = [rank for rank, column in enumerate(table.columns) if _may_need_quotes(column)]
    lines = [",".join(table.names)]
    # `csv.writer` looks at every sign of every cell in turn: it takes four times longer.
    for row in rows:
        cells = list(row)
        for rank in ranks:
            cell = cells[rank]
            if cell and _TO_QUOTE(cell):
                cells[rank] = _quoted(cell)
        lines.append(",".join(cells))
    return _joined(lines)


def _may_need_quotes(column: Column) -> bool:
    """Whether a text that an author wrote can be in its cells."""
    return column.kind in ("text", "list", "json") and not column.vocabulary


def spreadsheet_file(table: Table, rows: Iterable[Sequence[str]]) -> bytes:
    """The same for a French spreadsheet: BOM, semicolon, decimal comma, no formula.

    Every cell is quoted: read with one separator too many, it still cannot be cut in two.
    """
    texts = (*table.ranks("text"), *table.ranks("list"), *table.ranks("json"))
    numbers = (*table.ranks("number"), *table.ranks("integer"))
    lines = ['"' + '";"'.join(table.names) + '"']
    for row in rows:
        cells = list(row)
        for rank in texts:
            cell = cells[rank]
            if cell:
                if cell[0] not in _SAFE_START:
                    cell = guarded(cell)
                cells[rank] = cell.replace('"', '""') if '"' in cell else cell
        for rank in numbers:
            cells[rank] = cells[rank].replace(".", ",")
        lines.append('"' + '";"'.join(cells) + '"')
    return codecs.BOM_UTF8 + _joined(lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _joined(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()


def guarded(text: str) -> str:
    """A text as a spreadsheet will leave it: see the module."""
    return f"'{text}" if _FORMULA.match(text) or _CHANGED.fullmatch(text) else text
