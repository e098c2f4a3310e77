"""The glossary: which words a page explains, where, and how safely."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import NO_WORDS, Lexique, LexiqueTerme, RichText
from generator.parse.rich_text import render_rich_text
from generator.plan.glossary import Glossary
from generator.plan.glossary_page import term_view
from tests.sites.building import complete_site, real_site

TERMS = (
    LexiqueTerme(terme="CAF", developpement="Caisse d’allocations familiales"),
    LexiqueTerme(terme="ASS", developpement="Allocation de solidarité spécifique"),
    LexiqueTerme(terme="FAF.TT", developpement="Fonds de formation du travail temporaire"),
    LexiqueTerme(terme="bail", definition="Le contrat entre propriétaire et locataire."),
    LexiqueTerme(terme="bail réel solidaire", definition="Acheter sans le terrain."),
    LexiqueTerme(terme="dépôt de garantie", definition="L’argent remis à l’entrée."),
    LexiqueTerme(terme="état des lieux", definition="La description du logement."),
    LexiqueTerme(terme="bus", definition="Une grande voiture."),
    LexiqueTerme(terme="taf", synonymes=("boulot",)),
)
GLOSSARY = Glossary(Lexique(termes=TERMS))


def marked(text: str) -> list[str]:
    """The words that carry a tooltip, in the order of the text."""
    html, _ = render_rich_text(text, ())
    explained = GLOSSARY.explain_text(html).html
    return [unescape(word) for word in re.findall(r"<abbr [^>]*>([^<]*)</abbr>", explained)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("La CAF verse une aide.", ["CAF"]),
        ("Demandez à la C.A.F. du Doubs.", ["C.A.F."]),
        ("L’ASS de la caf, et rien d’assez grand.", ["ASS"]),
        ("La CAFE, la CAF-DROM.", ["CAF"]),
        ("Un dépôt de garantie", ["dépôt de garantie"]),
        ("Des DEPOTS DE GARANTIES", ["DEPOTS DE GARANTIES"]),
        ("Le dépôt\u00a0de\ngarantie", ["dépôt\u00a0de\ngarantie"]),
        ("Un dépôt. De garantie, rien.", []),
        ("Un dépôt de pain", []),
        ("Le bail réel solidaire, puis le bail.", ["bail réel solidaire", "bail"]),
        ("Les bails et le bailleur", ["bails"]),
        ("Le FAF.TT finance.", ["FAF.TT"]),
        ("Fin de la FAF. TT ensuite.", []),
        ("Les états des lieux", ["états des lieux"]),
        ("Un bu, une rebus, un omnibus", []),
        ("Le taf", []),
        ("La CAF, puis la CAF.", ["CAF"]),
        ("**CAF** et *CAF*", ["CAF"]),
        ("[la CAF](https://www.caf.fr/) `CAF`", []),
        ("[x](https://www.caf.fr/ 'CAF')", []),
        ("    CAF\n\nEt la CAF", ["CAF"]),
        ("« CAF » & <CAF> &amp;CAF;", ["CAF"]),
        ("# La CAF\n\nElle aide.", ["CAF"]),
        ("", []),
    ],
)
def test_words_are_explained_where_they_are_words(text: str, words: list[str]) -> None:
    assert marked(text) == words


def test_a_tooltip_says_what_the_word_is_short_for_then_what_it_means() -> None:
    term = LexiqueTerme(terme="CAF", developpement="Caisse", definition="Elle verse « tout ».")
    text = RichText(source="CAF", html="<p>CAF</p>", text="CAF")

    explained = Glossary(Lexique(termes=(term,))).explain_text(text)

    assert explained.html == (
        '<p><abbr class="term" title="Caisse. Elle verse « tout ».">CAF</abbr></p>'
    )
    assert (explained.source, explained.text) == ("CAF", "CAF")


def test_without_a_lexicon_nothing_changes() -> None:
    text = RichText(source="CAF", html="<p>CAF</p>", text="CAF")

    assert Glossary(NO_WORDS).explain_text(text) == text


class _Reader(HTMLParser):
    """The text of a page, its tags but for tooltips, and their titles."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, object]] = []
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "abbr":
            assert [name for name, _ in attrs] == ["class", "title"]
            self.titles.append(str(attrs[1][1]))
        else:
            self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


