"""What comes out of the printer: one A4 sheet an entry, and a booklet that can be set large."""

import io
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from generator.page_views import ServiceView
from generator.plan.paper import EXTRACT, TIGHT, WHOLE, count_lines
from tests.browser.conftest import Served, Visit

Open = Callable[..., Visit]
Sites = Callable[[str], Served]

FULLEST = 2  # entries of each kind that are printed: those that fill their sheet most


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def fullest(site: Served) -> list[tuple[str, str]]:
    """The addresses of the entries that take most room, whole, tight or cut; and which."""
    pages = [page for page in site.built.plan.pages if isinstance(page.view, ServiceView)]
    found = []
    for kind in (WHOLE, TIGHT, EXTRACT):
        alike = [page for page in pages if page.view.paper == kind]
        alike.sort(key=lambda page: -count_lines(page.view))
        found += [(page.url, kind) for page in alike[:FULLEST]]
    return found


def test_the_fullest_entries_hold_on_one_a4_sheet_which_says_when_it_is_cut(
    served: Sites, visit: Open
) -> None:
    kinds = set()
    for name in ("real", "complete", "long"):
        watched = visit(served(name))
        for url, kind in fullest(served(name)):
            kinds.add(kind)
            sheet = printed(watched.open(url))
            box = sheet.pages[0].mediabox

            assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)
            assert len(sheet.pages) == 1, url
            words = " ".join(sheet.pages[0].extract_text().split())
            assert ("Cette feuille ne dit pas tout." in words) == (kind == EXTRACT), url
            assert url.removeprefix("services/") in words.replace(" ", ""), url
            assert watched.faults == []
    assert kinds == {WHOLE, TIGHT, EXTRACT}


def test_a_sheet_begins_with_its_title_then_how_to_ask(served: Sites, visit: Open) -> None:
    site = served("real")
    view = next(
        page.view
        for page in site.built.plan.pages
        if isinstance(page.view, ServiceView) and page.view.contact.link and page.view.steps
    )
    words = printed(visit(site).open(f"services/{view.id}.html")).pages[0].extract_text()
    order = [words.index(part) for part in ("Contacter", "Pour qui", "Comment demander")]

    assert order == sorted(order)
    assert "Rechercher" not in words  # the menu is for screens


def test_large_type_is_chosen_without_script_and_kept_on_paper(served: Sites, visit: Open) -> None:
    site = served("complete")
    url = next(url for url in (page.url for page in site.built.plan.pages) if "livrets/4" in url)
    page = visit(site, java_script_enabled=False).open(url)
    ordinary = len(printed(page).pages)
    page.get_by_label("Gros caractères").check()

    expect(page.locator("html")).to_have_css("font-size", "26.4px")
    assert len(printed(page).pages) > ordinary


def test_the_notes_of_a_booklet_are_never_alone_on_a_page(served: Sites, visit: Open) -> None:
    site = served("real")
    watched = visit(site)
    booklets = [page.url for page in site.built.plan.pages if "livrets/evenement" in page.url]

    for url in booklets:
        sheet = printed(watched.open(url))
        last = " ".join(sheet.pages[-1].extract_text().split())
        assert "Mes notes" in last, url
        assert len(last) > len("Mes notes 12"), url
        fonts = {
            str(font.get_object()["/BaseFont"])
            for page in sheet.pages
            for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        }
        assert [font for font in fonts if "Atkinson" not in font] == [], url


def test_the_dates_of_an_event_go_to_an_agenda_from_a_wide_screen(
    served: Sites, visit: Open
) -> None:
    watched = visit(served("complete"), viewport={"width": 1280, "height": 900})
    page = watched.open("evenements/evenement-complet.html")

    expect(page.get_by_role("link", name="Ajouter à mon agenda")).to_be_visible()
