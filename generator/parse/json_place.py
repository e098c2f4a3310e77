"""Parse: a JSON text and the path of a value in it → where that value stands.

Only a text that was already read as JSON comes here, and only when something in it is wrong: the
values of a right one need no place.
"""

import re

from generator.diagnostics import FILE_START, FieldPath, Position, Span

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def find_place(text: str, field: FieldPath) -> Span:
    """The place of a value; of what holds it when it is not there."""
    found: dict[FieldPath, Span] = {}
    wanted = {field[:length] for length in range(len(field) + 1)}
    path: list[str | int] = []  # of the value that comes next
    key_awaited = False
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
            else:
                key_awaited = True
        elif word in "}]":
            path.pop()
            key_awaited = False
        elif word == ":":
            key_awaited = False
        elif key_awaited:
            path[-1] = _key(word)
        else:
            if tuple(path) in wanted:
                found.setdefault(tuple(path), _span(text, token))
            if word in "{[":
                path.append("" if word == "{" else 0)
                key_awaited = word == "{"
    return next(
        (found[key] for key in sorted(wanted, key=len, reverse=True) if key in found), FILE_START
    )


def _key(word: str) -> str:
    """The keys that we look for are written plainly: no escape has to be read."""
    return word[1:-1]


def _span(text: str, token: "re.Match[str]") -> Span:
    line = text.count("\n", 0, token.start()) + 1
    column = token.start() - text.rfind("\n", 0, token.start())
    length = 1 if token.group() in "{[" else len(token.group())
    return Span(Position(line, column), Position(line, column + length))
