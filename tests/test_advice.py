"""What a report shows of the advice on wording: a little for people, all of it for machines."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.advice import ALL, NONE, SOME, advice_text, select_advice, shown_by_default
from generator.cli import guichet
from generator.diagnostics import FILE_START, Diagnostic, Severity
from generator.reporters import FORMATS

ADVICE = Diagnostic(
    code="phrase-longue",
    severity=Severity.WARNING,
    path="content/services/a.md",
    span=FILE_START,
    message="cette phrase a 40 mots",
    hint="coupez-la",
)
MISTAKE = replace(ADVICE, code="url-non-securisee", message="cette adresse n’est pas protégée")


def _advice(*counts: int) -> list[Diagnostic]:
    """So much advice in each of so many files."""
    return [
        replace(ADVICE, path=f"content/services/{rank:03}.md")
        for rank, count in enumerate(counts)
        for _ in range(count)
    ]


def test_a_file_shows_three_and_says_how_many_are_left() -> None:
    shown = select_advice(_advice(8, 4, 3), SOME)

    assert [item.message.removeprefix(ADVICE.message) for item in shown] == [
        *("", "", " ; et 5 autres conseils dans ce fichier"),
        *("", "", " ; et un autre conseil dans ce fichier"),
        *("", "", ""),
    ]


def test_a_file_shows_one_of_each_kind_and_its_longest_sentence() -> None:
    long = [replace(ADVICE, message=f"cette phrase a {words} mots") for words in (27, 61, 30)]
    word = replace(ADVICE, code="mot-administratif", message="« octroi »")
    acronym = replace(ADVICE, code="sigle-inexplique", message="le sigle « FAJ »")
    items = [*long, word, word, acronym]

    shown = select_advice(items, SOME)

    assert [item.code for item in shown] == ["phrase-longue", word.code, acronym.code]
    assert shown[0].message == "cette phrase a 61 mots"
    assert shown[2].message.endswith(" ; et 3 autres conseils dans ce fichier")
    assert [item.message.partition(" ;")[0] for item in select_advice(long[:2] * 2, SOME)] == [
        *("cette phrase a 27 mots", "cette phrase a 61 mots", "cette phrase a 61 mots"),
    ]


def test_a_report_shows_thirty_at_most() -> None:
    items = _advice(*[2] * 40)

    assert len(select_advice(items, SOME)) == 30
    assert len(select_advice(items, ALL)) == 80
    assert select_advice(items, NONE) == ()


@pytest.mark.parametrize("choice", [NONE, SOME, ALL])
def test_a_mistake_is_never_left_out(choice: str) -> None:
    items = [*_advice(50), *[MISTAKE] * 50]

    assert select_advice(items, choice).count(MISTAKE) == 50


@pytest.mark.parametrize("form", FORMATS)
def test_machines_get_all_of_it(form: str) -> None:
    assert shown_by_default(form) == (SOME if form in ("text", "concise", "github") else ALL)


@pytest.mark.parametrize(
    ("items", "choice", "words"),
    [
        pytest.param([MISTAKE], SOME, "", id="none"),
        pytest.param(_advice(1), SOME, ", dont 1 conseil d’écriture", id="one"),
        pytest.param(_advice(3), SOME, ", dont 3 conseils d’écriture", id="all shown"),
        pytest.param(
            _advice(4),
            SOME,
            ", dont 4 conseils d’écriture "
            "(3 montrés ; « guichet check --advice all » les montre tous)",
            id="some",
        ),
        pytest.param(
            _advice(4),
            NONE,
            ", dont 4 conseils d’écriture "
            "(non montrés ; « guichet check --advice all » les montre tous)",
            id="not shown",
        ),
    ],
)
def test_the_count_says_what_is_shown(items: list[Diagnostic], choice: str, words: str) -> None:
    assert advice_text(items, choice) == words


@pytest.fixture
def heavy(site: Any) -> Path:
    """A site with four words to replace, in one file."""
    garage = site.root / "content/services/garage-solidaire.md"
    text = garage.read_text(encoding="utf-8")
    site.lay(
        "content/services/garage-solidaire.md",
        f"{text}\nVeuillez effectuer et solliciter afin de percevoir.\n",
    )
    root: Path = site.root
    return root


def _check(root: Path, *options: str) -> tuple[int, str]:
    arguments = ["check", "--root", str(root), "--date", "2026-11-21", *options]
    done = CliRunner().invoke(guichet, arguments, standalone_mode=False)
    assert done.exception is None
    return done.return_value, done.stdout


@pytest.mark.parametrize(("choice", "shown"), [("none", 0), ("some", 3), ("all", 5)])
def test_the_command_shows_what_is_asked(choice: str, shown: int, heavy: Path) -> None:
    status, report = _check(heavy, "--format", "concise", "--advice", choice)

    assert status == 0
    assert report.count("[mot-administratif]") == shown
    assert ("et 2 autres conseils dans ce fichier" in report) == (choice == "some")


def test_a_program_gets_all_the_advice(heavy: Path) -> None:
    _, report = _check(heavy, "--format", "json")

    assert [row["code"] for row in json.loads(report)] == ["mot-administratif"] * 5


def test_advice_is_never_a_refusal(heavy: Path) -> None:
    status, report = _check(heavy, "--strict")

    assert status == 0
    assert "mot-administratif" in report
