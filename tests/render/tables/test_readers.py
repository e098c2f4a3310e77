"""pandas, DuckDB and openpyxl read the tables with the types that their descriptions say."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from generator.entries import Lieu
from generator.render.tables import entry_book, parquet, workbook
from generator.render.tables import files as table_files
from tests.render.tables.made_tables import (
    complete_plan,
    complete_service,
    files_of,
    hostile_plan,
    plain_service,
    plan_with,
    published_of,
    write,
)

PANDAS = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
DUCKDB = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def ain_plan() -> Any:
    """A département whose codes begin with a zero."""
    place = {"code_postal": "01000", "code_insee": "01053", "commune": "Bourg-en-Bresse"}
    return plan_with(
        plain_service("ain", zone_eligibilite=("01",), nombre_semaines=3, **place),
        complete_service(),
    )


def types_of(files: dict[str, bytes], names: dict[str, str], otherwise: str) -> dict[str, str]:
    fields = json.loads(files["schemas/services.tableschema.json"])["fields"]
    return {field["name"]: names.get(field["type"], otherwise) for field in fields}


def test_pandas_reads_codes_as_text(tmp_path: Path) -> None:
    files = files_of(ain_plan())
    folder = write(files, tmp_path)
    types = types_of(files, PANDAS, "str")
    plain = pd.read_csv(folder / "services.csv", dtype=types).set_index("id")
    sheet = pd.read_csv(
        folder / "services-tableur.csv", dtype=types, sep=";", decimal=",", encoding="utf-8-sig"
    ).set_index("id")

    assert plain.loc["ain", "code_postal"] == "01000"
    assert plain.loc["ain", "zone_eligibilite"] == "01"
    assert plain.loc["ain", "nombre_semaines"] == 3
    assert plain.loc["service-complet", "latitude"] == 47.2378
    assert plain.loc["service-complet", "montant_max"] == 1200.5
    assert plain.loc["service-complet", "thematiques"].split("|")[1].startswith("logement")
    assert sheet.loc["service-complet", "latitude"] == 47.2378
    assert sheet.loc["ain", "code_postal"].removeprefix("'") == "01000"


def test_duckdb_reads_the_types_of_the_schema(tmp_path: Path) -> None:
    files = files_of(ain_plan())
    folder = write(files, tmp_path)
    types = types_of(files, DUCKDB, "VARCHAR")
    with duckdb.connect() as connection:
        query = "SELECT * FROM read_csv(?, types = ?, header = true) ORDER BY id"
        found = connection.execute(query, [str(folder / "services.csv"), types])
        names = [column[0] for column in found.description or ()]
        first, second = (dict(zip(names, row, strict=True)) for row in found.fetchall())

    assert first["code_postal"] == "01000"
    assert first["code_insee"] == "01053"
    assert first["nombre_semaines"] == 3
    assert first["date_maj"] == complete_service().date_maj
    assert second["latitude"] == 47.2378
    assert json.loads(second["lieux"])[0]["nom"] == "Premier lieu"


def test_parquet_has_its_types(tmp_path: Path) -> None:
    folder = write(files_of(ain_plan()), tmp_path)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT code_postal, date_maj, thematiques, latitude, lieux FROM read_parquet(?) "
            "ORDER BY id",
            [str(folder / "services.parquet")],
        )
        first, second = found.fetchall()
    frame = pd.read_parquet(folder / "services.parquet")

    assert first[0] == "01000"
    assert isinstance(first[1], date)
    assert second[2] == list(complete_service().thematiques)
    assert second[3] == 47.2378
    assert json.loads(second[4])[0]["nom"] == "Premier lieu"
    assert list(frame["code_postal"]) == ["01000", "25000"]


def sheet_of(plan: Any, tmp_path: Path, name: str) -> Any:
    folder = write(files_of(plan), tmp_path)
    return openpyxl.load_workbook(folder / "guichet.xlsx")[name]


@pytest.mark.parametrize(
    ("sheet", "collection"), [("Services", "services"), ("Structures", "structures")]
)
def test_openpyxl_reads_every_value_back(tmp_path: Path, sheet: str, collection: str) -> None:
    files = files_of(complete_plan())
    fields = json.loads(files[f"schemas/{collection}.tableschema.json"])["fields"]
    headings, *rows = sheet_of(complete_plan(), tmp_path, sheet).iter_rows(values_only=True)
    expected = published_of(complete_plan(), collection)
    compared = 0
    for row, entry in zip(rows, expected, strict=True):
        for cell, field in zip(row, fields, strict=True):
            value: Any = entry
            for part in field["x-chemin"]:
                value = (value or {}).get(part)
            if field["type"] == "list" and value:
                value = "|".join(value)
            assert told(cell, field["type"]) == value, field["name"]
            compared += cell is not None

    assert list(headings) == [field["title"] for field in fields]
    assert compared > 20


def told(cell: Any, kind: str) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return json.loads(cell) if kind in ("array", "object") and cell else cell


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    sheet = sheet_of(hostile_plan(), tmp_path, "Services")
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}

    assert kinds <= {"s", "n", "d"}
    assert links == []
    assert any(str(text).startswith("=HYPERLINK(") for text in texts)


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(tmp_path: Path) -> None:
    places = tuple(Lieu(nom="🚗" * 70, adresse="x" * 255) for _ in range(120))
    plan = plan_with(plain_service("long", lieux=places))
    sheet = sheet_of(plan, tmp_path, "Services")
    longest = max((str(cell.value) for cell in sheet[2]), key=len)

    assert longest.endswith("la suite est dans les fichiers CSV et JSON)")
    assert len(longest.encode("utf-16-le")) // 2 <= 32_767


def test_the_workbook_explains_its_columns(tmp_path: Path) -> None:
    folder = write(files_of(complete_plan()), tmp_path)
    book = openpyxl.load_workbook(folder / "guichet.xlsx")
    explained = {row[1] for row in book["Colonnes"].iter_rows(values_only=True)}
    headings = {cell.value for name in ("Services", "Structures") for cell in book[name][1]}

    assert book.sheetnames == ["Services", "Structures", "Colonnes", "À lire"]
    assert headings <= explained
    assert book["Services"].freeze_panes == "C2"


def test_without_the_libraries_the_other_files_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = files_of(complete_plan())
    monkeypatch.setattr(workbook, "IS_THERE", False)
    monkeypatch.setattr(entry_book, "IS_THERE", False)
    monkeypatch.setattr(parquet, "IS_THERE", False)
    made = files_of(complete_plan())

    assert set(whole) - set(made) == {
        *("guichet.xlsx", "modele.xlsx", "services.parquet", "structures.parquet")
    }
    assert made == {path: whole[path] for path in made}
    assert table_files  # what is made is decided there
