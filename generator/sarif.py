"""Diagnostics → SARIF 2.1.0, the form that code scanners and editors read. Pure.

A plain dictionary: no library for SARIF is kept up to date.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import CODES, Diagnostic, Severity
from generator.json_text import visible_json

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report_sarif(diagnostics: Sequence[Diagnostic], _texts: Mapping[str, str]) -> str:
    """One SARIF log with one run; the rules are the codes that were met."""
    codes = sorted({item.code for item in diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "guichet",
                "version": __version__,
                "rules": [
                    {"id": code, "shortDescription": {"text": CODES[code]}} for code in codes
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes) for item in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return visible_json(log, indent=2) + "\n"


def _result(item: Diagnostic, codes: Sequence[str]) -> dict[str, object]:
    start, end = item.span.start, item.span.end
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    place = {"artifactLocation": {"uri": quote(item.path)}, "region": region}
    words = f"{item.message}. {item.hint}" if item.hint else item.message
    return {
        "ruleId": item.code,
        "ruleIndex": codes.index(item.code),
        "level": "error" if item.severity is Severity.ERROR else "warning",
        "message": {"text": words},
        "locations": [{"physicalLocation": place}],
    }
