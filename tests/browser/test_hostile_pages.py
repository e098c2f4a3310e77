"""Hostile entries in a real browser: nothing runs, nothing leaves, with and without the policy."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from generator.entries import Service
from tests.browser.conftest import Served, Visit
from tests.sites.building import Built
from tests.sites.hostile import HOSTILE, PASSWORD, TRAP
from tests.sites.html_page import read_page

Open = Callable[..., Visit]
Sites = Callable[[str], Served]

# Whether the page's own policy is applied: without it, escaping alone must hold.
POLICIES = pytest.mark.parametrize("bypass_csp", [False, True], ids=["policy", "no-policy"])


def services_of(built: Built) -> dict[str, Service]:
    """The hostile services, by identifier."""
    named = {service.id: service for service in built.plan.catalogue.services}
    return {name: named[name] for name in HOSTILE if name in named}


@pytest.mark.parametrize(
    ("collection", "bypass_csp"),
    [("services", False), ("services", True), ("structures", True)],
    ids=["services-policy", "services-no-policy", "structures-no-policy"],
)
def test_hostile_pages_are_text(
    collection: str, bypass_csp: bool, served: Sites, visit: Open
) -> None:
    site = served("hostile")
    watched = visit(site, bypass_csp=bypass_csp)
    as_drawn(watched)
    names = {
        service.id: {"services": service.nom, "structures": structure.nom}
        for service in services_of(site.built).values()
        for structure in site.built.plan.catalogue.structures
        if structure.id == service.structure
    }
    assert len(names) > 65
    # All where escaping holds alone; fewer where the policy would only say what it stopped, and on
    # the page of a structure, which has few texts of its own.
    step = {("services", True): 1, ("services", False): 3}.get((collection, bypass_csp), 4)
    for name, titles in tuple(names.items())[::step]:
        path = f"{collection}/{name}.html"
        page = watched.open(path)

        assert_harmless(page, site, path)
        shown = page.evaluate("document.querySelector('h1').textContent")
        assert squeeze(shown).startswith(squeeze(titles[collection])), name
    assert watched.faults == []


def as_drawn(watched: Visit) -> None:
    """Pages are compared with their files: what scripts add when they are ready is left out."""
    for script in ("place-field", "my-list", "for-me", "listen", "situation-place"):
        watched.page.route(
            f"**/js/{script}.js",
            lambda route: route.fulfill(
                body="export const start = () => {};", content_type="text/javascript"
            ),
        )


@POLICIES
def test_lists_and_markdown_of_hostile_entries_are_text(
    bypass_csp: bool, served: Sites, visit: Open
) -> None:
    site = served("hostile")
    watched = visit(site, bypass_csp=bypass_csp)
    as_drawn(watched)
    for path in (
        *("index.html", "services/index.html", "structures/index.html", "territoires/43.html"),
        *("thematiques/mobilite.html", "pages/markdown.html", "mentions-legales/index.html"),
        *("404.html", "accessibilite/index.html"),
    ):
        assert_harmless(watched.open(path), site, path)
    assert watched.faults == []


def assert_harmless(page: Page, site: Served, path: str) -> None:
    """The browser made the elements that the theme drew, and nothing else happened."""
    expected = read_page(site.built.pages[path])
    seen = page.evaluate(
        """() => ({
            trapped: "__pwned" in window,
            tags: [...document.querySelectorAll("*")].map((e) => e.tagName.toLowerCase()),
            handlers: [...document.querySelectorAll("*")].flatMap((e) => e.getAttributeNames())
                .filter((name) => name.startsWith("on") || name === "style"),
            frames: window.length,
            data: [...document.querySelectorAll('script[type="application/ld+json"]')]
                .map((e) => JSON.parse(e.textContent)),
        })"""
    )

    assert not seen["trapped"], path
    assert seen["handlers"] == [], path
    assert seen["frames"] == 0, path
    assert seen["tags"] == [element.tag for element in expected.elements], path
    assert seen["data"] == [json.loads(block) for block in expected.data], path
    assert page.url == site.address + path


@POLICIES
def test_hostile_results_of_a_search_are_text(bypass_csp: bool, served: Sites, visit: Open) -> None:
    site = served("hostile")
    watched = visit(site, bypass_csp=bypass_csp)
    page = watched.open(f"recherche/?q={quote(PASSWORD)}")
    more = page.locator("button.search-more")
    results = page.locator("[data-search-results] .card-link")
    expect(results.first).to_be_visible()
    while more.is_visible():
        shown = results.count()
        more.click()
        expect(results.nth(shown)).to_be_visible()

    titles = sorted(squeeze(title) for title in results.all_text_contents())
    expected = [squeeze(service.nom) for service in services_of(site.built).values()]
    assert [title for title in titles if "⟦" not in title] == sorted(
        title for title in expected if "⟦" not in title
    )
    assert not page.evaluate("'__pwned' in window")
    assert page.evaluate("window.length") == 0
    assert_drawn_by_the_theme(page)
    assert watched.faults == []


def assert_drawn_by_the_theme(page: Page) -> None:
    """What a result is made of; no address leads out of the site but to a telephone.

    The ways out of a search without result lead to who helps: nobody can write those addresses.
    """
    drawn = page.evaluate(
        """() => {
            const inside = [...document.querySelectorAll(".results *")];
            return {
                tags: [...new Set(inside.map((e) => e.tagName.toLowerCase()))],
                handlers: inside.flatMap((e) => e.getAttributeNames())
                    .filter((name) => name.startsWith("on") || name === "style"),
                away: [...document.querySelectorAll(".results a:not(.ways .button)")]
                    .map((a) => a.href)
                    .filter((href) => !href.startsWith("tel:+33") &&
                        !href.startsWith(location.origin)),
                ways: [...document.querySelectorAll(".ways .button")]
                    .map((a) => new URL(a.href).protocol),
            };
        }"""
    )
    allowed = (
        "h2 h3 h4 div ol ul li article p span svg use a dl dt dd mark button strong section "
        "details summary"
    ).split()

    assert set(drawn["tags"]) <= set(allowed)
    assert drawn["handlers"] == []
    assert drawn["away"] == []
    assert set(drawn["ways"]) <= {"https:", "http:", "mailto:", "tel:"}


def test_a_hostile_query_is_text(served: Sites, visit: Open) -> None:
    """In the address and in the hash, with the policy bypassed: one load, then one history step."""
    site = served("hostile")
    watched = visit(site, bypass_csp=True)
    page = watched.open("recherche/")
    expect(page.locator("form[data-enhanced]")).to_be_visible()
    for name, text in HOSTILE.items():
        value = quote(text)
        page.evaluate(
            """address => {
                history.pushState(null, "", address);
                dispatchEvent(new PopStateEvent("popstate"));
            }""",
            f"?q={value}&lieu={value}&theme={value}&statut={value}&public={value}#{value}",
        )
        expect(page.locator("input[name=q]")).to_have_value(text.replace("\n", ""))
        page.wait_for_function("() => document.querySelector('[data-search-status]').textContent")

        assert not page.evaluate("'__pwned' in window"), name
        assert_drawn_by_the_theme(page)
    assert watched.faults == []


@pytest.mark.parametrize(
    "text", [f'"><img src=x onerror={TRAP}>', f"javascript:{TRAP}", "__proto__"]
)
def test_a_hostile_address_is_text_from_the_first_load(
    text: str, served: Sites, visit: Open
) -> None:
    watched = visit(served("hostile"))
    page = watched.open(f"recherche/?q={quote(text)}&lieu={quote(text)}#{quote(text)}")

    expect(page.locator("input[name=q]")).to_have_value(text)
    assert not page.evaluate("'__pwned' in window")
    assert watched.faults == []


def squeeze(text: str) -> str:
    return " ".join(text.split())
