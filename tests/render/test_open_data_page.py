"""The page of open data, drawn: true of the files that were made."""

import pytest

from generator.model import Artifact
from generator.page_views import OpenDataView
from generator.render.open_data_page import made_datasets, weight_text, with_made_files
from generator.site_plan import Page
from tests.sites.building import minimal_site


def planned() -> Page:
    (page,) = (page for page in minimal_site().plan.pages if isinstance(page.view, OpenDataView))
    return page


def drawn(*made: Artifact) -> OpenDataView:
    view = with_made_files(planned(), made).view
    assert isinstance(view, OpenDataView)
    return view


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (0, "0 octet"),
        (1, "1 octet"),
        (2, "2 octets"),
        (999, "999 octets"),
        (1000, "1 ko"),
        (1499, "1 ko"),
        (1500, "2 ko"),
        (999_499, "999 ko"),
        (999_500, "1 Mo"),
        (1_000_000, "1 Mo"),
        (1_449_999, "1,4 Mo"),
        (1_450_000, "1,5 Mo"),
        (99_949_999, "99,9 Mo"),
        (123_456_789, "123 Mo"),
        (2_300_000_000, "2300 Mo"),
    ],
)
def test_a_weight_is_said_as_people_say_it(octets: int, said: str) -> None:
    assert weight_text(octets) == said.replace(" ", "\u00a0")


def test_a_file_that_is_not_made_is_not_shown_nor_the_example_that_needs_it() -> None:
    services = Artifact(path="api/v1/services.json", content=b"x" * 12_345)
    view = drawn(services)
    shown = [file for group in (*view.starts, *view.groups) for file in group.files]
    files = {file.url: file.size for file in shown if file.media_type != "text/html"}

    assert files == {"api/v1/services.json": "12\u00a0ko"}
    assert [usage.anchor for usage in view.usages] == ["python"]


def test_a_group_without_file_is_left_out() -> None:
    view = drawn()
    files = [file for group in (*view.starts, *view.groups) for file in group.files]

    assert view.starts == ()
    assert view.usages == ()
    assert {file.media_type for file in files} <= {"text/html"}


def test_another_page_is_left_as_it_is() -> None:
    page = next(page for page in minimal_site().plan.pages if page.url == "")

    assert with_made_files(page, ()) is page


def test_the_page_weighs_every_file_as_published() -> None:
    built = minimal_site()
    text = built.pages["donnees/index.html"]
    weights = {
        file.url: weight_text(len(built.files[file.url]))
        for file in built.plan.data_files
        if file.url in built.files
    }

    assert len(weights) > 20
    for url, weight in weights.items():
        _, _, after = text.partition(f'class="file-link" href="../{url}"')
        assert after, url
        assert f'<span class="file-size">{weight}</span>' in after.partition("</li>")[0], url


def test_no_set_of_data_promises_a_file_that_was_not_made() -> None:
    datasets = minimal_site().plan.datasets
    made = [Artifact(path="donnees/services.csv", content=b"")]
    promised = [file.url for dataset in datasets for file in dataset.files]
    assert "donnees/guichet.xlsx" in promised

    kept = made_datasets(datasets, made)

    assert [file.url for dataset in kept for file in dataset.files] == ["donnees/services.csv"]
