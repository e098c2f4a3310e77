"""Render: rows → one XLSX workbook for people, when xlsxwriter is there.

Every cell is written as a text or as a number, never as a formula or a link.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from generator.render.tables.columns import Column, Table
from generator.render.tables.rows import Filled
from generator.render.tables.xlsx_file import IS_THERE, open_workbook
from generator.site_plan import SitePlan

_LONGEST = 32_767  # signs in a cell: the limit of the format
_CUT = " […] (texte coupé : la suite est dans les fichiers CSV et JSON)"
_WIDTHS = {"number": 12, "integer": 10, "date": 12, "boolean": 10}
_SHEETS = {"services": "Services", "structures": "Structures"}


def workbook_file(plan: SitePlan, filled: Sequence[Filled]) -> bytes | None:
    """A sheet for each table, one that explains the columns, one that says whose data it is."""
    if not IS_THERE:
        return None
    target, workbook = open_workbook(
        plan.today,
        title=plan.settings.nom,
        author=plan.settings.editeur.nom,
        comments=f"Licence Ouverte 2.0 – {plan.settings.url}",
    )
    formats = {
        "heading": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "date": workbook.add_format({"num_format": "dd/mm/yyyy"}),
    }
    for each in filled:
        _write_table(workbook.add_worksheet(_SHEETS[each.table.name]), each, formats)
    tables = [each.table for each in filled]
    _write_lines(workbook.add_worksheet("Colonnes"), _columns(tables), formats["heading"])
    _write_lines(workbook.add_worksheet("À lire"), _about(plan), formats["heading"])
    workbook.close()
    return bytes(target)


def _write_table(sheet: Any, filled: Filled, formats: dict[str, Any]) -> None:
    columns = filled.table.columns
    for rank, column in enumerate(columns):
        sheet.write_string(0, rank, column.title, formats["heading"])
        sheet.set_column(rank, rank, _width(column))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(filled.rows), len(columns) - 1)
    for line, (row, texts) in enumerate(zip(filled.rows, filled.texts, strict=True), 1):
        for rank, column in enumerate(columns):
            value = row[rank]
            if value is None:
                continue
            if column.kind in ("number", "integer"):
                sheet.write_number(line, rank, value)
            elif column.kind == "date":
                sheet.write_datetime(line, rank, date.fromisoformat(value), formats["date"])
            else:
                sheet.write_string(line, rank, _fitting(texts[rank]))


def _width(column: Column) -> int:
    return _WIDTHS.get(column.kind, 40 if column.limits.get("maxLength", 0) > 120 else 20)


def _fitting(text: str) -> str:
    """A text that a cell can hold: signs outside the basic plane count for two."""
    if len(text) * 2 <= _LONGEST or len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    kept = text.encode("utf-16-le")[: (_LONGEST - len(_CUT)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + _CUT


def _write_lines(sheet: Any, lines: Sequence[Sequence[str]], heading: Any) -> None:
    for rank, width in enumerate((16, 40, 40, 100)):
        sheet.set_column(rank, rank, width)
    for number, line in enumerate(lines):
        for rank, text in enumerate(line):
            sheet.write_string(number, rank, text, heading if number == 0 else None)


def _columns(tables: Sequence[Table]) -> list[tuple[str, ...]]:
    return [
        ("Feuille", "Colonne", "Nom dans les données", "Ce qu’elle contient"),
        *(
            (_SHEETS[table.name], column.title, column.name, column.description)
            for table in tables
            for column in table.columns
        ),
    ]


def _about(plan: SitePlan) -> list[tuple[str, ...]]:
    return [
        ("À lire", ""),
        ("Site", f"{plan.settings.nom} – {plan.settings.url}"),
        ("Éditeur", plan.settings.editeur.nom),
        ("Date", plan.today.isoformat()),
        ("Licence", "Licence Ouverte 2.0 (etalab-2.0) : réutilisation libre, source à citer"),
        ("Listes", "Plusieurs valeurs dans une cellule sont séparées par « | »"),
        ("Codes", "La feuille « Colonnes » dit ce que contient chaque colonne"),
    ]
