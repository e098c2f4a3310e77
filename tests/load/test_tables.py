"""Workbooks and text files of others: read as they are, or refused in one sentence, never more."""

import csv
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.diagnostics import UsageError
from generator.load.table import load_table, read_table

WORKBOOK = (
    '<workbook xmlns="{main}" xmlns:r="{rel}">{extra}<sheets>'
    '<sheet name="Services" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)


def relation(identifier: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{identifier}" Type="{REL}/{kind}" Target="{target}"{more}/>'


def workbook(
    rows: str, *, extra: str = "", prolog: str = "", relations: str = "", **parts: str
) -> bytes:
    """The smallest workbook that holds some rows of XML."""
    target = BytesIO()
    inner = relations or relation("rId1", "worksheet", "worksheets/sheet1.xml")
    inner += relation("rId2", "sharedStrings", "sharedStrings.xml") if "texts" in parts else ""
    inner += relation("rId3", "styles", "styles.xml") if "styles" in parts else ""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        main = relation("rId1", "officeDocument", "xl/workbook.xml")
        archive.writestr("_rels/.rels", RELATIONS.format(main))
        archive.writestr("xl/workbook.xml", WORKBOOK.format(main=MAIN, rel=REL, extra=extra))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(inner))
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{prolog}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        )
        if "texts" in parts:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{parts["texts"]}</sst>')
        if "styles" in parts:
            archive.writestr(
                "xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{parts["styles"]}</styleSheet>'
            )
    return target.getvalue()


def cells(content: bytes, name: str = "t.xlsx") -> list[tuple[int, int, str, str]]:
    table = read_table(name, content)
    return [
        (cell.row, cell.column, cell.kind, cell.text)
        for sheet in table.sheets
        for row in sheet.rows
        for cell in row
    ]


def refused(content: bytes, name: str = "t.xlsx") -> str:
    with pytest.raises(UsageError) as caught:
        read_table(name, content)
    said = str(caught.value)

    assert said.startswith(f"impossible de lire « {name} » : ")
    assert "\n" not in said
    return said


DATES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0&quot; d&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/>'
    '<xf numFmtId="165"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ('<c r="A1"><v>471000000</v></c>', "number", "471000000"),
        ('<c r="A1"><v>4.71E8</v></c>', "number", "471000000"),
        ('<c r="A1"><v>0.10000000000000001</v></c>', "number", "0.1"),
        ('<c r="A1" s="1"><v>46344</v></c>', "date", "2026-11-18"),
        ('<c r="A1" s="2"><v>46344.5</v></c>', "date", "2026-11-18 12:00"),
        ('<c r="A1" s="3"><v>46344</v></c>', "number", "46344"),
        ('<c r="A1" s="1"><v>12</v></c>', "number", "12"),
        ('<c r="A1" t="b"><v>1</v></c>', "boolean", "oui"),
        ('<c r="A1" t="d"><v>2026-11-18T00:00:00</v></c>', "date", "2026-11-18"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "error", "#REF!"),
        ('<c r="A1" t="s"><v>0</v></c>', "text", "un deux"),
        ('<c r="A1" t="s"><v>1</v></c>', "text", "_x0041_ et\nfin"),
        ('<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>', "text", "=1+1"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "number", "2"),
        ('<c r="A1" t="str"><f>A2</f><v>deux</v></c>', "text", "deux"),
        ('<c r="A1"><f>NOW()</f></c>', "error", ""),
    ],
)
def test_each_kind_of_cell_gives_its_value(cell: str, kind: str, text: str) -> None:
    texts = (
        "<si><r><t>un </t></r><r><t>deux</t></r><rPh><t>prononcé</t></rPh></si>"
        "<si><t>_x005F_x0041_ et_x000D_\nfin</t></si>"
    )

    assert cells(workbook(f'<row r="1">{cell}</row>', texts=texts, styles=DATES)) == [
        (1, 1, kind, text)
    ]


def test_days_may_be_counted_from_1904() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>44882</v></c></row>'
    content = workbook(rows, extra='<workbookPr date1904="1"/>', styles=DATES)

    assert cells(content) == [(1, 1, "date", "2026-11-18")]


def test_a_workbook_of_another_program_reads_the_same() -> None:
    book: Any = Workbook()
    book.active.append(["Nom", None, 12, 1.5, True, "é\nè", "x005F_"])
    target = BytesIO()
    book.save(target)

    assert cells(target.getvalue()) == [
        (1, 1, "text", "Nom"),
        (1, 3, "number", "12"),
        (1, 4, "number", "1.5"),
        (1, 5, "boolean", "oui"),
        (1, 6, "text", "é\nè"),
        (1, 7, "text", "x005F_"),
    ]


def test_a_size_that_the_file_claims_is_not_believed() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'

    assert cells(workbook(f'<dimension ref="A1:XFD1048576"/>{rows}')) == [(1, 1, "number", "1")]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
