"""The forms without script: filled on a phone, sent to the issue form with every answer."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Served, Visit

Open = Callable[..., Visit]
Sites = Callable[[str], Served]
PHONE = {"width": 320, "height": 640}


def sent(page: Page, button: str) -> dict[str, list[str]]:
    """What the forge receives when a button of the form is touched."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><title>ticket</title>", content_type="text/html")

    page.route("**/issues/new?*", answer)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/issues/new?*")
    (address,) = asked
    return parse_qs(urlsplit(address).query)


def test_a_service_is_proposed_without_script(served: Sites, visit: Open) -> None:
    watched = visit(served("real"), java_script_enabled=False, viewport=PHONE)
    page = watched.open("proposer/")
    page.get_by_label("Nom (obligatoire)").fill("Vélo d’occasion & réparation")
    page.locator("#f-structure").fill("garage-solidaire")
    page.locator("#f-resume").fill("Un vélo à petit prix, réparé par l’atelier.")
    page.locator("#f-thematiques").fill("Accéder à un vélo\nEntretenir")
    page.locator("#f-zone_eligibilite").fill("43")
    page.locator("#f-montant_max").fill("17,50")
    page.locator("#f-etat").select_option("actif")
    page.locator("#f-date_maj").fill("2026-11-20")
    page.locator("#f-sources").fill("- nom: Site de l’atelier")
    answers = sent(page, "Continuer vers le formulaire")

    assert answers["template"] == ["proposer-service.yml"]
    assert answers["nom"] == ["Vélo d’occasion & réparation"]
    assert answers["thematiques"] == ["Accéder à un vélo\r\nEntretenir"]
    assert answers["montant_max"] == ["17,50"]
    assert answers["etat"] == ["actif"]
    assert answers["sources"] == ["- nom: Site de l’atelier"]
    assert [fault for fault in watched.faults if not fault.startswith("foreign")] == []


def test_what_is_required_is_asked_by_the_browser_itself(served: Sites, visit: Open) -> None:
    page = visit(served("real"), java_script_enabled=False, viewport=PHONE).open("proposer/")
    page.get_by_role("button", name="Continuer vers le formulaire").click()

    expect(page).to_have_url(served("real").address + "proposer/")
    expect(page.locator("#f-nom")).to_be_focused()


def test_an_error_is_told_without_script(served: Sites, visit: Open) -> None:
    site = served("real")
    service = site.built.plan.catalogue.services[0]
    watched = visit(site, java_script_enabled=False, viewport=PHONE)
    page = watched.open(f"services/{service.id}.html")
    page.get_by_role("link", name="Corriger cette fiche").first.click()
    page.get_by_label("Qu’est-ce qui est faux ?").fill("Le numéro ne répond plus.")
    page.get_by_label("D’où le savez-vous ?").fill("Un appel")
    answers = sent(page, "Le signaler sur le dépôt")

    assert answers == {
        "template": ["corriger.yml"],
        "fiche": [service.id],
        "quoi": ["Le numéro ne répond plus."],
        "source": ["Un appel"],
    }
    assert [fault for fault in watched.faults if not fault.startswith("foreign")] == []


def test_no_control_is_cut_on_a_narrow_screen(served: Sites, visit: Open) -> None:
    for scripts in (True, False):
        page = visit(served("real"), java_script_enabled=scripts, viewport=PHONE).open("proposer/")

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
