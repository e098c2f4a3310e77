"""The search page, in a real browser: its place field, its address, its keyboard, its safety."""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.search_page import SearchPage

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

NO_BREAK = "\u00a0"

LE_PUY = "43157"


# The place field


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("le puy en v", "Le Puy-en-Velay (43000)"),
        ("BESANCON", "Besançon (25000)"),
        ("st paulien", "Saint-Paulien (43350)"),
        ("haute loire", "Haute-Loire (département)"),
        ("43000", "Le Puy-en-Velay (43000)"),
    ],
)
def test_the_place_field_proposes(search: SearchPage, typed: str, expected: str) -> None:
    search.open()

    search.page.fill("[name=lieu]", typed)

    expect(search.proposed().first).to_have_text(expected)


def test_a_postcode_offers_a_choice_and_never_picks(search: SearchPage) -> None:
    search.open("?lieu=43000")

    expect(search.status.get_by_role("link")).to_have_count(5)
    search.status.get_by_role("link", name="Polignac").click()

    expect(search.page).to_have_url(re.compile("lieu=43152$"))
    expect(search.page.locator("[name=lieu]")).to_have_value("Polignac")


def test_the_place_is_chosen_with_the_keyboard(search: SearchPage) -> None:
    search.open()
    field = search.page.locator("[name=lieu]")
    field.press_sequentially("le puy en")
    expect(search.proposed().first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("ArrowDown")
    expect(search.proposed(selected=True)).to_have_text("Le Puy-en-Velay (43000)")
    field.press("Enter")

    expect(field).to_have_value("Le Puy-en-Velay")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(search.page).to_have_url(re.compile(f"lieu={LE_PUY}$"))
    expect(search.status).to_contain_text("(Le Puy-en-Velay)")


def test_escape_closes_the_proposed_places(search: SearchPage) -> None:
    search.open()
    field = search.page.locator("[name=lieu]")
    field.press_sequentially("besan")
    expect(search.proposed().first).to_be_visible()

    field.press("Escape")

    expect(search.proposed().first).to_be_hidden()
    expect(field).to_have_value("besan")


# The address


def test_typing_changes_the_address_and_a_choice_adds_a_step_back(search: SearchPage) -> None:
    search.open()
    search.type("permis")
    expect(search.page).to_have_url(re.compile(r"\?q=permis$"))
    search.page.keyboard.press("Enter")
    search.page.select_option("[name=public]", "jeunes")
    expect(search.page).to_have_url(re.compile(r"\?q=permis&public=jeunes$"))

    search.page.go_back()
    expect(search.page).to_have_url(re.compile(r"\?q=permis$"))
    assert search.page.input_value("[name=public]") == ""
    expect(search.status).to_have_text(f"3 résultats pour «{NO_BREAK}permis{NO_BREAK}».")

    search.page.go_back()
    expect(search.page).to_have_url(re.compile(r"/recherche/$"))
    expect(search.titles).to_have_count(0)
    expect(search.page.locator("[name=q]")).to_have_value("")


def test_the_home_form_leads_to_the_results(search: SearchPage) -> None:
    search.page.goto(search.site)

    search.page.fill("main [name=q]", "permis")
    search.page.fill("main [name=lieu]", "Besançon")
    search.page.keyboard.press("Enter")

    expect(search.status).to_contain_text("(Besançon)")


def test_the_form_is_reached_then_the_results_with_the_keyboard_alone(search: SearchPage) -> None:
    search.open("?q=covoiturage")
    expect(search.titles).to_have_count(1)
    search.page.locator("main form").locator("input, select, button").last.focus()

    search.page.keyboard.press("Tab")

    expect(search.page.get_by_role("link", name="Covoiturage domicile-travail")).to_be_focused()
    search.page.keyboard.press("Tab")
    expect(search.page.get_by_role("link", name=re.compile("^Appeler le"))).to_be_focused()


def test_without_anything_asked_the_lists_stay_in_sight(search: SearchPage) -> None:
    search.open()

    expect(search.page.locator("[data-search-fallback]")).to_be_visible()
    search.type("permis")
    expect(search.titles).to_have_count(3)
    expect(search.page.locator("[data-search-fallback]")).to_be_hidden()


def test_nothing_is_fetched_before_someone_searches(search: SearchPage) -> None:
    fetched: list[str] = []
    search.page.on("request", lambda request: fetched.append(request.url))
    search.open()

    assert not [url for url in fetched if url.endswith(".json")]
    search.page.focus("[name=q]")
    expect(search.page.locator("[name=q]")).to_be_focused()
    search.page.wait_for_load_state("networkidle")
    assert len([url for url in fetched if url.endswith(".json")]) == 2


def test_a_search_that_cannot_load_says_so_and_leaves_the_lists(
    chromium: Browser, search_site: str
) -> None:
    page = chromium.new_page()
    page.route("**/recherche/index-*.json", lambda route: route.abort())
    search = SearchPage(page, search_site)

    search.open("?q=permis")

    expect(search.status).to_contain_text("La recherche n’a pas pu se charger.")
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        f"?q=permis&lieu={LE_PUY}&statut=interimaire",  # results and reasons
        f"?q=covoiturage&theme=famille&lieu={LE_PUY}",  # nothing found
        "?lieu=43000",  # which commune?
    ],
)
def test_what_the_script_draws_has_no_accessibility_fault(
    search: SearchPage, query: str, scheme: Literal["light", "dark"]
) -> None:
    search.page.emulate_media(color_scheme=scheme)
    search.page.set_viewport_size({"width": 320, "height": 800})
    search.open(query)
    search.page.evaluate(AXE.read_text(encoding="utf-8"))

    found = search.page.evaluate("axe.run().then(found => found.violations.map(rule => rule.id))")

    assert found == []
    assert search.page.evaluate("document.documentElement.scrollWidth") == 320


# What is typed is never a program


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "'-alert(1)-'",
        "javascript:alert(1)",
        "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)}",
        "+nom:* -a^9 ~2 *",
        "nom:permis^1000",
        "__proto__ constructor toString",
        "\u202e\u0000\ud7ff" + "a" * 5000,
        "%",
    ],
)
def test_hostile_queries_are_text(search: SearchPage, attack: str) -> None:
    text = quote(attack.encode("utf-8", "surrogatepass"))

    search.open(f"?q={text}&lieu={text}&theme={text}&public={text}&statut={text}#{text}")

    main = search.page.locator("main")
    assert main.locator("script, img, [onerror], [onload]").count() == 0
