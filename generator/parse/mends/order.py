"""Parse: the lines of an entry whose fields are in any order → the same, in the order of its form.

A field moves with its lines and the comments that stand right above it; what stands at the top of
the file, apart from the first field by a blank line, stays at the top.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model import Document


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one field, from its comments to its last."""

    name: str
    first: int
    after: int


def order_keys(
    document: Document, fields: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The lines of the file, from 0, in their new order; and the fields that moved, if any did."""
    lines = document.text.split("\n")
    parts = tuple(_parts(document, lines))
    ranks: Mapping[str, int] = {name: rank for rank, name in enumerate(fields)}
    wanted = sorted(parts, key=lambda part: ranks.get(part.name, len(ranks)))
    if tuple(wanted) == parts:
        return tuple(range(len(lines))), ()
    start, end = parts[0].first, parts[-1].after
    order = (
        *range(start),
        *(line for part in wanted for line in range(part.first, part.after)),
        *range(end, len(lines)),
    )
    return order, _moved([part.name for part in parts], [part.name for part in wanted])


def _parts(document: Document, lines: Sequence[str]) -> Iterator[_Part]:
    keys = sorted(
        (span.start.line - 1, str(path[0]))
        for path, span in document.key_spans.items()
        if len(path) == 1 and span.start.column == 1
    )
    if len(keys) != len([path for path in document.key_spans if len(path) == 1]):
        return  # written on one line, between braces
    end = document.body_line - 2 if document.path.endswith(".md") else len(lines)
    firsts = [_lead(lines, keys[0][0], 0, blank=False)] if keys else []
    firsts += [
        _lead(lines, line, above + 1, blank=True) for (above, _), (line, _) in pairwise(keys)
    ]
    last = _lead(lines, end, keys[-1][0] + 1, blank=True) if keys else 0
    for rank, (_, name) in enumerate(keys):
        yield _Part(name, firsts[rank], firsts[rank + 1] if rank + 1 < len(keys) else last)


def _lead(lines: Sequence[str], line: int, least: int, *, blank: bool) -> int:
    """The first of the comments, and of the blank lines if asked, that stand above a line."""
    while line > least and (lines[line - 1][:1] == "#" or (blank and not lines[line - 1].strip())):
        line -= 1
    return line


def _moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The fewest fields that had to move: those outside the longest run already in order."""
    rank = {name: number for number, name in enumerate(after)}
    nothing: tuple[str, ...] = ()
    runs: list[tuple[str, ...]] = []  # for each field, the longest run that ends with it
    for name in before:
        held = [run for run in runs if rank[run[-1]] < rank[name]]
        runs.append((*max(held, key=len, default=nothing), name))
    kept: tuple[str, ...] = max(runs, key=len, default=nothing)
    return tuple(name for name in before if name not in kept)
