"""`guichet booklet`: what it asks for, what it refuses, the file it writes."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import booklet_steps
from generator.booklet_commands import booklet
from generator.diagnostics import UsageError
from tests.conftest import Site

TODAY = date(2026, 11, 21)


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(
        booklet, arguments, obj=lambda _: TODAY, standalone_mode=False, catch_exceptions=True
    )


@pytest.mark.parametrize(
    "arguments",
    [(), ("--epci", "200073419", "--departement", "43"), ("--evenement", "x", "--epci", "1")],
)
def test_one_booklet_is_asked_for_at_a_time(arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)

    assert isinstance(answer.exception, UsageError)
    assert "--epci, --departement ou --evenement" in str(answer.exception)


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--epci", "aucune intercommunalité"),
        ("--departement", "aucun département"),
        ("--evenement", "aucun rendez-vous"),
    ],
)
def test_what_is_not_known_is_said_in_one_sentence(option: str, words: str, site: Site) -> None:
    answer = ask(option, "nulle-part", "--root", str(site.root))

    assert isinstance(answer.exception, UsageError)
    assert words in str(answer.exception)
    assert "nulle-part" in str(answer.exception)


def test_a_booklet_is_written_where_one_says(site: Site, tmp_path: Path) -> None:
    target = tmp_path / "livret.pdf"
    answer = ask("--departement", "43", "--root", str(site.root), "--output", str(target))

    assert answer.exception is None
    assert answer.return_value.status == 0
    assert "Haute-Loire" in answer.return_value.noted
    assert target.read_bytes().startswith(b"%PDF-")


def test_nothing_is_written_when_an_entry_is_refused(site: Site, tmp_path: Path) -> None:
    site.lay("content/services/rien.yaml", "nom: Rien\n")
    target = tmp_path / "livret.pdf"
    done, noted = booklet_steps.make_booklet(
        "departement", "43", site.root, TODAY, target, big=False
    )

    assert not done
    assert "guichet check" in noted
    assert not target.exists()
