"""What the pages of quality and of contradictions show: what is weak, what disagrees, what to do.

Texts are French, typeset and final; `url` values are relative to the site's root.
"""

from dataclasses import dataclass

from generator.chart_view import (
    BarChart,
    Table,
)
from generator.observatory_view import (
    Figure,
)
from generator.view_parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityGroup:
    """What would gain something, the most first, and the services that all lack it."""

    heading: str  # "27 fiches"
    remedies: tuple[Link, ...]  # `note`: "+ 14 points"; none has an address
    entries: tuple[Link, ...]  # the first ones; `note`: "50 %, CAF du Doubs"
    which: str  # "Voir ces 27 fiches"
    named: str  # ", dont Visale": for who hears the page, groups are told apart
    more: str  # "12 autres", "" when all are here


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """The page of quality."""

    heading: str
    intro: str
    rule: str  # what the score is, and is not
    figures: tuple[Figure, ...]
    chart: BarChart | None  # criterion by criterion
    keepers: Table | None  # by structure
    groups: tuple[QualityGroup, ...]  # the most services first
    more: str  # "3 autres groupes", left to the table to download
    json_url: str
    csv_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionLine:
    """One disagreement, or entries that look alike; a link’s `note`: whose it is, where."""

    entry: Link
    others: tuple[Link, ...]  # the other entries
    text: str
    advice: str
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionGroup:
    """Those of one kind."""

    heading: str
    anchor: str
    note: str
    count: int
    lines: tuple[ContradictionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptLine:
    """Entries that look alike and that somebody found different."""

    entries: tuple[Link, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionsView:
    """The page of contradictions."""

    heading: str
    intro: str
    count: str  # "3 contradictions et 2 ressemblances à vérifier"; "" when there is none
    groups: tuple[ContradictionGroup, ...]
    exempt: tuple[ExemptLine, ...]
    json_url: str
    csv_url: str


QualityViews = QualityView | ContradictionsView
