"""Every kind of page, whatever it holds: axe, small screens, large text, keyboard, no script."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, Visit
from tests.sites.building import REPOSITORY

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
TEMPLATES = (
    *("accessibility", "contribute", "ecodesign", "editorial", "glossary", "home", "index"),
    "my-aids",
    "booklet",
    *("event", "events"),
    *("changes", "hsds", "legal", "list", "my-list", "offline"),
    *("parcours", "parcours-index", "ruptures"),
    *("situation", "situations", "gaps", "manque"),
    "freshness",
    *("observatory", "observatory-area", "observatory-gaps", "observatory-need"),
    *("partner", "partners", "progress", "quality", "contradictions"),
    *("propose", "correct"),
    *("not-found", "open-data", "privacy", "search", "service", "structure", "tombstone"),
)
# Where there is something to see: words of the lexicon, entries withdrawn or renamed.
SITES = {
    "glossary": ("real", "complete"),
    "tombstone": ("complete",),
    "booklet": ("real", "complete"),
    **dict.fromkeys(("observatory", "observatory-gaps"), ("real", "complete")),
    **dict.fromkeys(("observatory-area", "observatory-need"), ("complete",)),  # thousands of cells
    **dict.fromkeys(("partner", "partners", "progress"), ("real", "complete")),
    **dict.fromkeys(("quality", "contradictions"), ("real", "complete")),
    **dict.fromkeys(("event", "events"), ("real", "complete")),
    **dict.fromkeys(("parcours", "parcours-index", "ruptures"), ("real", "complete")),
    **dict.fromkeys(("situation", "situations", "gaps"), ("real", "complete")),
    "manque": ("complete",),
    "propose": ("real",),
    "correct": ("real", "complete"),
    "freshness": ("real", "complete"),
}
MAY_BE_EMPTY = ("home", "index", "list", "search")
# The search draws its results in the page: something found, nothing found, a place that is unclear.
SEARCHES = (
    "?q=voiture&lieu=43157",
    "?q=zzzzzz&theme=mobilite",
    "?q=permis&lieu=saint",
    "?statut=cdi",
)
ENHANCED = ' data-enhanced="true"'
# What the device keeps, « Ma liste » among it; where hours are known, whether it is open; with
# outlines, « Ma position ».
LISTABLE = {
    *("event", "list", "my-list", "parcours", "service", "situation", "structure", "tombstone"),
}
ADDED_BY_SCRIPT = {
    "real": {"search", "privacy", "offline", *LISTABLE},
    "complete": {"search", "privacy", "offline", "service", "home", "not-found", *LISTABLE},
}
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
COLOURS = ["color-contrast", "link-in-text-block"]
ZOOMED = {"width": 320, "height": 225}  # 1280 × 900 at 400 %

Open = Callable[..., Visit]
Sites = Callable[[str], Served]


@cache
def axe() -> str:
    assert AXE.is_file(), "npm ci"
    return AXE.read_text(encoding="utf-8") + ";undefined"


def samples(template: str, served: Sites) -> Iterator[tuple[Served, str]]:
    """Pages drawn by a template: the shortest and the longest, empty lists, the longest words."""
    for name in SITES.get(template, ("real", "long", "empty")):
        site = served(name)
        urls = {
            page.path: page.url
            for page in site.built.plan.pages
            if page.template == f"pages/{template}.html"
        }
        sizes = sorted(urls, key=lambda path: len(site.built.pages[path]))
        if name == "empty" and template not in MAY_BE_EMPTY:
            continue
        for path in dict.fromkeys((*(sizes[:1] if name == "real" else ()), *sizes[-1:])):
            yield site, urls[path]
    if template == "my-list":
        yield served("complete"), "liste/#ids=service-complet,service-relais"
    if template == "search":
        for query in SEARCHES:
            yield served("real"), f"recherche/{query}"


def test_every_template_is_a_kind_of_page(served: Sites) -> None:
    sites = (served("real"), served("complete"))
    drawn = {page.template for site in sites for page in site.built.plan.pages}

    assert drawn == {f"pages/{template}.html" for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_nothing(template: str, served: Sites, visit: Open) -> None:
    """Light and dark, phone and desk; with script, and without when the script changes anything."""
    visits: dict[str, Visit] = {}
    for site, url in samples(template, served):
        watched = visits.get(site.address) or visit(site)
        wholly = not visits
        visits[site.address] = watched

        assert list(violations(watched.open(url), wholly=wholly)) == [], url
        assert watched.faults == [], url
    assert len(visits) >= min(2, len(SITES.get(template, ("real", "long"))))


def violations(page: Page, *, wholly: bool) -> Iterator[tuple[str, str, list[str]]]:
    """What axe says of a page on a phone, light and dark; `wholly`, on a dark desk too.

    The scheme changes colours and nothing else.
    """
    page.evaluate(axe())
    for scheme, size, rules in (
        ("light", PHONE, []),
        ("dark", PHONE, COLOURS),
        *((("dark", DESK, []),) if wholly else ()),
    ):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = page.evaluate(
            """rules => axe.run(document, {
                resultTypes: ["violations"],
                runOnly: rules.length ? {type: "rule", values: rules} : undefined,
                rules: rules.length ? {} : {"target-size": {enabled: true}},
            })""",
            rules,
        )
        assert found["passes"], page.url
        for violation in found["violations"]:
            where = [node["html"][:200] for node in violation["nodes"]]
            yield f"{scheme} {size['width']}", violation["id"], where


@pytest.mark.parametrize("name", ["real", "complete"])
def test_without_script_a_page_is_the_same_but_where_a_module_works(
    name: str, served: Sites, visit: Open
) -> None:
    """So that what axe says of one is true of the other."""
    site = served(name)
    plain = visit(site, java_script_enabled=False)
    scripted = visit(site)
    changed, compared = set(), 0
    drawn = {page.template: page for page in site.built.plan.pages}
    templates = [name for name in TEMPLATES if f"pages/{name}.html" in drawn]
    for template in templates:
        page = drawn[f"pages/{template}.html"]
        texts = [watched.open(page.url).content() for watched in (plain, scripted)]
        compared += 1
        if texts[0] != texts[1].replace(ENHANCED, ""):
            changed.add(template)

    assert compared >= len(TEMPLATES) - 2  # somewhere nothing is withdrawn, or confirmed missing
    assert changed <= ADDED_BY_SCRIPT[name]
    assert scripted.faults == []
    # Without script, a module that the page announces is not fetched.
    assert [fault for fault in plain.faults if not fault.endswith(".js")] == []


def test_axe_finds_nothing_on_the_search_page_without_script(served: Sites, visit: Open) -> None:
    """axe needs timers, which go with the scripts: here ours are not fetched."""
    site = served("real")
    watched = visit(site)
    watched.page.route("**/*.js", lambda route: route.abort())
    page = watched.open("recherche/")
    page.wait_for_load_state("networkidle")

    assert page.locator("form[data-enhanced]").count() == 0
    assert list(violations(page, wholly=True)) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_overflows(template: str, served: Sites, visit: Open) -> None:
    """At 320 px, at 400 % on a desk, and with letters twice as large."""
    visits: dict[str, Visit] = {}
    for site, url in samples(template, served):
        if site.address not in visits:
            visits[site.address] = visit(site, viewport=PHONE)
        page = visits[site.address].open(url)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

        assert overflow(page) == [], (url, "320 px")
        page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
        assert overflow(page) == [], (url, "400 %")
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(page) == [], (url, "200 % text")
        assert cut(page) == [], url


def overflow(page: Page) -> list[str]:
    """Elements that stick out of the page, when the page is wider than the screen."""
    return list(
        page.evaluate(
            """() => {
                const width = document.documentElement.clientWidth;
                if (document.scrollingElement.scrollWidth <= width) return [];
                return [...document.querySelectorAll("body *")]
                    .filter((element) => element.getBoundingClientRect().right > width + 1)
                    .map((element) => `${element.tagName}.${element.className} ` +
                        `${Math.round(element.getBoundingClientRect().right)} > ${width}`)
                    .slice(0, 8);
            }"""
        )
    )


def cut(page: Page) -> list[str]:
    """Elements whose text does not fit in them and cannot be scrolled to."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((element) => {
                const style = getComputedStyle(element);
                const hides = ["hidden", "clip"];
                if (element.closest("svg") || element.closest(".visually-hidden")) return false;
                if (element.tagName === "INPUT" || element.tagName === "SELECT") return false;
                return (hides.includes(style.overflowX) &&
                    element.scrollWidth > element.clientWidth + 1) ||
                    (hides.includes(style.overflowY) &&
                    element.scrollHeight > element.clientHeight + 1);
            }).map((element) => `${element.tagName}.${element.className}`).slice(0, 8)"""
        )
    )


@pytest.mark.parametrize("url", ["", "services/fastt-location-vehicules.html", "recherche/"])
def test_what_one_touches_is_large_enough(url: str, served: Sites, visit: Open) -> None:
    """At least 24 px; links inside a sentence excepted, as the rule does."""
    page = visit(served("real"), viewport=PHONE).open(url)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, summary")]
            .filter((element) => element.checkVisibility() && !element.matches(".skip-link"))
            .filter((element) => getComputedStyle(element).display !== "inline" ||
                element.parentElement.textContent.trim() === element.textContent.trim())
            .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24))
            .map(([html, box]) => `${html} ${box.width}×${box.height}`)"""
    )

    assert small == []


