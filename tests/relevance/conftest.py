"""The score of the search, said at the end of the test run, whichever process measured it."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests of relevance measured."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    lines = [
        value
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "relevance" and getattr(report, "when", "") == "call"
    ]
    if lines:
        terminalreporter.write_sep("-", "relevance of the search")
        for line in sorted(lines):
            terminalreporter.write_line(str(line))
