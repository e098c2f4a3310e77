"""Lists of services: one page, or several when there are too many cards for one."""

import pytest

from generator.page_views import ListView
from generator.plan.cards import make_card
from generator.plan.lists import list_pages, list_view
from generator.view_parts import CardGroup, Link
from tests.plan.test_shelves import GARAGE


@pytest.fixture
def view(labels, coverage, service):
    """A list of groups of so many cards."""

    def make(*sizes: int) -> ListView:
        groups = tuple(
            CardGroup(
                heading=f"Groupe {rank}",
                anchor=f"groupe-{rank}",
                cards=tuple(
                    make_card(service(id=f"s-{rank}-{i}"), GARAGE, labels, coverage)
                    for i in range(size)
                ),
            )
            for rank, size in enumerate(sizes)
        )
        return list_view(
            "Haute-Loire",
            "",
            [service()] * sum(sizes),
            groups,
            icon="map-pin",
            accent="autre",
            search_url="recherche/?lieu=43",
            narrower=(Link(label="Le Puy", url="territoires/200073419.html"),),
        )

    return make


def pages(view: ListView, limit: int):
    return list(
        list_pages("territoires/43.html", view, breadcrumb=(), section="territoires", limit=limit)
    )


def test_a_short_list_is_one_page(view) -> None:
    (page,) = pages(view(2, 3), limit=5)

    assert page.url == "territoires/43.html"
    assert [len(group.cards) for group in page.view.groups] == [2, 3]
    assert (page.view.previous, page.view.following) == (None, None)


def test_a_long_list_goes_on_on_numbered_pages_that_lead_to_each_other(view) -> None:
    drawn = pages(view(3, 2), limit=2)

    assert [page.url for page in drawn] == [
        "territoires/43.html",
        "territoires/43-2.html",
        "territoires/43-3.html",
    ]
    assert [page.title for page in drawn] == [
        "Haute-Loire",
        "Haute-Loire, page 2 sur 3",
        "Haute-Loire, page 3 sur 3",
    ]
    turns = [(page.view.previous, page.view.following) for page in drawn]
    assert [(a and a.url, b and b.url) for a, b in turns] == [
        (None, "territoires/43-2.html"),
        ("territoires/43.html", "territoires/43-3.html"),
        ("territoires/43-2.html", None),
    ]


def test_a_group_cut_by_a_page_goes_on_under_its_heading(view) -> None:
    drawn = pages(view(3, 2), limit=2)

    assert [
        [(group.heading, len(group.cards)) for group in page.view.groups] for page in drawn
    ] == [[("Groupe 0", 2)], [("Groupe 0", 1), ("Groupe 1", 1)], [("Groupe 1", 1)]]
    ids = [card.id for page in drawn for group in page.view.groups for card in group.cards]
    assert ids == ["s-0-0", "s-0-1", "s-0-2", "s-1-0", "s-1-1"]
    assert {page.view.count for page in drawn} == {5}


def test_what_narrows_a_list_stands_on_its_first_page(view) -> None:
    first, second = pages(view(3), limit=2)

    assert first.view.narrower
    assert second.view.narrower == ()


def test_an_empty_list_keeps_its_page_out_of_search_engines(view) -> None:
    (page,) = pages(view(), limit=2)

    assert not page.index
    assert page.view.search_url == ""
