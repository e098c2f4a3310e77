"""Render: rows → CSV files: one for programs (RFC 4180), one for spreadsheets.

In the second, what a spreadsheet would run or change is guarded: see `table_cells`.
"""

import codecs
import re
from collections.abc import Iterable, Sequence

from generator.render.tables.columns import Column, Table
from generator.table_cells import guarded

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
