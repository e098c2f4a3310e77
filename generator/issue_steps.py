"""`guichet import issue`: an issue → the file of its entry, and what is said of it.

Nothing is written unless everything is accepted. An entry that is there is never written over
unless the issue names it and the operator asks for it.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.import_steps import open_workshop
from generator.issue_desk import Desk
from generator.issue_outcome import KEPT, NEW, REPLACED, IssueReport
from generator.load import Issue, load_issue, load_schemas, resource_folder
from generator.write import put_entry


def import_issue(
    source: str, into: Path, today: date, *, replacing: bool, trial: bool
) -> IssueReport:
    """Read an issue, judge what it says, write the entry that it gives."""
    issue = load_issue(source)
    desk = Desk(open_workshop(into, today), load_schemas(resource_folder("schemas")), today)
    return settle_issue(desk, issue, replacing=replacing, trial=trial)


def settle_issue(desk: Desk, issue: Issue, *, replacing: bool, trial: bool) -> IssueReport:
    """What an issue says, written in the folder of the desk when it may be."""
    report = replace(desk.read(issue), number=issue.number, is_trial=trial)
    if report.outcome == REPLACED and not replacing:
        return replace(report, outcome=KEPT)
    if report.outcome in (NEW, REPLACED) and not trial:
        put_entry(desk.workshop.folder / report.path, report.text)
    return report
