"""Titles of pages: no two alike, and none that ends with nothing."""

from generator.plan.page import distinguish_titles, make_page
from generator.solutions import GapsView
from generator.view_parts import Link
from tests.sites.building import real_site

VIEW = GapsView(heading="Votre situation", intro="", situations=(), json_url="", csv_url="")


def test_twins_right_under_home_are_told_by_their_own_name() -> None:
    pages = [make_page(url, "pages/gaps.html", VIEW) for url in ("statuts/", "situations/")]

    titles = [page.title for page in distinguish_titles(pages)]

    assert titles == ["Votre situation, statuts", "Votre situation, situations"]


def test_twins_further_down_are_told_by_what_is_above() -> None:
    pages = [
        make_page(f"{name}/a.html", "pages/gaps.html", VIEW, breadcrumb=(Link(label=name, url=""),))
        for name in ("Mobilité", "Logement")
    ]

    titles = [page.title for page in distinguish_titles(pages)]

    assert titles == ["Votre situation (Mobilité)", "Votre situation (Logement)"]


def test_each_page_of_this_site_has_its_own_whole_title() -> None:
    titles = [page.title for page in real_site().plan.pages]

    assert len(set(titles)) == len(titles)
    assert not [
        title for title in titles if title.endswith((", ", ",", "()")) or "(Accueil)" in title
    ]
