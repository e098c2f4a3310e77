"""Two folders of content, the second being a proposal on the first: shared by the tests of diff."""

import shutil
from pathlib import Path

from generator.diff_steps import Compared, compare
from generator.proposal import EntryChange, Proposal
from tests.conftest import BASE, TODAY

GARAGE = "content/services/garage-solidaire.md"


class Two:
    """The minimal site twice; a test changes the second one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base, self.head = folder / "base", folder / "head"
        for side in (self.base, self.head):
            shutil.copytree(BASE, side)

    def replace(self, old: str, new: str, path: str = GARAGE) -> None:
        """Change a text of the proposal that is there exactly once."""
        text = (self.head / path).read_text("utf-8")
        assert text.count(old) == 1, old
        (self.head / path).write_text(text.replace(old, new), "utf-8")

    def lay(self, path: str, text: str, *, both: bool = False) -> None:
        """Write a file of the proposal, or of both sides."""
        for side in (self.base, self.head) if both else (self.head,):
            (side / path).parent.mkdir(parents=True, exist_ok=True)
            (side / path).write_text(text, "utf-8")

    def service(self, name: str, *, both: bool = False, **fields: str) -> None:
        """Another service, the same as the first but for some lines."""
        lines = (self.base / GARAGE).read_text("utf-8").split("\n")
        for field, value in fields.items():
            (at,) = (rank for rank, line in enumerate(lines) if line.startswith(f"{field}:"))
            lines[at] = f"{field}: {value}"
            while lines[at + 1].startswith("  "):  # the list that was there
                del lines[at + 1]
        self.lay(f"content/services/{name}.md", "\n".join(lines), both=both)

    def compared(self, state: Path | None = None) -> Compared:
        return compare(self.folder, str(self.base), str(self.head), TODAY, state)

    def proposal(self, state: Path | None = None) -> Proposal:
        return self.compared(state).proposal

    def change(self) -> EntryChange:
        """The only entry that changes."""
        (change,) = self.proposal().fiches
        return change


def phrases(change: EntryChange) -> list[str]:
    """Its sentences, with plain spaces."""
    return [plain(field.phrase) for field in change.champs]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
