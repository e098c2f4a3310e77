"""A content repository → its site, in memory, once for all the tests of one process."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from generator import commands, pipeline
from generator.diagnostics import Diagnostic
from generator.model import Artifact, Document
from generator.site_plan import SitePlan
from generator.write import write_site

REPOSITORY = Path(__file__).parents[2]
SITES = REPOSITORY / "tests" / "sites"
TODAY = date(2026, 11, 21)

_PAST = re.compile(
    r"^\s*(?:date_maj|le|consulte_le|importe_le|date|constate_le|comble_le): "
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})$",
    re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Built:
    """One site: what was read, what was planned, what is published."""

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    plan: SitePlan
    artifacts: tuple[Artifact, ...]

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Path → bytes."""
        return {artifact.path: artifact.content for artifact in self.artifacts}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Path → text of each HTML page."""
        return {
            path: content.decode() for path, content in self.files.items() if path.endswith(".html")
        }

    def write(self, folder: Path) -> Path:
        """Put the site in a folder; the folder."""
        write_site(self.artifacts, folder)
        return folder


def build(root: Path, today: date = TODAY) -> Built:
    """The site of a content repository, which nothing must forbid."""
    folders = commands.folders(root)
    checked = pipeline.check(folders, today, lambda *_: None)
    assert checked.plan is not None, checked.diagnostics
    return Built(
        documents=checked.documents,
        diagnostics=checked.diagnostics,
        plan=checked.plan,
        artifacts=pipeline.render(checked, folders, lambda *_: None),
    )


def newest_day() -> date:
    """The last day that an entry of this repository speaks of as past: never the clock."""
    texts = (path.read_text() for path in (REPOSITORY / "content").rglob("*") if path.is_file())
    return max(date.fromisoformat(day) for text in texts for day in _PAST.findall(text))


@cache
def real_site() -> Built:
    """The site of this repository."""
    return build(REPOSITORY, newest_day())


@cache
def minimal_site() -> Built:
    """One structure and one service, with the required fields only."""
    return build(SITES / "minimal")


@cache
def complete_site() -> Built:
    """Every field of every schema, used at least once."""
    return build(SITES / "complete")
