"""The Markdown twin of an entry: the facts of its page in their order, nothing that runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.load import load_theme, resource_folder
from generator.news import TombstoneView
from generator.page_views import ServiceView
from generator.parse.rich_text import render_rich_text
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.render.twins import render_twins
from generator.render.twins.markdown import from_html, link, text
from generator.view_parts import Link
from tests.sites.building import Built, build, complete_site, minimal_site, real_site
from tests.sites.hostile import ENTRIES, WITNESS, write_hostile_entries
from tests.sites.html_page import HtmlPage, read_page

SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
# Words of the page that lead around it rather than say something of the entry.
CHROME = {
    *("Appeler", "Comment demander", "Voir comment demander", "Accueil", "Structures"),
    *("Sources :", "Cette fiche en données ouvertes (JSON)", ".", ". "),
    *("Vous tenez ces fiches à jour ?", "Le miroir de cette structure"),
}
ADDED_HEADINGS = ("Thèmes de cette fiche", "Sources")


@cache
def reader() -> MarkdownIt:
    """What a careless reader uses: HTML let through, tables and struck words understood."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def drawn(twin: str) -> HtmlPage:
    return read_page(str(reader().render(twin)))


def squeeze(words: str) -> str:
    return " ".join(words.split())


def twins(built: Built) -> Iterator[tuple[HtmlPage, str]]:
    """The page of each entry, and its twin."""
    gone = {page.url for page in built.plan.pages if isinstance(page.view, TombstoneView)}
    for path, page in built.pages.items():
        folder, _, name = path.partition("/")
        if (
            path not in gone
            and folder in ENTRIES
            and name != "index.html"
            and f"{path[:-5]}.md" in built.files
        ):
            yield read_page(page), built.files[f"{path[:-5]}.md"].decode()


def entry_texts(page: HtmlPage) -> Iterator[str]:
    """Every run of words that a page says of its entry."""
    article = next(element for element in page.elements if element.tag == "article")
    hidden = [
        range(element.first, element.last)
        for element in page.elements
        if {"visually-hidden", "print-only"} & set(element.attributes.get("class", "").split())
    ]
    for rank in range(article.first, article.last):
        words = squeeze(page.texts[rank])
        if words and words not in CHROME and not any(rank in span for span in hidden):
            yield words


@pytest.mark.parametrize("name", SITES)
def test_every_entry_has_its_twin(name: str) -> None:
    built = SITES[name]()
    entries = [*built.plan.catalogue.services, *built.plan.catalogue.structures]

    assert len(list(twins(built))) == len(entries)


@pytest.mark.parametrize("name", SITES)
def test_every_fact_of_the_page_is_in_its_twin(name: str) -> None:
    compared = 0
    for page, twin in twins(SITES[name]()):
        said = squeeze(" ".join(drawn(twin).texts))
        missing = [words for words in entry_texts(page) if words not in said]
        compared += 1

        assert missing == [], twin.splitlines()[0]
    assert compared


@pytest.mark.parametrize("name", SITES)
def test_a_twin_says_it_in_the_order_of_its_page(name: str) -> None:
    for page, twin in twins(SITES[name]()):
        article = next(element for element in page.elements if element.tag == "article")
        of_entry = range(article.first, article.last)
        shown = [heading.text for heading in page.all("h1", "h2") if heading.first in of_entry]
        written = [heading.text for heading in drawn(twin).all("h1", "h2")]

        assert [squeeze(words) for words in written if words not in ADDED_HEADINGS] == [
            squeeze(words) for words in shown
        ]


def test_an_entry_that_is_gone_keeps_its_twin() -> None:
    """Somebody kept its address: it says what happened and where to go."""
    plan = complete_site().plan
    page = next(page for page in plan.pages if isinstance(page.view, ServiceView))
    assert isinstance(page.view, ServiceView)
    view = TombstoneView(
        heading="Vieux *prêt*",
        intro="Cette aide n’est plus proposée, mais une autre prend la suite.",
        facts=("La fiche a été retirée le 1er mars 2026.",),
        successor_heading="Ce qui prend la suite",
        successor=plan.cards[page.view.id],
        lists=(Link(label="Toutes les aides", url="services/"),),
    )
    grave = replace(page, path="services/vieux.html", url="services/vieux.html", view=view)

    (twin,) = render_twins(replace(plan, pages=(grave,)))
    said = drawn(twin.content.decode())

    assert twin.path == "services/vieux.md"
    assert said.all("h1")[0].text == "Vieux *prêt*"
    for words in (view.intro, *view.facts, page.view.nom, "Toutes les aides"):
        assert words in squeeze(" ".join(said.texts))
    targets = [link.attributes["href"] for link in said.all("a")]
    assert f"{plan.settings.url}services/{page.view.id}.md" in targets
    assert f"{plan.settings.url}services/vieux.html" in targets


def test_news_and_origin_are_told_too() -> None:
    """What only some pages say: the last change, the guichet that keeps the entry."""
    plan = complete_site().plan
    more = {
        "changed": Link(label="Dernier changement", url="changements/", note="le plafond monte"),
        "origin": Link(label="Autre guichet", url="https://autre.example/", external=True),
    }
    pages = tuple(
        replace(page, view=replace(page.view, **more))
        for page in plan.pages
        if page.template in ("pages/service.html", "pages/structure.html")
    )
    plan = replace(plan, pages=pages)
    files = {file.path: file.content.decode() for file in render_twins(plan)}
    theme = load_theme(resource_folder("theme"))
    assets, _ = render_assets(theme, plan.settings)
    environment = make_environment(theme)
    for page in pages:
        html = render_page(environment, page, site_values(plan), assets).content.decode()
        said = squeeze(" ".join(drawn(files[f"{page.path[:-5]}.md"]).texts))

        assert "le plafond monte" in said
        assert [words for words in entry_texts(read_page(html)) if words not in said] == []


