"""The real site as a visitor meets it: without script, under a path, light, and whole."""

import gzip
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import REPOSITORY, Served, Visit

Open = Callable[..., Visit]
Sites = Callable[[str], Served]

KILOBYTE = 1_000
PHONE = {"width": 390, "height": 844}
# What hosts send as it is: it is compressed already.
COMPRESSED = (".woff2",)


def test_a_temp_worker_without_a_car_near_le_puy_finds_one_without_script(
    served: Sites, visit: Open
) -> None:
    """On a phone, by links only: the place, the need, the aid."""
    watched = visit(served("real"), java_script_enabled=False, viewport=PHONE)
    page = watched.open("")
    follow(page, "Haute-Loire")
    expect(page.locator("h1")).to_contain_text("Haute-Loire")
    follow(page, "Communauté d’agglomération du Puy-en-Velay")
    expect(page.locator("h1")).to_contain_text("Puy-en-Velay")
    expect(page.get_by_role("heading", name="Me déplacer")).to_be_visible()
    follow(page, "Location de véhicules pour aller travailler (Fastt)")

    expect(page.locator("h1")).to_have_text("Location de véhicules pour aller travailler (Fastt)")
    expect(page.locator("main")).to_contain_text("Intérimaires")
    expect(page.locator("main")).to_contain_text("Toute la France")
    expect(page.locator("#demander")).to_be_visible()
    expect(page.get_by_role("link", name="Aller sur espace.fastt.org")).to_be_visible()
    assert [fault for fault in watched.faults if not fault.endswith(".js")] == []


def test_the_same_aid_is_found_by_need_without_script(served: Sites, visit: Open) -> None:
    page = visit(served("real"), java_script_enabled=False, viewport=PHONE).open("")
    follow(page, "Me déplacer")
    follow(page, "Accéder à un véhicule")
    follow(page, "Location de véhicules pour aller travailler (Fastt)")

    expect(page.locator("h1")).to_have_text("Location de véhicules pour aller travailler (Fastt)")


def test_the_same_aid_is_found_by_situation_without_script(served: Sites, visit: Open) -> None:
    page = visit(served("real"), java_script_enabled=False, viewport=PHONE).open("")
    follow(page, "Intérimaires")
    follow(page, "Location de véhicules pour aller travailler (Fastt)")

    expect(page.locator("h1")).to_have_text("Location de véhicules pour aller travailler (Fastt)")


def follow(page: Page, words: str) -> None:
    """Touch the first link of the main part that says these words, and perhaps how many."""
    name = re.compile(rf"^{re.escape(words)}(?:\s+[0-9]+)?$")
    page.locator("main").get_by_role("link", name=name).first.click()


def test_the_search_form_without_script_leads_to_the_lists(served: Sites, visit: Open) -> None:
    page = visit(served("real"), java_script_enabled=False).open("")
    page.fill("input[name=q]", "voiture")
    page.get_by_role("button", name="Chercher").click()

    expect(page).to_have_url(served("real").address + "recherche/?q=voiture&lieu=")
    expect(page.get_by_role("heading", name="Parcourir les listes")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="De A à Z")).to_be_visible()


def test_every_kind_of_page_loads_without_a_fault(served: Sites, visit: Open) -> None:
    """No error, no broken policy, no failed request, nothing asked of another host."""
    site = served("real")
    watched = visit(site)
    opened = set()
    for page in site.built.plan.pages:
        if page.template not in opened:
            opened.add(page.template)
            watched.open(page.url)

    assert len(opened) == 41
    assert len(watched.answers) > 3 * len(opened)
    assert watched.faults == []


def test_a_service_that_is_over_still_answers(served: Sites, visit: Open) -> None:
    site = served("real")
    over = [service for service in site.built.plan.catalogue.services if service.etat == "termine"]
    page = visit(site).open(f"services/{over[0].id}.html")

    expect(page.locator("main")).to_contain_text("Terminé")
    assert page.locator("meta[name=robots][content=noindex]").count() == 1


@pytest.mark.parametrize("path", ["absent.html", "services/absent.html", "a/b/c/d/"])
def test_a_missing_page_looks_like_the_site_at_any_depth(
    path: str, served: Sites, visit: Open
) -> None:
    watched = visit(served("real"))
    answer = watched.page.goto(served("real").address + path)
    assert answer is not None

    assert answer.status == 404
    expect(watched.page.locator("h1")).to_have_text("Cette page n’existe pas, ou plus")
    assert watched.page.evaluate("document.styleSheets[0].cssRules.length") > 3
    watched.page.get_by_role("link", name="Besoins").first.click()
    expect(watched.page).to_have_url(served("real").address + "thematiques/")
    others = [answer for answer in watched.answers if answer.status >= 400]
    assert [urlsplit(answer.url).path for answer in others] == [urlsplit(answer.url).path]


def test_the_home_page_weighs_less_than_60_kilobytes(served: Sites, visit: Open) -> None:
    assert_weight(visit(served("real")), [""], 60)


def test_the_longest_service_page_weighs_less_than_40_kilobytes(served: Sites, visit: Open) -> None:
    site = served("real")
    pages = site.built.pages
    paths = [path for path in pages if path.startswith("services/") and path.count("/") == 1]
    longest = max(
        (path for path in paths if path != "services/index.html"),
        key=lambda path: weight(pages[path].encode(), path),
    )

    assert_weight(visit(site), [longest], 40)


def test_a_search_fetches_little_code_and_little_for_each_service(
    served: Sites, visit: Open
) -> None:
    """Code, then index and what a result shows; the page itself, its style and fonts are apart.

    The code has a bound of its own; the data grows with the entries, so it is bound by service.
    """
    watched = visit(served("real"), viewport={"width": 390, "height": 800})
    watched.page.goto(watched.address + "recherche/?q=voiture")
    expect(watched.page.locator("[data-search-results] a").first).to_be_visible()
    needed = tuple(watched.answers)
    watched.page.wait_for_load_state("networkidle")
    code = [a for a in needed if urlsplit(a.url).path.endswith(".js")]
    data = [a for a in needed if urlsplit(a.url).path.endswith(".json")]
    services = len(list((REPOSITORY / "content/services").iterdir()))

    assert len(code) > 5
    assert_total(code, 40)
    assert len(data) >= 2
    assert_total(data, services * 0.5)


def assert_weight(watched: Visit, paths: list[str], limit: int) -> None:
    """Everything that a first visit fetches, as a host compresses it, fonts as they are."""
    for path in paths:
        watched.open(path)
        watched.page.wait_for_load_state("networkidle")
    assert watched.faults == []
    assert_total(watched.answers, limit)


def assert_total(answers: list[Response], limit: float) -> None:
    sizes = {answer.url: weight(answer.body(), urlsplit(answer.url).path) for answer in answers}
    table = "\n".join(f"{size:7} {url}" for url, size in sorted(sizes.items(), key=lambda i: -i[1]))

    assert sum(sizes.values()) <= limit * KILOBYTE, f"{sum(sizes.values())} bytes\n{table}"


def weight(content: bytes, path: str) -> int:
    """The bytes of an answer on the wire."""
    if path.endswith(COMPRESSED):
        return len(content)
    return len(gzip.compress(content, compresslevel=6, mtime=0))
