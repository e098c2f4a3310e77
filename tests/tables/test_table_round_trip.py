"""Entries → a workbook or a text file → the same entries, hostile texts included."""

import csv
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.import_steps import SAME, Filed
from generator.import_table import Wishes, import_table
from generator.load import load_schemas, resource_folder
from generator.load.table import read_table
from generator.parse import read_entries
from generator.render import entries_book, entries_csv
from generator.table_layout import BookLayout, table_layout
from generator.table_rows import NamedEntry, book_rows, flat_rows
from generator.table_steps import export_table
from tests.entry_strategies import HOSTILE_TEXTS, entries
from tests.sites.building import newest_day

REPOSITORY = Path(__file__).parents[2]

DAY = date(2026, 11, 21)
KINDS = {"services": "service", "structures": "structure"}


@cache
def layout() -> BookLayout:
    return table_layout(load_schemas(resource_folder("schemas")))


def named(collection: str, data: Sequence[Mapping[str, Any]]) -> tuple[NamedEntry, ...]:
    return tuple(
        NamedEntry(id=f"fiche-{rank}", collection=collection, data=item)
        for rank, item in enumerate(data)
    )


def book(written: tuple[NamedEntry, ...]) -> bytes:
    names = {
        "zone": lambda code: f"Territoire (de) {code}",
        "structure": lambda _: "Une structure, (la) nôtre",
        "services": lambda code: "" if "a" in code else "Un\nservice",
    }
    content = entries_book(book_rows(written, layout()), DAY, names, {}, is_template=False)
    assert content is not None
    return content


def read_back(name: str, content: bytes, kind: str = "") -> dict[tuple[str, str], Any]:
    read = read_entries(read_table(name, content), layout(), {}, kind)

    assert read.faults == ()
    return {(entry.collection, entry.id): entry.data for entry in read.entries}


def expected(written: tuple[NamedEntry, ...]) -> dict[tuple[str, str], Any]:
    return {(entry.collection, entry.id): entry.data for entry in written}


LONG = "Un texte 🚲 plus long qu’une cellule. " * 900  # signs of two units, cut by none
BASE = {
    "nom": "Garage",
    "structure": "garage-solidaire",
    "resume": "Un garage solidaire.",
    "thematiques": ["mobilite--acceder-a-un-vehicule"],
    "zone_eligibilite": ["43"],
    "etat": "actif",
    "date_maj": "2026-11-18",
    "sources": [{"nom": "Source"}],
}


def hostile_entries() -> tuple[NamedEntry, ...]:
    """Each hostile text in fields of every kind, in lists, in rows, in groups."""
    return named(
        "services",
        [
            {
                **BASE,
                "nom": text,
                "description": text + LONG if rank == 0 else text,
                "justificatifs": [text, "Un papier"],
                "montant": {"min": 0.1, "max": 1e-6, "precisions": text},
                "lieux": [{"nom": text, "adresse": "1 rue", "latitude": -45.04}, {"adresse": text}],
                "sources": [{"nom": text}, {"nom": "Autre", "consulte_le": "2026-02-28"}],
            }
            for rank, text in enumerate(
                (*HOSTILE_TEXTS, "'=1+1", "''", "_x0041_ ax005F_b", "01000")
            )
        ],
    )


def test_hostile_texts_come_back_from_a_workbook_and_none_is_a_formula() -> None:
    written = hostile_entries()
    content = book(written)
    cells = [
        cell
        for sheet in load_workbook(BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]

    assert read_back("table.xlsx", content) == expected(written)
    assert len(cells) > 1000
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)


def test_hostile_texts_come_back_from_a_text_file_and_none_is_a_formula() -> None:
    written = hostile_entries()
    content = entries_csv(flat_rows(written, layout(), "services"))
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))

    assert read_back("table.csv", content, "services") == expected(written)
    assert len(lines) == len(written) + 1
    for line in lines[1:]:
        for cell in line:
            assert not cell.startswith(("=", "+", "@", "\t")), cell
            assert not cell.startswith("-") or cell[1:].replace(",", "").isdigit(), cell


def test_real_entries_come_back_from_both(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "guichet.yaml", tmp_path)
    count = len(list((tmp_path / "content" / "services").glob("*.md")))
    for name in ("table.xlsx", "table.csv"):
        export_table(tmp_path / name, tmp_path, newest_day(), "services", None, replacing=False)
        wishes = Wishes(kind="services" if name.endswith("csv") else "")
        report = import_table(str(tmp_path / name), tmp_path / "content", newest_day(), wishes)

        assert report.faults == ()
        assert {item.outcome for item in report.filed} == {SAME}
        assert len([item for item in report.filed if _is_service(item)]) >= count


def _is_service(filed: Filed) -> bool:
    return filed.entry.origin.collection == "services"


def test_the_same_entries_make_the_same_bytes() -> None:
    written = hostile_entries()

    assert book(written) == book(written)


@pytest.mark.parametrize("collection", sorted(KINDS))
@settings(max_examples=4)
@given(data=st.data())
def test_a_workbook_gives_the_entries_back(collection: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(entries(KINDS[collection]), min_size=1, max_size=4))
    written = named(collection, drawn)

    assert read_back("table.xlsx", book(written)) == expected(written)


@pytest.mark.parametrize("collection", sorted(KINDS))
@settings(max_examples=8)
@given(data=st.data())
def test_a_text_file_gives_the_entries_back(collection: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(entries(KINDS[collection]), min_size=1, max_size=4))
    written = named(collection, drawn)
    content = entries_csv(flat_rows(written, layout(), collection))

    assert read_back("table.csv", content, collection) == expected(written)
