"""Diagnostics → reports that a person, a runner or a program can read, and that drive none."""

import json
import unicodedata
from dataclasses import replace
from html import unescape

import pytest

from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.reporters import (
    FORMATS,
    MAX_SUMMARY,
    MAX_WIDTH,
    count_text,
    report_concise,
    report_github,
    report_json,
    report_jsonl,
    report_summary,
    report_text,
    typeset,
)

TEXT = "nom: Garage\nthematiques:\n  - mobilité\n"
HOSTILE = (
    "\x1b[31mrouge\x1b[0m",
    "\x9b31m",
    "a\r\n::add-mask::b",
    "a\n::error file=b::c",
    "\n0 erreur\n",
    "\b\b\b\beffacé",
    "\x07\x00\x7f",
    "\u202ecaché\u2066",
    "\u200b\ufeff\u00ad",
    "\U000e0041",
    "\u2028ligne",
    "%0A::warning::a",
    "##[error]a",
    "]8;;https://example.org\x07",
)


def fault(
    line: int = 3,
    column: int = 5,
    end: int = 13,
    *,
    path: str = "content/services/garage.md",
    message: str = "« mobilité » n’est pas une valeur de « thematiques »",
    hint: str = "vouliez-vous dire « mobilite » ?",
    severity: Severity = Severity.ERROR,
    end_line: int | None = None,
) -> Diagnostic:
    return Diagnostic(
        code="valeur-inconnue",
        severity=severity,
        path=path,
        span=Span(Position(line, column), Position(end_line or line, end)),
        message=message,
        hint=hint,
        field=("thematiques", 0),
    )


def text_of(item: Diagnostic, text: str = TEXT) -> list[str]:
    return report_text([item], {item.path: text}).splitlines()


def test_a_text_report_shows_the_line_and_underlines_the_fault() -> None:
    assert text_of(fault()) == [
        (
            "content/services/garage.md:3:5: erreur [valeur-inconnue] "
            "« mobilité » n’est pas une valeur de « thematiques »"
        ),
        "       2 | thematiques:",
        "       3 |   - mobilité",
        "         |     ^^^^^^^^ vouliez-vous dire « mobilite » ?",
        "       aide\u00a0: guichet explain valeur-inconnue",
    ]


def test_a_first_line_has_none_before_it() -> None:
    assert text_of(fault(1, 6, 12))[1:3] == [
        "       1 | nom: Garage",
        "         |      ^^^^^^ " + fault().hint,
    ]


def test_a_file_that_was_not_read_has_no_excerpt() -> None:
    assert text_of(fault(1, 1, 1), "") == [
        text_of(fault(1, 1, 1), "")[0],
        "       vouliez-vous dire « mobilite » ?",
        "       aide\u00a0: guichet explain valeur-inconnue",
    ]


def test_a_place_outside_the_text_has_no_excerpt() -> None:
    assert len(text_of(fault(99, 1, 1))) == 3


def test_several_lines_are_underlined_to_the_end_of_the_first() -> None:
    assert text_of(fault(2, 1, 3, end_line=3))[3].startswith("         | ^^^^^^^^^^^^ ")


def test_an_empty_span_still_has_a_caret() -> None:
    assert text_of(fault(3, 5, 5))[3].startswith("         |     ^ ")
    assert text_of(fault(4, 1, 1))[3].startswith("         | ^ ")


def test_diagnostics_are_parted_by_a_line() -> None:
    report = report_text([fault(), fault(1, 1, 4)], {"content/services/garage.md": TEXT})

    assert report.count("\n\n") == 1
    assert report.endswith("\n")
    assert not report.endswith("\n\n")


