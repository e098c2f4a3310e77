"""Parse: HTML found in another directory’s texts → Markdown, or plain words."""

import re
from html.parser import HTMLParser

_NAMES = (
    "a|b|u|i|p|br|hr|div|span|strong|em|ul|ol|li|h[1-6]|table|t[rdh]|tbody|thead|img|font|section"
    "|blockquote|article|script|style|iframe|pre|code|sup|sub|small|center|figure|video|input|form"
    "|button|svg"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_NEVER_READ = frozenset(("script", "style", "iframe", "template", "svg"))
_BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "tr", "blockquote", "section", "article"))
_HEADING = re.compile(r"h[1-6]\Z")
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def has_markup(text: str) -> bool:
    """Whether a text holds tags that someone meant as HTML."""
    return _TAG.search(text) is not None


def markdown_of(text: str) -> str:
    """HTML → Markdown: paragraphs, lists, emphasis, headings, links; the words of the rest."""
    return _read(text, marks=True)


def plain_text_of(text: str) -> str:
    """HTML → its words, one block on each line."""
    return _read(text, marks=False)


def escaped(text: str) -> str:
    """Text → Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _read(text: str, *, marks: bool) -> str:
    reader = _Reader(marks=marks)
    reader.feed(text)
    reader.close()
    lines = "".join(reader.parts).replace("\u00a0", " ").split("\n")
    joined = "\n".join(line.rstrip() for line in lines)
    return _BLANK_LINES.sub("\n\n", joined).strip()


class _Reader(HTMLParser):
    """Collects the words of HTML, with the marks of Markdown where they are wanted."""

    def __init__(self, *, marks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._marks = marks
        self._silent = 0
        self._lists: list[int] = []  # 0: bullets; else the number of the last item
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEVER_READ:
            self._silent += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ul" else 1)
            self._break(1)
        elif tag == "li":
            self._item()
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._mark("[" if self._links[-1] else "")
        else:
            self._open(tag)

    def _open(self, tag: str) -> None:
        if tag in _BLOCKS or _HEADING.match(tag):
            self._break(2)
        if _HEADING.match(tag):
            self._mark(f"{'#' * int(tag[1:])} ")
        self._mark(_EMPHASIS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEVER_READ:
            self._silent = max(0, self._silent - 1)
        elif tag in ("ul", "ol"):
            del self._lists[-1:]
            self._break(1 if self._lists else 2)
        elif tag in _BLOCKS or _HEADING.match(tag):
            self._break(2)
        elif tag == "a" and self._links:
            url = self._links.pop()
            if url:
                self.parts.append(f"]({url})" if self._marks else f" ({url})")
        self._mark(_EMPHASIS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = re.sub(r"[ \t\n]+", " ", data)
        if self.parts and self.parts[-1].endswith(("\n", " ")):
            words = words.lstrip(" ")
        self.parts.append(escaped(words) if self._marks else words)

    def _mark(self, sign: str) -> None:
        if self._marks and sign:
            self.parts.append(sign)

    def _break(self, lines: int) -> None:
        written = "".join(self.parts[-3:])
        if written.strip():
            self.parts.append("\n" * max(0, lines - (len(written) - len(written.rstrip("\n")))))

    def _item(self) -> None:
        self._break(1)
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] += 1
        depth = "  " * max(0, len(self._lists) - 1)
        self.parts.append(f"{depth}{number}. " if number else f"{depth}- ")
