"""A result explains itself: why it is there, where, since when it is true, how to ask."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.search_page import SearchPage

Sites = Callable[[str], Served]

LE_PUY = "43157"
NO_BREAK = "\u00a0"
SCREEN = 640

# What a card says and where it leads, from whoever drew it.
READ_CARDS = """() => Object.fromEntries([...document.querySelectorAll(".card")].map((card) => {
    const text = (selector) =>
        [...card.querySelectorAll(selector)].map((part) => part.textContent.trim());
    const contact = card.querySelector(".card-contact");
    return [card.querySelector(".card-link").href, {
        accent: card.dataset.accent,
        texts: text(".card-category, .badge, .card-title, .card-provider, .card-label,"
            + " .card-value, .card-contact, .card-freshness, .card > p:not([class])"),
        contact: [contact.href, contact.rel],
        signs: [...card.querySelectorAll("use")].map((use) => use.getAttribute("href"))
            .filter((href) => !href.endsWith("#check")),
    }];
}))"""


def reasons(search: SearchPage, title: str) -> list[str]:
    card = search.page.locator("[data-search-results] .card", has_text=title).first
    expect(card).to_be_visible()
    return card.locator(".search-reason").all_inner_texts()


def test_a_result_says_how_it_covers_the_place(search: SearchPage) -> None:
    search.open(f"?q=permis&lieu={LE_PUY}")

    assert reasons(search, "Bourse")[0] == "Couvre votre région (Auvergne-Rhône-Alpes)"


def test_a_result_says_whether_it_names_the_person(search: SearchPage) -> None:
    search.open("?statut=interimaire")
    cards = search.page.locator("[data-search-results] .card")
    expect(cards.first).to_be_visible()

    said = set(search.page.locator(".search-reason").all_inner_texts())
    assert said == {"Pour les intérimaires", "Ouvert à tous"}
    assert cards.first.locator(".search-reason").all_inner_texts() == ["Pour les intérimaires"]


def test_several_situations_are_named_together(page: Page, served: Sites) -> None:
    search = SearchPage(page, served("real").address)
    search.open("?statut=interimaire&public=actifs")
    expect(search.titles.first).to_be_visible()

    said = page.locator(".search-reason").all_inner_texts()
    assert any(", les " in text for text in said)


def test_words_are_marked_where_they_are_read(search: SearchPage) -> None:
    search.open("?q=permis")

    marked = search.page.locator("[data-search-results] mark")
    expect(marked.first).to_be_visible()
    assert {text.lower() for text in marked.all_inner_texts()} <= {"permis"}


def test_words_that_are_not_shown_are_said_as_they_were_typed(search: SearchPage) -> None:
    search.open("?q=bicyclette")  # a keyword of an entry that is over: nothing
    search.open("?q=réfugiée")

    assert reasons(search, "") == [f"Contient aussi{NO_BREAK}: réfugiée"]


def test_ten_results_come_first_then_ten_more_with_the_focus(page: Page, served: Sites) -> None:
    search = SearchPage(page, served("real").address)
    search.open("?lieu=43")
    expect(search.titles).to_have_count(10)
    more = page.get_by_role("button", name="résultats de plus")

    more.press("Enter")

    expect(search.titles).to_have_count(20)
    expect(search.page.locator(".card-link").nth(10)).to_be_focused()


def test_a_result_shows_what_a_list_shows(page: Page, served: Sites) -> None:
    site = served("real")
    page.goto(f"{site.address}thematiques/mobilite.html")
    listed = page.evaluate(READ_CARDS)
    search = SearchPage(page, site.address)
    search.open("?theme=mobilite")
    expect(search.titles.first).to_be_visible()
    more = page.locator(".search-more")
    while more.is_visible():
        shown = search.titles.count()
        more.click()
        expect(search.titles.nth(shown)).to_be_visible()

    found = page.evaluate(READ_CARDS)

    assert len(found) > 10
    assert found.keys() == listed.keys()
    for address, card in found.items():
        assert card == listed[address], address


def test_every_result_has_a_way_to_ask_one_tap_away(page: Page, served: Sites) -> None:
    search = SearchPage(page, served("real").address)
    search.open("?lieu=43")
    expect(search.titles).to_have_count(10)

    for address, card in page.evaluate(READ_CARDS).items():
        href, rel = card["contact"]
        assert href.startswith(("tel:", "mailto:", "https:")) or href == f"{address}#demander"
        assert (rel == "noopener ugc") == (href != f"{address}#demander")
        assert card["texts"][-1].startswith(("Vérifié le", "Mis à jour le"))


def test_a_tap_on_the_contact_is_not_a_tap_on_the_card(page: Page, served: Sites) -> None:
    search = SearchPage(page, served("real").address)
    search.open("?lieu=43")
    contact = page.locator("[data-search-results] .card-contact").first
    expect(contact).to_be_visible()
    contact.scroll_into_view_if_needed()

    box = contact.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    hit = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('a').className",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert hit == "card-contact"


@pytest.mark.parametrize("query", ["?q=permis&lieu=43157&statut=interimaire", "?lieu=25056"])
def test_three_results_need_few_screens_of_a_small_phone(
    query: str, page: Page, served: Sites
) -> None:
    page.set_viewport_size({"width": 320, "height": SCREEN})
    search = SearchPage(page, served("real").address)
    search.open(query)
    expect(search.titles.nth(2)).to_be_visible()

    boxes = [card.bounding_box() for card in page.locator("[data-search-results] .card").all()[:3]]
    assert all(boxes)
    assert sum(box["height"] for box in boxes if box) < 3 * SCREEN
    assert page.evaluate("document.documentElement.scrollWidth") == 320
