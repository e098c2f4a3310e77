"""Render: the catalogue → each file of `donnees/` that a spreadsheet or a database opens."""

from collections.abc import Iterator, Sequence

from generator.model import Artifact
from generator.render.api.envelope import plain_json
from generator.render.tables.columns import Table, place_columns, tables_of
from generator.render.tables.csv_files import csv_file, spreadsheet_file
from generator.render.tables.database import database_file
from generator.render.tables.database_views import datasette_metadata
from generator.render.tables.geojson import services_geojson
from generator.render.tables.package import data_package
from generator.render.tables.parquet import parquet_file
from generator.render.tables.rows import Filled, fill
from generator.render.tables.sheets import SheetFiles
from generator.render.tables.table_schema import table_schema
from generator.render.tables.templates import template_files
from generator.render.tables.workbook import workbook_file
from generator.site_plan import SitePlan

_FOLDER = "donnees/"


def render_tables(plan: SitePlan, sheets: Sequence[SheetFiles] = ()) -> Iterator[Artifact]:
    """CSV and its description, GeoJSON, SQLite; XLSX and Parquet when their libraries are there.

    The tables that are not of entries come drawn: here they join the others, and the description.
    """
    tables = tables_of(plan.schemas)
    filled = tuple(fill(table, plan) for table in tables)
    csv_files = tuple(_csv_files(filled))
    yield from csv_files
    yield from _descriptions(plan, tables)
    for sheet in sheets:
        yield sheet.csv
        yield sheet.schema
    yield plain_json(f"{_FOLDER}datapackage.json", data_package(plan, csv_files, sheets))
    services, _ = filled
    geojson = services_geojson(plan, services.entries)
    yield plain_json(f"{_FOLDER}services.geojson", geojson)
    database = database_file(plan, filled, place_columns(plan.schemas))
    yield Artifact(path=f"{_FOLDER}guichet.sqlite", content=database)
    yield plain_json(f"{_FOLDER}datasette.json", datasette_metadata(plan, tables))
    yield from _extras(plan, filled)
    yield from template_files(plan)


def _csv_files(filled: Sequence[Filled]) -> Iterator[Artifact]:
    for each in filled:
        content = csv_file(each.table, each.texts)
        yield Artifact(path=f"{_FOLDER}{each.table.name}.csv", content=content)
    for each in filled:
        content = spreadsheet_file(each.table, each.texts)
        yield Artifact(path=f"{_FOLDER}{each.table.name}-tableur.csv", content=content)


def _descriptions(plan: SitePlan, tables: Sequence[Table]) -> Iterator[Artifact]:
    for for_spreadsheet in (False, True):
        for table in tables:
            schema = table_schema(table, plan, for_spreadsheet=for_spreadsheet)
            path = f"{_FOLDER}schemas/{schema['name']}.tableschema.json"
            yield plain_json(path, schema)


def _extras(plan: SitePlan, filled: Sequence[Filled]) -> Iterator[Artifact]:
    """What optional libraries make; without them, nothing."""
    workbook = workbook_file(plan, filled)
    if workbook is not None:
        yield Artifact(path=f"{_FOLDER}guichet.xlsx", content=workbook)
    for each in filled:
        parquet = parquet_file(plan, each)
        if parquet is not None:
            yield Artifact(path=f"{_FOLDER}{each.table.name}.parquet", content=parquet)