# What the caret must stand under, in a line that a terminal shows with other widths.
@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("nom: Garage", "Garage"),
        ("\tnom:\tGarage", "Garage"),
        ("« été »\u00a0: Garage", "Garage"),
        ("汽车: Garage", "Garage"),
        ("ｎｏｍ: Ｇａｒａｇｅ fin", "Ｇａｒａｇｅ"),
        ("🔧🔧 Garage 🔧", "Garage"),
        ("e\u0301te\u0301: Garage", "Garage"),
        ("nom: e\u0301te\u0301 fin", "e\u0301te\u0301"),
        ("a\x1b[31mb Garage", "Garage"),
        ("a\u202eb Garage", "Garage"),
        ("\x00\x01 Garage", "Garage"),
        ("x" * 130 + " Garage", "Garage"),
        ("x" * 200 + " Garage " + "y" * 200, "Garage"),
        ("汽" * 100 + " Garage " + "y" * 200, "Garage"),
        ("\u202e" * 30 + " Garage", "Garage"),
        ("x " * 5_000 + "Garage" + " y" * 5_000, "Garage"),
    ],
)
def test_the_caret_is_under_the_right_characters(line: str, word: str) -> None:
    start = line.index(word) + 1
    shown = text_of(fault(1, start, start + len(word), hint=""), line)
    source, caret = shown[1][11:], shown[2][11:]

    lead = columns_to(source, caret.index("^"))
    assert source[lead:].startswith(word)
    assert caret.strip("^ ") == ""
    assert caret.count("^") == width(word)
    assert width(source) <= MAX_WIDTH


