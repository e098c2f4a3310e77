"""Without a network, after a first search: what was used answers, and the rest says why not."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Served

Sites = Callable[[str], Served]

RESULTS = "[data-search-results] .card-link"
STATUS = "[data-search-status]"
CACHED = """async () => {
    const names = await caches.keys();
    const urls = await Promise.all(names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return urls.flat();
}"""

CONTROLLED = "navigator.serviceWorker.controller !== null"
KEPT = f"(part) => ({CACHED})().then((urls) => urls.some((url) => url.includes(part)))"
WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
MAKE_POLICY = """(name) => {
    try {
        trustedTypes.createPolicy(name, { createScriptURL: (url) => url });
        return "made";
    } catch (error) {
        return error.name;
    }
}"""


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 640})
    context.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " event => console.error('csp', event.violatedDirective, event.blockedURI))"
    )
    yield context
    context.close()


def search_once(phone: BrowserContext, address: str, query: str = "?q=permis") -> Page:
    """A first search with a network, until the worker has kept what it may."""
    page = phone.new_page()
    page.goto(f"{address}recherche/{query}")
    expect(page.locator(RESULTS).first).to_be_visible()
    wait_for(page, CONTROLLED)
    wait_for(page, KEPT, "/interlocuteurs-")
    page.wait_for_load_state("networkidle")
    return page


def wait_for(page: Page, question: str, about: object = None) -> None:
    """Ask until the answer is yes: the policy of the pages lets no condition be evaluated there."""
    for _ in range(100):
        if page.evaluate(question, about):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {question}")


def test_any_search_answers_without_a_network(phone: BrowserContext, served: Sites) -> None:
    page = search_once(phone, served("real").address)
    phone.set_offline(True)

    page.fill("[name=q]", "logement")
    expect(page.locator(STATUS)).to_contain_text("« logement »".replace(" ", "\u00a0"))
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("Vous êtes hors connexion")

    page.reload()
    expect(page.locator(RESULTS).first).to_be_visible()
    page.fill("[name=q]", "zzzyx")
    expect(page.get_by_role("link", name="Signaler un besoin")).to_be_visible()


def test_a_page_already_seen_is_read_without_a_network(
    phone: BrowserContext, served: Sites
) -> None:
    page = search_once(phone, served("real").address)
    page.locator(RESULTS).first.click()
    expect(page.locator(".entry-sheet")).to_be_visible()
    title, address = page.title(), page.url
    phone.set_offline(True)

    page.goto(served("real").address)
    expect(page.locator("h1")).to_be_visible()
    page.goto(address)

    assert page.title() == title
    font = page.locator("h1").evaluate("heading => getComputedStyle(heading).fontFamily")
    assert font.startswith('"Atkinson')
    assert page.evaluate("document.styleSheets.length") == 1


def test_a_page_never_seen_says_why_it_cannot_open(phone: BrowserContext, served: Sites) -> None:
    site = served("real")
    page = search_once(phone, site.address)
    page.locator(RESULTS).first.click()
    expect(page.locator(".entry-sheet")).to_be_visible()
    seen = page.locator("h1").inner_text()
    phone.set_offline(True)

    page.goto(f"{site.address}territoires/index.html")

    expect(page.locator("h1")).to_have_text("Vous êtes hors connexion")
    again = page.get_by_role("link", name="Réessayer")
    expect(again).to_have_attribute("href", f"{site.address}territoires/")
    saved = page.locator("main li", has_text=seen[:20])
    expect(saved.first).to_be_visible()
    phone.set_offline(False)
    again.click()
    expect(page).to_have_url(f"{site.address}territoires/")


def test_only_a_search_or_a_list_starts_the_worker(phone: BrowserContext, served: Sites) -> None:
    site = served("real")
    page = phone.new_page()
    for path in ("", "services/", "recherche/", "liste/"):
        page.goto(site.address + path)
        page.wait_for_load_state("networkidle")

        count = page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        )
        assert count == 0, path


def test_what_was_asked_is_not_kept(phone: BrowserContext, served: Sites) -> None:
    page = search_once(phone, served("real").address, "?q=permis&lieu=43157")
    page.reload()
    expect(page.locator(RESULTS).first).to_be_visible()

    assert [url for url in page.evaluate(CACHED) if "?" in url] == []


def test_saving_data_keeps_what_was_used_and_fetches_no_more(
    phone: BrowserContext, served: Sites
) -> None:
    phone.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = phone.new_page()
    page.goto(f"{served('real').address}recherche/?q=permis")
    expect(page.locator(RESULTS).first).to_be_visible()
    wait_for(page, CONTROLLED)
    wait_for(page, KEPT, "/sommaire.json")
    page.wait_for_load_state("networkidle")

    assert [url for url in page.evaluate(CACHED) if "interlocuteurs" in url] == []


def test_files_of_a_former_publication_go_away(phone: BrowserContext, served: Sites) -> None:
    page = search_once(phone, served("real").address)
    old = served("real").address + "assets/000000000000/js/old.js"
    page.evaluate(
        """async (url) => {
            const name = (await caches.keys()).find((name) => name.endsWith("fichiers"));
            await (await caches.open(name)).put(url, new Response("old"));
            const worker = await navigator.serviceWorker.ready;
            await worker.unregister();
        }""",
        old,
    )
    assert old in page.evaluate(CACHED)
    page.close()

    page = search_once(phone, served("real").address)

    wait_for(page, f"(url) => ({CACHED})().then((urls) => !urls.includes(url))", old)


def test_other_sites_of_the_same_host_keep_theirs(phone: BrowserContext, served: Sites) -> None:
    page = phone.new_page()
    page.goto(served("real").address)
    page.evaluate("caches.open('guichet /autre/ fichiers')")

    page = search_once(phone, served("real").address)

    assert "guichet /autre/ fichiers" in page.evaluate("caches.keys()")


def test_what_is_kept_can_be_erased(phone: BrowserContext, served: Sites) -> None:
    page = search_once(phone, served("real").address)
    page.goto(f"{served('real').address}donnees-personnelles/")
    expect(page.get_by_role("link", name="Rechercher une aide")).to_be_visible()

    page.get_by_role("button", name="Effacer ces pages de l’appareil").click()

    expect(page.locator("main [role=status]")).to_contain_text("plus rien n’est gardé")
    assert page.evaluate(CACHED) == []
    assert page.evaluate(WORKERS) == 0


# What a script may make a script of


def test_only_the_search_and_the_list_may_start_a_worker_and_only_its_own(
    phone: BrowserContext, served: Sites
) -> None:
    site = served("real")
    page = search_once(phone, site.address)
    for name in ("autre", "hors-ligne"):  # a name of its own, or the one that was taken
        assert page.evaluate(MAKE_POLICY, name) == "TypeError", name
    plain = page.evaluate(
        "navigator.serviceWorker.register('../sw.js').then(() => 'made', (error) => error.name)"
    )
    assert plain == "TypeError"

    page.goto(f"{site.address}services/")

    assert page.evaluate(MAKE_POLICY, "hors-ligne") == "TypeError"


def test_the_policy_of_each_page_is_the_strictest_that_it_can_be(served: Sites) -> None:
    pages = served("real").built.pages
    policies = {
        path: match[1]
        for path, text in pages.items()
        if (match := re.search(r"trusted-types ([\w' -]+)\"", text))
    }

    assert len(policies) == len(pages) > 300
    assert {path for path, value in policies.items() if value != "'none'"} == {
        "liste/index.html",
        "recherche/index.html",
    }
    assert policies["recherche/index.html"] == policies["liste/index.html"] == "hors-ligne"