def test_an_image_of_an_entry_is_a_link_in_the_twin_as_on_the_page() -> None:
    rich, _ = render_rich_text(
        "Le plan\u00a0! ![ici](https://example.org/plan.png) **![là](https://a.fr)**", ()
    )
    assert rich is not None
    written = from_html(rich.html)

    tokens = [child for token in reader().parse(written) for child in token.children or ()]
    assert [token.type for token in tokens].count("link_open") == 2
    assert "image" not in {token.type for token in tokens}


def test_links_of_a_twin_are_whole_and_lead_to_what_is_published() -> None:
    built = real_site()
    base, followed = built.plan.settings.url, 0
    for _, twin in twins(built):
        for element, _, address in drawn(twin).addresses():
            assert element.tag == "a"
            assert urlsplit(address).scheme in ("https", "http", "tel", "mailto"), address
            if address.startswith(base):
                path = urlsplit(address.removeprefix(base)).path
                followed += 1

                assert (f"{path}index.html" if path.endswith("/") else path) in built.files, address
    assert followed > 500


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, dict[str, dict[str, str]]]:
    root = tmp_path_factory.mktemp("hostile-twins")
    entries = write_hostile_entries(root)
    return build(root), entries


@pytest.mark.parametrize("collection", ENTRIES)
def test_a_hostile_twin_is_the_witness_with_other_words(
    hostile: tuple[Built, dict[str, dict[str, str]]], collection: str
) -> None:
    built, entries = hostile
    witness = built.files[f"{collection}/{WITNESS}.md"].decode()
    expected, shown = shape(witness), " ".join(drawn(witness).texts)
    assert witness.count("⟦") > 5
    for name, replaced in entries.items():
        twin = built.files[f"{collection}/{name}.md"].decode()
        said = squeeze(" ".join(drawn(twin).texts))

        assert shape(twin) == expected, name
        assert [
            value
            for mark, value in replaced.items()
            if mark in shown and squeeze(value) not in said
        ] == [], name


def shape(twin: str) -> list[str]:
    """What Markdown sees, but for words: an added list, link or element would show."""
    found = []
    for token in reader().parse(twin):
        assert token.type not in ("html_block", "image"), twin
        found.append(token.type)
        found += [child.type for child in token.children or () if is_mark(child)]
    return found


def is_mark(token: Token) -> bool:
    assert token.type not in ("html_inline", "image"), token.content
    return token.type not in ("text", "text_special", "softbreak")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_words_stay_words(words: str) -> None:
    tokens = reader().parse(text(words))
    kinds = {child.type for token in tokens for child in token.children or ()}

    assert [token.type for token in tokens if token.type != "inline"] in (
        [],
        ["paragraph_open", "paragraph_close"],
    )
    assert kinds <= {"text", "text_special"}
    assert squeeze("".join(read_page(reader().render(text(words))).texts)) == squeeze(words)


@given(
    st.text("[]()<>\\*_`~#+-=.!|&;:/1a \n", max_size=40),
    st.text("abc[]()<>\\*_`|&;:/?#%=é \n\t", max_size=40),
)
def test_any_link_is_one_link(words: str, tail: str) -> None:
    url = f"https://example.org/{tail}"
    page = read_page(reader().render(f"Voir {link(words or 'x', url)}."))

    assert [element.tag for element in page.elements] == ["p", "a"]
    assert page.elements[1].attributes["href"].startswith("https://example.org/")


MARKDOWN = {
    "emphasis": "Une **aide** *rapide*, ~~chère~~ et `gratuite`.",
    "list": "- un\n- deux\n\n  suite\n- trois",
    "numbers": "3. trois\n4. quatre",
    "nested": "- un\n  - dedans\n    1. encore\n- deux",
    "quote": "> Une phrase\n> sur deux lignes\n>\n> - et une liste",
    "headings": "## Un titre #\n\nDu texte\n\n### Plus bas",
    "table": "| Ville | Prix |\n|---|---|\n| Le Puy | 3 € \\| 4 € |\n| `a` | **b** |",
    "code": "```sh\nls `x` ``y``\n```\n\n    code en retrait\n\nEt ``un ` dedans``.",
    "breaks": "Une ligne  \nune autre\\\net une autre\nà la suite",
    "rule": "Avant\n\n---\n\nAprès",
    "links": "[service (public)](https://www.service-public.fr/a_(b)?x=1&y=2 'titre')",
    "marks": "1\\. pas une liste\n\n\\- ni là\n\n\\# ni titre\n\n5 * 3 = 15 & 2 < 3 &lt;b&gt;",
    "signs": "Texte\n\\=== pas un titre",
    "html": "<script>alert(1)</script> et <b>gras</b> et <!-- rien -->",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_description_written_back_is_the_same_html(name: str) -> None:
    """Our HTML, as Markdown, as HTML again: nothing was lost, nothing was let through."""
    once, _ = render_rich_text(MARKDOWN[name], ())
    again, faults = render_rich_text(from_html(once.html), ())

    assert [fault for fault in faults if not fault.fault.warning] == []
    assert normal(again.html) == normal(once.html)


def normal(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r' title="[^"]*"', "", html)).strip()


@given(st.text("ab1 .-+*_`#>|~[]()!&;<\\\n", max_size=60))
def test_any_description_keeps_its_words(source: str) -> None:
    rich, _ = render_rich_text(source, ())
    written = from_html(rich.html)
    page = read_page(str(reader().render(written)))
    expected = read_page(rich.html)

    assert "".join("".join(page.texts).split()) == "".join("".join(expected.texts).split())
    assert {element.tag for element in page.elements} == {
        element.tag for element in expected.elements
    }
