"""What became of an issue: the value that its reporters and its command share."""

from dataclasses import dataclass

from generator.issue_answers import Told

NEW, REPLACED, SAME = "nouvelle", "remplacee", "inchangee"
KEPT, REFUSED, TO_READ = "gardee", "refusee", "a-lire"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReport:
    """What became of one issue."""

    outcome: str
    number: int | None = None
    entry: str = ""  # « services/garage-solidaire »
    path: str = ""  # of the file, from the folder of entries
    text: str = ""  # the file, as written or as it would be
    changed: tuple[str, ...] = ()  # fields that a correction changes
    told: tuple[Told, ...] = ()  # why it is refused
    remarks: tuple[Told, ...] = ()  # what a person should look at
    answers: tuple[tuple[str, str], ...] = ()  # label and text, of a correction told in words
    is_trial: bool = False
