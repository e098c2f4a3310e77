"""Load: an issue of the repository, as its event or as its text → what it says, within bounds."""

import sys
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import UsageError
from generator.load.imported import load_bytes
from generator.load.strict_json import read_json

MAX_BYTES = 1024 * 1024
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What somebody wrote: hostile, like all content."""

    body: str
    number: int | None = None
    title: str = ""


def load_issue(source: str) -> Issue:
    """The event that a workflow was given, or the text of an issue; « - » is standard input."""
    raw = _standard_input() if source == STANDARD_INPUT else load_bytes(source, MAX_BYTES)
    if raw.lstrip()[:1] == b"{":
        try:
            return _of_event(read_json(raw), source)
        except ValueError as error:
            raise UsageError(f"« {source} » : {error}") from None
    try:
        return Issue(body=raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = f"octet {error.start + 1}"
        raise UsageError(f"« {source} » n’est pas du texte en UTF-8 ({place})") from None


def _standard_input() -> bytes:
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise UsageError("le texte reçu dépasse 1 Mio")
    return raw


def _of_event(event: Any, source: str) -> Issue:
    issue = event.get("issue", event) if isinstance(event, dict) else None
    if not isinstance(issue, dict) or not isinstance(issue.get("body", ""), str | None):
        raise UsageError(f"« {source} » n’est pas l’événement d’un ticket")
    number, title = issue.get("number"), issue.get("title")
    return Issue(
        body=issue.get("body") or "",
        number=number if isinstance(number, int) and number > 0 else None,
        title=title if isinstance(title, str) else "",
    )
