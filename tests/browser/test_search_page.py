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
    expect(search.proposed(selected=True)).to_have_text("Le Puy-en-Velay (43000, Haute-Loire)")
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
    search.box("jeunes").check()
    expect(search.page).to_have_url(re.compile(r"\?q=permis&public=jeunes$"))
    expect(search.status).to_contain_text("2 résultats")
    search.box("familles").check()
    expect(search.page).to_have_url(re.compile(r"\?q=permis&public=jeunes&public=familles$"))

    search.page.go_back()
    expect(search.box("familles")).not_to_be_checked()
    expect(search.box("jeunes")).to_be_checked()
    expect(search.chips).to_have_text(["Retirer le filtre Jeunes"])
    search.page.go_back()
    expect(search.page).to_have_url(re.compile(r"\?q=permis$"))
    expect(search.box("jeunes")).not_to_be_checked()
    expect(search.status).to_have_text(f"3 résultats pour «{NO_BREAK}permis{NO_BREAK}».")

    search.page.go_back()
    expect(search.page).to_have_url(re.compile(r"/recherche/$"))
    expect(search.titles).to_have_count(0)
    expect(search.page.locator("[name=q]")).to_have_value("")


def test_one_value_or_several_are_read_from_the_address(search: SearchPage) -> None:
    search.open("?public=jeunes&public=familles&theme=mobilite")

    assert search.checked() == ["mobilite", "familles", "jeunes"]
    expect(search.chips).to_have_count(3)


def test_what_the_site_does_not_know_is_dropped_and_said(search: SearchPage) -> None:
    search.open("?q=permis&ski=1&public=pirates&public=jeunes&utm_source=lettre&ouvert=1")

    expect(search.status).to_contain_text("2 résultats")
    expect(search.status).to_contain_text(
        f"Filtres inconnus ignorés{NO_BREAK}: «{NO_BREAK}ski{NO_BREAK}», "
        f"«{NO_BREAK}public{NO_BREAK}: pirates{NO_BREAK}», "
        f"«{NO_BREAK}ouvert{NO_BREAK}: 1{NO_BREAK}»."
    )
    expect(search.page).to_have_url(re.compile(r"\?q=permis&public=jeunes$"))


def test_a_place_written_without_script_is_understood_or_asked_first(search: SearchPage) -> None:
    search.open("?q=permis&lieu=le+puy+en+velay")
    expect(search.page.locator("[name=lieu]")).to_have_value("Le Puy-en-Velay")
    expect(search.page).to_have_url(re.compile(f"lieu={LE_PUY}$"))

    search.open("?q=permis&lieu=43000")
    expect(search.status).to_contain_text(
        re.compile("lequel est-ce.+Polignac.+résultats de tout le territoire.+3 résultats")
    )
    expect(search.titles).to_have_count(3)


# The filters


def test_counts_follow_what_is_asked_and_an_empty_option_is_disabled(search: SearchPage) -> None:
    search.open("?q=permis")

    expect(search.count("mobilite")).to_have_text("3")
    expect(search.count("jeunes")).to_have_text("2")
    expect(search.count("famille")).to_have_text("0")
    expect(search.box("famille")).to_be_disabled()
    expect(search.box("famille")).to_be_visible()
    search.page.fill("[name=q]", "")
    expect(search.box("famille")).to_be_enabled()


def test_a_box_that_is_ticked_can_be_unticked_even_if_it_gives_nothing(search: SearchPage) -> None:
    search.open("?q=permis&theme=famille")

    expect(search.status).to_contain_text("Aucun résultat")
    expect(search.count("famille")).to_have_text("0")
    expect(search.box("famille")).to_be_enabled()
    search.box("famille").uncheck()
    expect(search.status).to_contain_text("3 résultats")


def test_precise_needs_show_below_the_great_theme_that_is_chosen(search: SearchPage) -> None:
    search.open()
    permit = "mobilite--preparer-un-permis"
    expect(search.box(permit)).to_be_hidden()

    search.box("mobilite").check()
    expect(search.box(permit)).to_be_visible()
    search.box(permit).check()
    expect(search.page).to_have_url(re.compile(rf"\?theme={permit}$"))
    assert search.box("mobilite").evaluate("box => box.indeterminate")
    expect(search.status).to_contain_text("3 résultats")

    search.box(permit).uncheck()
    expect(search.page).to_have_url(re.compile(r"\?theme=mobilite$"))
    expect(search.box("mobilite")).to_be_checked()
    expect(search.box(permit)).to_be_focused()


def test_a_chip_takes_its_filter_off_and_keeps_the_focus_near(search: SearchPage) -> None:
    search.open("?q=permis&public=jeunes&public=familles")
    chip = search.page.get_by_role("button", name="Retirer le filtre Familles")
    chip.focus()
    search.page.keyboard.press("Enter")

    expect(search.chips).to_have_count(1)
    expect(search.box("familles")).not_to_be_checked()
    expect(search.page.get_by_role("button", name="Retirer le filtre Jeunes")).to_be_focused()
    search.page.keyboard.press("Enter")
    expect(search.chips).to_have_count(0)
    expect(search.status).to_be_focused()


