"""Diagnostics → text with excerpts, one line each, JSON, or GitHub annotations. Pure.

Text of an entry never drives a terminal or a runner: control characters are shown as escapes, and
no line of a report begins with it.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from generator.characters import french_spaces
from generator.diagnostics import Diagnostic, Severity
from generator.json_text import visible_json
from generator.sarif import report_sarif

Texts = Mapping[str, str]  # path → the whole text of that file

CONTEXT_LINES = 1
MAX_WIDTH = 160
# Bytes: GitHub drops a summary of more than 1 MiB, where what a proposal changes is told too.
MAX_SUMMARY = 300_000
MARGIN = 40  # columns kept before a mistake far along a long line


def report_text(diagnostics: Sequence[Diagnostic], texts: Texts) -> str:
    """Each diagnostic with its source line, a caret under the right characters, and a hint."""
    return "\n".join(_block(diagnostic, texts) for diagnostic in diagnostics)


def report_concise(diagnostics: Sequence[Diagnostic], _texts: Texts) -> str:
    """One line for each diagnostic."""
    lines = []
    for diagnostic in diagnostics:
        hint = f" — {visible_text(diagnostic.hint)}" if diagnostic.hint else ""
        lines.append(f"{_heading(diagnostic)}{hint}\n")
    return "".join(lines)


def report_json(diagnostics: Sequence[Diagnostic], _texts: Texts) -> str:
    """One JSON array of objects, keys in a fixed order."""
    rows = [_record(diagnostic) for diagnostic in diagnostics]
    return visible_json(rows, indent=2) + "\n"


def report_jsonl(diagnostics: Sequence[Diagnostic], _texts: Texts) -> str:
    """One JSON object a line."""
    return "".join(f"{visible_json(_record(item))}\n" for item in diagnostics)


def report_github(diagnostics: Sequence[Diagnostic], _texts: Texts) -> str:
    """Workflow commands that annotate the pull request."""
    lines = []
    for item in diagnostics:
        level = "error" if item.severity is Severity.ERROR else "warning"
        place = (
            f"file={_property(item.path)},line={item.span.start.line},"
            f"col={item.span.start.column},endLine={item.span.end.line},"
            f"endColumn={max(item.span.end.column - 1, item.span.start.column)},"
            f"title={_property(item.code)}"
        )
        words = f"{item.message}. {item.hint}" if item.hint else item.message
        data = "%0A".join(map(_command_data, (words, *item.paste)))
        lines.append(f"::{level} {place}::{data}\n")
    return "".join(lines)


def report_summary(diagnostics: Sequence[Diagnostic], counts: str) -> str:
    """A Markdown summary for the page of a workflow run: every diagnostic, by file."""
    lines = [f"## Vérification des fiches\n\n{counts}\n"]
    by_file: dict[str, list[Diagnostic]] = {}
    for item in diagnostics:
        by_file.setdefault(item.path, []).append(item)
    told = size = 0
    for path, items in by_file.items():
        rows = "".join(
            f"| {item.span.start.line} | {item.severity} `{item.code}` "
            f"| {_cell(item.message)} | {_cell(item.hint)} |\n"
            for item in items
        )
        size += len(rows.encode())
        if size > MAX_SUMMARY:
            lines.append(f"\nEt {len(diagnostics) - told} autres : lancez « guichet check ».\n")
            break
        lines.append(f"\n### `{_cell(path)}`\n\n| Ligne | | Ce qui ne va pas | Que faire |\n")
        lines.append(f"|---|---|---|---|\n{rows}")
        told += len(items)
    return "".join(lines)


def typeset(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics, in French typography."""
    return tuple(
        replace(item, message=french_spaces(item.message), hint=french_spaces(item.hint))
        for item in diagnostics
    )


Reporter = Callable[[Sequence[Diagnostic], Texts], str]
FORMATS: Mapping[str, Reporter] = {
    "text": report_text,
    "concise": report_concise,
    "json": report_json,
    "jsonl": report_jsonl,
    "github": report_github,
    "sarif": report_sarif,
}