A_TEXT = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (lambda: workbook(A_TEXT.format("&b;"), prolog=ENTITIES), "déclaration de type"),
    "outside": (lambda: workbook(A_TEXT.format("&a;"), prolog=OUTSIDE), "déclaration de type"),
    "deep": (lambda: workbook("<r>" * 500 + "</r>" * 500), "niveaux"),
    "cut": (lambda: workbook(A_TEXT.format("x"))[:400], "abîmé"),
    "broken": (lambda: workbook("<row><c></row>"), "illisible"),
    "wide": (lambda: workbook('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "colonnes"),
    "nowhere": (lambda: workbook('<row r="1"><c r="1A"><v>1</v></c></row>'), "place"),
    "far": (lambda: workbook('<row r="99999999999"><c><v>1</v></c></row>'), "place"),
    "stranger": (
        lambda: workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', texts="<si/>"),
        "renvoie",
    ),
    "minus": (
        lambda: workbook('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', texts="<si/>"),
        "renvoie",
    ),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    "nothing": (lambda: _zipped({}), "tableur"),
    "libreoffice": (lambda: _zipped({"mimetype": b"x", "content.xml": b"<x/>"}), ".ods"),
    "binary": (lambda: _zipped({"xl/workbook.bin": b"x"}), ".xlsb"),
    "many": (lambda: _zipped({f"{rank}": b"" for rank in range(2_100)}), "Mio"),
    "bomb": (lambda: _claiming(300 * 1024 * 1024), "192 Mio"),
    "lying": (lambda: _claiming(10), "abîmé"),
    "text": (lambda: b"nom;structure\n", "malgré son nom"),
    "utf-16": (
        lambda: _zipped({"xl/workbook.xml": f"{OUTSIDE}<x>&a;</x>".encode("utf-16")}),
        "déclaration de type",
    ),
}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _claiming(size: int) -> bytes:
    """A part of a hundred kilobytes that says another size."""
    content = _zipped({"xl/workbook.xml": b"<x>" + b" " * 100_000})
    true_size = (100_003).to_bytes(4, "little")

    assert content.count(true_size) == 2
    return content.replace(true_size, size.to_bytes(4, "little"))


@pytest.mark.parametrize("case", sorted(HOSTILE))
def test_a_hostile_workbook_is_refused_in_one_sentence(case: str) -> None:
    make, words = HOSTILE[case]

    assert words in refused(make())


def test_no_link_is_followed_and_no_part_is_read_outside() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    outside = relation("rId1", "worksheet", "file:///etc/passwd", ' TargetMode="External"')
    above = relation("rId1", "worksheet", "../../../../etc/passwd")

    assert cells(workbook(rows, relations=outside)) == []
    assert cells(workbook(rows, relations=above)) == []


def test_too_many_rows_are_refused() -> None:
    rows = "<row><c><v>1</v></c></row>" * 50_001

    assert "50\u00a0000 lignes" in refused(workbook(rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_is_read_whatever_its_encoding_and_separator(
    encoding: str, separator: str
) -> None:
    lines = [["nom", "résumé"], ["Été", 'dit « "oui" »; non, peut-être'], ["", "à\ndeux lignes"]]
    text = "\r\n".join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines
    )
    if encoding == "cp1252":
        text = text.replace("\u202f", " ")

    assert cells(text.encode(encoding), "t.csv") == [
        (1, 1, "text", "nom"),
        (1, 2, "text", "résumé"),
        (2, 1, "text", "Été"),
        (2, 2, "text", 'dit « "oui" »; non, peut-être'),
        (3, 2, "text", "à\ndeux lignes"),
    ]


def test_a_line_may_say_the_separator() -> None:
    assert cells(b"sep=,\r\nnom,a;b\r\n", "t.csv") == [(2, 1, "text", "nom"), (2, 2, "text", "a;b")]


def test_how_a_text_file_was_read_is_told() -> None:
    table = read_table("t.csv", "nom;été\nà;b\n".encode("cp1252"))

    assert table.said == ("encodage : Windows (cp1252) ; séparateur : point-virgule",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rien à lire"),
        (b"\n \n", "rien à lire"),
        (b"nom;b\n\x81\x8d;c\n", "la ligne 2 n’est ni en UTF-8 ni en cp1252"),
        (b'nom;b\n"jamais ferm\xc3\xa9;c\n', "guillemets"),
        (b"\xff\xfen", "ses premiers octets"),
        (b"nom;b\n" + b"x" * 140_000 + b";c\n", "trop longue"),
    ],
)
def test_a_text_file_that_cannot_be_read_says_why(content: bytes, words: str) -> None:
    assert words in refused(content, "t.csv")


def test_a_cell_is_too_long_whatever_limit_other_code_has_set() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        assert "trop longue" in refused(b"nom;b\n" + b"x" * 140_000 + b";c\n", "t.csv")
    finally:
        csv.field_size_limit(before)


def test_a_file_that_is_not_there_is_told(tmp_path: Any) -> None:
    with pytest.raises(UsageError, match="n’existe pas"):
        load_table(str(tmp_path / "rien.xlsx"))


@settings(max_examples=60)
@given(
    places=st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=6)), min_size=1, max_size=6),
    cut=st.floats(0.1, 1),
    packed=st.booleans(),
)
def test_any_change_of_bytes_gives_a_table_or_one_sentence(
    places: list[tuple[float, bytes]], cut: float, *, packed: bool
) -> None:
    """`packed`: the bytes of the file are changed, else those of one of its parts."""
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c s="1"><v>46344.25</v></c></row>'
    content = workbook(row, texts="<si><t>a</t></si>", styles=DATES)
    if packed:
        content = _changed(content, places)[: int(len(content) * cut)]
    else:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = sorted(parts)[int(cut * 1000) % len(parts)]
        content = _zipped({**parts, name: _changed(parts[name], places)})
    said = ""
    try:
        read_table("t.xlsx", content)
    except UsageError as error:
        said = str(error)

    assert not said or said.startswith("impossible de lire « t.xlsx » : ")


def _changed(content: bytes, places: list[tuple[float, bytes]]) -> bytes:
    for place, put in places:
        at = int(place * len(content))
        content = content[:at] + put + content[at + max(len(put), 1) :]
    return content
