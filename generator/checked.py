"""What a check is asked and what it answers: folders → the mistakes, and the plan to make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.model import Document
from generator.site_plan import SitePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where everything is: the content repository, and what comes with the generator."""

    root: Path
    schemas: Path
    referentiels: Path
    theme: Path


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found; the plan is made when it is asked, if nothing was refused."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]  # by path, for excerpts
    diagnostics: tuple[Diagnostic, ...]
    make_plan: Callable[[], SitePlan] | None

    @property
    def refused(self) -> bool:
        """Whether a mistake forbids the publication."""
        return self.make_plan is None

    @cached_property
    def plan(self) -> SitePlan | None:
        """Every page decided: a check does without, only a build waits for it."""
        return self.make_plan() if self.make_plan is not None else None