def test_everything_is_cleared_but_the_words_and_the_place(search: SearchPage) -> None:
    search.open(f"?q=permis&lieu={LE_PUY}&public=jeunes&theme=mobilite")

    search.page.get_by_role("button", name="Tout effacer").click()

    expect(search.page).to_have_url(re.compile(rf"\?q=permis&lieu={LE_PUY}$"))
    assert search.checked() == []


def test_on_a_phone_the_panel_is_folded_and_leads_to_the_results(search: SearchPage) -> None:
    search.page.set_viewport_size({"width": 320, "height": 640})
    search.open("?q=permis")
    expect(search.box("jeunes")).to_be_hidden()

    search.panel.locator("summary").first.click()
    search.box("jeunes").check()
    expect(search.panel.locator("summary").first).to_have_text("Filtrer les aides (1)")
    search.page.get_by_role("button", name="Voir 2 résultats").click()

    expect(search.box("jeunes")).to_be_hidden()
    expect(search.status).to_be_focused()
    expect(search.status).to_be_in_viewport()


def test_the_first_result_shows_on_the_first_screen_of_a_phone(search: SearchPage) -> None:
    search.page.set_viewport_size({"width": 320, "height": 640})
    search.open(f"?q=permis&lieu={LE_PUY}")

    expect(search.status).to_be_in_viewport()


def test_a_place_in_the_address_fetches_its_departement_and_no_other_name(
    search: SearchPage,
) -> None:
    fetched: list[str] = []
    search.page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    search.open(f"?q=permis&lieu={LE_PUY}")
    expect(search.titles.first).to_be_visible()
    expect(search.page.locator("[name=lieu]")).to_have_value("Le Puy-en-Velay")

    assert "43.json" in fetched
    assert "served.json" not in fetched[: fetched.index("lunr.js")]


def test_the_counts_of_facets_are_fetched_after_the_first_results(search: SearchPage) -> None:
    fetched: list[str] = []
    search.page.on("request", lambda request: fetched.append(request.url))
    search.page.set_viewport_size({"width": 320, "height": 640})
    search.open("?q=permis")
    search.page.wait_for_load_state("networkidle")

    assert not [url for url in fetched if url.endswith("/colonnes/public.json")]
    search.panel.locator("summary").first.click()
    expect(search.count("famille")).to_have_text("0")
    assert [url for url in fetched if url.endswith("/colonnes/public.json")]


def test_a_facet_that_no_service_speaks_of_is_not_offered(search: SearchPage) -> None:
    search.open()

    names = search.page.locator("[data-facet]").evaluate_all("all => all.map(f => f.dataset.facet)")
    assert names == ["theme", "statut", "public"]
    expect(search.page.get_by_label("Ouvert maintenant")).to_have_count(0)


# The keyboard, and what is always there


def test_the_home_form_leads_to_the_results(search: SearchPage) -> None:
    search.page.goto(search.site)

    search.page.fill("main [name=q]", "permis")
    search.page.fill("main [name=lieu]", "Besançon")
    search.page.keyboard.press("Enter")

    expect(search.status).to_contain_text("(Besançon)")


def test_the_form_is_reached_then_the_results_with_the_keyboard_alone(search: SearchPage) -> None:
    search.open("?q=covoiturage")
    expect(search.titles).to_have_count(1)
    search.page.locator("main form button").last.focus()
    search.page.keyboard.press("Tab")
    expect(search.page.get_by_role("link", name="Passer les filtres")).to_be_focused()
    search.page.keyboard.press("Enter")
    expect(search.page.locator("#resultats")).to_be_focused()

    search.page.keyboard.press("Tab")
    expect(
        search.page.get_by_role("link", name="Covoiturage domicile-travail", exact=True)
    ).to_be_focused()
    search.page.keyboard.press("Tab")
    expect(search.page.locator(".card-contact")).to_be_focused()


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
    assert [url for url in fetched if url.endswith("/sommaire.json")]
    assert not [url for url in fetched if "/colonnes/" in url]


def test_a_search_that_cannot_load_says_so_and_leaves_the_lists(
    chromium: Browser, search_site: str
) -> None:
    page = chromium.new_page()
    page.route("**/recherche/*/sommaire.json", lambda route: route.abort())
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
        "?q=permis&public=jeunes&theme=mobilite",  # filters as chips
    ],
)
def test_what_the_script_draws_has_no_accessibility_fault(
    search: SearchPage, query: str, scheme: Literal["light", "dark"]
) -> None:
    search.page.emulate_media(color_scheme=scheme)
    search.page.set_viewport_size({"width": 320, "height": 800})
    search.open(query)
    search.panel.locator("summary").first.click()
    expect(search.box("mobilite")).to_be_visible()
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
