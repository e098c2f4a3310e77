"""Render: the rows of entries → a text file for spreadsheets: BOM, semicolons, nothing runs."""

from codecs import BOM_UTF8
from collections.abc import Sequence

from generator.render.tables.entry_cells import cell_value
from generator.table_cells import guarded, pieces
from generator.table_layout import SheetColumn, continued
from generator.table_rows import SheetRows

_TYPED = frozenset(("date", "number", "integer"))


def entries_csv(filled: SheetRows) -> bytes:
    """One line of names, one line for each entry; a text longer than a cell goes on in another."""
    columns = filled.layout.columns
    widths = [
        max((len(pieces(row.get(column.name, ""))) for row in filled.rows), default=1)
        for column in columns
    ]
    rest = [
        continued(column.name, rank)
        for column, width in zip(columns, widths, strict=True)
        for rank in range(1, width)
    ]
    lines = [[*(column.name for column in columns), *rest]]
    for row in filled.rows:
        parts = [_parts(row.get(column.name, ""), column) for column in columns]
        cells = [found[0] for found in parts]
        for found, width in zip(parts, widths, strict=True):
            cells.extend((*found[1:], *([""] * (width - len(found))))[: width - 1])
        lines.append(cells)
    written = ("\r\n".join(_quoted(cells) for cells in lines) + "\r\n").encode()
    return BOM_UTF8 + written


def _parts(text: str, column: SheetColumn) -> tuple[str, ...]:
    """The cells of a text; a day and a number are left to be read as such."""
    value = cell_value(text, column.field, {}) if column.field.kind in _TYPED else None
    if value is not None and (value.day is not None or value.number is not None):
        return (text,)
    return tuple(guarded(part) for part in pieces(text))


def _quoted(cells: Sequence[str]) -> str:
    return ";".join('"' + cell.replace('"', '""') + '"' for cell in cells)
