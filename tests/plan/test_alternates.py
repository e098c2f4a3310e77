"""What each page names for programs, and that it is published."""

from generator.page_views import ListView
from generator.site_plan import Page
from tests.sites.building import real_site


def pages() -> dict[str, Page]:
    return {page.url: page for page in real_site().plan.pages}


def named(url: str) -> dict[str, str]:
    return {other.url: other.media_type for other in pages()[url].alternates}


def test_every_alternate_is_published() -> None:
    alternates = [other.url for page in pages().values() for other in page.alternates]

    assert len(alternates) > 300
    assert set(alternates) <= real_site().files.keys()


def test_a_page_of_an_entry_names_its_twin_and_its_data() -> None:
    assert {
        "services/garantie-visale.md": "text/markdown",
        "api/v1/services/garantie-visale.json": "application/json",
    }.items() <= named("services/garantie-visale.html").items()


def test_a_list_names_its_data_on_its_first_page_only() -> None:
    assert "api/v1/categories/mobilite.json" in named("thematiques/mobilite.html")
    assert "api/v1/territoires/43.json" in named("territoires/43.html")
    later = [
        page
        for page in pages().values()
        if isinstance(page.view, ListView) and page.view.previous is not None
    ]

    assert all(not page.alternates for page in later)


def test_the_home_page_names_the_news_and_the_page_of_open_data_its_catalogue() -> None:
    assert named("") == {"donnees/changements.atom": "application/atom+xml"}
    assert named("donnees/")["donnees/catalogue.jsonld"] == "application/ld+json"
