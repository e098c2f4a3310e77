"""Every real entry passes, without a word, and has what the public needs."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.checked import Checked, Folders
from generator.load import load_content
from generator.reporters import report_text
from tests.sites.building import newest_day

REPOSITORY = Path(__file__).parents[1]
FOLDERS = Folders(
    root=REPOSITORY,
    schemas=REPOSITORY / "schemas",
    referentiels=REPOSITORY / "referentiels",
    theme=REPOSITORY / "theme",
)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return pipeline.check(FOLDERS, newest_day(), lambda _doing, _done, _total: None)


def test_every_entry_passes(checked: Checked) -> None:
    assert report_text(checked.diagnostics, checked.texts) == ""
    assert not checked.refused


def test_every_file_of_the_content_was_read(checked: Checked) -> None:
    files = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "content").rglob("*")
        if path.is_file() and path.name not in ("LICENCE", "README.md", ".gitkeep")
    }

    assert {document.path for document in checked.documents} == {*files, "guichet.yaml"}


def test_there_is_a_territory_to_show(checked: Checked) -> None:
    assert checked.plan is not None
    services, structures = checked.plan.catalogue.services, checked.plan.catalogue.structures

    assert len(services) >= 60
    assert len(structures) >= 30
    assert all(entry.sources for entry in (*services, *structures))


def test_the_three_great_needs_are_served(checked: Checked) -> None:
    assert checked.plan is not None
    needs = {
        code.split("--")[0]
        for entry in checked.plan.catalogue.services
        for code in entry.thematiques
    }

    assert {"mobilite", "logement-hebergement", "trouver-un-emploi", "se-former"} <= needs


def test_nothing_was_invented(checked: Checked) -> None:
    """A phone, a mail or an amount comes from a source that can be opened."""
    assert checked.plan is not None
    doubtful = [
        entry.id
        for entry in checked.plan.catalogue.services
        if (entry.telephone or entry.courriel or entry.montant)
        and not any(source.url for source in entry.sources)
        and not entry.lien_source
    ]

    assert doubtful == []


def test_addresses_used_as_examples_are_no_real_ones() -> None:
    outcome = load_content(REPOSITORY)
    texts = [text for path, text in outcome.value.texts.items() if path.startswith("content/")]

    assert len(texts) > 90
    assert not any("example.org" in text or "exemple.fr" in text for text in texts)
