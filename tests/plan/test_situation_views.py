"""What a need shows: its number, what it shares its moment with, figures that hold together."""

from datetime import date

import pytest

from generator.plan.situation_views import moments_of
from generator.site_plan import Page
from generator.situations import Besoin, Situation
from generator.solutions import SituationView
from tests.sites.building import real_site

N = "\u00a0"


@pytest.mark.parametrize(
    ("orders", "moments"),
    [
        ([None, None], [(1, ""), (2, "")]),
        (
            [1, 1, 2],
            [
                (1, f"En même temps que le besoin{N}2"),
                (2, f"En même temps que le besoin{N}1"),
                (3, ""),
            ],
        ),
        (
            [2, 1, 2, 2],
            [
                (2, f"En même temps que les besoins{N}3 et 4"),
                (1, ""),
                (3, f"En même temps que les besoins{N}2 et 4"),
                (4, f"En même temps que les besoins{N}2 et 3"),
            ],
        ),
    ],
)
def test_each_need_has_its_own_number_and_says_which_come_with_it(
    orders: list[int | None], moments: list[tuple[int, str]]
) -> None:
    needs = tuple(
        Besoin(nom=str(rank), role="utile", ordre=order) for rank, order in enumerate(orders)
    )
    situation = Situation(
        id="essai", titre="Essai", resume="Essai.", besoins=needs, date_maj=date(2026, 11, 1)
    )

    assert list(moments_of(situation)) == moments


def pages() -> list[tuple[Page, SituationView]]:
    return [
        (page, page.view) for page in real_site().plan.pages if isinstance(page.view, SituationView)
    ]


def test_the_needs_of_a_page_are_numbered_from_one() -> None:
    for _, view in pages():
        assert [need.number for need in view.needs] == list(range(1, len(view.needs) + 1))


def test_each_answer_of_a_sheet_says_how_to_ask_on_paper() -> None:
    assert all(item.paper for _, view in pages() for need in view.needs for item in need.answers)


def test_a_figure_of_a_title_stays_with_its_unit() -> None:
    shown = [(page.title, view.heading) for page, view in pages() if "35" in view.heading]

    assert shown
    assert all(f"35{N}km" in title and f"35{N}km" in heading for title, heading in shown)


def test_only_a_page_with_a_code_speaks_of_the_code() -> None:
    drawn = real_site().pages
    for page, view in pages():
        text = drawn[page.path]
        assert ('class="qr"' in text) == ("carré noir et blanc" in text) == bool(view.place)
