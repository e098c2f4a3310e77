"""Plan: services, confirmed gaps, territories → the table of coverage: who is served, and where.

Services of one zone are added up first, then zones by territory: what costs is the number of
distinct zones, never that of the cells, which are handled all at once (`coverage_axes.py`).
"""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_

from generator.entries import Service
from generator.manques import Manque
from generator.model import Territory
from generator.observatory import (
    COLUMNS,
    COUNTS,
    AreaCoverage,
    CommuneGroup,
    CoverageTable,
)
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import LANE, Axes, Cells
from generator.plan.territory_services import served_areas

Numbers = int  # one number a cell, side by side: `Axes.spread`
Zones = frozenset[int]  # ranks of the zones that hold a commune
Size = tuple[int, int]  # communes, inhabitants
_SERVED = ("communes_servies", "habitants_servis")
_LACKING = ("communes_manque", "habitants_manque")
_SCOPES = ("locaux", "locaux", "departementaux", "regionaux", "nationaux")  # by rank of the widest


@dataclass(slots=True)
class _Zone:
    """All that is valid in the same places: services added up, gaps one by one."""

    codes: frozenset[str]
    services: list[int]  # ranks in display order
    cells: Cells  # that one of them answers
    counts: dict[str, Numbers]
    manques: list[str]
    touched: Numbers
    confirmed: Cells


def cover(
    services: Sequence[Service],
    manques: Iterable[Manque],
    axes: Axes,
    coverage: CoverageMap,
) -> CoverageTable:
    """Services that may be counted on, in display order, and open gaps → the table."""
    return _Builder(services, manques, axes, coverage).table()


class _Builder:
    """Adds services up by zone, then zones by territory."""

    def __init__(
        self,
        services: Sequence[Service],
        manques: Iterable[Manque],
        axes: Axes,
        coverage: CoverageMap,
    ) -> None:
        self._services = services
        self._axes = axes
        self._coverage = coverage
        self._zones = _add_up(services, manques, axes, coverage)
        by_code: dict[str, list[int]] = {}
        for rank, zone in enumerate(self._zones):
            for code in zone.codes:
                by_code.setdefault(code, []).append(rank)
        self._by_code: Mapping[str, list[int]] = by_code
        self._holding: dict[tuple[str, ...], Zones] = {}
        self._spreads: dict[Cells, Numbers] = {}

    def table(self) -> CoverageTable:
        """Every served département and EPCI, one after the other."""
        columns = {name: array("I") for name in COLUMNS}
        areas = []
        for area in served_areas(self._coverage):
            found, totals = self._area(area)
            areas.append(found)
            for name, column in columns.items():
                column.frombytes(totals[name].to_bytes(LANE * self._axes.size, "little"))
        if sys.byteorder == "big":
            for column in columns.values():
                column.byteswap()
        return CoverageTable(
            themes=self._axes.themes,
            audiences=self._axes.audiences,
            areas=tuple(areas),
            columns=columns,
        )

    def _area(self, area: Territory) -> tuple[AreaCoverage, dict[str, Numbers]]:
        held = {commune: self._zones_of(commune) for commune in area.members}
        everywhere = frozenset.intersection(*held.values()) if held else frozenset()
        reaching = sorted(frozenset().union(*held.values()))
        totals = dict.fromkeys(COLUMNS, 0)
        for rank in reaching:
            zone = self._zones[rank]
            totals["manques"] += zone.touched
            for name, numbers in zone.counts.items():
                totals[name] += numbers
        groups = tuple(self._groups(held, everywhere))
        self._add_shares(totals, groups)
        people = sum(group.habitants for group in groups)
        found = AreaCoverage(
            area=area,
            communes=len(area.members),
            habitants=people,
            partout=self._named(everywhere),
            en_partie=self._named(frozenset(reaching) - everywhere),
            groups=groups,
        )
        return found, totals

    def _zones_of(self, commune: str) -> Zones:
        """The zones that hold a commune; most communes of a territory share one answer."""
        codes = tuple(code for code in self._coverage.covering(commune) if code in self._by_code)
        if codes not in self._holding:
            ranks = chain.from_iterable(self._by_code[code] for code in codes)
            self._holding[codes] = frozenset(ranks)
        return self._holding[codes]

    def _groups(self, held: Mapping[str, Zones], everywhere: Zones) -> Iterator[CommuneGroup]:
        """The communes by the zones that hold them, in the order of their first one."""
        together: dict[Zones, list[str]] = {}
        for commune, zones in held.items():
            together.setdefault(zones, []).append(commune)
        for zones, communes in together.items():
            found = [self._zones[rank] for rank in sorted(zones)]
            served = confirmed = 0
            for zone in found:
                served |= zone.cells
                confirmed |= zone.confirmed
            yield CommuneGroup(
                communes=tuple(communes),
                habitants=sum(map(self._population, communes)),
                services=self._named(zones - everywhere),
                manques=tuple(sorted(name for zone in found for name in zone.manques)),
                servis=served,
                manque=confirmed & ~served,
            )

    def _add_shares(self, totals: dict[str, Numbers], groups: Sequence[CommuneGroup]) -> None:
        """How many communes and people are served, and how many a confirmed gap leaves.

        What is served in all of them is added once: most communes have little of their own.
        """
        whole = reduce(and_, (group.servis for group in groups), -1) if groups else 0
        sizes = [(len(group.communes), group.habitants) for group in groups]
        everyone = (sum(size for size, _ in sizes), sum(people for _, people in sizes))
        self._add(totals, _SERVED, whole, everyone)
        for group, size in zip(groups, sizes, strict=True):
            self._add(totals, _SERVED, group.servis & ~whole, size)
            self._add(totals, _LACKING, group.manque, size)

    def _add(
        self, totals: dict[str, Numbers], names: tuple[str, str], cells: Cells, size: Size
    ) -> None:
        """So many communes and people more in each of these cells."""
        if cells:
            ones = self._spread(cells)
            for name, count in zip(names, size, strict=True):
                totals[name] += ones * count

    def _spread(self, cells: Cells) -> Numbers:
        """The same few sets of cells come back in most territories."""
        if cells not in self._spreads:
            if len(self._spreads) >= _KEPT:
                self._spreads.clear()
            self._spreads[cells] = self._axes.spread(cells)
        return self._spreads[cells]

    def _population(self, commune: str) -> int:
        return self._coverage.referentiels.communes[commune][4]

    def _named(self, zones: Iterable[int]) -> tuple[str, ...]:
        ranks = sorted(chain.from_iterable(self._zones[rank].services for rank in zones))
        return tuple(self._services[rank].id for rank in ranks)


