"""What the observatory counts: need × audience × territory → who is served, columns of numbers.

One array a column, one number a cell: a hundred thousand cells cost as many numbers, no objects.
`docs/observatoire.md` says every rule in full, for who wants to compute it again from the feed.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from generator.model import Territory

# The three states of a cell, and what a served one may still lack.
SERVI = "servi"
MANQUE = "manque"  # nothing serves it, and a partner confirms it
NON_RECENSE = "non-recense"  # nothing serves it, and nobody said whether something exists
SERVI_SANS_DEDIE = "servi-sans-dedie"  # something serves it, nothing is meant for this audience

EVERYTHING = ""  # the first of the themes: all of them
EVERYBODY = ""  # the first of the audiences: everybody

# Services of the cell: how many, then how many of them are so.
COUNTS = (
    "services",
    "dedies",
    "locaux",
    "departementaux",
    "regionaux",
    "nationaux",
    "sur_place",
    "a_distance",
    "gratuits",
    "autonomes",
)
# How much of the territory they serve; how much a confirmed gap leaves.
SHARES = ("communes_servies", "habitants_servis", "communes_manque", "habitants_manque")
COLUMNS = (*COUNTS, "manques", *SHARES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One need, one audience, one territory."""

    services: int  # distinct, open and fresh, that reach at least a part of the territory
    dedies: int  # of them, those that name the audience itself; for everybody: that name nobody
    locaux: int
    departementaux: int
    regionaux: int
    nationaux: int
    sur_place: int
    a_distance: int
    gratuits: int
    autonomes: int  # that the person can ask for alone
    manques: int  # open gaps, confirmed by a partner, that touch it
    communes_servies: int
    habitants_servis: int
    communes_manque: int  # not served, and in the zone of one of these gaps
    habitants_manque: int
    communes: int  # of the territory
    habitants: int

    @property
    def etat(self) -> str:
        """Served as soon as a service reaches a part; the share is told beside."""
        return state(self.services, self.communes_manque)

    @property
    def part_servie(self) -> float:
        """The share of the inhabitants who are served."""
        return self.habitants_servis / self.habitants if self.habitants else 0.0


def state(services: int, communes_manque: int) -> str:
    """The state of a cell, from two of its columns."""
    if services:
        return SERVI
    return MANQUE if communes_manque else NON_RECENSE


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneGroup:
    """The communes of a territory that exactly the same services and gaps reach.

    Bit `theme · A + audience` of `servis` and `manque` is that cell, told for these communes.
    """

    communes: tuple[str, ...]  # INSEE codes, sorted
    habitants: int
    services: tuple[str, ...]  # besides those that cover the whole territory, in display order
    manques: tuple[str, ...]  # open gaps, by identifier
    servis: int
    manque: int  # not served, and a gap is confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCoverage:
    """A served territory: its size, and its communes grouped by what serves them."""

    area: Territory
    communes: int
    habitants: int
    partout: tuple[str, ...]  # services that cover all of it, in display order
    en_partie: tuple[str, ...]  # and those that cover a part of it
    groups: tuple[CommuneGroup, ...]


@dataclass(frozen=True, kw_only=True)
class CoverageTable:
    """Index of a cell in each column: (area · T + theme) · A + audience."""

    themes: tuple[str, ...]  # "" (all), the 16 great themes, the 69 thématiques
    audiences: tuple[str, ...]  # "" (everybody), "public/jeunes"…, "statut/interimaire"…
    areas: tuple[AreaCoverage, ...]  # each served département, followed by its EPCI
    columns: Mapping[str, "array[int]"]  # by name, in the order of `COLUMNS`

    @cached_property
    def _ranks(self) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]:
        axes = (self.themes, self.audiences, tuple(one.area.code for one in self.areas))
        themes, audiences, areas = ({code: rank for rank, code in enumerate(a)} for a in axes)
        return themes, audiences, areas

    @property
    def size(self) -> int:
        """How many cells a territory has."""
        return len(self.themes) * len(self.audiences)

    def index(self, theme: str, audience: str, area: str) -> int:
        """The place of a cell in each column."""
        themes, audiences, areas = self._ranks
        return areas[area] * self.size + themes[theme] * len(self.audiences) + audiences[audience]

    def area(self, code: str) -> AreaCoverage:
        """A served territory by its code."""
        return self.areas[self._ranks[2][code]]

    def cell(self, theme: str, audience: str, area: str) -> Cell:
        """One need ("" for all), one audience ("" for everybody), one territory."""
        index, here = self.index(theme, audience, area), self.area(area)
        values = {name: column[index] for name, column in self.columns.items()}
        return Cell(**values, communes=here.communes, habitants=here.habitants)

    def commune_states(self, theme: str, audience: str, area: str) -> Iterator[tuple[str, str]]:
        """Each commune of a territory with its state."""
        bit = self.index(theme, audience, area) % self.size
        for group in self.area(area).groups:
            found = state(group.servis >> bit & 1, group.manque >> bit & 1)
            for commune in group.communes:
                yield commune, found


NO_COVERAGE = CoverageTable(themes=(), audiences=(), areas=(), columns=MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap:
    """Something that is missing somewhere for somebody, in the order in which to look at it."""

    theme: str  # "" for all
    audience: str  # "" for everybody
    area: Territory
    etat: str  # MANQUE, NON_RECENSE or SERVI_SANS_DEDIE
    communes: int  # those that it concerns, of the territory
    habitants: int  # who live there
    services: int  # that answer all the same: general ones, or in other communes
    manques: tuple[str, ...] = ()  # the gaps that confirm it, by identifier
    since: date | None = None  # the day it was confirmed, or first seen here