def count_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics → "3 erreurs, 1 avertissement", or "aucune erreur"."""
    items = tuple(diagnostics)
    errors = sum(item.severity is Severity.ERROR for item in items)
    warnings = len(items) - errors
    words = [f"{errors} erreur{'s' if errors > 1 else ''}" if errors else "aucune erreur"]
    if warnings:
        words.append(f"{warnings} avertissement{'s' if warnings > 1 else ''}")
    return ", ".join(words)


def _heading(item: Diagnostic) -> str:
    start = item.span.start
    return (
        f"{visible_text(item.path)}:{start.line}:{start.column}: {item.severity} [{item.code}] "
        f"{visible_text(item.message)}"
    )


def _block(item: Diagnostic, texts: Texts) -> str:
    lines = [_heading(item)]
    excerpt = _excerpt(item, texts.get(item.path, ""))
    lines.extend(excerpt)
    if item.hint and not excerpt:
        lines.append(f"       {visible_text(item.hint)}")
    lines.extend(("", *map(visible_text, item.paste), "") if item.paste else ())
    lines.append(f"       aide\u00a0: guichet explain {item.code}")
    return "\n".join(lines) + "\n"


def _excerpt(item: Diagnostic, text: str) -> list[str]:
    """The source line, the one before it, and a caret under the span."""
    rows = _rows(text)
    number = item.span.start.line
    if not text or number > len(rows):
        return []
    row = rows[number - 1]
    start = min(item.span.start.column - 1, len(row))
    end = item.span.end.column - 1 if item.span.end.line == number else len(row)
    far = start > MAX_WIDTH or _columns(row[: start + 1]) > MAX_WIDTH
    hidden = _first_shown(row, start) if far else 0
    cut = "…" if hidden else ""
    lead = len(cut) + _columns(row[hidden:start])
    width = min(max(_columns(row[start:end][:MAX_WIDTH]), 1), MAX_WIDTH - lead)
    before = range(max(number - CONTEXT_LINES, 1), number)
    return [
        *(f"{rank:>8} | {_shortened(rows[rank - 1])}".rstrip() for rank in before),
        f"{number:>8} | {_shortened(cut + row[hidden:])}".rstrip(),
        f"{' ' * 8} | {' ' * lead}{'^' * width} {visible_text(item.hint)}".rstrip(),
    ]


@lru_cache(maxsize=1)  # the mistakes of one file come together
def _rows(text: str) -> list[str]:
    return text.split("\n")


def _first_shown(row: str, start: int) -> int:
    """Where to begin to show a long line, so that `MARGIN` columns come before a mistake."""
    first = start
    while first > 0 and _columns(row[first - 1 : start]) <= MARGIN:
        first -= 1
    return first


def _shortened(text: str) -> str:
    """Source text, cut at the width of a report."""
    shown = _visible(text[: 2 * MAX_WIDTH])
    if len(text) <= 2 * MAX_WIDTH and _columns(text) <= MAX_WIDTH:
        return shown
    ends = accumulate(map(_width, shown))
    return shown[: sum(end < MAX_WIDTH for end in ends)] + "…"


def _columns(text: str) -> int:
    shown = _visible(text)
    return len(shown) if shown.isascii() else sum(map(_width, shown))


def _width(sign: str) -> int:
    """How many columns of a terminal a sign takes: two for an ideogram, none for an accent."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _visible(text: str) -> str:
    """Source text that cannot act on a terminal; tabs as two spaces so that carets align."""
    return visible_text(text.replace("\t", "  "))


def visible_text(text: str) -> str:
    """Every character that is not visible, as an escape; the no-break spaces stay."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign in "\u00a0\u202f" else _escape(sign) for sign in text
    )


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) > 0xFF else f"\\x{ord(sign):02x}"


def _record(item: Diagnostic) -> dict[str, object]:
    more = {"paste": list(item.paste)} if item.paste else {}
    return more | {
        "code": item.code,
        "severity": str(item.severity),
        "path": item.path,
        "line": item.span.start.line,
        "column": item.span.start.column,
        "end_line": item.span.end.line,
        "end_column": item.span.end.column,
        "field": list(item.field),
        "message": item.message,
        "hint": item.hint,
    }


def workflow_command(level: str, path: str, title: str, words: str) -> str:
    """A line that annotates a whole file of a pull request: « notice », « warning », « error »."""
    place = f"file={_property(path)},title={_property(title)}"
    return f"::{level} {place}::{_command_data(words)}\n"


def _command_data(text: str) -> str:
    return visible_text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command_data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    escaped = visible_text(text).replace("&", "&amp;").replace("<", "&lt;")
    for sign in "#\\`|*_[]()!":  # "#" first: the others' escapes hold one
        escaped = escaped.replace(sign, f"&#{ord(sign)};")
    return escaped
