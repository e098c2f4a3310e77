"""Plan: what is read beside the entries, and how much of the site is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.history import NO_HISTORY, History
from generator.model import Ring
from generator.news import PreviousFeed
from generator.plan.outlines import NO_CONTOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is read beside the entries; a site does without any of it."""

    contours: Mapping[str, tuple[Ring, ...]] = field(default_factory=lambda: NO_CONTOURS)
    previous: PreviousFeed | None = None  # what was published last time
    months: History = NO_HISTORY  # that the observatory kept
    only_entries: bool = False  # for a preview: a page for each entry, and nothing around them


NOTHING_BESIDE = Beside()
