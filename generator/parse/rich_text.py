"""Parse: Markdown → safe HTML and plain words, with what had to be refused (door: markdown_it).

HTML and images are off, links go through the same policy as fields, headings are pushed below the
page's own. Size, brackets and table columns are bounded because the parser has quadratic inputs.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.characters import find_forbidden_character
from generator.entries import RichText
from generator.parse.faults import Fault
from generator.parse.urls import find_url_fault

MAX_TEXT = 32 * 1024
MAX_OPEN_BRACKETS = 200
MAX_COLUMNS = 20
MAX_LINES = 1_000
MAX_NESTING = 20  # lists in lists: the parser would drop what is deeper without a word
MAX_MARKS = 2_000  # emphasis marks: runs of `*_` are quadratic as well

_HTML = re.compile(r"<(?:[A-Za-z][A-Za-z0-9-]*[\s/>]|/[A-Za-z]|!--)")
_ENTITY = re.compile(r"&[#\w]{1,40};")
_CODE = ("fence", "code_block")
_IMAGE = re.compile(r"!\[")
_LOOKS_LIKE_HOST = re.compile(
    r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?:/\S*)?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFault:
    """One fault in a Markdown text, at an offset in it."""

    fault: Fault
    start: int
    length: int


def render_rich_text(
    source: str, allowed_hosts: Collection[str], first_heading: int = 3
) -> tuple[RichText, tuple[TextFault, ...]]:
    """Markdown → its HTML and words; every fault found, an empty text when one is fatal.

    The highest heading of the text becomes `first_heading`, and no level is skipped below it.
    """
    fatal = _find_excess(source)
    if fatal is not None:
        return RichText(source=source, html="", text=""), (fatal,)
    faults = list(_find_ignored(source))
    refused: list[str] = []
    parser = _parser()
    parser.validateLink = _link_judge(allowed_hosts, refused)  # type: ignore[method-assign,assignment]
    tokens = parser.parse(source)
    if any(token.level > MAX_NESTING for token in tokens):
        fatal = _excess(source, "trop de listes ou de citations les unes dans les autres")
        return RichText(source=source, html="", text=""), (fatal,)
    _shape(tokens)
    _set_headings(tokens, first_heading)
    html = str(parser.renderer.render(tokens, parser.options, {}))
    faults.extend(_refused_links(source, refused, allowed_hosts))
    hidden = find_forbidden_character(html)  # HTML entities bring invisible characters back
    if hidden is not None:
        faults.append(_find_entity(source, hidden.group()))
        return RichText(source=source, html="", text=""), tuple(faults)
    return RichText(source=source, html=html, text=_words(tokens)), tuple(faults)


def find_text_links(source: str, allowed_hosts: Collection[str]) -> tuple[tuple[str, int], ...]:
    """The addresses that a Markdown text links to, each with its line counted from 0."""
    if "](" not in source and "<" not in source and "]:" not in source:
        return ()
    if _find_excess(source) is not None:
        return ()
    parser = _parser()
    parser.validateLink = _link_judge(allowed_hosts, [])  # type: ignore[method-assign,assignment]
    found = []
    for token in parser.parse(source):
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type == "link_open":
                found.append((str(child.attrGet("href")), line))
            line += child.type in ("softbreak", "hardbreak")
    return tuple(found)


@cache
def _parser() -> MarkdownIt:
    """One parser for all texts: making it costs as much as parsing a short one."""
    parser = MarkdownIt(
        "js-default",
        {"html": False, "linkify": False, "typographer": False, "maxNesting": 3 * MAX_NESTING},
    )
    return parser.disable("image")


def _link_judge(allowed_hosts: Collection[str], refused: list[str]) -> Callable[[str], bool]:
    """What the parser asks of each address; those that it must not link go to `refused`."""

    def validate(url: str) -> bool:
        fault = find_url_fault(url, allowed_hosts, in_text=True)
        if fault is not None:
            refused.append(url)
        return fault is None or fault.warning

    return validate


def _shape(tokens: list[Token]) -> None:
    for token in tokens:
        token.info = ""  # the language of a block of code would be a class of our pages
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noopener ugc")
        if token.children:
            token.children = _name_true_hosts(token.children)
        if token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)  # column alignment would be an inline style


def _set_headings(tokens: list[Token], first: int) -> None:
    """The author's levels → levels that follow those of the page."""
    open_levels: list[int] = []  # the author's levels, from the highest down to the current one
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(first + len(open_levels) - 1, 6)}"


