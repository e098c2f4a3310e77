"""From the home page to a sheet of paper: with and without script, with a commune, on a phone."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served, Visit

SITUATION = "situations/voiture-en-panne-travail-en-jeu.html"
TITLE = "Ma voiture est en panne, et je risque de perdre mon travail"
SHEET = "situations/voiture-en-panne-travail-en-jeu/200073419.html"
PHONE = {"width": 360, "height": 640}
TALL_PHONE = {"width": 390, "height": 844}

Sites = Callable[[str], Served]
Open = Callable[..., Visit]


def choose(page: Page, text: str, name: str) -> None:
    page.get_by_label("Votre commune").fill(text)
    page.get_by_role("option", name=name).first.click()


def test_a_phone_goes_from_home_to_the_sheet_of_its_commune(served: Sites, visit: Open) -> None:
    site = served("real")
    watched = visit(site, viewport=PHONE)
    page = watched.open("")
    page.get_by_role("link", name="Partir de ma situation").click()
    page.get_by_role("link", name=TITLE).click()
    choose(page, "Le Puy-en-V", "Le Puy-en-Velay (43000")
    expect(page.get_by_role("status").filter(has_text="besoins sur 4")).to_be_visible()
    states = page.locator(".need-state")
    expect(states.nth(0)).to_have_text("Personne sur ce besoin ici")
    expect(states.nth(2)).to_have_text("Il y a une réponse ici")
    expect(page.locator("[data-need='3']")).to_contain_text("Guichet unique de la mobilité")

    page.get_by_role("link", name=re.compile("La feuille à imprimer")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.url == f"{site.address}{SHEET}#commune=43157"
    expect(page.get_by_text("Pour Le Puy-en-Velay seulement")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer cette feuille")).to_be_visible()
    assert watched.faults == []


def test_without_script_two_choices_lead_to_the_same_sheet(served: Sites, visit: Open) -> None:
    watched = visit(served("real"), java_script_enabled=False)
    page = watched.open("")
    page.get_by_role("link", name=TITLE).click()
    assert page.get_by_label("Votre commune").count() == 0
    page.locator("summary", has_text="Haute-Loire").click()
    page.get_by_role("link", name="Communauté d’agglomération du Puy-en-Velay").click()

    assert page.url.endswith(SHEET)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(".need-state").first).to_have_text("Personne sur ce besoin ici")


@pytest.mark.parametrize(
    ("way", "typed", "asked"),
    [
        ("button", "43000", ("5 communes ont ce code : laquelle ?", "Espaly-Saint-Marcel")),
        ("enter", "71200", ("2 communes ont ce code : laquelle ?", "Le Creusot")),
        ("button", "le puy", ("lieux peuvent s’appeler ainsi : lequel ?", "Le Puy-en-Velay")),
    ],
)
def test_what_means_several_places_asks_which_one_and_shows_them(
    served: Sites, visit: Open, way: str, typed: str, asked: tuple[str, str]
) -> None:
    question, choice = asked
    watched = visit(served("real"), viewport=TALL_PHONE)
    page = watched.open(SITUATION)
    field, button = page.get_by_label("Votre commune"), page.get_by_role("button", name="Voir qui")
    field.fill(typed)
    option = page.get_by_role("option", name=choice).first
    expect(option).to_be_visible()
    button.click() if way == "button" else field.press("Enter")

    expect(page.locator(".sheet-asked")).to_contain_text(question)
    expect(option).to_be_in_viewport()
    assert page.get_by_text("n’est pas connu").count() == 0
    option.click()
    expect(page.locator(".sheet-found")).to_contain_text(choice)
    expect(page.locator(".sheet-asked")).to_be_empty()
    assert watched.faults == []


def test_an_open_list_leaves_the_button_to_the_finger(served: Sites, visit: Open) -> None:
    page = visit(served("real"), viewport=TALL_PHONE).open(SITUATION)
    page.get_by_label("Votre commune").fill("43000")
    expect(page.get_by_role("option")).to_have_count(5)
    boxes = [
        page.locator(name).bounding_box() for name in (".search-options", ".sheet-form > .button")
    ]

    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert boxes[1]["y"] + boxes[1]["height"] <= TALL_PHONE["height"]


def test_what_is_no_place_says_what_else_to_do(served: Sites, visit: Open) -> None:
    page = visit(served("real")).open(SITUATION)
    page.get_by_label("Votre commune").fill("zzzzzz")
    page.get_by_role("button", name="Voir qui").click()

    expect(page.locator(".sheet-asked")).to_contain_text("Essayez avec le code postal")


def test_paper_says_how_to_ask_for_each_answer_and_numbers_the_needs(
    served: Sites, visit: Open
) -> None:
    page = visit(served("real")).open(SHEET)
    page.emulate_media(media="print")
    answers = page.locator(".answer:visible")
    ways = page.locator(".answer-paper:visible")

    assert ways.count() == answers.count() > 5
    assert all(text.strip() for text in ways.all_text_contents())
    assert page.locator(".answer-contact:visible").count() == 0
    heights = [number.bounding_box() for number in page.locator(".need-number").all()]
    assert all(box and box["height"] < 30 for box in heights)  # « 1. » on one line


def test_without_script_the_search_page_shows_no_form_that_cannot_search(
    served: Sites, visit: Open
) -> None:
    page = visit(served("real"), java_script_enabled=False).open("recherche/")

    assert page.locator("main form:visible").count() == 0
    expect(page.get_by_role("link", name="De A à Z").first).to_be_visible()


def test_the_commune_is_never_sent(served: Sites, visit: Open) -> None:
    watched = visit(served("real"))
    page = watched.open(SITUATION)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, "43000", "Le Puy-en-Velay")
    page.locator(".sheet-found .button").wait_for()

    assert asked
    assert not [url for url in asked if "43157" in url or "200073419" in url]


@pytest.mark.parametrize("commune", ["43157", "43040"])
def test_a_sheet_for_a_commune_shows_what_the_feed_says(
    served: Sites, visit: Open, commune: str
) -> None:
    site = served("complete")
    solved = json.loads(site.built.files["api/v1/situations/situation-complete/solutions.json"])
    epci = site.built.plan.referentiels.communes[commune][1]
    area = next(row for row in solved["solutions"]["territoires"] if row["code"] == epci)
    watched = visit(site)
    page = watched.open(f"situations/situation-complete/{epci}.html#commune={commune}")
    page.locator("[data-module=situation-sheet][data-enhanced]").wait_for()

    for need in area["besoins"]:
        parts = need.get("partielles", {})
        expected = {name for name in need["reponses"] if commune in parts.get(name, [commune])}
        section = page.locator(f"[data-need='{need['rang']}']")
        shown = section.locator("[data-service]:visible")
        found = {item.get_attribute("data-service") for item in shown.all()}
        assert found == expected
    assert watched.faults == []


@pytest.mark.parametrize("fragment", ["#commune=%3Cimg%3E", "#commune=75056", "#commune=<b>", "#x"])
def test_a_fragment_that_is_no_commune_of_the_sheet_changes_nothing(
    served: Sites, visit: Open, fragment: str
) -> None:
    watched = visit(served("real"))
    page = watched.open(SHEET + fragment)
    page.locator("[data-module=situation-sheet][data-enhanced]").wait_for()

    assert page.get_by_text("seulement.").count() == 0
    assert page.locator("[data-service][hidden]").count() == 0
    assert watched.faults == []


def test_the_longest_sheets_print_on_one_page(served: Sites, chromium: Browser) -> None:
    pypdf: Any = pytest.importorskip("pypdf")
    site = served("real")
    page = chromium.new_page()
    sheets = [path for path in site.built.pages if re.fullmatch(r"situations/.+/43\.html", path)]
    assert len(sheets) >= 12
    for sheet in sorted(sheets, key=lambda path: -len(site.built.pages[path]))[:5]:
        page.goto(site.address + sheet)
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) == 1, sheet
    page.close()


def test_a_reader_hears_the_needs_in_order_with_their_state(served: Sites, visit: Open) -> None:
    page = visit(served("real")).open(SHEET)
    first, second = page.get_by_role("heading", level=2).all_text_contents()[:2]

    assert (first, second) == ("1. Réparer sans me ruiner", "2. Rouler en attendant")
    expect(page.locator(".need-marks").nth(1)).to_contain_text("que les besoins 1 et 3")
    assert page.locator("ol.needs > li > section[aria-labelledby]").count() == 4
