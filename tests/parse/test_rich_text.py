"""Parse: Markdown → HTML that a sanitiser has nothing to take from, whatever was written."""

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.characters import find_forbidden_character
from generator.entries import RichText
from generator.parse.rich_text import (
    MAX_COLUMNS,
    MAX_LINES,
    MAX_MARKS,
    MAX_NESTING,
    MAX_OPEN_BRACKETS,
    MAX_TEXT,
    TextFault,
    render_rich_text,
)
from generator.parse.urls import find_url_fault

TAGS = {
    *("p", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "br"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}}


def render(source: str) -> RichText:
    return render_rich_text(source, ())[0]


def faults(source: str) -> list[tuple[str, str]]:
    """Codes, each with the text that it underlines."""
    found: tuple[TextFault, ...] = render_rich_text(source, ())[1]
    return [(it.fault.code, source[it.start : it.start + it.length]) for it in found]


class Events(HTMLParser):
    """What a page is made of, however it is spelled."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(attrs)))
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.seen and isinstance(self.seen[-1], list):
            self.seen[-1][0] += data
        else:
            self.seen.append([data])

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.seen.append(("declaration", decl))


def assert_harmless(source: str) -> None:
    html = render(source).html
    events = Events(html)

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes={"https", "http", "mailto", "tel"},
    )
    assert Events(cleaned).seen == events.seen
    assert find_forbidden_character(html) is None
    for link in events.links:
        fault = find_url_fault(link, (), in_text=True)
        assert fault is None or fault.warning


SCRIPTS = (
    # HTML
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<script/src=//e.org>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror\n=\nalert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert&#40;1)</script>",
    "<svg><style><img src=x onerror=alert(1)></style>",
    "<math><mi//xlink:href='data:x,<script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=a(1)>'>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>a</a>",
    "<a href='java&#115;cript:alert(1)'>a</a>",
    "<form action=javascript:alert(1)><button>a</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<base href=//e.org>",
    "<meta http-equiv=refresh content='0;url=//e.org'>",
    "<link rel=stylesheet href=//e.org>",
    "<style>@import '//e.org';</style>",
    "<div style='position:fixed;inset:0'>a</div>",
    "<p id=main>a</p>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "<!--<script>alert(1)</script>-->",
    "<!--><script>alert(1)</script>",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "</p><script>alert(1)</script>",
    "</article></main><script>alert(1)</script>",
    "\\<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<dialog open>a</dialog>",
    "<slot name=a>",
    "<portal src=//e.org>",
    "<frameset onload=alert(1)>",
    "<isindex action=javascript:alert(1)>",
    # links
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript:alert(1) )",
    "[a](<javascript:alert(1)>)",
    "[a](java\tscript:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](javascript:alert&lpar;1&rpar;)",
    "[a](\\javascript:alert(1))",
    "[a](vbscript:a)",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](data:image/png;base64,iVBO)",
    "[a](data:image/gif;base64,R0lG)",
    "[a](file:///etc/passwd)",
    "[a](//e.org)",
    "[a](/\\e.org)",
    "[a](\\\\e.org)",
    "[a](https:e.org)",
    "[a](https://www.caf.fr@e.org)",
    "[a](https://127.0.0.1/)",
    "[a](https://еxample.org/)",
    "[a](ftp://e.org)",
    "[a](blob:https://e.org/1)",
    "[a](intent://e.org#Intent;end)",
    "[a](view-source:https://e.org)",
    "[a](mailto:a@e.org?cc=b@e.org)",
    "[a](tel:*#06#)",
    "[a](#main)",
    "[a](../../index.html)",
    '[a](https://e.org "x" onmouseover="alert(1)")',
    "[a](https://e.org 'x\" onmouseover=\"alert(1)')",
    '[a](https://e.org "&quot; onmouseover=&quot;alert(1)")',
    '[a](https://e.org/"onmouseover="alert(1))',
    "[a](https://e.org/'onmouseover='alert(1))",
    "[a](https://e.org/<script>)",
    "[a](https://e.org/%22%3E%3Cscript%3E)",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "<https://e.org/\"onmouseover='alert(1)'>",
    "<a@e.org?cc=b@e.org>",
    '<"><script>alert(1)</script>@e.org>',
    "[a]: javascript:alert(1)\n\n[a]",
    "[a][b]\n\n[b]: <javascript:alert(1)>",
    "[a]\n\n[a]: data:text/html,x 'titre'",
    "[a]: https://e.org/ '\"><script>alert(1)</script>'\n\n[a]",
    "[<script>alert(1)</script>](https://e.org)",
    "[![a](javascript:alert(1))](https://e.org)",
    "[a](https://e.org)](javascript:alert(1))",
    "[[a](javascript:alert(1))](https://e.org)",
    # images
    "![a](https://e.org/a.png)",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml,<svg onload=alert(1)>)",
    '![" onerror="alert(1)](x)',
    "![a][b]\n\n[b]: https://e.org/a.png",
    # code, tables, headings, lists
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\na\n```',
    '```js" onclick="alert(1)\na\n```',
    "~~~ <img src=x onerror=alert(1)>\na\n~~~",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "# <script>alert(1)</script>",
    "# a {#main .grand onclick=alert(1)}",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "| a |\n|:--:|\n| b |",
    '1000000000. a\n99999999"x. b',
    "- [ ] <input onfocus=alert(1)>",
    "> <script>alert(1)</script>",
    "a\n===\n<script>\n---",
    "[^1]: <script>alert(1)</script>",
    "{{ 7*7 }} {% include 'a' %} ${7*7} #{7*7} <%= 7*7 %>",
    "</script><script>alert(1)</script>",
    "a\\\n<script>alert(1)</script>",
    "*a<script>*b</script>",
)


@pytest.mark.parametrize("source", SCRIPTS, ids=range(len(SCRIPTS)))
def test_what_is_written_never_runs(source: str) -> None:
    assert_harmless(source)
    assert_harmless(f"Avant {source} après")
    assert_harmless(f"- {source}\n> {source}\n\n| {source} |\n|---|\n| {source} |")


def test_there_are_enough_vectors() -> None:
    assert len(set(SCRIPTS)) >= 130


def test_the_oracle_would_object() -> None:
    for html in ('<a href="javascript:a">b</a>', "<p onclick='a'>b</p>", "<script>a</script>"):
        cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)

        assert Events(cleaned).seen != Events(html).seen


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Un **mot** et *un autre*.", "<p>Un <strong>mot</strong> et <em>un autre</em>.</p>"),
        ("un  \ndeux", "<p>un<br>\ndeux</p>"),
        ("un\ndeux", "<p>un\ndeux</p>"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("3. un", '<ol start="3">\n<li>un</li>\n</ol>'),
        ("~~non~~ `code`", "<p><s>non</s> <code>code</code></p>"),
        ("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>"),
        ("5 € < 10 € & « oui »", "<p>5 € &lt; 10 € &amp; « oui »</p>"),
        (
            "[le site](https://www.example.org/a?b=1&c=2)",
            '<p><a href="https://www.example.org/a?b=1&amp;c=2" rel="noopener ugc">le site</a></p>',
        ),
        (
            "<https://example.org/>",
            '<p><a href="https://example.org/" rel="noopener ugc">https://example.org/</a></p>',
        ),
        (
            "[appeler](tel:0465710012)",
            '<p><a href="tel:0465710012" rel="noopener ugc">appeler</a></p>',
        ),
        ("![Un plan](https://e.org/a.png)", None),
        ("https://www.example.org/", "<p>https://www.example.org/</p>"),
        ('"guillemets" -- (c) ...', "<p>&quot;guillemets&quot; -- (c) ...</p>"),
    ],
)
def test_markdown_becomes_html(source: str, html: str | None) -> None:
    if html is None:
        assert "<img" not in render(source).html
    else:
        assert render(source).html.strip() == html


@pytest.mark.parametrize(
    ("levels", "tags"),
    [
        ("1", "3"),
        ("2", "3"),
        ("6", "3"),
        ("123", "345"),
        ("12345", "34566"),
        ("246", "345"),
        ("2232", "3343"),
        ("31", "33"),
        ("1313", "3434"),
    ],
)
def test_headings_go_below_those_of_the_page_and_skip_none(levels: str, tags: str) -> None:
    source = "\n\n".join(f"{'#' * int(level)} Titre" for level in levels)

    assert render(source).html.split() == [f"<h{tag}>Titre</h{tag}>" for tag in tags]


def test_a_table_has_no_style_and_code_no_class() -> None:
    html = render("| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n```python\na\n```\n").html

    assert "<td>1</td>" in html
    assert "<pre><code>a\n</code></pre>" in html
    for name in ("style", "class", "id="):
        assert name not in html


def test_the_words_alone_are_kept_for_search() -> None:
    words = render(
        "# Titre\n\nUn **mot**\net [un lien](https://e.org).\n\n- a\n- b\n\n| c | d |\n|---|---|\n"
        "| e | f |\n\n```\ncode\n```\n\n    bloc\n\nfin `ici`"
    ).text

    assert words == "Titre Un mot et un lien. a b c d e f code bloc fin ici"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[www.caf.fr](https://example.org/)", "www.caf.fr (example.org)"),
        ("[caf.fr](https://example.org/)", "caf.fr (example.org)"),
        (
            "[https://www.caf.fr/aides](https://example.org/)",
            "https://www.caf.fr/aides (example.org)",
        ),
        ("[**caf.fr**](https://example.org/)", "caf.fr (example.org)"),
        ("[`caf`.fr](https://example.org/)", "caf.fr (example.org)"),
        ("[allez sur CAF.fr !](https://example.org/)", "allez sur CAF.fr ! (example.org)"),
        ("[caf.fr.](https://www.example.org/caf.fr)", "caf.fr. (example.org)"),
        ("[caf.fr](https://www.caf.fr/aides)", "caf.fr"),
        ("[www.caf.fr](https://caf.fr)", "www.caf.fr"),
        ("[le site](https://example.org/)", "le site"),
        ("[appeler](tel:0465710012)", "appeler"),
        ("[a](https://a.org) puis [caf.fr](https://b.org)", "a puis caf.fr (b.org)"),
    ],
)
def test_a_link_that_looks_like_another_place_says_where_it_goes(source: str, shown: str) -> None:
    assert render(source).text == shown


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Un <b>mot</b>", [("html-dans-le-texte", "<b>")]),
        ("Un </div>", [("html-dans-le-texte", "</d")]),
        ("<!-- a -->", [("html-dans-le-texte", "<!--")]),
        ("a < b et c > d, <3, < p >", []),
        ("![a](https://e.org/a.png)", [("image-dans-le-texte", "![")]),
        ("Voir [a](http://e.org)", [("url-non-securisee", "http://e.org")]),
        (
            "[a](http://e.org) [b](http://e.org) [c](http://e.org/d)",
            [("url-non-securisee", "http://e.org")] * 2 + [("url-non-securisee", "http://e.org/d")],
        ),
        (
            "[a](javascript:b) <ftp://c.org>",
            [("url-invalide", "javascript:b"), ("url-invalide", "ftp://c.org")],
        ),
        ("x\n\n[a](&#106;avascript:b)", [("url-invalide", "](")]),
        ("un &#x202e;deux", [("caractere-interdit", "&#x202e;")]),
        ("un &shy;deux", [("caractere-interdit", "&shy;")]),
        ("&ZeroWidthSpace; &lrm; &#8203;", None),
    ],
)
def test_each_fault_is_found_where_it_stands(
    source: str, found: list[tuple[str, str]] | None
) -> None:
    if found is None:
        assert {code for code, _ in faults(source)} == {"caractere-interdit"}
    else:
        assert faults(source) == found


ENTITIES = (
    *("&#x202e;", "&#8238;", "&#x200b;", "&ZeroWidthSpace;", "&#xfeff;", "&shy;", "&#173;"),
    *("&lrm;", "&rlm;", "&zwj;", "&zwnj;", "&NoBreak;", "&#x2066;", "&#xe0041;", "&#xad;"),
    *("&InvisibleTimes;", "&af;", "&#8203;", "&#x2028;", "&#x061C;", "&#xE000;"),
)


@pytest.mark.parametrize("entity", ENTITIES)
def test_entities_do_not_bring_back_what_nobody_can_see(entity: str) -> None:
    for source in (f"a{entity}b", f"**{entity}**", f'[a](https://e.org "{entity}")', f"# {entity}"):
        rendered, found = render_rich_text(source, ())

        assert "caractere-interdit" in [it.fault.code for it in found]
        assert rendered.html == ""


@pytest.mark.parametrize("entity", ["&#x1b;", "&#x7f;", "&#x85;", "&#x9b;", "&#7;", "&#xd800;"])
def test_controls_are_never_read_from_an_entity(entity: str) -> None:
    html = render(f"a{entity}b").html

    assert find_forbidden_character(html) is None
    assert html in (f"<p>a&amp;{entity[1:]}b</p>\n", "<p>a\ufffdb</p>\n")


@pytest.mark.parametrize(
    "entity", ["&nbsp;", "&#x202f;", "&eacute;", "&euro;", "&#128295;", "&#0;"]
)
def test_other_entities_are_read(entity: str) -> None:
    assert_harmless(f"a{entity}b")
    assert faults(f"a{entity}b") == []


def test_code_is_shown_as_it_is_written() -> None:
    assert render("`&#x202e;`").html == "<p><code>&amp;#x202e;</code></p>\n"


LONG = 32 * 1024 - 8


def filled(pattern: str) -> str:
    return (pattern * (LONG // len(pattern.encode()) + 1))[: LONG // 2]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        pytest.param("a" * (MAX_TEXT + 1), "32 kio", id="size"),
        pytest.param("é" * (MAX_TEXT // 2 + 1), "32 kio", id="size-in-bytes"),
        pytest.param("[" * (MAX_OPEN_BRACKETS + 1), "crochets", id="open-brackets"),
        pytest.param("[a] " * 1_001, "crochets", id="brackets"),
        pytest.param("[ a_" * 1_000, "crochets", id="brackets-and-marks"),
        pytest.param("<a@b.fr> " * 1_001, "chevrons", id="angle-brackets"),
        pytest.param("*a " * (MAX_MARKS + 1), "mise en forme", id="stars"),
        pytest.param("_a" * (MAX_MARKS + 1), "mise en forme", id="underscores"),
        pytest.param("`" * (MAX_MARKS + 1), "mise en forme", id="backquotes"),
        pytest.param("- a\n" * MAX_LINES, "lignes", id="lines"),
        pytest.param("a\n" + "|" * (MAX_COLUMNS + 1), "colonnes", id="columns"),
        pytest.param(">" * (MAX_NESTING + 1) + " a", "unes dans les autres", id="quotes"),
        pytest.param("- " * (MAX_NESTING + 1) + "a", "unes dans les autres", id="lists"),
        pytest.param(filled("> "), "unes dans les autres", id="endless-quotes"),
        pytest.param(filled("1. "), "unes dans les autres", id="endless-lists"),
    ],
)
def test_what_would_take_too_long_is_refused(source: str, word: str) -> None:
    rendered, found = render_rich_text(source, ())

    assert [it.fault.code for it in found] == ["texte-trop-complexe"]
    assert word in found[0].fault.message
    assert rendered.html == rendered.text == ""


def test_a_table_too_wide_is_shown_on_its_line() -> None:
    source = "Un texte\n\n" + "|" * (MAX_COLUMNS + 1)

    assert render_rich_text(source, ())[1][0].start == source.index("|")


@pytest.mark.parametrize(
    "pattern",
    [
        *("a ", "~~a ", "~", "](", "&", "&#x41;", "\\", "(", ")", "!", "![", "\t", "\u00a0"),
        *("é", "🔧", "'\"", "-", "= ", "#", "+ ", "https://e.org ", "a@b.fr ", "://"),
    ],
)
def test_long_texts_of_one_pattern_end(pattern: str) -> None:
    assert_harmless(filled(pattern))
    assert_harmless(f"[a](https://e.org/ '{filled(pattern)[:10_000]}')")
    assert_harmless(f"| a |\n|---|\n| {filled(pattern)[:10_000]} |")


def test_nothing_is_lost_up_to_the_limits() -> None:
    depth = MAX_NESTING // 2 - 1
    source = "\n".join(f"{'  ' * level}- mot{level}" for level in range(depth))

    rendered, found = render_rich_text(source, ())

    assert found == ()
    assert rendered.text.split() == [f"mot{level}" for level in range(depth)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    source=st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [
                *(
                    "[",
                    "]",
                    "(",
                    ")",
                    "<",
                    ">",
                    "*",
                    "**",
                    "_",
                    "`",
                    "```",
                    "\n",
                    "\n\n",
                    "    ",
                    "- ",
                ),
                *(
                    "> ",
                    "# ",
                    "|",
                    "|-|",
                    "\\",
                    "!",
                    "&#x202e;",
                    "&lt;",
                    "https://e.org",
                    "javascript:",
                ),
                *(
                    "a",
                    " ",
                    "1. ",
                    "~~",
                    ": ",
                    '"',
                    "'",
                    "<b>",
                    "</b>",
                    "<!--",
                    "-->",
                    "[a]: ",
                    "\t",
                ),
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_markdown_gives_a_text_that_a_sanitiser_leaves_alone(source: str) -> None:
    assert_harmless(source)
    for found in render_rich_text(source, ())[1]:
        assert 0 <= found.start <= found.start + found.length <= max(len(source), 1)
