"""The workbook to fill: every field in its order, explained, with its lists and one example."""

import shutil
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.diagnostics import UsageError
from generator.form_fields import every_field
from generator.model import Artifact
from generator.page_views import InformationView
from generator.render import entries_book
from generator.render.open_data_page import with_made_files
from generator.render.tables import entry_book
from generator.table_layout import EXAMPLE, BookLayout, table_layout
from generator.table_rows import SheetRows
from generator.table_steps import export_table, export_template
from tests.entry_strategies import schemas
from tests.sites.building import SITES, TODAY, minimal_site

DAY = date(2026, 11, 21)
BASE = Path(__file__).parents[1] / "cases" / "base"
MARK = " *"


@cache
def layout() -> BookLayout:
    return table_layout(schemas())


@cache
def content() -> bytes:
    filled = tuple(SheetRows(layout=sheet, rows=()) for sheet in layout().sheets)
    offered = {"structure": ("Garage (du bourg) (garage)",)}
    made = entries_book(filled, DAY, {}, offered, is_template=True)
    assert made is not None
    return made


@cache
def book() -> Any:
    return load_workbook(BytesIO(content()))


def titles(sheet: Any) -> dict[str, int]:
    return {cell.value.removesuffix(MARK): cell.column for cell in sheet[2]}


def test_the_sheets_are_a_guide_the_collections_their_lists_and_the_values() -> None:
    assert book().sheetnames == [
        "Mode d’emploi",
        "Services",
        "Lieux des services",
        "Sources des services",
        "Structures",
        "Sources des structures",
        "Listes",
    ]
    assert book().active.title == "Mode d’emploi"


def test_every_field_has_a_column_in_one_sheet_in_the_order_of_the_form() -> None:
    for collection, groups in layout().groups.items():
        sheets = [sheet for sheet in layout().sheets if sheet.collection == collection]
        names = {column.name for sheet in sheets for column in sheet.columns}
        wanted = [
            field.name
            for field in every_field(groups)
            if field.kind not in ("group", "rows") and not field.name.startswith("eligibilite.")
        ]

        assert wanted
        assert set(wanted) <= names
        main = [name for name in layout().main(collection).names if name in wanted]
        assert main == [name for name in wanted if name in main]


def test_a_required_column_is_marked_and_every_title_is_explained() -> None:
    for each in layout().sheets:
        for column, cell in zip(each.columns, book()[each.name][2], strict=True):
            assert cell.value == column.title + (MARK if column.required else "")
            assert column.field.help in cell.comment.text.replace("\u00a0", " ") or (
                column.field.help in cell.comment.text
            )
            assert f"Nom du champ\u00a0: {column.name}" in cell.comment.text
    required = [column.name for column in layout().main("services").columns if column.required]
    assert required == [
        *("nom", "structure", "resume", "thematiques", "zone_eligibilite", "etat", "date_maj"),
        "sources[].nom",
    ]


def test_the_titles_stay_in_sight_and_what_is_typed_stays_as_typed() -> None:
    sheet = book()["Services"]
    text = sheet.column_dimensions["B"]

    assert sheet.freeze_panes == "C3"
    assert text.width > 15
    assert sheet.cell(3, titles(sheet)["Code postal"]).number_format == "@"
    assert sheet.cell(3, titles(sheet)["Date de mise à jour"]).number_format == "dd/mm/yyyy"
    assert isinstance(sheet.cell(3, titles(sheet)["Date de mise à jour"]).value, datetime)


def test_lists_give_the_labels_of_the_vocabularies_and_the_structures_of_the_site() -> None:
    sheet, lists = book()["Services"], book()["Listes"]
    sources = {
        str(rule.sqref).rstrip("0123456789:").rstrip("0123456789"): rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    headings = {cell.value: cell.column_letter for cell in lists[1]}
    found: dict[str, list[str]] = {}
    for title in ("Thématiques", "État", "Structure"):
        column = headings[title]
        found[title] = [cell.value for cell in lists[column][1:] if cell.value]
        last = len(found[title]) + 1

        assert f"Listes!${column}$2:${column}${last}" in sources.values()
    terms = schemas().vocabularies
    assert found["Thématiques"] == [term.label for term in terms["thematiques"].values()]
    assert found["État"] == [term.label for term in terms["etats"].values()]
    assert found["Structure"] == ["Garage (du bourg) (garage)"]


def test_the_example_says_that_it_is_one() -> None:
    for each in layout().sheets:
        assert book()[each.name].cell(3, 1).value == EXAMPLE
        assert book()[each.name].max_row == 3


def test_what_a_newcomer_does_not_need_is_folded_and_nothing_required_is() -> None:
    sheet = book()["Services"]
    hidden = {
        rank
        for letter, dimension in sheet.column_dimensions.items()
        if dimension.hidden
        for rank in range(dimension.min, dimension.max + 1)
        if letter
    }
    columns = layout().main("services").columns

    assert hidden == {rank for rank, column in enumerate(columns, 1) if column.advanced}
    assert not any(columns[rank - 1].required for rank in hidden)


def test_the_same_template_is_made_of_the_same_bytes() -> None:
    content.cache_clear()
    first = content()
    content.cache_clear()

    assert content() == first


def test_without_its_library_a_workbook_is_refused_and_a_text_file_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_book, "IS_THERE", False)
    shutil.copytree(BASE, tmp_path / "site")

    with pytest.raises(UsageError, match="guichet-unique\\[tables\\]"):
        export_template(tmp_path / "m.xlsx", tmp_path, DAY, "services", replacing=False)
    assert not (tmp_path / "m.xlsx").exists()
    export_table(tmp_path / "t.csv", tmp_path / "site", DAY, "services", None, replacing=False)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("published", "kind"),
    [
        ("modele.xlsx", "services"),
        ("modele-services.csv", "services"),
        ("modele-structures.csv", "structures"),
    ],
)
def test_the_site_publishes_what_the_command_makes(
    published: str, kind: str, tmp_path: Path
) -> None:
    export_template(tmp_path / published, SITES / "minimal", TODAY, kind, replacing=False)

    assert minimal_site().files[f"donnees/{published}"] == (tmp_path / published).read_bytes()


def test_the_page_offers_the_models_that_were_made_and_no_dataset_has_them() -> None:
    built = minimal_site()
    (page,) = (page for page in built.plan.pages if page.url == "contribuer/")
    made = [Artifact(path="donnees/modele-services.csv", content=b"nom")]
    kept = with_made_files(page, made).view

    for name in ("modele.xlsx", "modele-services.csv", "modele-structures.csv"):
        assert f'href="../donnees/{name}" download' in built.pages["contribuer/index.html"]
    assert isinstance(kept, InformationView)
    assert [file.url for file in kept.files] == ["donnees/modele-services.csv"]
    assert not [
        file.url
        for dataset in built.plan.datasets
        for file in dataset.files
        if "modele" in file.url
    ]
