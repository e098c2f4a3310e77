"""Parse: a remark on a text of an entry → where it stands in the file."""

import re
from itertools import chain

from generator.diagnostics import FILE_START, Position, Span
from generator.model import Document
from generator.parse.plain.prose import Remark


def locate(document: Document, remark: Remark) -> Span:
    """The place of the words; of the whole value when the file does not hold them as they read."""
    value = document.value_spans.get(remark.read.field)
    if value is None:
        return _in_body(document, remark)
    first = _offset(document.text, value.start)
    source = document.text[first : _end_of_value(document, value.start)]
    words = remark.read.text[remark.start : remark.end]
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    before = len(pattern.findall(remark.read.text, 0, remark.start))
    places = [match.span() for match in pattern.finditer(source)]
    if before >= len(places):
        return value
    start, end = places[before]
    return _span(document.text, first + start, first + end)


def _in_body(document: Document, remark: Remark) -> Span:
    """A field without a place of its own is the text under the front matter."""
    body = document.body
    if remark.read.field != ("description",) or not body:
        return FILE_START
    skipped = len(body) - len(body.lstrip("\n"))
    span = _span(body, remark.start + skipped, remark.end + skipped)
    moved = document.body_line - 1
    return Span(
        Position(span.start.line + moved, span.start.column),
        Position(span.end.line + moved, span.end.column),
    )


def _end_of_value(document: Document, start: Position) -> int:
    """Where what is written next begins: the span of a long value stops at its first line."""
    places = chain(document.key_spans.values(), document.value_spans.values())
    following = min((span.start for span in places if span.start > start), default=None)
    return len(document.text) if following is None else _offset(document.text, following)


def _offset(text: str, place: Position) -> int:
    offset = 0
    for _ in range(place.line - 1):
        offset = text.index("\n", offset) + 1
    return offset + place.column - 1


def _span(text: str, start: int, end: int) -> Span:
    return Span(_position(text, start), _position(text, end))


def _position(text: str, offset: int) -> Position:
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
