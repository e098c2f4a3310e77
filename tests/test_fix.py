"""`guichet fix` writes an entry as our files do, proves that it says the same, and stops there."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Severity
from generator.fix_report import differences, report
from generator.fix_steps import Mended, count_mendable, make_mender, mend_all, mend_entry, write_all
from generator.load import RawEntry, load_raw_entries, read_content
from generator.parse import parse_document
from generator.render import render_entry_text
from tests.command_line import run_guichet
from tests.entry_strategies import accepted_entries, context

REPOSITORY = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 21)
_BOUND = re.compile("\u00a0(?=[:;?!»€%])|(?<=«)\u00a0")
OURS = ("services", "structures")
NAMES = sorted(path.name for path in (CASES / "mended").iterdir() if ".after" not in path.name)


MENDER = cache(lambda: make_mender(TODAY))


def mended(site: Any, *names: str) -> tuple[Mended, ...]:
    return mend_all(site.root, names, MENDER())


def _entries(kind: str) -> st.SearchStrategy[tuple[str, dict[str, Any], bool]]:
    return st.tuples(st.just(kind), accepted_entries(kind), st.booleans())


def lay(site: Any, name: str, **changes: str) -> str:
    """One of the cases as an entry; its text."""
    text = (CASES / "mended" / name).read_text("utf-8")
    for before, after in changes.items():
        text = text.replace(before, after)
    site.lay(f"content/services/{name}", text)
    return text


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_is_mended_where_there_is_one_way_to(
    name: str, site: Any, assert_expected: Callable[[Path, str], None]
) -> None:
    lay(site, name)
    (found,) = mended(site, f"content/services/{name}")

    stem = CASES / "mended" / name.split(".", maxsplit=1)[0]
    assert_expected(stem.with_suffix(".after.txt"), f"{found.after}\n{report((found,))}")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_mended_has_nothing_left_to_mend(name: str, site: Any) -> None:
    lay(site, name)
    write_all(mended(site))

    assert [item.after for item in mended(site) if item.is_changed] == []


def test_line_ends_and_the_mark_at_the_head_stay(site: Any) -> None:
    text = (CASES / "mended" / "values.md").read_text("utf-8")
    site.lay("content/services/values.md", "\ufeff" + text.replace("\n", "\r\n"))
    (found,) = mended(site, "values")
    site.lay("content/services/values.md", text)
    (usual,) = mended(site, "values")

    assert found.after == "\ufeff" + usual.after.replace("\n", "\r\n")


def test_an_entry_written_carelessly_comes_back_to_what_it_was(site: Any) -> None:
    """Every fourth of the real entries: apostrophes, spaces, order lost; then mended."""
    entries = [entry for entry in load_raw_entries(REPOSITORY) if entry.collection in OURS][::4]
    assert len(entries) > 20
    chance = random.Random(7)  # noqa: S311 - the same disorder every time
    for entry in entries:
        site.lay(entry.shown, _careless(_of(entry), chance))
    shown = [entry.shown for entry in entries]
    wanted = {item.entry.shown: item for item in mend_all(REPOSITORY, shown, MENDER())}
    for item in mended(site, *shown):
        assert _said(item.after, item.entry) == _said(wanted[item.entry.shown].after, item.entry)


def _of(entry: Any) -> str:
    return str(entry.content.decode("utf-8"))


def _careless(text: str, chance: random.Random) -> str:
    """The same entry as somebody types it: its fields in any order, no typography."""
    head, fields, body = text.split("---\n", 2) if text.startswith("---\n") else ("", text, "")
    parts: list[str] = []
    for line in fields.splitlines(keepends=True):
        if line[:1].strip() and not line.startswith("#"):
            parts.append("")
        parts[-1] += _BOUND.sub(" ", line.replace("’", "'"))
    chance.shuffle(parts)
    body = _BOUND.sub(" ", body.replace("’", "'"))
    return f"{head}---\n{''.join(parts)}---\n{body}" if body else "".join(parts)


def _said(text: str, entry: Any) -> Any:
    document = read_content(text.encode(), entry.shown, entry.collection)[0].value
    assert document is not None, entry.shown
    return list(document.data.items()), document.body


@settings(max_examples=15)
@given(data=st.sampled_from(("service", "structure")).flatmap(_entries))
def test_a_random_entry_mended_is_accepted_and_has_nothing_left_to_mend(
    data: tuple[str, dict[str, Any], bool],
) -> None:
    kind, fields, is_markdown = data
    collection = f"{kind}s"
    text = render_entry_text(fields, is_markdown=is_markdown)
    entry = _raw(collection, text, ".md" if is_markdown else ".yaml")
    found = mend_entry(entry, MENDER())
    again = mend_entry(replace(entry, content=found.after.encode()), MENDER())

    assert found.is_readable
    assert again.after == found.after
    document = read_content(found.after.encode(), entry.shown, collection)[0].value
    assert document is not None
    outcome = parse_document(document, context())
    assert outcome.value is not None, outcome.diagnostics


def _raw(collection: str, text: str, suffix: str) -> RawEntry:
    shown = f"content/{collection}/essai{suffix}"
    return RawEntry(
        shown=shown, path=Path(shown), collection=collection, content=text.encode("utf-8")
    )


def test_every_refused_case_survives_and_says_nothing_new(site: Any) -> None:
    """Whatever is wrong with an entry, mending it neither fails nor adds a fault to it."""
    cases = sorted((CASES / "refused").glob("*.md"))
    assert len(cases) > 40
    for case in cases:
        site.lay(f"content/services/{case.name}", case.read_bytes())
    before = {(item.path, item.code) for item in site.check().diagnostics}
    write_all(mended(site))
    found = site.check().diagnostics
    after = {(item.path, item.code) for item in found if item.severity is Severity.ERROR}

    # An entry that can be read at last says what else is wrong with it.
    legible = {path for path, code in before if code == "yaml-illisible"}
    assert {(path, code) for path, code in after - before if path not in legible} == set()
    assert before - {(item.path, item.code) for item in found}


def test_the_faults_that_can_be_mended_are_counted(site: Any) -> None:
    lay(site, "values.md", **{"garage : un prêt": "garage, un prêt"})
    found = site.check().diagnostics

    assert count_mendable(found, site.root, TODAY) > 4
    write_all(mended(site))
    assert count_mendable(site.check().diagnostics, site.root, TODAY) == 0


def test_a_text_never_grows_past_its_limit(site: Any) -> None:
    garage = (site.root / "content/services/garage-solidaire.md").read_text("utf-8")
    full = "Un garage: " + "a" * 149
    site.lay(
        "content/services/garage-solidaire.md",
        garage.replace(
            "Faire réparer sa voiture à petit prix pour continuer à aller travailler.", f'"{full}"'
        ),
    )

    assert differences(mended(site)) == ""


# the command


def test_the_command_writes_once_then_has_nothing_to_do(site: Any) -> None:
    lay(site, "values.md")
    first = run_guichet(["fix"], site.root)
    second = run_guichet(["fix", "--check"], site.root)

    assert first.returncode == 0
    assert "content/services/values.md:21 : telephone : téléphone" in first.stdout.replace(
        "\u00a0", " "
    )
    assert "corrections dans 1 fiche sur 3" in first.stderr
    assert (second.returncode, second.stdout) == (0, "")
    assert "rien à corriger" in second.stderr


@pytest.mark.parametrize(("option", "status"), [("--diff", 0), ("--check", 1)])
def test_a_trial_writes_nothing(option: str, status: int, site: Any) -> None:
    text = lay(site, "values.md")
    tried = run_guichet(["fix", option, "values"], site.root)

    assert tried.returncode == status
    assert "rien n’est écrit" in tried.stderr
    assert (site.root / "content/services/values.md").read_text("utf-8") == text


def test_the_differences_are_those_that_git_applies(site: Any) -> None:
    lay(site, "order.md")
    shown = run_guichet(["fix", "--diff"], site.root).stdout

    assert shown.startswith("--- a/content/services/order.md\n+++ b/content/services/order.md\n@@ ")


@pytest.mark.parametrize(
    ("name", "said"),
    [("garage-solidair", "vouliez-vous dire « garage-solidaire »"), ("../../etc/passwd", "aucune")],
)
def test_an_entry_that_is_not_there_is_told(name: str, said: str, site: Any) -> None:
    tried = run_guichet(["fix", name], site.root)

    assert tried.returncode == 2
    assert said in tried.stderr.replace("\u00a0", " ")


def test_check_says_what_can_be_mended(site: Any) -> None:
    lay(site, "values.md")
    tried = run_guichet(["check"], site.root)

    assert "« guichet fix » sait en corriger" in tried.stderr.replace("\u00a0", " ")
