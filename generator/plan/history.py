"""Plan: what the observatory counts today, and the months that were kept → its history.

The present build is the last month of it, whether or not it is kept: what a file said of the same
month gives way to it. Months that come after the day of the build are not of this history.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.entries import Service
from generator.freshness import A_JOUR, A_REVOIR, PERIME, RETIRE, Keeper
from generator.history import (
    ALL,
    AreaLine,
    Entries,
    GapRecord,
    Grid,
    History,
    Snapshot,
    StructureMonth,
    month_of,
)
from generator.observatory import SERVI_SANS_DEDIE, CoverageGap, CoverageTable
from generator.plan.coverage_plan import Covered
from generator.plan.facets import PUBLIC, STATUT, THEME
from generator.plan.month_comparison import open_keys, wider_keys
from generator.quality import Quality, mean_score


def plan_history(
    months: Iterable[Snapshot],
    covered: Covered,
    keepers: Sequence[Keeper],
    quality: Mapping[str, Quality],
    today: date,
) -> History:
    """The months before this one, then this one as it is today."""
    table = covered.table
    themes = tuple(code for code in table.themes if "--" not in code)
    departements = tuple(one for one in table.areas if one.area.kind == "departement")
    services = [service for keeper in keepers for service, _ in keeper.services]
    present = Snapshot(
        mois=month_of(today),
        jour=today,
        departements=tuple(sorted(one.area.code for one in departements)),
        habitants=sum(one.habitants for one in departements),
        fiches=_entries(table, keepers, quality),
        themes=themes,
        publics=table.audiences,
        ensemble=Grid(
            services=_distinct(services, table, themes),
            habitants_servis=_people(table, themes),
        ),
        territoires={
            one.area.code: AreaLine(
                habitants=one.habitants,
                services=_column(table, "services", themes, one.area.code),
                habitants_servis=_column(table, "habitants_servis", themes, one.area.code),
            )
            for one in sorted(table.areas, key=lambda one: one.area.code)
        },
        manques=tuple(
            sorted(map(_record, covered.gaps), key=lambda gap: (gap.key[:2], gap.etat, gap.key))
        ),
        structures=_structures(keepers, quality, _reaching(covered.table)),
    )
    return (*(item for item in months if item.mois < present.mois), present)


def _entries(
    table: CoverageTable, keepers: Sequence[Keeper], quality: Mapping[str, Quality]
) -> Entries:
    return Entries(
        services=sum(len(keeper.services) for keeper in keepers),
        structures=len(keepers),
        ouverts=len(_reaching(table)),
        a_jour=sum(keeper.count(A_JOUR) for keeper in keepers),
        a_revoir=sum(keeper.count(A_REVOIR) for keeper in keepers),
        perimes=sum(keeper.count(PERIME) for keeper in keepers),
        retires=sum(keeper.count(RETIRE) for keeper in keepers),
        verifies=sum(keeper.on_time for keeper in keepers),
        qualite=mean_score(tuple(quality.values())),
    )


def _reaching(table: CoverageTable) -> frozenset[str]:
    """The open and fresh services that reach a part of the served territory."""
    return frozenset(name for one in table.areas for name in (*one.partout, *one.en_partie))


def _distinct(
    services: Iterable[Service], table: CoverageTable, themes: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """How many services answer each need and audience: one that reaches two départements is one."""
    reaching = _reaching(table)
    counts = {theme: dict.fromkeys(table.audiences, 0) for theme in themes}
    publics, statuts = _codes(table.audiences, "public/"), _codes(table.audiences, "statut/")
    for service in services:
        if service.id not in reaching:
            continue
        answered = (
            ALL,
            *(f"public/{code}" for code in PUBLIC.answered(service, publics)),
            *(f"statut/{code}" for code in STATUT.answered(service, statuts)),
        )
        for theme in {ALL, *THEME.answered(service, themes)}:
            for audience in answered:
                counts[theme][audience] += 1
    return tuple(tuple(counts[theme].values()) for theme in themes)


def _codes(audiences: Iterable[str], prefix: str) -> tuple[str, ...]:
    return tuple(code.removeprefix(prefix) for code in audiences if code.startswith(prefix))


def _people(table: CoverageTable, themes: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Who is served on the whole territory: nobody lives in two départements."""
    departements = [one.area.code for one in table.areas if one.area.kind == "departement"]
    served = table.columns["habitants_servis"]
    return tuple(
        tuple(
            sum(served[table.index(theme, audience, code)] for code in departements)
            for audience in table.audiences
        )
        for theme in themes
    )


def _column(table: CoverageTable, name: str, themes: Sequence[str], area: str) -> tuple[int, ...]:
    column = table.columns[name]
    return tuple(column[table.index(theme, ALL, area)] for theme in themes)


def _record(gap: CoverageGap) -> GapRecord:
    return GapRecord(
        theme=gap.theme,
        public=gap.audience,
        territoire=gap.area.code,
        etat=gap.etat,
        habitants=gap.habitants,
    )


def _structures(
    keepers: Iterable[Keeper], quality: Mapping[str, Quality], opened: Collection[str]
) -> Mapping[str, StructureMonth]:
    """Those that have a service which is not over, sorted by identifier."""
    return {
        keeper.structure.id: StructureMonth(
            services=len(keeper.services),
            verifies=keeper.on_time,
            qualite=mean_score(
                [quality[one.id] for one, _ in keeper.services if one.id in quality]
            ),
            ouverts=tuple(sorted(one.id for one, _ in keeper.services if one.id in opened)),
        )
        for keeper in sorted(keepers, key=lambda keeper: keeper.structure.id)
        if keeper.services
    }


def with_since(gaps: Iterable[CoverageGap], history: History) -> tuple[CoverageGap, ...]:
    """The same gaps, each with the first day of the months without a break that saw it."""
    months = [(item.jour, *open_keys(item)) for item in reversed(history)]
    found = []
    for gap in gaps:
        if gap.since is not None:
            found.append(gap)
            continue
        names = wider_keys(gap.theme, gap.audience, (gap.area.code, *gap.area.parents))
        first = None
        for day, unserved, lacking in months:
            seen = lacking if gap.etat == SERVI_SANS_DEDIE else unserved
            if seen.isdisjoint(names):
                break
            first = day
        found.append(replace(gap, since=first))
    return tuple(found)