def width(text: str) -> int:
    """What a terminal would take, counted on its own."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def columns_to(text: str, column: int) -> int:
    """How many characters of a text stand before a column of a terminal."""
    taken = 0
    for rank, sign in enumerate(text):
        if taken >= column and not unicodedata.combining(sign):
            return rank
        taken += width(sign)
    return len(text)


def test_a_long_fault_is_underlined_within_the_report() -> None:
    shown = text_of(fault(1, 6, 3_000, hint=""), "nom: " + "a" * 3_000)

    assert shown[1].endswith("…")
    assert len(shown[1]) == len(shown[2]) == 11 + MAX_WIDTH


def test_a_concise_report_is_one_line_for_each() -> None:
    report = report_concise([fault(), fault(hint="")], {})

    assert report.splitlines() == [
        (
            "content/services/garage.md:3:5: erreur [valeur-inconnue] « mobilité » n’est pas une "
            "valeur de « thematiques » — vouliez-vous dire « mobilite » ?"
        ),
        (
            "content/services/garage.md:3:5: erreur [valeur-inconnue] « mobilité » n’est pas une "
            "valeur de « thematiques »"
        ),
    ]


def test_a_json_report_holds_everything_in_a_fixed_order() -> None:
    (row,) = json.loads(report_json([fault()], {}))

    assert list(row.items()) == [
        ("code", "valeur-inconnue"),
        ("severity", "erreur"),
        ("path", "content/services/garage.md"),
        ("line", 3),
        ("column", 5),
        ("end_line", 3),
        ("end_column", 13),
        ("field", ["thematiques", 0]),
        ("message", "« mobilité » n’est pas une valeur de « thematiques »"),
        ("hint", "vouliez-vous dire « mobilite » ?"),
    ]


def test_json_lines_are_the_same_objects_one_a_line() -> None:
    items = [fault(), fault(1, 1, 4)]

    rows = [json.loads(line) for line in report_jsonl(items, {}).splitlines()]

    assert rows == json.loads(report_json(items, {}))


def test_github_annotations_are_workflow_commands() -> None:
    report = report_github([fault(), fault(severity=Severity.WARNING, hint="")], {})

    assert report.splitlines() == [
        (
            "::error file=content/services/garage.md,line=3,col=5,endLine=3,endColumn=12,"
            "title=valeur-inconnue::« mobilité » n’est pas une valeur de « thematiques ». "
            "vouliez-vous dire « mobilite » ?"
        ),
        (
            "::warning file=content/services/garage.md,line=3,col=5,endLine=3,endColumn=12,"
            "title=valeur-inconnue::« mobilité » n’est pas une valeur de « thematiques »"
        ),
    ]


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("100 %", "100 %25"),
        ("%0A", "%250A"),
        ("a\nb", "a\\x0ab"),
        ("a\r\nb", "a\\x0d\\x0ab"),
        ("a::b", "a::b"),
        ("::error::b", "::error::b"),
    ],
)
def test_a_message_cannot_begin_another_command(written: str, escaped: str) -> None:
    report = report_github([fault(message=written, hint="")], {})

    assert report.count("\n") == 1
    assert report.partition("title=valeur-inconnue::")[2] == f"{escaped}\n"


@pytest.mark.parametrize(
    ("path", "escaped"),
    [
        ("a,b:c%d.md", "a%2Cb%3Ac%25d.md"),
        ("a::error::b.md", "a%3A%3Aerror%3A%3Ab.md"),
        ("a\n::error::b.md", "a\\x0a%3A%3Aerror%3A%3Ab.md"),
    ],
)
def test_a_path_cannot_leave_its_property(path: str, escaped: str) -> None:
    assert report_github([fault(path=path)], {}).startswith(f"::error file={escaped},line=3,")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_no_report_drives_a_terminal_or_a_runner(name: str, hostile: str) -> None:
    item = fault(1, 2, 3, path=f"content/{hostile}.md", message=hostile, hint=hostile)
    report = FORMATS[name]([item], {item.path: f"{hostile}\n{hostile}"})

    assert report.translate(dict.fromkeys(map(ord, "\n\u00a0\u202f"))).isprintable()
    for line in report.splitlines():
        assert not line.startswith("::add-mask")
        assert name == "github" or not line.startswith("::")


def test_a_summary_lists_every_diagnostic_by_file() -> None:
    items = [
        fault(),
        fault(1, 1, 4),
        fault(path="content/services/a.md", severity=Severity.WARNING),
    ]

    summary = report_summary(items, "2 fichiers lus")

    assert summary.startswith("## Vérification des fiches\n\n2 fichiers lus\n")
    assert summary.count("\n### `") == 2
    assert summary.count("\n| 3 | erreur `valeur-inconnue` |") == 1
    assert summary.count("\n| 1 | erreur `valeur-inconnue` |") == 1
    assert summary.count("\n| 3 | avertissement `valeur-inconnue` |") == 1


def test_a_summary_is_bounded_and_counts_what_it_leaves_out() -> None:
    items = [replace(fault(), path=f"content/services/aide-{rank}.md") for rank in range(4_000)]
    summary = report_summary(items, "4 000 fichiers lus")
    shown = summary.count("\n### `")

    assert len(summary.encode()) < 2 * MAX_SUMMARY
    assert f"Et {4_000 - shown} autres" in summary


@pytest.mark.parametrize(
    "hostile",
    [
        *HOSTILE,
        "a | b | c",
        "`code`",
        "<script>alert(1)</script>",
        "<img src=x>",
        "![a](https://example.org/a.png)",
        "[a](javascript:b)",
        "**gras** _ital_ # titre",
        "&lt;b&gt;",
        "@equipe",
        "\\| a",
        "](a)",
    ],
    ids=ascii,
)
def test_cells_of_a_summary_are_inert(hostile: str) -> None:
    summary = report_summary([fault(message=hostile, hint=hostile)], "")
    row = summary.splitlines()[-1]

    assert row.replace("\u00a0", "").replace("\u202f", "").isprintable()
    assert row.count("|") == 5
    cells = row.split("|")[3:5]
    for sign in "<`*_[]()!\\":
        assert all(sign not in cell for cell in cells)
    assert "&lt;b" not in row.replace("&amp;", "")


def test_a_cell_of_a_summary_reads_as_it_was_written() -> None:
    message = "« (États) » & [autre] | #1 `code` \\ <b>"
    row = report_summary([fault(message=message)], "").splitlines()[-1]

    assert unescape(row.split("|")[3]).strip() == message


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "aucune erreur"),
        (1, 0, "1 erreur"),
        (2, 0, "2 erreurs"),
        (0, 1, "aucune erreur, 1 avertissement"),
        (3, 2, "3 erreurs, 2 avertissements"),
    ],
)
def test_mistakes_are_counted_in_words(errors: int, warnings: int, words: str) -> None:
    items = [fault()] * errors + [fault(severity=Severity.WARNING)] * warnings

    assert count_text(items) == words


def test_nothing_to_say_is_nothing() -> None:
    for name, report in FORMATS.items():
        assert report((), {}).strip() in ("", "[]") or name == "sarif"


def test_sentences_get_their_no_break_spaces() -> None:
    (item,) = typeset([fault(message="« a » : b ; c ? d ! 12:30, https://a.org", hint="a")])

    assert item.message == "«\u00a0a\u00a0»\u00a0: b\u00a0; c\u00a0? d\u00a0! 12:30, https://a.org"
    assert item.hint == "a"
