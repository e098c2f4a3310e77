"""A search that gives little: what else to do, all of it true when one follows it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Served
from tests.browser.search_page import SearchPage

Sites = Callable[[str], Served]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LE_PUY, YSSINGEAUX, BESANCON, LYON = "43157", "43268", "25056", "69123"
NO_BREAK = "\u00a0"


def ways(search: SearchPage) -> Locator:
    found = search.page.locator(".ways")
    expect(found).to_be_visible()
    return found


def group(search: SearchPage, heading: str) -> Locator:
    return ways(search).locator(".way-group", has=search.page.get_by_role("heading", name=heading))


def test_each_criterion_given_up_tells_what_it_gives_and_keeps_its_word(
    search: SearchPage,
) -> None:
    search.open(f"?q=covoiturage&theme=famille&lieu={LE_PUY}")
    offered = group(search, "En changeant un critère").locator(".way")
    expect(offered.first).to_be_visible()
    said = [
        (
            way.locator(".way-search").get_attribute("href"),
            int(re.search(r"\((\d+) résultat", way.inner_text())[1]),  # type: ignore[index]
            way.locator(".way-nearest a").inner_text(),
        )
        for way in offered.all()
    ]

    assert len(said) >= 2
    for address, count, nearest in said:
        assert address is not None
        search.open(address)
        expect(search.status).to_contain_text(f"{count} résultat")
        expect(search.titles.first).to_have_text(nearest)


def test_a_proposed_search_opens_in_the_page(search: SearchPage) -> None:
    search.open(f"?q=covoiturage&theme=famille&lieu={LE_PUY}")

    group(search, "En changeant un critère").locator(".way-search").first.click()

    expect(search.titles.first).to_be_visible()
    expect(search.status).to_be_focused()
    search.page.go_back()
    expect(search.status).to_contain_text("Aucun résultat")


def test_neighbours_tell_what_they_have(search: SearchPage) -> None:
    search.open(f"?q=covoiturage&lieu={YSSINGEAUX}")

    near = group(search, "Dans les intercommunalités voisines")
    expect(near).to_contain_text("Communauté d’agglomération du Puy-en-Velay (1 résultat)")
    near.get_by_role("link", name="Puy-en-Velay").click()
    expect(search.titles).to_have_count(1)


def test_what_is_done_from_a_distance_is_offered(page: Page, served: Sites) -> None:
    search = SearchPage(page, served("real").address)
    search.open(f"?q=covoiturage&theme=famille&lieu={LE_PUY}")

    remote = group(search, "Sans vous déplacer")
    expect(remote.locator(".way-nearest a").first).to_be_visible()
    remote.locator(".way-search").click()
    expect(search.titles.first).to_be_visible()
    assert "accueil=a-distance" in page.url


@pytest.mark.parametrize(
    ("place", "helper", "way"),
    [
        (LE_PUY, "Département de la Haute-Loire", f"Appeler le 04{NO_BREAK}71"),
        (BESANCON, "Agence des intérimaires", "Aller sur agence.example.org"),
        (LYON, "Agence des intérimaires", "Aller sur agence.example.org"),
    ],
)
def test_the_nearest_organisation_that_can_be_reached_is_named(
    search: SearchPage, place: str, helper: str, way: str
) -> None:
    search.open(f"?q=zzyx&lieu={place}")

    by_phone = way.startswith("Appeler")  # a number is promised only where there is one
    said = group(search, "Parler à quelqu’un" if by_phone else "À qui s’adresser")
    expect(said.locator(".helper")).to_have_count(1)
    expect(said.get_by_role("link", name=helper)).to_be_visible()
    expect(said.get_by_role("link", name=way)).to_be_visible()


def test_without_a_place_each_wide_organisation_is_named(search: SearchPage) -> None:
    search.open("?q=zzyx")

    expect(group(search, "Parler à quelqu’un").locator(".helper")).to_have_count(2)


def test_a_need_is_reported_with_what_was_asked_and_nothing_else(search: SearchPage) -> None:
    search.open(f"?q=zzyx+%26title%3Dautre&statut=interimaire&lieu={LE_PUY}")

    link = ways(search).get_by_role("link", name="Signaler un besoin").get_attribute("href")
    parts = urlsplit(str(link))
    asked = parse_qs(parts.query)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "https://example.org/depot/issues/new"
    )
    assert set(asked) == {"title", "body"}
    assert asked["title"] == [
        "Besoin sans réponse – zzyx &title=autre, Intérimaires – Le Puy-en-Velay"
    ]
    assert asked["body"][0].splitlines()[:3] == [
        f"Mots cherchés{NO_BREAK}: zzyx &title=autre",
        f"Lieu{NO_BREAK}: Le Puy-en-Velay (43157)",
        f"Filtres{NO_BREAK}: Intérimaires",
    ]


def test_words_that_nobody_uses_are_named(search: SearchPage) -> None:
    search.open("?q=zzyx+qqwv")

    expect(search.status).to_contain_text(
        f"Aucun service ne parle de «{NO_BREAK}zzyx{NO_BREAK}», «{NO_BREAK}qqwv{NO_BREAK}»."
    )
    expect(group(search, "Parler à quelqu’un")).to_be_visible()
    expect(group(search, "Parcourir les listes").get_by_role("link")).to_have_count(5)


def test_a_place_that_the_site_does_not_serve_is_said_so(search: SearchPage) -> None:
    search.open(f"?q=zzyx&lieu={LYON}")

    expect(ways(search)).to_contain_text("Lyon n’est pas sur le territoire de ce site")


def test_words_never_found_together_are_taken_one_by_one(search: SearchPage) -> None:
    search.open("?q=covoiturage+nounou")
    expect(search.status).to_contain_text("avec une partie des mots")

    offered = group(search, "En changeant un critère")
    expect(offered).to_contain_text(f"Sans le mot «{NO_BREAK}nounou{NO_BREAK}»")
    expect(offered).to_contain_text(f"Sans le mot «{NO_BREAK}covoiturage{NO_BREAK}»")


def test_few_results_come_with_the_shorter_version(search: SearchPage) -> None:
    search.open(f"?q=covoiturage&lieu={LE_PUY}")

    expect(search.titles).to_have_count(1)
    expect(ways(search).get_by_role("heading", name="Pour aller plus loin")).to_be_visible()
    expect(group(search, "En changeant un critère")).to_have_count(0)
    expect(group(search, "Parler à quelqu’un")).to_be_visible()


def test_many_results_come_alone(search: SearchPage) -> None:
    search.open("?theme=mobilite")

    expect(search.titles.nth(3)).to_be_visible()
    expect(search.page.locator(".ways")).to_have_count(0)


def test_without_its_file_the_help_desk_hides_nothing_else(
    chromium: Browser, search_site: str
) -> None:
    page = chromium.new_page()
    page.route("**/recherche/interlocuteurs-*.json", lambda route: route.abort())
    search = SearchPage(page, search_site)

    search.open(f"?q=covoiturage&theme=famille&lieu={LE_PUY}")

    expect(group(search, "En changeant un critère").locator(".way").first).to_be_visible()
    expect(group(search, "Parler à quelqu’un")).to_have_count(0)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "query",
    [
        f"?q=covoiturage&theme=famille&lieu={LE_PUY}",
        "?q=zzyx",
        f"?q=covoiturage&lieu={YSSINGEAUX}",
        f"?q=covoiturage&lieu={LE_PUY}",
    ],
)
def test_the_ways_out_have_no_accessibility_fault(
    search: SearchPage, query: str, scheme: Literal["light", "dark"], width: int
) -> None:
    search.page.emulate_media(color_scheme=scheme)
    search.page.set_viewport_size({"width": width, "height": 800})
    search.open(query)
    expect(ways(search)).to_be_visible()
    search.page.evaluate(AXE.read_text(encoding="utf-8"))

    found = search.page.evaluate("axe.run().then(found => found.violations.map(rule => rule.id))")

    assert found == []
    assert search.page.evaluate("document.documentElement.scrollWidth") == width
