import json

from generator.diagnostics import CODES, Diagnostic, Position, Severity, Span
from generator.sarif import report_sarif


def diagnostic(code: str, path: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        path=path,
        span=Span(Position(3, 5), Position(3, 9)),
        message="ce champ est vide",
        hint="écrivez une valeur",
    )


def test_each_diagnostic_is_a_result_at_its_place() -> None:
    said = (
        diagnostic("valeur-vide", "content/services/é b.md"),
        diagnostic("url-non-securisee", "content/services/a.md", Severity.WARNING),
    )
    (run,) = json.loads(report_sarif(said, {}))["runs"]
    first, second = run["results"]

    assert first["level"] == "error"
    assert second["level"] == "warning"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/services/%C3%A9%20b.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    rules = run["tool"]["driver"]["rules"]
    assert rules[first["ruleIndex"]]["id"] == "valeur-vide"
    assert rules[second["ruleIndex"]]["shortDescription"]["text"] == CODES["url-non-securisee"]


def test_nothing_to_say_is_a_run_without_results() -> None:
    log = json.loads(report_sarif((), {}))

    assert log["version"] == "2.1.0"
    assert log["runs"][0]["results"] == []
