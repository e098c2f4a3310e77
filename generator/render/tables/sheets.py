"""Render: the rows of a table of the observatory → its CSV file for spreadsheets, and what it says.

These tables are not entries: no JSON Schema describes them, so each says its columns itself, and
its Table Schema is made from what it says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Artifact
from generator.render.api.envelope import SCHEMA_VERSION, plain_json
from generator.render.tables.columns import Column, Kind, Table
from generator.render.tables.csv_files import spreadsheet_file
from generator.render.tables.table_schema import PROFILE
from generator.site_plan import SitePlan

COUNT: Mapping[str, Any] = {"minimum": 0}
_FOLDER = "donnees/"
_GUARD = (
    "Fichier pour tableur : point-virgule, virgule décimale, et une apostrophe droite (') devant "
    "un texte qu’un tableur changerait ou exécuterait (01) ; la retirer rend le texte exact."
)
_TYPES: Mapping[Kind, Mapping[str, str]] = {
    "text": {"type": "string"},
    "list": {"type": "string"},  # its separator is told in its description
    "json": {"type": "string"},
    "number": {"type": "number", "decimalChar": ","},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of the observatory: what it holds, and what to say of it."""

    table: Table
    title: str
    description: str
    page: str  # of the site, that shows the same
    key: tuple[str, ...] = ()  # the columns that name a row
    blank_is_missing: bool = True  # else an empty code means « all of them »


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFiles:
    """A table as it is published."""

    title: str
    csv: Artifact
    schema: Artifact


def column(
    name: str,
    title: str,
    description: str,
    kind: Kind = "text",
    *,
    optional: bool = False,
    **limits: Any,
) -> Column:
    """A column, which has a value on every row unless it is optional.

    Its limits are constraints of Table Schema; `month=True` says that its days are months.
    """
    return Column(
        name=name,
        path=(name,),
        kind=kind,
        title=title,
        description=description,
        limits=limits,
        required=not optional,
    )


def draw(sheet: Sheet, rows: Iterable[Sequence[str]], plan: SitePlan) -> SheetFiles:
    """The file of some rows, and what describes it."""
    name = sheet.table.name
    return SheetFiles(
        title=sheet.title,
        csv=Artifact(path=f"{_FOLDER}{name}.csv", content=spreadsheet_file(sheet.table, rows)),
        schema=plain_json(f"{_FOLDER}schemas/{name}.tableschema.json", _schema(sheet, plan)),
    )


def _schema(sheet: Sheet, plan: SitePlan) -> dict[str, Any]:
    document: dict[str, Any] = {
        "$schema": PROFILE,
        "name": sheet.table.name,
        "title": sheet.title,
        "description": f"{sheet.description} {_GUARD}",
        "version": SCHEMA_VERSION,
        "homepage": f"{plan.settings.url}{sheet.page}",
        "missingValues": [""] if sheet.blank_is_missing else [],
        "fields": [_field(each) for each in sheet.table.columns],
    }
    return document | ({"primaryKey": list(sheet.key)} if sheet.key else {})


def _field(each: Column) -> dict[str, Any]:
    limits = dict(each.limits)
    kind = {"type": "yearmonth"} if limits.pop("month", False) else _TYPES[each.kind]
    constraints = ({"required": True} if each.required else {}) | limits
    said = {"name": each.name, "title": each.title, "description": each.description, **kind}
    return said | ({"constraints": constraints} if constraints else {})
