"""What the observatory saw month after month: the types of its snapshots, and what they tell. Pure.

One snapshot a month, a file of the content repository (`observatoire/2026-11.json`) that only
`guichet build --snapshot` writes. `docs/historique.md` says what each figure counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

ALL = ""  # the code of « tous les besoins » and of « tout le monde » on both axes

MAX_TREND = 60  # months of a line: five years

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """How many services there were, and how fresh."""

    services: int = 0  # published
    structures: int = 0
    ouverts: int = 0  # open, active and fresh: those that the coverage counts
    a_jour: int = 0
    a_revoir: int = 0
    perimes: int = 0
    retires: int = 0
    verifies: int = 0  # verified by someone, and the next review is still to come
    qualite: float | None = None  # mean of the scores of the services, between 0 and 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Figures of a whole territory: one row a need, one column an audience."""

    services: tuple[Counts, ...]
    habitants_servis: tuple[Counts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """Figures of a served département or EPCI: one a need, for everybody."""

    habitants: int
    services: Counts
    habitants_servis: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRecord:
    """A gap as it stood that month."""

    theme: str
    public: str
    territoire: str
    etat: str  # "manque", "non-recense" or "servi-sans-dedie"
    habitants: int

    @property
    def key(self) -> "GapKey":
        """What names it from one month to another."""
        return (self.theme, self.public, self.territoire)


GapKey = tuple[str, str, str]  # need, audience, territory


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureMonth:
    """The entries of one structure that month."""

    services: int
    verifies: int
    qualite: float | None = None
    ouverts: tuple[str, ...] | None = None  # identifiers, sorted; None: that month does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that is kept of one month: codes and figures, no text."""

    mois: str  # "2026-11"
    jour: date  # of the build that made it
    departements: tuple[str, ...]  # served that day, sorted
    habitants: int  # of those départements
    fiches: Entries
    themes: tuple[str, ...]  # "" first, then the great themes: the rows
    publics: tuple[str, ...]  # "" first, then "public/…" and "statut/…": the columns
    ensemble: Grid  # the served territory as a whole
    territoires: Mapping[str, AreaLine] = field(default_factory=dict)  # by code
    manques: tuple[GapRecord, ...] = ()
    structures: Mapping[str, StructureMonth] = field(default_factory=dict)  # by identifier

    def services(self, theme: str = ALL, public: str = ALL) -> int | None:
        """How many open and fresh services answer; `None` when that month does not say."""
        return self._figure(self.ensemble.services, theme, public)

    def habitants_servis(self, theme: str = ALL, public: str = ALL) -> int | None:
        """How many inhabitants live where one of them answers."""
        return self._figure(self.ensemble.habitants_servis, theme, public)

    @property
    def grands_besoins(self) -> tuple[str, ...]:
        """The rows of the grid, but the one of all of them."""
        return tuple(theme for theme in self.themes if theme != ALL)

    @property
    def besoins_sans_reponse(self) -> int:
        """How many great needs nothing open answers, anywhere: one more aid never adds one."""
        return sum(not self.services(theme) for theme in self.grands_besoins)

    @property
    def aides(self) -> frozenset[str] | None:
        """The services that were open; `None` when that month does not name them."""
        found: set[str] = set()
        for row in self.structures.values():
            if row.ouverts is None:
                return None
            found.update(row.ouverts)
        return frozenset(found)

    def _figure(self, rows: tuple[Counts, ...], theme: str, public: str) -> int | None:
        if theme not in self.themes or public not in self.publics:
            return None
        return rows[self.themes.index(theme)][self.publics.index(public)]


History = tuple[Snapshot, ...]  # the oldest first; the present build is the last
NO_HISTORY: History = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month of a trend."""

    mois: str
    valeur: float | None  # None: that month does not say


def trend(history: History, figure: Callable[[Snapshot], float | None]) -> tuple[Point, ...]:
    """One figure, month after month; a month that was not kept has no value."""
    if not history:
        return ()
    values = {item.mois: figure(item) for item in history}
    last = history[-1].mois
    first = max(history[0].mois, months_before(last, MAX_TREND - 1))
    span = months_between(first, last)
    months = (months_before(last, count) for count in range(span, -1, -1))
    return tuple(Point(mois=mois, valeur=values.get(mois)) for mois in months)


def area_trend(history: History, area: str, theme: str = ALL) -> tuple[Point, ...]:
    """How many open services reach a département or an EPCI, month after month."""

    def services(item: Snapshot) -> float | None:
        line = item.territoires.get(area)
        if line is None or theme not in item.themes:
            return None
        return line.services[item.themes.index(theme)]

    return trend(history, services)


def month_of(day: date) -> str:
    """2026-11-22 → "2026-11"."""
    return f"{day.year:04}-{day.month:02}"


def months_before(mois: str, count: int) -> str:
    """The month so many months before: ("2026-02", 3) → "2025-11"."""
    rank = _rank(mois) - count
    return f"{rank // 12:04}-{rank % 12 + 1:02}"


def _rank(mois: str) -> int:
    return int(mois[:4]) * 12 + int(mois[5:]) - 1


def months_between(first: str, last: str) -> int:
    """How many months from one to another."""
    return _rank(last) - _rank(first)


def snapshot_at(history: History, mois: str) -> Snapshot | None:
    """The last snapshot made in that month or before it."""
    found = [item for item in history if item.mois <= mois]
    return found[-1] if found else None
