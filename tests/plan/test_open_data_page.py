"""The page of open data, planned: how much there is, how fresh, what has changed, which files."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator.entries import Verification
from generator.model import Catalogue
from generator.page_views import OpenDataView
from generator.plan.data_files import data_files, group_notes
from generator.plan.open_data_page import open_data_page
from tests.sites.building import minimal_site

TODAY = date(2026, 11, 21)


def catalogue_of(*checks: date | None) -> Catalogue:
    """As many services as checks; None: nobody checked."""
    catalogue = minimal_site().plan.catalogue
    (service,) = catalogue.services
    services = tuple(
        replace(
            service,
            id=f"service-{rank}",
            verification=Verification(le=day, par="une personne") if day else None,
        )
        for rank, day in enumerate(checks)
    )
    return replace(catalogue, services=services)


def view_of(catalogue: Catalogue, changelog: str = "") -> OpenDataView:
    page = open_data_page(catalogue, data_files(catalogue), changelog, TODAY)
    assert isinstance(page.view, OpenDataView)
    return page.view


def fact(catalogue: Catalogue, label: str) -> str:
    (value,) = (fact.value for fact in view_of(catalogue).facts if fact.label == label)
    return value


LATELY, YEARS_AGO = TODAY - timedelta(days=364), TODAY - timedelta(days=365)


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ((None, None), "Aucune fiche n’a encore été vérifiée"),
        ((LATELY,), "1\u00a0fiche vérifiée depuis moins d’un an"),
        (
            (LATELY, LATELY, None),
            "2\u00a0fiches vérifiées depuis moins d’un an, 2 l’ont été au moins une fois",
        ),
        (
            (YEARS_AGO, YEARS_AGO),
            "Aucune fiche vérifiée depuis moins d’un an, 2 l’ont été au moins une fois",
        ),
        ((YEARS_AGO, None), "Aucune fiche vérifiée depuis moins d’un an"),
    ],
)
def test_the_page_says_how_many_entries_were_checked_lately(checks: Any, said: str) -> None:
    assert fact(catalogue_of(*checks), "Vérification") == said


def test_the_page_says_when_it_was_made_and_when_an_entry_last_changed() -> None:
    catalogue = catalogue_of(None)
    (service,) = catalogue.services
    changed = replace(catalogue, services=(replace(service, date_maj=date(2026, 11, 1)),))

    assert fact(changed, "Fraîcheur") == (
        "Publié le 21\u00a0novembre 2026. Dernière fiche modifiée le 1er\u00a0novembre 2026"
    )


def test_a_site_without_entry_says_so() -> None:
    empty = replace(minimal_site().plan.catalogue, services=(), structures=())

    assert fact(empty, "Contenu") == "Aucune aide ou service, aucune structure"
    assert fact(empty, "Fraîcheur") == "Publié le 21\u00a0novembre 2026"


def test_a_changelog_becomes_versions_whose_code_is_told_apart() -> None:
    changelog = (
        "# Titre\n\nUn mot : d’abord.\n\n## 1.1.0\n\n- Service : `nom` et `prix` !\n- Un « mot ».\n"
        "\n## 1.0.0\n\nPremière.\n\n- Tout.\n"
    )
    first, second = view_of(catalogue_of(None), changelog).versions

    assert first.number == "1.1.0"
    assert first.notes == (
        ("Service\u00a0: ", "nom", " et ", "prix", "\u00a0!"),
        ("Un «\u00a0mot\u00a0».",),
    )
    assert (second.number, second.notes) == ("1.0.0", (("Tout.",),))


def test_the_changelog_of_the_schemas_reads_so() -> None:
    plan = minimal_site().plan
    versions = view_of(plan.catalogue, plan.schemas.changelog).versions

    assert [version.number for version in versions][-1] == "1.0.0"
    assert all(version.notes for version in versions)
    for version in versions:
        for note in version.notes:
            assert len(note) % 2 == 1, note  # each backquote is closed


def test_every_file_is_in_one_group_and_told_once() -> None:
    plan = minimal_site().plan
    groups = view_of(plan.catalogue).groups
    shown = [file.url for group in groups for file in group.files]

    assert sorted(shown) == sorted(file.url for file in plan.data_files)
    assert len(set(shown)) == len(shown) > 20
    assert [group.heading for group in groups] == list(group_notes())
    assert all(group.note for group in groups)


def test_every_file_says_what_it_is() -> None:
    for file in minimal_site().plan.data_files:
        assert file.label
        assert file.note
        assert "/" in file.media_type
        assert file.conforms_to == "" or file.conforms_to.startswith(("https://", "http://"))


def test_who_begins_is_sent_to_files_of_the_list() -> None:
    plan = minimal_site().plan
    known = {file.url for file in plan.data_files}
    starts = view_of(plan.catalogue).starts

    assert [len(group.files) for group in starts] == [3, 3, 3]
    assert {file.url for group in starts for file in group.files} <= known


def test_examples_name_the_site_and_files_of_the_list() -> None:
    plan = minimal_site().plan
    known = {file.url for file in plan.data_files}
    usages = view_of(plan.catalogue).usages

    assert {need for usage in usages for need in usage.needs} - known == {
        "api/v1/categories/mobilite.json"
    }
    for usage in usages:
        assert "{site}" not in usage.code
        assert plan.settings.url in usage.code or "services.ndjson" in usage.code