@pytest.mark.parametrize("url", ["", "services/fastt-location-vehicules.html", "404.html"])
def test_the_first_key_leads_to_the_content(url: str, served: Sites, visit: Open) -> None:
    page = visit(served("real")).open(url)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")

    expect(skip).to_have_text("Aller au contenu")
    box = skip.bounding_box()
    assert box is not None
    assert box["width"] > 24
    assert box["height"] > 24
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_focus_is_always_seen(served: Sites, visit: Open) -> None:
    page = visit(served("real")).open("services/fastt-location-vehicules.html")
    unseen, reached = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        state: Any = page.evaluate(
            """() => {
                const element = document.activeElement;
                if (element === document.body) return null;
                const shown = [null, "::after"].some((part) => {
                    const style = getComputedStyle(element, part);
                    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                });
                return [shown, element.outerHTML.slice(0, 100)];
            }"""
        )
        if state is None:
            break
        reached += 1
        if not state[0]:
            unseen.append(state[1])

    assert reached > 20
    assert unseen == []


def test_from_home_to_a_service_with_the_keyboard_alone(served: Sites, visit: Open) -> None:
    watched = visit(served("real"))
    page = watched.open("")
    tab_to(page, "input[name=q]")
    page.keyboard.type("voiture intérim")
    tab_to(page, "input[name=lieu]")
    page.keyboard.type("43000")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?*")
    first = page.locator("[data-search-results] a").first
    expect(first).to_be_visible()
    title = first.inner_text()
    tab_to(page, "main .skip-link")  # past the filters
    page.keyboard.press("Enter")
    tab_to(page, "[data-search-results] a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/*.html")

    expect(page.locator("h1")).to_have_text(title)
    assert watched.faults == []


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulation key until an element has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)
