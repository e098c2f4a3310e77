"""Plan: the table of coverage, confirmed gaps → what is missing, for whom, where: worst first.

A gap that another one tells is left out: that of a great theme tells those of its thématiques, that
of everybody tells those of each audience, that of a whole département tells those of its EPCI.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.manques import Manque
from generator.observatory import (
    EVERYBODY,
    EVERYTHING,
    MANQUE,
    NON_RECENSE,
    SERVI_SANS_DEDIE,
    AreaCoverage,
    CommuneGroup,
    CoverageGap,
    CoverageTable,
)
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import Axes, Cells, audiences_of
from generator.plan.facets import EVERYONE, PUBLIC
from generator.plan.vocabulary import category_code

Found = tuple[str, str]  # theme, audience
_RANKS = {MANQUE: 0, NON_RECENSE: 1, SERVI_SANS_DEDIE: 2}
_EVERYONE = f"{PUBLIC.name}/{EVERYONE}"  # an audience that says no more than everybody


def find_coverage_gaps(
    table: CoverageTable, manques: Iterable[Manque], axes: Axes, coverage: CoverageMap
) -> tuple[CoverageGap, ...]:
    """Confirmed ones first, then what nobody listed, then what is not meant for those who need it.

    In each, what everybody lacks first, then by the number of inhabitants concerned.
    """
    opened = {manque.id: manque for manque in manques}
    found = [gap for one in table.areas for gap in _gaps(one, table, axes, opened)]
    order = {code: rank for rank, code in enumerate((*table.themes, *table.audiences))}
    kept = _without_parts(found, coverage)
    return tuple(
        sorted(
            kept,
            key=lambda gap: (
                _RANKS[gap.etat],
                gap.audience != EVERYBODY,
                category_code(gap.theme) != gap.theme,
                -gap.habitants,
                gap.area.code,
                order[gap.theme],
                order[gap.audience],
            ),
        )
    )


def _gaps(
    here: AreaCoverage, table: CoverageTable, axes: Axes, opened: Mapping[str, Manque]
) -> Iterator[CoverageGap]:
    """What lacks in one territory, without what another gap of the same territory tells."""
    confirmed = dict(_confirmed(here, table, opened))
    yield from confirmed.values()
    for theme, audience, groups in _unlisted(here, axes):
        if (theme, audience) not in confirmed:
            yield _gap(here, table, (theme, audience), NON_RECENSE, groups)
    if here.area.kind == "departement":
        for cell in _without_dedicated(here, table):
            if cell not in confirmed:
                yield _gap(here, table, cell, SERVI_SANS_DEDIE, here.groups)


def _confirmed(
    here: AreaCoverage, table: CoverageTable, opened: Mapping[str, Manque]
) -> Iterator[tuple[Found, CoverageGap]]:
    """What partners confirm here: a general service elsewhere on the page does not hide it."""
    groups: dict[Found, list[CommuneGroup]] = {}
    names: dict[Found, dict[str, None]] = {}
    for group in here.groups:
        for name in group.manques:
            manque = opened[name]
            for theme in manque.thematiques:
                for audience in audiences_of(manque):
                    cell = (theme, audience)
                    known = groups.setdefault(cell, [])
                    if not known or known[-1] is not group:
                        known.append(group)
                    names.setdefault(cell, {})[name] = None
    for cell, where in groups.items():
        gap = _gap(here, table, cell, MANQUE, where)
        since = min(opened[name].constate_le for name in names[cell])
        yield cell, replace(gap, manques=tuple(sorted(names[cell])), since=since)


def _gap(
    here: AreaCoverage,
    table: CoverageTable,
    cell: Found,
    state: str,
    groups: Iterable[CommuneGroup],
) -> CoverageGap:
    where = tuple(groups)
    return CoverageGap(
        theme=cell[0],
        audience=cell[1],
        area=here.area,
        etat=state,
        communes=sum(len(group.communes) for group in where),
        habitants=sum(group.habitants for group in where),
        services=table.columns["services"][table.index(*cell, here.area.code)],
    )


def _unlisted(
    here: AreaCoverage, axes: Axes
) -> Iterator[tuple[str, str, tuple[CommuneGroup, ...]]]:
    """Cells that nothing serves nor confirms in some communes, but for those a wider one tells.

    A thématique is told for everybody only: who its services are for is told of its great theme.
    """
    everywhere = (1 << axes.size) - 1
    known = {group: group.servis | group.manque for group in here.groups}
    lacking = 0
    for cells in known.values():
        lacking |= everywhere & ~cells
    told = 0
    for widen in (axes.below_themes, axes.below_everybody):
        differs = 0
        for cells in known.values():
            differs |= widen(cells) & ~cells
        told |= widen(lacking) & ~differs
    for theme, audience, bit in _cells(lacking & ~told, axes):
        great = category_code(theme) == theme
        if audience == EVERYBODY or (great and audience != _EVERYONE):
            yield theme, audience, tuple(g for g, cells in known.items() if not cells >> bit & 1)


def _cells(cells: Cells, axes: Axes) -> Iterator[tuple[str, str, int]]:
    width = len(axes.audiences)
    while cells:
        lowest = cells & -cells
        bit = lowest.bit_length() - 1
        yield axes.themes[bit // width], axes.audiences[bit % width], bit
        cells ^= lowest


def _without_dedicated(here: AreaCoverage, table: CoverageTable) -> Iterator[Found]:
    """Great needs that something answers for an audience, and nothing that names it."""
    meant, services = table.columns["dedies"], table.columns["services"]
    great = [theme for theme in table.themes if category_code(theme) == theme]
    for audience in table.audiences:
        if audience in (EVERYBODY, _EVERYONE):
            continue
        for theme in great:
            index = table.index(theme, audience, here.area.code)
            if services[index] and not meant[index]:
                yield theme, audience
                if theme == EVERYTHING:
                    break


def _without_parts(gaps: Iterable[CoverageGap], coverage: CoverageMap) -> Iterator[CoverageGap]:
    """Without the EPCI of a département that lacks it whole; without a part that EPCI tell."""
    found = tuple(gaps)
    whole: dict[tuple[str, Found], set[str]] = {}
    inside: set[tuple[str, str, Found]] = set()
    homes: dict[str, set[str]] = {}
    for departement, epcis in coverage.epcis.items():
        for epci in epcis:
            homes.setdefault(epci.code, set()).add(departement)
    for gap in found:
        cell = (gap.theme, gap.audience)
        if gap.area.kind == "departement" and gap.communes == len(gap.area.members):
            whole.setdefault((gap.etat, cell), set()).add(gap.area.code)
        for home in homes.get(gap.area.code, ()):
            inside.add((home, gap.etat, cell))
    for gap in found:
        cell = (gap.theme, gap.audience)
        lacking = whole.get((gap.etat, cell), set())
        if gap.area.kind == "departement":
            if gap.area.code in lacking or (gap.area.code, gap.etat, cell) not in inside:
                yield gap
        elif not homes[gap.area.code] <= lacking:
            yield gap