def _name_true_hosts(children: list[Token]) -> list[Token]:
    """After a link whose words look like another host, say where it really goes."""
    shown: list[Token] = []
    opening = 0
    for child in children:
        shown.append(child)
        if child.type == "link_open":
            opening = len(shown)
        elif child.type == "link_close":
            words = "".join(inner.content for inner in shown[opening:]).split()
            host = _bare(urlsplit(str(shown[opening - 1].attrGet("href"))).hostname or "")
            claimed = (_LOOKS_LIKE_HOST.match(word.strip(".,;:!?()")) for word in words)
            if host and any(match and _bare(match[1]) != host for match in claimed):
                shown.append(Token("text", "", 0, content=f" ({host})"))
    return shown


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _find_excess(source: str) -> TextFault | None:
    if len(source.encode("utf-8", "surrogatepass")) > MAX_TEXT:
        return _excess(source, f"le texte dépasse {MAX_TEXT // 1024} kio")
    if source.count("[") - source.count("]") > MAX_OPEN_BRACKETS or source.count("[") > 1_000:
        return _excess(source, "trop de crochets ouverts")
    if source.count("<") > MAX_OPEN_BRACKETS * 5:
        return _excess(source, "trop de chevrons ouverts (« < »)")
    if sum(source.count(mark) for mark in "*_`") > MAX_MARKS:
        return _excess(source, "trop de signes de mise en forme (« * », « _ », « ` »)")
    lines = source.split("\n")
    if len(lines) > MAX_LINES:
        return _excess(source, f"le texte a plus de {MAX_LINES} lignes")
    start = 0
    for line in lines:
        if line.count("|") > MAX_COLUMNS:
            return _excess(source, f"un tableau a plus de {MAX_COLUMNS} colonnes", start)
        start += len(line) + 1
    return None


def _excess(source: str, message: str, start: int = 0) -> TextFault:
    hint = "gardez l’essentiel en phrases courtes, et mettez un lien vers le reste"
    fault = Fault("texte-trop-complexe", message, hint)
    return TextFault(fault=fault, start=start, length=min(len(source), 1))


def _find_ignored(source: str) -> Iterator[TextFault]:
    for match in _HTML.finditer(source):
        yield TextFault(
            fault=Fault(
                "html-dans-le-texte",
                "le HTML n’est pas interprété : il s’affichera tel quel",
                "écrivez en Markdown : **gras**, [lien](https://…), « - » pour une liste",
                warning=True,
            ),
            start=match.start(),
            length=len(match.group()),
        )
        break
    image = _IMAGE.search(source)
    if image is not None:
        yield TextFault(
            fault=Fault(
                "image-dans-le-texte",
                "les images ne sont pas publiées",
                "décrivez en mots ce que l’image montre, ou mettez un lien",
                warning=True,
            ),
            start=image.start(),
            length=2,
        )


def _refused_links(
    source: str, refused: list[str], allowed_hosts: Collection[str]
) -> Iterator[TextFault]:
    for url in dict.fromkeys(refused):
        fault = find_url_fault(url, allowed_hosts, in_text=True)
        assert fault is not None
        places = [match.start() for match in re.finditer(f"{re.escape(url)}(?![^\\s)>])", source)]
        for start in places:
            yield TextFault(fault=fault, start=start, length=len(url))
        if not places:  # the parser normalised it: point at the first link instead
            yield TextFault(fault=fault, start=max(source.find("]("), 0), length=2)


def _find_entity(source: str, character: str) -> TextFault:
    """Where the text writes, as « &#…; » or by name, a character that nobody can see."""
    entities = (match for match in _ENTITY.finditer(source) if unescape(match[0]) == character)
    place = next(entities, None)
    fault = Fault(
        "caractere-interdit",
        f"caractère invisible ou de contrôle (U+{ord(character):04X})",
        "effacez ce code « &…; » et tapez le texte tel qu’il doit être lu",
    )
    start, end = place.span() if place is not None else (0, 1)
    return TextFault(fault=fault, start=start, length=end - start)


def _words(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        children = token.children or ()
        line = "".join(
            " " if child.type in ("softbreak", "hardbreak") else child.content for child in children
        )
        parts.append(line if children else token.content if token.type in _CODE else "")
    return " ".join(" ".join(parts).split())
