"""Indented lines, by a person or by `entry_lines` → lists, objects and texts: shared, pure.

Not YAML: what our own writer writes, and the ways in which somebody in a hurry writes the same
thing. Nothing is interpreted, nothing is executed; a line that cannot be placed is given back.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

MAX_DEPTH = 24
_KEY = re.compile(r"([^\s:\"'#][^:\"\n]{0,79}?)[ \u00a0\u202f]*:(?:[ \t\u00a0\u202f]+(.*)|)\Z")
_BLOCK = re.compile(r"\|([1-9]?)([+-]?)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A line that belongs to nothing: kept, so that somebody is told."""

    rank: int | None  # of the row where it stands, from 0, in a list of rows
    text: str


@dataclass(slots=True)
class _Lines:
    """The lines of a text, and the one being read."""

    lines: list[str]
    at: int = 0
    strays: list[Stray] = field(default_factory=list)

    def peek(self) -> tuple[int, str] | None:
        """The indent and the words of the next line that says something."""
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        if self.at == len(self.lines):
            return None
        line = self.lines[self.at]
        bare = line.lstrip(" \t\u00a0\u202f")
        lead = line[: len(line) - len(bare)]
        return len(lead) + lead.count("\t"), bare.rstrip(" ")

    def take(self) -> None:
        self.at += 1

    def put(self, indent: int, words: str) -> None:
        """What follows a dash, as a line of its own."""
        self.lines[self.at] = " " * indent + words

    def is_after_a_blank(self) -> bool:
        return self.at > 0 and not self.lines[self.at - 1].strip()

    def stray(self, rank: int | None) -> None:
        self.strays.append(Stray(rank=rank, text=self.lines[self.at].strip()))
        self.at += 1


def read_rows(text: str) -> tuple[list[Any], tuple[Stray, ...]]:
    """A list of objects: each begins with a dash, after an empty line, or when a key comes back.

    A line without key is an object whose only key is "".
    """
    lines = _Lines(text.split("\n"))
    rows: list[Any] = []
    while (line := lines.peek()) is not None:
        indent, words = line
        if _is_dash(words):
            rows.extend(_list(lines, indent, 1))
        elif _KEY.match(words):
            rows.append(_map(lines, indent, 1, ends_at_blank=True))
        elif rows and indent:
            lines.stray(len(rows) - 1)
        else:
            rows.append({"": scalar(words)})
            lines.take()
    return rows, tuple(lines.strays)


def read_object(text: str) -> tuple[dict[str, Any], tuple[Stray, ...]]:
    """One object: a key a line, what it holds on the same line or below, further in."""
    lines = _Lines(text.split("\n"))
    found: dict[str, Any] = {}
    while (line := lines.peek()) is not None:
        key = None if _is_dash(line[1]) else _KEY.match(line[1])
        if key is None or key[1] in found:
            lines.stray(None)
        else:
            _map(lines, line[0], 1, into=found)
    return found, tuple(lines.strays)


def scalar(text: str) -> str:
    """A value on its line: a JSON string or single quotes are taken off, the rest is as it is."""
    bare = text.strip(" \t")
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        try:
            found = json.loads(bare, strict=False)
        except ValueError:
            return bare
        return found if isinstance(found, str) else bare
    if len(bare) > 1 and bare[0] == bare[-1] == "'":
        return bare[1:-1].replace("''", "'")
    return bare


def _node(lines: _Lines, depth: int) -> Any:
    """What stands further in than its key: a list, an object, or words."""
    indent, words = lines.peek() or (0, "")
    if depth <= MAX_DEPTH and _is_dash(words):
        return _list(lines, indent, depth + 1)
    if depth <= MAX_DEPTH and _KEY.match(words):
        return _map(lines, indent, depth + 1)
    lines.take()
    return _folded(lines, scalar(words), indent - 1)


def _list(lines: _Lines, indent: int, depth: int) -> list[Any]:
    items: list[Any] = []
    while (line := lines.peek()) is not None and line[0] == indent and _is_dash(line[1]):
        rest = line[1][1:].lstrip(" ")
        inside = indent + len(line[1]) - len(rest)
        block = _BLOCK.match(rest)
        if block is not None:
            lines.take()
            items.append(_block(lines, block, indent))
        elif rest and depth <= MAX_DEPTH and (_is_dash(rest) or _KEY.match(rest)):
            lines.put(inside, rest)
            items.append(_node(lines, depth))
        else:
            lines.take()
            below = lines.peek()
            is_below = not rest and below is not None and below[0] > indent
            items.append(_node(lines, depth) if is_below else scalar(rest))
            if isinstance(items[-1], str) and rest:
                items[-1] = _folded(lines, items[-1], indent)
        while (line := lines.peek()) is not None and line[0] > indent:
            lines.stray(len(items) - 1)
    return items


def _map(
    lines: _Lines,
    indent: int,
    depth: int,
    *,
    into: dict[str, Any] | None = None,
    ends_at_blank: bool = False,
) -> dict[str, Any]:
    found = {} if into is None else into
    while (line := lines.peek()) is not None and line[0] == indent:
        key = _KEY.match(line[1])
        if key is None or _is_dash(line[1]) or key[1] in found:
            break
        if found and ends_at_blank and lines.is_after_a_blank():
            break
        lines.take()
        found[key[1]] = _value(lines, (key[2] or "").strip(" \t"), indent, depth)
    return found


def _value(lines: _Lines, rest: str, indent: int, depth: int) -> Any:
    block = _BLOCK.match(rest)
    if block is not None:
        return _block(lines, block, indent)
    if rest:
        return _folded(lines, scalar(rest), indent)
    below = lines.peek()
    if below is None or below[0] < indent:
        return ""
    if below[0] > indent or _is_dash(below[1]):  # YAML too lets a list stand under its key
        return _node(lines, depth)
    return ""


def _folded(lines: _Lines, text: str, indent: int) -> str:
    """Words that go on below, further in: one text, as YAML reads it."""
    while (line := lines.peek()) is not None and line[0] > indent:
        if lines.is_after_a_blank() or _is_dash(line[1]) or _KEY.match(line[1]):
            break
        text = f"{text} {line[1]}"
        lines.take()
    return text


def _block(lines: _Lines, mark: re.Match[str], indent: int) -> str:
    """A literal block: its lines as they are, without the spaces that place it."""
    width = indent + int(mark[1]) if mark[1] else 0
    kept: list[str] = []
    while lines.at < len(lines.lines):
        line = lines.lines[lines.at]
        bare = line.lstrip(" ")
        if bare and not width:
            width = max(len(line) - len(bare), indent + 1)
        if bare and len(line) - len(bare) < width:
            break
        kept.append(line[width:] if width else "")
        lines.at += 1
    text = "\n".join(kept)
    if mark[2] == "+":
        return f"{text}\n"
    return text.rstrip("\n") + ("" if mark[2] else "\n")


def _is_dash(words: str) -> bool:
    return words == "-" or words.startswith("- ")
