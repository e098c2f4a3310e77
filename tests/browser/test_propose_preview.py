"""The live preview, in a real browser: for real entries it says what the pages say."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator.parse.rich_text import render_rich_text
from tests.browser.conftest import Served, Visit

Sites = Callable[[str], Served]
SLOW = 30_000  # milliseconds: a form is some sixty modules
Entries = list[dict[str, Any]]

# The parts of a page by name, as a person reads them: its texts, in order.
READ = """root => {
    const said = part => part.textContent.replace(/[ \\n]+/g, ' ').trim();
    const leaves = 'p, li, dd, dt, address, pre, td, th, h1, h2, h3, h4, h5, h6, a.button';
    const block = part => [...part.querySelectorAll(leaves)]
        .filter(leaf => !leaf.querySelector(leaves)).map(said).filter(Boolean);
    const all = selector => [...root.querySelectorAll(selector)].map(said);
    const sections = [...root.querySelectorAll('.entry-sheet > .section')];
    return {
        title: all('.page-heading-title')[0],
        lead: all('.page-heading-lead')[0],
        provider: all('.page-heading > p').find(text => text.startsWith('Proposé')),
        verified: all('.page-heading > .cluster .page-heading-note')[0],
        badge: all('.page-heading > .cluster .badge')[0],
        notices: all('.page-heading > .notice'),
        accent: root.querySelector('.entry').dataset.accent,
        sections: Object.fromEntries(sections.map(part => [said(part.children[0]), block(part)])),
        contact: block(root.querySelector('.contact')),
        sources: all('.sources li'),
        updated: all('.sources > p').at(-1),
        themes: all('.entry-end .chips li'),
        classes: [...new Set([...root.querySelectorAll('[class]')].flatMap(e => [...e.classList]))],
        icons: [...root.querySelectorAll('.entry-sheet use, .contact use')]
            .map(use => use.getAttribute('href').split('#')[1]),
    };
}"""
DRAW = """async ({scripts, site, communes, entries}) => {
    const load = name => import(`${scripts}lib/${name}.js`);
    const [{openNames}, {serviceView}, {servicePage}, {cardView}] = await Promise.all(
        ['preview-names', 'preview-view', 'preview-page', 'preview-card'].map(load));
    const names = await openNames(site, communes);
    const [sprite] = document.querySelector('use').getAttribute('href').split('#');
    const drawn = [];
    for (const entry of entries) {
        await names.learn(entry);
        const root = document.createElement('div');
        root.append(servicePage(serviceView(entry, names), sprite));
        drawn.push({...(%s)(root), card: cardView(entry, names),
            links: root.querySelectorAll('[href]:not(use), script, style, img, iframe').length});
    }
    return drawn;
}"""
# Without what a preview has no part in: what is around the entry, what is for paper.
PAGES = """texts => texts.map(text => {
    const root = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
    const spare = '.print-only, .sources-data, [hidden], .section[aria-labelledby=mots]';
    for (const part of root.querySelectorAll(spare)) part.remove();
    return (%s)(root);
})"""
# The tree of a text: names of elements and words; headings by their depth alone.
TREE = """node => {
    const tree = (node, isInline) => [...node.childNodes].flatMap(child => {
        if (child.nodeType === 3) {
            const text = child.data.replace(/[ \\n]+/g, ' ');
            return text.trim() || (isInline && text) ? [text] : [];
        }
        const name = child.nodeName.replace(/^H\\d$/, 'H');
        return [[name, ...tree(child, /^(P|H|EM|STRONG|S|A|TD|TH)$/.test(name))]];
    });
    node.normalize();
    return JSON.stringify(tree(node, false)).replaceAll(' "', '"').replaceAll('" ', '"');
}"""
MARKDOWN = """async ({scripts, texts}) => {
    const { markdown } = await import(`${scripts}lib/preview-markdown.js`);
    return texts.map(text => {
        const root = document.createElement('div');
        root.append(...markdown(text));
        return (%s)(root);
    });
}"""
PARSED = """texts => texts.map(text =>
    (%s)(new DOMParser().parseFromString(text, 'text/html').body))"""
SAME = ("title", "lead", "provider", "verified", "accent", "sections", "contact", "sources")


class Previewed:
    """Sites open in a browser, and what their preview draws of entries."""

    def __init__(self, chromium: Browser, served: Sites) -> None:
        self._served = served
        self._context = chromium.new_context(locale="fr-FR")
        self._blank = self._context.new_page()
        self._pages: dict[str, tuple[Page, dict[str, str]]] = {}
        self.faults: list[str] = []

    def open(self, name: str) -> tuple[Page, dict[str, str]]:
        """A page of a site, and where its scripts and its data are."""
        if name not in self._pages:
            site = self._served(name)
            page = self._context.new_page()
            page.on("pageerror", lambda error: self.faults.append(str(error)))
            page.on("console", lambda message: self.faults.append(message.text))
            page.goto(site.address)
            script = page.locator("script[src$='/main.js']").evaluate("script => script.src")
            (places,) = (path for path in site.built.files if path.endswith("/served.json"))
            asked = {
                "scripts": script.removesuffix("main.js"),
                "site": site.address,
                "communes": places.removesuffix("served.json"),
            }
            self._pages[name] = (page, asked)
        return self._pages[name]

    def draw(self, name: str, entries: Entries) -> Entries:
        page, asked = self.open(name)
        drawn: Entries = page.evaluate(DRAW % READ, asked | {"entries": entries})
        return drawn

    def published(self, name: str) -> Entries:
        files = self._served(name).built.files
        paths = sorted(path for path in files if path.startswith("api/v1/services/"))
        documents = (json.loads(files[path]) for path in paths)
        return [document["service"] for document in documents if "service" in document]

    def said(self, name: str) -> Entries:
        """What the pages of the services say."""
        pages = self._served(name).built.pages
        texts = [pages[f"services/{entry['id']}.html"] for entry in self.published(name)]
        said: Entries = self._blank.evaluate(PAGES % READ, texts)
        return said

    def parsed(self, texts: list[str]) -> list[str]:
        """The trees of HTML."""
        trees: list[str] = self._blank.evaluate(PARSED % TREE, texts)
        return trees

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module")
def previewed(chromium: Browser, served: Sites) -> Iterator[Previewed]:
    sites = Previewed(chromium, served)
    yield sites
    sites.close()
    assert sites.faults == []


@pytest.mark.parametrize("name", ["real", "complete"])
def test_the_preview_says_what_the_page_of_the_service_says(
    previewed: Previewed, name: str
) -> None:
    entries = previewed.published(name)

    drawn = previewed.draw(name, entries)

    assert entries
    for entry, shown, page in zip(entries, drawn, previewed.said(name), strict=True):
        for part in (*SAME, "updated", "themes"):
            assert shown[part] == page[part], (entry["id"], part)
        # Whether somebody should check it again is for the day of the build to say.
        if page["badge"] != "À vérifier":
            assert shown["badge"] == page["badge"]
        assert set(shown["notices"]) <= set(page["notices"]), entry["id"]
        assert shown["links"] == 0, entry["id"]


def test_the_preview_is_drawn_with_the_components_of_the_page(previewed: Previewed) -> None:
    drawn = previewed.draw("real", previewed.published("real"))
    said = previewed.said("real")

    page_classes = {name for page in said for name in page["classes"]}
    assert {name for shown in drawn for name in shown["classes"]} - page_classes == {
        "preview-title"
    }
    assert [shown["icons"] for shown in drawn] == [page["icons"] for page in said]


@pytest.mark.parametrize("name", ["real", "complete"])
def test_the_card_says_what_the_card_of_a_list_says(
    previewed: Previewed, served: Sites, name: str
) -> None:
    entries = previewed.published(name)
    cards = served(name).built.plan.cards
    fields = ("nom", "resume", "structure", "accent", "icon", "category", "audience", "place")

    for entry, shown in zip(entries, previewed.draw(name, entries), strict=True):
        card = asdict(cards[entry["id"]])
        for field in (*fields, "on_site", "cost", "how", "freshness"):
            assert shown["card"][field] == card[field], (entry["id"], field)
        for field in ("label", "icon"):
            wanted = card["contact"] and card["contact"][field]
            assert (shown["card"]["contact"] or {}).get(field) == wanted, entry["id"]


def test_an_entry_half_written_or_of_another_shape_is_drawn_all_the_same(
    previewed: Previewed,
) -> None:
    whole = max(previewed.published("complete"), key=len)
    odd: list[Any] = [
        None,
        12,
        True,
        "",
        "<b>x</b>",
        [],
        [None, 3, {}],
        {"x": [{}]},
        "javascript:1",
    ]
    entries = [{}, *({**whole, field: value} for field in whole for value in odd)]

    drawn = previewed.draw("complete", entries)

    assert len(drawn) == len(entries) > 300
    assert sum(shown["links"] for shown in drawn) == 0


BLOCKS = st.sampled_from(
    (
        "Une phrase simple.",
        "Deux lignes,\nun seul paragraphe.",
        "Un **mot fort**, un *mot penché*, un ***mot fort et penché***, `du code`.",
        "snake_case_ici, 2 * 3 * 4, **non fermé, _non plus, a*b*c.",
        "Un [lien](https://www.example.org/a_b(c)) et un autre\\* [**fort**](https://example.org).",
        "[www.caf.fr](https://example.org/x) <https://example.org/y> [x](javascript:alert) [y]",
        "# Un titre",
        "### Un titre plus bas",
        "Titre souligné\n---",
        "- un\n- deux\n- trois",
        "- un\n\n- deux",
        "* un\n  suite\n  - dedans\n  - encore\n* deux",
        "1. un\n2. deux",
        "3) trois\n4) quatre",
        "> Une citation\n> sur deux lignes",
        "> - une liste\n> - citée",
        "```\nif (x) {\n  <b>\n}\n```",
        "| A | B |\n|---|---|\n| 1 | **2** |",
        "---",
        "Fin de ligne  \nforcée, ou\\\nainsi.",
        "<script>alert(1)</script> &lt; &amp; &#233; & <b>gras</b>",
        "~~barré~~ et \\*non\\*",
    )
)


def test_markdown_is_read_as_the_generator_reads_it(previewed: Previewed) -> None:
    texts: list[str] = []

    @settings(max_examples=150, deadline=None, database=None)
    @given(st.lists(BLOCKS, min_size=1, max_size=5))
    def draw(blocks: list[str]) -> None:
        texts.append("\n\n".join(blocks))

    draw()
    page, asked = previewed.open("real")
    html = [render_rich_text(text, ("example.org",))[0].html for text in texts]

    found = page.evaluate(MARKDOWN % TREE, {**asked, "texts": texts})
    wanted = previewed.parsed(html)

    assert len(set(texts)) > 100
    for text, one, other in zip(texts, found, wanted, strict=True):
        assert one == other, text


def test_reading_a_hostile_text_takes_no_time(previewed: Previewed) -> None:
    hostile = [
        "*a " * 10_000,
        "[" * 30_000,
        "[`a" * 8_000,
        "> " * 15_000,
        "- " * 15_000,
        "`" * 32_000,
    ]
    page, asked = previewed.open("real")

    trees = page.evaluate(MARKDOWN % TREE, {**asked, "texts": hostile})

    assert all(len(tree) > 2 for tree in trees)


def test_the_page_follows_what_is_typed_behind_a_tab_on_a_phone(
    served: Sites, visit: Callable[..., Visit]
) -> None:
    watched = visit(served("real"), viewport={"width": 320, "height": 640})
    page = watched.open("proposer/")
    preview, form = page.locator("[data-preview]"), page.locator("#fiche")
    tabs = page.get_by_role("group", name="Remplir ou voir l’aperçu")
    tabs.get_by_role("button", name="Aperçu").wait_for(timeout=SLOW)
    hostile = "Vélo <img src=x onerror=alert(1)> {{ 7*7 }} ](javascript:alert(1))"

    page.locator("#f-nom").fill(hostile)
    page.locator("#f-resume").fill(f"Un prêt. {hostile}")
    page.locator("#f-description").fill(f"**Gras** [ici](javascript:alert(1))\n\n<script>{hostile}")
    page.evaluate("addEventListener('click', () => { window.left ??= scrollY; }, true)")
    expect(preview).to_be_hidden()
    tabs.get_by_role("button", name="Aperçu").click()

    expect(preview.locator(".preview-title")).to_have_text(hostile, timeout=SLOW)
    expect(form).to_be_hidden()
    expect(preview.get_by_role("heading", name="Ce que le public verra")).to_be_focused()
    expect(preview.locator(".rich-text strong")).to_have_text("Gras")
    assert preview.locator("a[href], img, script, [aria-live], [role=status]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    preview.get_by_role("button", name="Liste").click()
    expect(preview.locator(".card-title")).to_have_text(hostile)
    preview.get_by_role("button", name="SMS").click()
    expect(preview).to_contain_text("caractères sur 160")
    tabs.get_by_role("button", name="Remplir").click()
    expect(form).to_be_visible()
    expect(preview).to_be_hidden()
    # One is back where one was.
    assert page.evaluate("scrollY === left && left > 0")
    assert watched.faults == []


def test_the_page_stands_beside_the_form_where_there_is_room(
    served: Sites, visit: Callable[..., Visit]
) -> None:
    watched = visit(served("real"))
    page = watched.open("proposer/#fiche=1000-parcours-franche-comte")
    title = page.locator("[data-preview] .preview-title")

    expect(title).to_have_text("1000 parcours en Franche-Comté", timeout=SLOW)
    page.locator("#f-nom").fill("Mille parcours")

    expect(title).to_have_text("Mille parcours")
    expect(page.locator("#f-nom")).to_be_focused()
    left, right = (page.locator(part).bounding_box() for part in ("#fiche", "[data-preview]"))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert watched.faults == []
