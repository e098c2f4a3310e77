"""Render: the rows of entries → a workbook that people fill: a guide, sheets, lists of values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from generator.characters import french_spaces
from generator.form_fields import FormField
from generator.render.tables.entry_cells import Label, choice_words
from generator.render.tables.entry_sheet import fill_sheet, sheet_formats
from generator.render.tables.xlsx_file import IS_THERE, open_workbook
from generator.table_cells import letters
from generator.table_layout import GUIDE, LISTS
from generator.table_rows import SheetRows

_GUIDE = {
    "Une ligne, une fiche": (
        "Chaque ligne de « Services » est un service, chaque ligne de « Structures » est un "
        "organisme. La ligne d’exemple montre comment écrire : elle n’est pas importée."
    ),
    "Les colonnes": (
        "Celles dont le titre finit par « * » sont obligatoires. Pointez un titre : une note dit "
        "ce qu’on y écrit. Les colonnes moins utiles sont repliées : le « + » au-dessus des "
        "lettres les ouvre. Une colonne supprimée ne change rien aux fiches."
    ),
    "Identifiant": (
        "Laissez vide pour une nouvelle fiche. Pour corriger une fiche, gardez le sien."
    ),
    "Plusieurs valeurs": (
        "Dans une même cellule, une par ligne : Alt + Entrée (Ctrl + Entrée dans LibreOffice)."
    ),
    "Plusieurs lieux, plusieurs sources": (
        "La première source est sur la ligne de la fiche ; les autres, et tous les lieux, ont leur "
        "feuille : une ligne chacun, avec l’identifiant ou le nom de la fiche dans la colonne "
        "« Fiche »."
    ),
    "Les listes": (
        "La feuille « Listes » donne toutes les valeurs possibles et ce qu’elles veulent dire."
    ),
    "Ce qu’on ne sait pas": (
        "Laissez la cellule vide : n’inventez ni téléphone, ni adresse, ni montant."
    ),
    "Pour importer": (
        "Enregistrez en .xlsx, puis lancez « guichet import table FICHIER », ou envoyez le fichier "
        "à la personne qui tient le site. Chaque erreur est dite avec sa cellule ; rien n’est "
        "écrit tant qu’il en reste une."
    ),
}


def entries_book(
    filled: Sequence[SheetRows],
    today: date,
    labels: Mapping[str, Label],
    offered: Mapping[str, Sequence[str]],
    *,
    is_template: bool,
) -> bytes | None:
    """The workbook; `None` without xlsxwriter. `offered` are values to choose from, by kind."""
    if not IS_THERE:
        return None
    target, workbook = open_workbook(today, title="Fiches du guichet unique")
    formats = sheet_formats(workbook)
    guide = _guide(workbook)
    sheets = [(workbook.add_worksheet(each.layout.name), each) for each in filled]
    lists = _lists(workbook, filled, offered)
    for sheet, each in sheets:
        rows = (each.layout.example, *each.rows) if is_template else each.rows
        fill_sheet(sheet, replace(each, rows=rows), formats, labels, lists)
    (guide if is_template else sheets[0][0]).activate()
    workbook.close()
    return bytes(target)


def _guide(workbook: Any) -> Any:
    sheet = workbook.add_worksheet(GUIDE)
    title = workbook.add_format({"bold": True, "font_size": 16})
    strong = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = workbook.add_format({"valign": "top", "text_wrap": True})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 92)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, GUIDE, title)
    for line, (subject, words) in enumerate(_GUIDE.items(), start=2):
        sheet.write_string(line, 0, french_spaces(subject), strong)
        sheet.write_string(line, 1, french_spaces(words), plain)
        sheet.set_row(line, 18 * (1 + len(words) // 95))
    return sheet


def _lists(
    workbook: Any, filled: Sequence[SheetRows], offered: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The sheet of the values, and the range of each list in it."""
    sheet = workbook.add_worksheet(LISTS)
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    found: dict[str, str] = {}
    rank = 0
    for key, (title, values) in _values(filled, offered).items():
        has_meaning = any(meaning for _, meaning in values)
        sheet.set_column(rank, rank, 34)
        sheet.write_string(0, rank, title, bold)
        if has_meaning:
            sheet.set_column(rank + 1, rank + 1, 60)
            sheet.write_string(0, rank + 1, "Ce que cela veut dire", bold)
        for line, (words, meaning) in enumerate(values, start=1):
            sheet.write_string(line, rank, words, plain)
            if meaning:
                sheet.write_string(line, rank + 1, meaning, plain)
        column = letters(rank + 1)
        found[key] = f"={LISTS}!${column}$2:${column}${len(values) + 1}"
        rank += 1 + has_meaning
    sheet.freeze_panes(1, 0)
    return found


def _values(
    filled: Sequence[SheetRows], offered: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Each list: its title, its values and what they mean."""
    fields: dict[str, FormField] = {}
    titles: dict[str, dict[str, None]] = {}
    for each in filled:
        for column in each.layout.columns:
            field = column.field
            key = field.vocabulary or field.kind
            if field.choices or offered.get(key) or field.kind == "boolean":
                fields.setdefault(key, field)
                titles.setdefault(key, {})[column.field.title] = None
    found = {}
    for key, field in fields.items():
        if field.kind == "boolean":
            values = [("oui", ""), ("non", "")]
        elif field.choices:
            words = choice_words(field)
            values = [(words[item.code], item.description) for item in field.choices]
        else:
            values = [(words, "") for words in offered[key]]
        found[key] = (", ".join(titles[key]), values)
    return found
