"""What the pages of progress and of partners show: what changed, whose job is what.

Texts are French, typeset and final; `url` values are relative to the site's root.
"""

from dataclasses import dataclass

from generator.chart_view import (
    Table,
    TrendChart,
)
from generator.observatory_view import (
    Figure,
    GapGroup,
    NamedList,
)
from generator.view_parts import Badge, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """The present beside an earlier month."""

    heading: str  # "Depuis le mois dernier"
    anchor: str
    note: str  # "Comparé au relevé du 31 octobre 2026."
    summary: tuple[str, ...]  # what improved, what got worse, in sentences
    named: tuple[NamedList, ...]  # gaps that partners filled or confirmed, aids that opened
    figures: Table  # then, now, the difference
    closed: GapGroup | None  # what is not missing any more
    opened: GapGroup | None
    needs: Table | None  # who is served, where it changed


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """What improved: the present beside the last month, the last quarter, the last year."""

    heading: str
    intro: str
    figures: tuple[Figure, ...]
    waiting: str  # said while there is nothing to compare with
    filled: tuple[NamedList, ...]  # the gaps that were filled, said while nothing is compared
    periods: tuple[PeriodView, ...]
    trends: tuple[TrendChart, ...]
    months: tuple[Link, ...]  # each month that was kept, as data
    json_url: str
    csv_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntry:
    """An entry that something is to be done to, and where to say that it is."""

    link: Link
    action: Link
    when: str = ""  # "Périmée depuis le 3 mars 2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to do next: to one entry, or to several when it is the same thing."""

    texts: tuple[str, ...]  # sentences, what matters most first
    entries: tuple[TaskEntry, ...]
    tone: str = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorEntry:
    """One entry of a partner."""

    link: Link
    badge: Badge  # how fresh it is
    state: str  # "Suspendu"; "" when it is open
    review: str  # "À revoir avant le 3 mars 2027"
    quality: str  # "83 %"
    remedies: tuple[str, ...]  # what would gain most


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorLine:
    """Something that concerns two entries: a relay, a break, a contradiction."""

    entry: Link
    text: str
    other: Link | None = None
    note: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorGroup:
    """Lines of one kind."""

    heading: str
    anchor: str
    note: str
    lines: tuple[MirrorLine, ...]
    others: str = ""  # "Et 12 autres : voyez", when not all are here
    more: Link | None = None  # where they are


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """One partner in the mirror."""

    id: str
    heading: str
    intro: str
    structure: Link
    figures: tuple[Figure, ...]
    tasks: tuple[Task, ...]
    more_tasks: str  # "Et 12 autres, dans les sections qui suivent."
    entries: tuple[MirrorEntry, ...]
    groups: tuple[MirrorGroup, ...]  # relays, breaks, contradictions
    gaps: tuple[GapGroup, ...]  # those it confirmed, those that it could fill
    calendar_url: str  # of what is due, for an agenda; "" when it keeps no service
    feed_url: str
    trend: TrendChart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersView:
    """Every partner, with what it keeps and how fresh it is."""

    heading: str
    intro: str
    figures: tuple[Figure, ...]
    table: Table


MirrorViews = ProgressView | PartnerView | PartnersView
