"""How an entry fits on a sheet: as it is, set smaller, or cut, and then it says so."""

from dataclasses import replace
from functools import cache

import pytest

from generator.page_views import ServiceView
from generator.plan.paper import EXTRACT, TIGHT, WHOLE, count_lines, paper_of
from tests.sites.building import real_site

SENTENCE = "Vous pouvez demander cette aide auprès de la mission locale. "


@cache
def plain() -> ServiceView:
    """The shortest entry of this repository."""
    views = [page.view for page in real_site().plan.pages if isinstance(page.view, ServiceView)]
    return min(views, key=count_lines)


def test_a_short_entry_is_printed_as_it_is() -> None:
    assert paper_of(plain()) == WHOLE


def test_each_text_that_is_added_takes_room() -> None:
    lengths = [count_lines(replace(plain(), steps=(SENTENCE * 2,) * number)) for number in range(9)]

    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize("part", ["steps", "papers", "audiences", "hours", "languages", "modes"])
def test_a_list_that_grows_makes_the_sheet_tight_then_cuts_it(part: str) -> None:
    shown = [paper_of(replace(plain(), **{part: (SENTENCE,) * size})) for size in (1, 40, 400)]

    assert shown[0] == WHOLE
    assert shown[2] == EXTRACT
    assert [WHOLE, TIGHT, EXTRACT].index(shown[1]) > 0


@pytest.mark.parametrize(
    "part", ["falc", "conditions", "audience_note", "amount_note", "cost_note"]
)
def test_a_text_that_grows_does_the_same(part: str) -> None:
    shown = [paper_of(replace(plain(), **{part: SENTENCE * size})) for size in (1, 400)]

    assert shown == [WHOLE, EXTRACT]


def test_every_entry_of_this_repository_knows_how_it_is_printed() -> None:
    views = [page.view for page in real_site().plan.pages if isinstance(page.view, ServiceView)]

    assert len(views) > 50
    assert [view.paper for view in views] == [paper_of(view) for view in views]
