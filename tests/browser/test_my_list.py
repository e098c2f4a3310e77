"""« Ma liste » as it is used: by a counsellor who prepares it, by who receives it, offline."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pypdf import PdfReader

from tests.browser.conftest import Served, Visit

Open = Callable[..., Visit]
Sites = Callable[[str], Served]

PHONE = {"width": 390, "height": 844}
IN = re.compile("Dans ma liste")
ITEMS = ".my-list-item"
KEPT = "() => Object.entries(localStorage)"
THREE = ("garantie-visale", "fastt-location-vehicules", "aide-mobili-jeune")


def open_list(watched: Visit, *ids: str) -> Page:
    """The page with these services, received by link by who had none."""
    page = watched.open(f"liste/#ids={','.join(ids)}" if ids else "liste/")
    expect(page.locator("main h2").first).to_be_attached()
    if ids:
        expect(page.locator(ITEMS)).to_have_count(len(ids))
    return page


def kept(page: Page) -> list[str]:
    """Identifiers that the device keeps."""
    return list(
        page.evaluate(
            """() => Object.entries(localStorage)
                .filter(([key]) => key.startsWith("guichet-liste "))
                .flatMap(([, text]) => JSON.parse(text).ids)"""
        )
    )


# From the home page to the paper


def test_a_counsellor_goes_from_the_home_page_to_one_printed_sheet(
    served: Sites, visit: Open
) -> None:
    """Home, one search, four aids, one note, the print: seven touches."""
    watched = visit(served("real"), viewport=PHONE)
    page = watched.open("")
    page.fill("input[name=q]", "voiture intérim")
    page.keyboard.press("Enter")
    expect(page.locator(".card .list-button").first).to_be_visible()
    names = page.locator(".card-link").all_inner_texts()[:4]
    for rank in range(4):
        page.locator(".card .list-button").nth(rank).click()
    page.get_by_role("link", name="Voir ma liste").last.click()
    expect(page.locator(ITEMS)).to_have_count(4)
    page.locator("summary", has_text="Ma note").first.click()
    page.get_by_label("Ma note").first.fill("Appelez avant vendredi.")

    sheet = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))

    text = " ".join(sheet.pages[0].extract_text().split())
    assert len(sheet.pages) == 1
    assert [name for name in names if " ".join(name.split()) not in text] == []
    assert "Note : Appelez avant vendredi." in text.replace("\u00a0", " ")
    assert "Comment demander" in text
    assert "À préparer" in text
    assert "Retirer" not in text
    assert watched.faults == []


def test_a_button_says_what_it_does_and_what_was_done(served: Sites, visit: Open) -> None:
    watched = visit(served("real"))
    page = watched.open("services/garantie-visale.html")
    button = page.locator(".page-heading .list-button")
    expect(button).to_have_accessible_name("Ajouter à ma liste – Garantie Visale")
    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_be_focused()
    expect(button).to_have_accessible_name("Dans ma liste (retirer) – Garantie Visale")
    said = page.locator("body > [role=status]")
    expect(said).to_have_text("Ajouté à votre liste. Elle compte 1 aide.")
    menu = page.get_by_role("link", name=re.compile("^Ma liste"))
    expect(menu).to_have_accessible_name("Ma liste 1 aide")
    expect(page.get_by_role("link", name="Voir ma liste")).to_be_visible()

    page.keyboard.press("Enter")
    expect(said).to_have_text("Retiré de votre liste. Elle est vide.")
    expect(menu).to_have_accessible_name("Ma liste")
    assert kept(page) == []
    assert watched.faults == []


def test_every_card_has_one_button_even_when_results_are_drawn_again(
    served: Sites, visit: Open
) -> None:
    watched = visit(served("real"))
    for url in ("structures/fastt.html", "recherche/?q=permis"):
        page = watched.open(url)
        expect(page.locator(".card .list-button").first).to_be_visible()
        assert page.locator(".card").count() == page.locator(".card .list-button").count() > 1
    page.locator(".card .list-button").first.click()
    name = page.locator(".card-link").first.inner_text()
    page.fill("[name=q]", "voiture")
    expect(page.locator("[data-search-status]")).to_contain_text("voiture")
    page.fill("[name=q]", "permis")

    expect(page.locator(".card", has_text=name).locator(".list-button")).to_have_text(IN)


# A list by link


def test_a_list_received_by_who_has_none_is_theirs_and_stays_on_the_device(
    served: Sites, visit: Open
) -> None:
    """Notes are texts, whatever they hold; nothing of the list is asked for by address."""
    watched = visit(served("real"), viewport=PHONE)
    note = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    page = watched.open(f"liste/#ids={','.join(THREE)},jamais-vue,../x&note={note}")
    expect(page.locator(ITEMS)).to_have_count(3)
    said = page.locator("main [role=status]")
    expect(said).to_contain_text("Voici la liste du lien")
    expect(said).to_have_text(re.compile(r"5\saides\s; 2 ne sont pas connues ici\.$"))
    expect(page.locator("#mot")).to_have_value("<img src=x onerror=alert(1)>")

    assert page.locator("main img").count() == 0
    assert kept(page) == list(THREE)
    assert "#" not in page.url
    asked = [answer.request for answer in watched.answers]
    assert [request.url for request in asked if "ids=" in request.url] == []
    assert {request.method for request in asked} == {"GET"}
    # One that the site never had is asked for once, and answered no.
    assert [fault for fault in watched.faults if "404" not in fault] == []


@pytest.mark.parametrize("fragment", ["jamais-vue.", "%3Cscript%3E,%,é", ""])
def test_a_link_without_any_known_aid_says_so(fragment: str, served: Sites, visit: Open) -> None:
    page = visit(served("real")).open(f"liste/#ids={fragment}")

    expect(page.locator("main [role=status]")).to_have_text(
        "Ce lien ne contient aucune aide connue."
    )
    expect(page.locator("#aides")).to_have_text("Aucune aide")
    assert kept(page) == []


def test_an_empty_list_is_not_announced_while_one_is_on_its_way(served: Sites, visit: Open) -> None:
    """Nor is the full stop that a message glued to the link."""
    page = visit(served("real")).page
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/liste/fiches/*.json", hold)
    page.goto(f"{served('real').address}liste/#ids={THREE[0]}.")
    expect(page.get_by_text("Chargement…")).to_be_visible()
    assert page.get_by_text("Votre liste est vide").count() == 0

    for route in waiting:
        route.continue_()
    expect(page.locator(ITEMS)).to_have_count(1)
    expect(page.get_by_text("Chargement…")).to_have_count(0)


def test_a_list_received_by_who_has_one_is_asked_about(served: Sites, visit: Open) -> None:
    watched = visit(served("real"))
    page = open_list(watched, "prime-activite")
    for button, ids in (
        ("Ne rien changer", ["prime-activite"]),
        ("Ajouter à ma liste", ["prime-activite", *THREE[:2]]),
        ("Remplacer ma liste", list(THREE)),
    ):
        received = THREE[:2] if button == "Ajouter à ma liste" else THREE
        before = kept(page)
        page.goto("about:blank")
        page = watched.open(f"liste/#ids={','.join(received)}")
        heading = page.get_by_role("heading", name="Une liste reçue par lien")
        expect(heading).to_be_focused()
        assert kept(page) == before

        page.get_by_role("button", name=button).click()

        expect(heading).to_have_count(0)
        expect(page.locator("#aides")).to_be_focused()
        expect(page.locator(ITEMS)).to_have_count(len(ids))
        assert kept(page) == ids
    assert watched.faults == []


def test_an_aid_that_was_renamed_is_listed_under_its_new_name(served: Sites, visit: Open) -> None:
    site = served("complete")
    moved = [one for one in site.built.plan.formerly_listed if one.now]
    watched = visit(site)
    page = watched.open(f"liste/#ids={moved[0].id}")
    expect(page.locator(ITEMS)).to_have_count(1)

    assert kept(page) == [moved[0].now]
    assert watched.faults == []


# On the page


def test_a_list_is_arranged_by_hand_and_erased_on_a_second_yes(served: Sites, visit: Open) -> None:
    """With the keyboard: the focus follows what moves, and each move is told."""
    page = open_list(visit(served("real")), *THREE)
    said = page.locator("main [role=status]")
    page.locator(ITEMS).nth(2).get_by_role("button", name="Monter").focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"Mobili-Jeune\s: 2 sur 3\."))
    expect(page.locator(":focus")).to_have_accessible_name(re.compile("Monter – .*Mobili-Jeune"))
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_accessible_name(re.compile("Descendre – .*Mobili-Jeune"))
    assert kept(page) == [THREE[2], THREE[0], THREE[1]]

    page.locator(ITEMS).first.get_by_role("button", name="Retirer").click()
    expect(page.locator("#aides")).to_be_focused()
    expect(said).to_contain_text("Votre liste compte 2")
    expect(page.get_by_role("link", name=re.compile("^Ma liste"))).to_contain_text("2")

    page.evaluate("localStorage.setItem('guichet-liste /autre/', '{\"ids\":[]}')")
    expect(said).not_to_be_empty()
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator(":focus")).to_contain_text("Effacer les 2 aides")
    expect(said).to_be_empty()
    page.get_by_role("button", name="Non, garder ma liste").click()
    expect(page.locator(":focus")).to_have_text("Tout effacer")
    assert len(kept(page)) == 2
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("button", name="Oui, tout effacer").click()
    expect(page.locator("#aides")).to_be_focused()
    expect(said).to_contain_text("ne garde plus rien")
    # The list of another site of the same host stays.
    assert [key for key, _ in page.evaluate(KEPT)] == ["guichet-liste /autre/"]


def test_a_list_is_handed_over_without_its_notes_unless_asked(
    served: Sites, chromium: Browser
) -> None:
    context = chromium.new_context(
        permissions=["clipboard-read", "clipboard-write"], color_scheme="dark", locale="fr-FR"
    )
    page = context.new_page()
    page.goto(f"{served('real').address}liste/#ids={','.join(THREE)}")
    link, text = page.get_by_label("Le lien", exact=True), page.get_by_label("Le message")
    expect(page.get_by_label("Joindre mes notes")).to_be_hidden()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator("main [role=status]")).to_have_text("Le lien est copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{served('real').address}liste/#ids={','.join(THREE)}"

    page.locator("summary", has_text="Ma note").first.click()
    page.get_by_label("Ma note").first.fill("Secret")
    assert "Secret" not in link.input_value() + text.input_value()
    page.get_by_label("Joindre mes notes").check()
    assert "Secret" in link.input_value()
    assert "Secret" in text.input_value()

    text.fill("Bonjour & à demain ?\n#1")
    sms = page.get_by_role("link", name="Envoyer par SMS").get_attribute("href")
    mail = page.get_by_role("link", name="Envoyer par courriel").get_attribute("href")
    assert sms == "sms:?&body=Bonjour%20%26%20%C3%A0%20demain%20%3F%0A%231"
    assert mail is not None
    assert mail.startswith("mailto:?subject=Ma%20liste")
    assert mail.endswith("&body=Bonjour%20%26%20%C3%A0%20demain%20%3F%0D%0A%231")
    expect(page.locator("#longueur")).to_contain_text("1 SMS")
    brief = page.get_by_role("link", name="Envoyer seulement le lien par SMS")
    expect(brief).to_be_hidden()
    text.fill("à " * 300)
    expect(brief).to_have_attribute("href", re.compile("^sms:.*garantie-visale"))

    code = page.get_by_role("img", name=re.compile("Code à scanner"))
    colours = code.evaluate(
        "svg => [getComputedStyle(svg).fill, getComputedStyle(svg.parentElement).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    context.close()


def test_papers_are_ticked_and_dates_go_to_a_calendar(
    served: Sites, visit: Open, tmp_path: Path
) -> None:
    """Of an entry that says everything, and of one that says little."""
    watched = visit(served("complete"))
    page = open_list(watched, "service-complet", "service-relais")
    papers = page.locator(".my-list-papers")
    papers.get_by_label(re.compile("^Premier justificatif – pour")).check()
    page.reload()
    expect(papers.get_by_label(re.compile("^Premier justificatif – pour"))).to_be_checked()
    expect(papers).to_contain_text("À demander en prenant contact")

    section = page.locator("section[aria-labelledby=dates]")
    boxes = section.get_by_role("checkbox")
    for rank in range(boxes.count()):
        boxes.nth(rank).check()
    with page.expect_download() as download:
        section.get_by_role("button", name="Mettre dans mon agenda").click()
    download.value.save_as(tmp_path / "a.ics")
    events = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert download.value.suggested_filename == "ma-liste.ics"
    assert len(events) == boxes.count() > 0
    expect(page.locator("main [role=status]")).to_contain_text("ouvrez-le")
    assert watched.faults == []


# Without script, without network


def test_without_script_the_page_says_how_to_do_without(served: Sites, visit: Open) -> None:
    page = visit(served("real"), java_script_enabled=False).open("services/garantie-visale.html")
    assert page.locator(".list-button").count() == 0
    page.get_by_role("link", name="Ma liste").click()

    expect(page.locator("noscript .notice")).to_be_visible()
    expect(page.locator("main")).to_contain_text("imprimez la page")
    expect(page.locator("main").get_by_role("link", name="une fiche")).to_be_visible()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 640})
    yield context
    context.close()


def test_a_list_once_opened_is_read_without_a_network(phone: BrowserContext, served: Sites) -> None:
    address = served("real").address
    page = phone.new_page()
    page.goto(f"{address}liste/#ids={','.join(THREE)}")
    expect(page.locator(ITEMS)).to_have_count(3)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.locator(f"{ITEMS} h3 a")).to_have_count(3)
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)
    page.reload()

    expect(page.locator(f"{ITEMS} h3 a")).to_have_count(3)
    expect(page.locator("main")).to_contain_text("Vous êtes hors connexion")
