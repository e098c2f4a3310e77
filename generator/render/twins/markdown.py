"""Render: words that anybody may have written → CommonMark in which they are words and no more.

What Markdown would read as a mark is escaped, and our own safe HTML is written back as Markdown:
the source of an entry is never copied, since who reads the twin may let HTML through.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import count, groupby

_SIGN = re.compile(r"[\\`*_\[\]<>#|~$&]")
# The last two are links to who reads GitHub's Markdown: an address, a name that looks like one.
_MARKS = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;)|:(?=//)|(?<=www)\.)")
_LINE_START = re.compile(r"[-+=:]|\d{1,9}(?=[.)])")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BREAK = re.compile(r"[\t\r\n\f\v]")
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20<>\\\"`|\x7f]")
_READ_IN_URL = re.compile(r"[()\[\]]|&(?=#?\w+;)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_HREF = re.compile(r'\bhref="([^"]*)"')
_START = re.compile(r'\bstart="(\d+)"')
_VOID = frozenset(("br", "hr"))
_AROUND = {"strong": "**", "em": "*", "s": "~~"}
_BLOCKS = frozenset("p ul ol blockquote pre h1 h2 h3 h4 h5 h6 hr table".split())


@lru_cache(maxsize=8192)  # labels and cards come back in twin after twin
def text(words: str) -> str:
    """Words on one line, none of which is a mark."""
    return _shielded(_escaped(words).strip(" "))


def _escaped(words: str) -> str:
    """Most words hold nothing to escape: looking costs less than replacing."""
    if "  " in words or _BREAK.search(words):
        words = _SPACES.sub(" ", words)
    if _SIGN.search(words) or "://" in words or "www." in words:
        return _MARKS.sub(r"\\\1", words)
    return words


def link(label: str, url: str) -> str:
    """A link; without an address, its words."""
    return f"[{text(label)}]({address(url)})" if url else text(label)


def heading(level: int, words: str) -> str:
    """A heading: a block of its own."""
    return f"{'#' * level} {text(words)}"


def bullets(items: Iterable[str]) -> str:
    """A list; the items are Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[str]) -> str:
    """A list in order; the items are Markdown already."""
    return "\n".join(f"{rank}. {item}" for rank, item in enumerate(items, start=1))


def lines(items: Iterable[str]) -> str:
    """Lines of one paragraph; each is Markdown already."""
    return "\\\n".join(items)


def document(blocks: Iterable[str]) -> str:
    """Blocks, those that are empty left out, with a blank line between."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def from_html(html: str) -> str:
    """Our own safe HTML (`RichText.html`) → Markdown; no element is kept."""
    return "\n\n".join(_blocks(_read(html).children))


class _Node:
    """An element with what it holds; a text has no tag."""

    __slots__ = ("children", "tag", "text")

    def __init__(self, tag: str, words: str = "") -> None:
        self.tag = tag
        self.text = words  # of a text: its words; of an element: its attributes
        self.children: list[_Node] = []


def _read(html: str) -> _Node:
    """Made by our parser, where `<` is always a tag and every element is closed."""
    root = _Node("")
    open_nodes, done = [root], 0
    for tag in _TAG.finditer(html):
        if tag.start() > done:
            words = unescape(html[done : tag.start()])
            open_nodes[-1].children.append(_Node("", words))
        done = tag.end()
        closes, name, attributes = tag.groups()
        if closes:
            open_nodes.pop()
            continue
        node = _Node(name, attributes)
        open_nodes[-1].children.append(node)
        if name not in _VOID:
            open_nodes.append(node)
    if done < len(html):
        root.children.append(_Node("", unescape(html[done:])))
    return root


def _blocks(nodes: Iterable[_Node]) -> Iterator[str]:
    """The blocks among nodes; words between two blocks are a paragraph."""
    for is_block, group in groupby(nodes, key=lambda node: node.tag in _BLOCKS):
        if is_block:
            yield from (block for node in group if (block := _block(node)))
        elif words := _inline(group):
            yield words


def _block(node: _Node) -> str:
    if node.tag == "p":
        return _inline(node.children)
    if node.tag == "hr":
        return "***"
    if node.tag == "pre":
        return _code_block(_words(node))
    if node.tag == "blockquote":
        quoted = "\n\n".join(_blocks(node.children)).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in quoted)
    if node.tag == "table":
        return _table(node)
    if node.tag in ("ul", "ol"):
        return _list(node)
    return f"{'#' * int(node.tag[1])} {_inline(node.children)}".replace("\n", " ")


def _list(node: _Node) -> str:
    start = _START.search(node.text)
    numbers = count(int(start[1]) if start else 1)
    items = []
    for item in node.children:
        if item.tag == "li":
            mark = "- " if node.tag == "ul" else f"{next(numbers)}. "
            is_tight = all(child.tag != "p" for child in item.children)
            content = ("\n" if is_tight else "\n\n").join(_blocks(item.children)).split("\n")
            rest = (f"{' ' * len(mark)}{line}".rstrip() for line in content[1:])
            items.append("\n".join((f"{mark}{content[0]}".rstrip(), *rest)))
    return "\n".join(items)


def _table(node: _Node) -> str:
    rows = [
        [_inline(cell.children).replace("\n", " ") for cell in row.children if cell.tag]
        for part in node.children
        for row in part.children
        if row.tag == "tr"
    ]
    if not rows:
        return ""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((head, f"|{' --- |' * len(rows[0])}", *body))


def _inline(nodes: Iterable[_Node]) -> str:
    """Words, links and emphasis of one block; the start of a line is never a mark."""
    written = _joined(nodes).strip(" \n")
    return "\n".join(_shielded(line.strip(" ")) for line in written.split("\n"))


def _joined(nodes: Iterable[_Node]) -> str:
    """Runs one after the other; `!` before a link would make an image of it."""
    written = ""
    for node in nodes:
        if node.tag == "a" and written.endswith("!"):
            written = f"{written[:-1]}\\!"
        written += _run(node)
    return written


def _run(node: _Node) -> str:
    if not node.tag:
        return _escaped(node.text)
    if node.tag == "br":
        return "\\\n"
    if node.tag == "code":
        return _code(_words(node))
    inside = _joined(node.children)
    if node.tag == "a":
        href = _HREF.search(node.text)
        return f"[{inside}]({address(unescape(href[1]))})" if href else inside
    around = _AROUND.get(node.tag, "")
    return f"{around}{inside}{around}" if inside.strip() else inside


def _shielded(line: str) -> str:
    """A line whose first signs are not those of a list or of a heading."""
    start = _LINE_START.match(line)
    if start is None:
        return line
    sign = start.group()
    return f"{sign}\\{line[len(sign) :]}" if sign.isdigit() else f"\\{line}"


def _words(node: _Node) -> str:
    return node.text if not node.tag else "".join(_words(child) for child in node.children)


def _code(words: str) -> str:
    """A span of code, between more backquotes than it holds in a row."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if words[:1] in ("`", " ") or words[-1:] in ("`", " ") else ""
    return f"{fence}{edge}{words.replace(chr(10), ' ')}{edge}{fence}"


def _code_block(words: str) -> str:
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{words.rstrip(chr(10))}\n{fence}"


@lru_cache(maxsize=8192)
def address(url: str) -> str:
    """An address that ends where it ends, and that Markdown reads as it is."""
    encoded = _UNSAFE_IN_URL.sub(lambda sign: f"%{ord(sign.group()):02X}", url)
    return _READ_IN_URL.sub(lambda sign: f"\\{sign.group()}", encoded)
