"""Parse: the lines of a file and the mends of its values → the lines, changed there only.

Comments, blank lines, quotes and indentation stay as they are: a mend replaces the characters of
one value. Whoever calls reads the result again, and refuses a mend that said something else.
"""

import json
from collections.abc import Sequence

from generator.diagnostics import FieldPath, Span
from generator.entry_lines import scalar_text
from generator.model import Document
from generator.parse.mends.find import Mend
from generator.tidying import tidy_text


def mend_lines(document: Document, mends: Sequence[Mend]) -> list[str | None]:
    """Every line of the file, mended, without its end; `None` for a line that is removed.

    The lines keep their numbers, so that each keeps the line end it had.
    """
    lines: list[str | None] = [*document.text.split("\n")]
    placed = sorted(mends, key=lambda mend: _place(document, mend), reverse=True)
    for mend in placed:
        _apply(document, mend, lines)
    return lines


def _place(document: Document, mend: Mend) -> tuple[int, int]:
    span = _span(document, mend)
    return (span.start.line, span.start.column) if span is not None else (document.body_line, 0)


def _span(document: Document, mend: Mend) -> Span | None:
    spans = document.key_spans if mend.is_key else document.value_spans
    return spans.get(mend.path) if mend.path else None


def _apply(document: Document, mend: Mend, lines: list[str | None]) -> None:
    span = _span(document, mend)
    if not mend.path:
        _replace_rows(lines, document.body_line - 1, mend.after.split("\n"))
        return
    if span is None:
        return
    rank, start = span.start.line - 1, span.start.column - 1
    row = lines[rank]
    if row is None:
        return
    source = row[start : span.end.column - 1] if span.start.line == span.end.line else row[start:]
    if mend.is_gone:
        if row[:start].strip() == "-" and row[start:].strip() == source.strip():
            lines[rank] = None
    elif source[:1] == "|":
        _mend_literal(lines, rank + 1, mend)
    elif source[:1] == ">":
        _mend_folded(lines, rank + 1, 0, _indent(document, mend.path))
    elif _is_whole(source, mend.before):
        lines[rank] = row[:start] + _written(source, mend) + row[start + len(source) :]
    else:
        _mend_folded(lines, rank, start, _indent(document, mend.path))


def _is_whole(source: str, value: str) -> bool:
    """Whether the value stands whole on its line, as it is or between quotes."""
    if source == value:
        return True
    return len(source) > 1 and source[0] in "'\"" and source[-1] == source[0] and "\n" not in value


def _written(source: str, mend: Mend) -> str:
    """The new value in the manner of the former one."""
    new = mend.after
    if mend.is_key or mend.is_bare:
        return new
    if source[:1] == "'":
        return "'" + new.replace("'", "''") + "'"
    if source[:1] == '"' or mend.is_quoted:
        return json.dumps(new, ensure_ascii=False)
    kept_plain = new[:1].isalnum() and ": " not in new and " #" not in new and not new.endswith(":")
    return new if kept_plain else scalar_text(new)


def _mend_literal(lines: list[str | None], first: int, mend: Mend) -> None:
    """The lines under « | », which are those of the value: each keeps its indentation."""
    before, after = mend.before.split("\n"), mend.after.split("\n")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=first):
        row = lines[number] if number < len(lines) else None
        if row is not None and old != new and row.endswith(old):
            lines[number] = row[: len(row) - len(old)] + new if new else ""


def _mend_folded(lines: list[str | None], first: int, start: int, indent: int) -> None:
    """A value whose lines are joined by who reads it: the words of each of them."""
    for number in range(first, len(lines)):
        row = lines[number]
        if row is None:
            return
        lead = max(start if number == first else 0, len(row) - len(row.lstrip(" ")))
        if (start == 0 or number > first) and (not row.strip() or lead <= indent):
            return
        lines[number] = row[:lead] + tidy_text(row[lead:])


def _indent(document: Document, path: FieldPath) -> int:
    """How far from the margin stands what holds the value."""
    while path:
        span = document.key_spans.get(path)
        if span is not None:
            return span.start.column - 1
        path = path[:-1]
    return 0


def _replace_rows(lines: list[str | None], first: int, rows: Sequence[str]) -> None:
    for number, row in enumerate(rows, start=first):
        if number < len(lines):
            lines[number] = row
