"""The CSV files hold every field of every entry, and give it back as it was written."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.entries import Montant
from generator.render.tables.csv_files import guarded
from generator.site_plan import SitePlan
from tests.render.tables.made_tables import (
    cells_of,
    complete_plan,
    complete_service,
    csv_files_of,
    entries_of,
    files_of,
    hostile_plan,
    plain_service,
    plan_of,
    plan_with,
    published_of,
)
from tests.sites.building import REPOSITORY
from tests.sites.extremes import write_empty_content, write_long_content

NAMES = ("services", "structures", "services-tableur", "structures-tableur")
BOM = b"\xef\xbb\xbf"
# What a spreadsheet takes for the beginning of a formula, and what some read as such.
FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")


def long_plan(tmp_path: Path) -> SitePlan:
    return plan_of(write_long_content(tmp_path))


Plan = Callable[[Path], SitePlan]
PLANS: dict[str, Plan] = {
    "complete": lambda _: complete_plan(),
    "real": lambda _: plan_of(REPOSITORY),
    "hostile": lambda _: hostile_plan(),
    "long": long_plan,
}


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> SitePlan:
    return PLANS[request.param](tmp_path)


def test_every_field_of_every_entry_is_found_again(plan: SitePlan) -> None:
    files = csv_files_of(plan)

    for name in NAMES:
        collection = name.removesuffix("-tableur")
        expected = published_of(plan, collection)
        assert expected
        assert entries_of(files, name) == expected, name


def test_no_cell_of_a_spreadsheet_begins_as_a_formula(plan: SitePlan) -> None:
    files = csv_files_of(plan)
    texts = 0
    for name in ("services-tableur", "structures-tableur"):
        fields = json.loads(files[f"schemas/{name}.tableschema.json"])["fields"]
        numbers = {field["name"] for field in fields if field["type"] in ("number", "integer")}
        names, *rows = cells_of(files[f"{name}.csv"].removeprefix(BOM), ";")
        for row in rows:
            for column, cell in zip(names, row, strict=True):
                if column in numbers:
                    assert re.fullmatch(r"(?:-?[0-9]+(?:,[0-9]+)?(?:e-?[0-9]+)?)?", cell), cell
                else:
                    assert not FORMULA.match(cell), (column, cell)
                    texts += bool(cell)

    assert texts > 20


def test_bytes_are_those_of_rfc_4180() -> None:
    files = csv_files_of(complete_plan())

    for name in NAMES:
        content = files[f"{name}.csv"]
        assert content.startswith(BOM) == name.endswith("-tableur")
        assert content.endswith(b"\r\n")
        lines = content.decode("utf-8-sig").split("\r\n")
        assert (
            len(lines)
            == len(cells_of(content.removeprefix(BOM), ";" if BOM in content else ",")) + 1
        )
        assert all(line.count('"') % 2 == 0 for line in lines)


def test_a_site_without_entries_has_tables_without_rows(tmp_path: Path) -> None:
    files = csv_files_of(plan_of(write_empty_content(tmp_path)))

    for name in NAMES:
        assert entries_of(files, name) == []


def test_a_list_is_cut_at_every_bar() -> None:
    papers = ("a|b", "c\\d", "\\p", "|", "\\", "fin")
    service = plain_service("essai", justificatifs=papers)
    files = csv_files_of(plan_with(service))
    names, row = cells_of(files["services.csv"])
    cell = row[names.index("justificatifs")]

    assert cell == r"a\pb|c\\d|\\p|\p|\\|fin"
    assert len(cell.split("|")) == len(papers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+33 4 71 00 00 00", "'+33 4 71 00 00 00"),
        ("-10 %", "'-10 %"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM", "'＠SUM"),
        ("﹣1", "'﹣1"),
        ("−1", "'−1"),
        ("'déjà", "''déjà"),
        ("''=1", "'''=1"),
        ("01000", "'01000"),  # a spreadsheet would lose the zero
        ("12345678900011", "'12345678900011"),  # … and round a SIRET
        ("06-01", "'06-01"),  # … and make a day of it
        ("1/2", "'1/2"),
        ("3E10", "'3E10"),
        ("43000", "43000"),
        ("04 71 00 00 00", "04 71 00 00 00"),
        ("Aide de 10 € - sous conditions", "Aide de 10 € - sous conditions"),
        ("’apostrophe courbe", "’apostrophe courbe"),
        ("1 = un", "1 = un"),
    ],
)
def test_what_a_spreadsheet_would_run_or_change_has_an_apostrophe(text: str, expected: str) -> None:
    assert guarded(text) == expected


@given(st.text(alphabet=" \t\r\n='+-@0123456789a＝＋－＠\u200b", max_size=6))
def test_the_guard_is_reversible_and_leaves_no_formula(text: str) -> None:
    made = guarded(text)

    assert made.removeprefix("'") == text
    assert not FORMULA.match(made)
    assert made.startswith("'") or made == text


# What authors may write: no control character but the line feed, nothing that cannot be seen.
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("|\\;,\"'=+-@\n []{}0159é«»\u00a0\u2028%"),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() != "")
NUMBERS = st.one_of(
    st.integers(0, 10_000_000),
    st.floats(0, 10_000_000, allow_nan=False).filter(lambda number: not number.is_integer()),
)


@settings(max_examples=60)
@given(
    texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS),
    lists=st.tuples(*[st.lists(TEXTS, min_size=1, max_size=4).map(tuple)] * 3),
    number=NUMBERS,
    place=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
def test_any_text_survives_both_files(
    texts: tuple[str, ...],
    lists: tuple[tuple[str, ...], ...],
    number: float,
    place: tuple[float, float],
) -> None:
    nom, resume, delai, precisions = texts
    papers, steps, words = lists
    service = plain_service(
        "essai",
        nom=nom,
        resume=resume,
        delai=delai,
        justificatifs=papers,
        demarches=steps,
        mots_cles=words,
        montant=Montant(max=number, precisions=precisions),
        latitude=place[0],
        longitude=place[1],
    )
    plan = plan_with(service)
    files = csv_files_of(plan)

    for name in ("services", "services-tableur"):
        assert entries_of(files, name) == published_of(plan, "services"), name


def test_a_number_has_the_sign_of_its_reader() -> None:
    service = replace(complete_service(), latitude=-0.5, longitude=45.0442)
    files = csv_files_of(plan_with(service))
    names, row = cells_of(files["services.csv"])
    _, sheet = cells_of(files["services-tableur.csv"].removeprefix(BOM), ";")
    told = [
        (cells[names.index("latitude")], cells[names.index("longitude")]) for cells in (row, sheet)
    ]

    assert told == [("-0.5", "45.0442"), ("-0,5", "45,0442")]


def test_a_withheld_address_is_in_no_table() -> None:
    files = files_of(complete_plan())

    for name, content in files.items():
        assert "ecrète".encode() not in content, name
        assert b"45.2942" not in content, name
        assert b"45,2942" not in content, name
