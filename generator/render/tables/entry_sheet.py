"""Render: one sheet of a workbook to fill: headings that explain, lists to choose from, rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from generator.characters import french_spaces
from generator.form_fields import FormField
from generator.render.tables.entry_cells import CellValue, Label, cell_value
from generator.table_cells import guarded
from generator.table_layout import EXAMPLE, SheetColumn, continued
from generator.table_rows import SheetRows

HEADINGS = 2  # a row of groups, a row of titles
_SPARE = 300  # rows below the last one that lists and limits are ready for
_WIDTHS = {"markdown": 60, "long-text": 44, "rule": 44, "choices": 34, "texts": 34, "zone": 28}
_NARROW = {"number": 13, "integer": 13, "date": 13, "boolean": 11}
_NUMBERS = ("number", "integer")
_TEXT_FORMAT = "@"  # what is typed stays as it is typed: 01000, 06-01, =1+1
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "group": {"bold": True, "bg_color": "#DDE6E4", "border": 1, "border_color": "#B4C4C0"},
    "title": {"bold": True, "bg_color": "#F1F5F4"},
    "needed": {"bold": True, "bg_color": "#FFE7B8"},
    "example": {"italic": True, "font_color": "#595959", "bg_color": "#F3F3F3"},
    "text": {},
    "kept": {"quote_prefix": True},  # a text that begins as a formula does
    "date": {"num_format": "dd/mm/yyyy"},
    "example-date": {"num_format": "dd/mm/yyyy", "italic": True, "font_color": "#595959"},
    "number": {"num_format": "General"},
}


def sheet_formats(workbook: Any) -> dict[str, Any]:
    """The looks of the cells, by name."""
    common = {"text_wrap": True, "valign": "top", "num_format": _TEXT_FORMAT}
    edged = {"border": 1, "border_color": "#B4C4C0"}
    return {
        name: workbook.add_format(
            {**common, **(edged if name in ("title", "needed") else {}), **said}
        )
        for name, said in _FORMATS.items()
    }


def fill_sheet(
    sheet: Any,
    filled: SheetRows,
    formats: Mapping[str, Any],
    labels: Mapping[str, Label],
    lists: Mapping[str, str],
) -> None:
    """Headings, rows, and what helps to type the next ones; `lists` are ranges of `Listes`."""
    columns = filled.layout.columns
    values = [
        {
            column.name: cell_value(row[column.name], column.field, labels)
            for column in columns
            if row.get(column.name)
        }
        for row in filled.rows
    ]
    last = HEADINGS + len(values) + _SPARE
    _groups(sheet, columns, formats)
    used = {name for row in filled.rows if EXAMPLE not in row.values() for name in row}
    folded = {c.name for c in columns if c.advanced and c.name not in used and not c.required}
    for rank, column in enumerate(columns):
        _heading(sheet, rank, column, formats)
        _column(sheet, rank, columns, folded, formats)
        _validation(sheet, rank, column, last, lists)
    ends = _ends(columns, values)
    for rank, (name, part) in enumerate(ends, start=len(columns)):
        title = continued(filled.layout.names[name].title, part)
        sheet.write_string(HEADINGS - 1, rank, title, formats["title"])
        sheet.set_column(rank, rank, 30, formats["text"])
    places = {
        column.name: [
            rank,
            *(len(columns) + at for at, end in enumerate(ends) if end[0] == column.name),
        ]
        for rank, column in enumerate(columns)
    }
    for line, (row, texts) in enumerate(zip(values, filled.rows, strict=True), start=HEADINGS):
        is_example = EXAMPLE in texts.values()
        for name, value in row.items():
            _write(sheet, (line, places[name]), value, formats, is_example=is_example)
    sheet.freeze_panes(HEADINGS, 2 if not filled.layout.list_name else 1)
    sheet.set_row(HEADINGS - 1, 48)


def _groups(sheet: Any, columns: Sequence[SheetColumn], formats: Mapping[str, Any]) -> None:
    for group, found in groupby(enumerate(columns), key=lambda item: item[1].group):
        ranks = [rank for rank, _ in found]
        if not group:
            continue
        if len(ranks) > 1:
            sheet.merge_range(0, ranks[0], 0, ranks[-1], group, formats["group"])
        else:
            sheet.write_string(0, ranks[0], group, formats["group"])


def _heading(sheet: Any, rank: int, column: SheetColumn, formats: Mapping[str, Any]) -> None:
    title = f"{column.title} *" if column.required else column.title
    sheet.write_string(HEADINGS - 1, rank, title, formats["needed" if column.required else "title"])
    text = _comment(column)
    height = min(14, 2 + sum(1 + len(line) // 46 for line in text.split("\n")))
    sheet.write_comment(
        HEADINGS - 1,
        rank,
        text,
        {"author": "", "width": 320, "height": 18 * height, "font_size": 9},
    )


def _comment(column: SheetColumn) -> str:
    """What a heading explains when it is pointed at."""
    field = column.field
    how = {
        "choices": "Une valeur par ligne dans la cellule (Alt + Entrée), ou entre virgules.",
        "texts": "Un par ligne dans la cellule (Alt + Entrée).",
        "zone": "Un code par ligne dans la cellule (Alt + Entrée).",
        "services": "Un identifiant par ligne dans la cellule (Alt + Entrée).",
        "choice": "Choisissez dans la liste de la cellule.",
        "boolean": "« oui » ou « non ».",
        "date": "Une date : 21/11/2026.",
        "rule": "Les conditions, écrites comme dans un fichier : voyez docs/tableur.md.",
    }.get(field.kind, "")
    example = f"Exemple : {field.example}" if field.example else ""
    needed = "Obligatoire." if column.required else ""
    limit = f"{field.max_length} signes au plus." if (field.max_length or 999) <= 255 else ""
    limit = limit if field.kind in ("text", "long-text") else ""
    name = f"Nom du champ : {column.name}"
    return french_spaces("\n".join(filter(None, (field.help, needed, how, limit, example, name))))


def _column(
    sheet: Any,
    rank: int,
    columns: Sequence[SheetColumn],
    folded: set[str],
    formats: Mapping[str, Any],
) -> None:
    """Width and look; what a newcomer does not need is folded, with a « + » to open it."""
    column = columns[rank]
    kind = column.field.kind
    width = _NARROW.get(kind, _WIDTHS.get(kind, 30 if column.name == "nom" else 22))
    look = formats[kind if kind == "date" else "number" if kind in _NUMBERS else "text"]
    options: dict[str, Any] = {}
    if column.name in folded:
        options = {"level": 1, "hidden": True}
    elif rank and columns[rank - 1].name in folded:
        options = {"collapsed": True}
    sheet.set_column(rank, rank, width, look, options)


def _validation(
    sheet: Any, rank: int, column: SheetColumn, last: int, lists: Mapping[str, str]
) -> None:
    """A list to choose from, or limits: helps that never forbid what an import would accept."""
    field = column.field
    source = lists.get(field.vocabulary or field.kind)
    told: dict[str, Any] = {}
    if source:
        told = {"validate": "list", "source": source, "show_error": False}
    elif field.kind == "date":
        told = {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1)}
        told |= {"error_title": "Une date", "error_message": "Écrivez une date : 21/11/2026."}
        told["error_type"] = "warning"
    elif field.kind in _NUMBERS and field.minimum is not None and field.maximum is not None:
        told = {
            "validate": "integer" if field.kind == "integer" else "decimal",
            "criteria": "between",
            "minimum": field.minimum,
            "maximum": field.maximum,
            "error_title": "Un nombre",
            "error_message": f"Un nombre de {field.minimum:g} à {field.maximum:g}, sans unité.",
            "error_type": "warning",
        }
    elif field.kind in ("text", "long-text") and _is_short(field):
        told = {
            "validate": "length",
            "criteria": "<=",
            "value": field.max_length,
            "error_title": "Trop long",
            "error_message": f"{field.max_length} signes au plus.",
            "error_type": "warning",
        }
    if told:
        sheet.data_validation(HEADINGS, rank, last, rank, told)


def _is_short(field: FormField) -> bool:
    return field.max_length is not None and field.max_length <= 255


def _ends(
    columns: Sequence[SheetColumn], values: Sequence[Mapping[str, CellValue]]
) -> list[tuple[str, int]]:
    """The columns where texts longer than a cell go on."""
    return [
        (column.name, part)
        for column in columns
        for part in range(
            1, max((len(row[column.name].parts) for row in values if column.name in row), default=1)
        )
    ]


def _write(
    sheet: Any,
    at: tuple[int, Sequence[int]],
    value: CellValue,
    formats: Mapping[str, Any],
    *,
    is_example: bool,
) -> None:
    """One value, in its cell and in those that continue it."""
    line, ranks = at
    if value.day is not None:
        look = formats["example-date" if is_example else "date"]
        sheet.write_datetime(line, ranks[0], value.day, look)
    elif value.number is not None:
        look = formats["example" if is_example else "number"]
        sheet.write_number(line, ranks[0], value.number, look)
    for rank, text in zip(ranks, value.parts, strict=False):
        kind = "example" if is_example else "kept" if guarded(text) != text else "text"
        sheet.write_string(line, rank, text, formats[kind])
