import posixpath

import pytest

from generator.plan import urls

PAGES = (
    urls.HOME,
    urls.SEARCH,
    urls.OPEN_DATA,
    urls.service_url("visale"),
    urls.structure_url("fastt"),
    urls.theme_url("mobilite"),
    urls.territory_url("43"),
    urls.editorial_url("a-propos"),
)


@pytest.mark.parametrize("url", PAGES)
def test_the_root_leads_back_to_the_top(url: str) -> None:
    folder = posixpath.dirname(urls.output_path(url))

    assert posixpath.normpath(posixpath.join(folder, urls.root_of(url))) == "."


def test_a_section_is_answered_by_its_index() -> None:
    assert urls.output_path("") == "index.html"
    assert urls.output_path("recherche/") == "recherche/index.html"
    assert urls.output_path("services/visale.html") == "services/visale.html"


def test_a_chosen_facet_is_in_the_address_of_the_search() -> None:
    assert urls.search_url(theme="mobilite", lieu="43") == "recherche/?theme=mobilite&lieu=43"