_KEPT = 1000  # spread sets of cells, of a dozen kilobytes each


def _add_up(
    services: Sequence[Service], manques: Iterable[Manque], axes: Axes, coverage: CoverageMap
) -> list[_Zone]:
    """Services and gaps by the codes of their zone."""
    zones: dict[frozenset[str], _Zone] = {}

    def zone_of(codes: Iterable[str]) -> _Zone:
        today = coverage.today(codes)
        if today not in zones:
            counts = dict.fromkeys(COUNTS, 0)
            zones[today] = _Zone(today, [], 0, counts, [], 0, 0)
        return zones[today]

    spreads: dict[Cells, Numbers] = {}  # services of one profile answer the same cells

    def spread(cells: Cells) -> Numbers:
        if cells not in spreads:
            spreads[cells] = axes.spread(cells)
        return spreads[cells]

    for rank, service in enumerate(services):
        zone, answered = zone_of(service.zone_eligibilite), axes.answered(service)
        numbers = spread(answered)
        zone.services.append(rank)
        zone.cells |= answered
        for name in _counted_in(service, coverage):
            zone.counts[name] += numbers
        zone.counts["dedies"] += spread(axes.dedicated(service))
    for manque in manques:
        zone = zone_of(manque.zone_eligibilite)
        zone.manques.append(manque.id)
        zone.touched += spread(axes.touched(manque))
        zone.confirmed |= axes.confirmed(manque)
    return list(zones.values())


def _counted_in(service: Service, coverage: CoverageMap) -> Iterator[str]:
    """The columns that count a service, but for « dedies », which depends on the cell."""
    yield "services"
    yield _SCOPES[coverage.scope(service)]
    if "en-presentiel" in service.modes_accueil:
        yield "sur_place"
    if "a-distance" in service.modes_accueil:
        yield "a_distance"
    if service.frais == "gratuit":
        yield "gratuits"
    if "usagers" in service.mobilisable_par:
        yield "autonomes"