PIECES = st.lists(
    st.sampled_from(
        [
            *("CAF", "caf", "lt", "amp", "quot", "dépôt de garantie", "bail", "<b>", '"', "'", "&"),
            *("&lt;", "[CAF](https://caf.fr/)", "`CAF`", "**", "\n\n", "- ", " ", ">", "title="),
            *("abbr", "\u0300", "é", "# ", "| CAF |", "``", "</abbr>", "[", "]("),
        ]
    ),
    max_size=25,
).map("".join)
HOSTILE_TERMS = st.lists(
    st.tuples(
        st.sampled_from(["CAF", "lt", "amp", "quot", "b", "abbr", "title", "class", "p", "h3"]),
        st.sampled_from(['"><script>x</script>', "a & b", "'onclick=1 \"", "</abbr>", "CAF lt"]),
    ),
    max_size=6,
)


@given(PIECES, HOSTILE_TERMS)
def test_tooltips_change_nothing_else_whatever_the_text_and_the_words(
    text: str, words: list[tuple[str, str]]
) -> None:
    terms = tuple(LexiqueTerme(terme=word, definition=said) for word, said in words)
    rendered, _ = render_rich_text(text, ())
    before = read(rendered.html)

    after = read(Glossary(Lexique(termes=terms)).explain_text(rendered).html)

    assert (after.text, after.tags) == (before.text, before.tags)
    assert set(after.titles) <= {said for _, said in words}
    assert len(after.titles) <= len(words)


def test_the_words_of_a_page_are_those_of_all_its_texts() -> None:
    built = complete_site()
    (page,) = (page for page in built.plan.pages if page.url == "services/service-complet.html")

    words = [word.terme for word in page.view.words]  # type: ignore[union-attr]

    assert words == ["justificatif"]
    assert "Un papier qui prouve ce que l’on dit." in built.pages[page.path]


def test_real_pages_explain_their_acronyms() -> None:
    pages = real_site().pages
    page = pages["services/revenu-solidarite-active.html"]

    assert 'title="Revenu de solidarité active. ' in page
    assert '<dt class="terms-word"><a href="../lexique/#mot-rsa">RSA</a></dt>' in page
    assert sum("Les mots de cette page" in text for text in pages.values()) > 60


def test_the_page_of_words_has_every_word_once_and_links_that_lead_there() -> None:
    built = real_site()
    page = built.pages["lexique/index.html"]
    anchors = re.findall(r'<dt class="terms-word" id="([^"]+)"', page)
    linked = {
        anchor
        for path, text in built.pages.items()
        if path.startswith(("services/", "structures/"))
        for anchor in re.findall(r'href="\.\./lexique/#([^"]+)"', text)
    }

    assert len(anchors) == len(set(anchors)) == len(built.plan.catalogue.lexique.termes) >= 120
    assert len(linked) > 20
    assert linked <= set(anchors)


def test_a_word_has_an_anchor_and_a_search() -> None:
    view = term_view(LexiqueTerme(terme="L’état des lieux", definition="x"))

    assert view.url == "lexique/#mot-etat-des-lieux"
    assert view.search_url == "recherche/?q=L%E2%80%99%C3%A9tat+des+lieux"


def test_a_word_is_judged_once_whatever_the_number_of_texts() -> None:
    glossary = Glossary(real_site().plan.catalogue.lexique)
    text, _ = render_rich_text("Le dépôt de garantie et la CAF. " + "mots divers " * 300, ())
    glossary.explain_text(text)
    judged = {*glossary._beginnings, *glossary._others}

    glossary.explain_text(text)

    assert 5 < len(judged) < 20
    assert {*glossary._beginnings, *glossary._others} == judged
