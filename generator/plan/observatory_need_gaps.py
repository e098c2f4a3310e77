"""Plan: one need, cell by cell → where and for whom it lacks, in each département.

The list of all the gaps leaves out what a wider one tells; the page of a need says it for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.observatory import (
    EVERYBODY,
    NON_RECENSE,
    SERVI_SANS_DEDIE,
    AreaCoverage,
    CoverageGap,
    CoverageTable,
)
from generator.observatory_view import GapLine
from generator.plan.history import with_since
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_lines import merged_line
from generator.plan.observatory_words import audience_name, missing
from generator.plan.wording import listed


def need_gaps(theme: str, survey: Survey) -> tuple[CoverageGap, ...]:
    """What lacks in each département; for an audience, only where everybody is better served."""
    departements = (here for here in survey.table.areas if here.area.kind == "departement")
    found = [gap for here in departements for gap in _gaps_in(here, theme, survey)]
    return with_since(found, survey.history)


def _gaps_in(here: AreaCoverage, theme: str, survey: Survey) -> Iterator[CoverageGap]:
    table, code = survey.table, here.area.code
    served = table.columns["communes_servies"]
    services, dedicated = table.columns["services"], table.columns["dedies"]
    everybody = served[table.index(theme, EVERYBODY, code)]
    if everybody < here.communes:
        yield _gap(here, theme, EVERYBODY, NON_RECENSE, table)
    for audience in (*survey.publics[1:], *survey.statuts[1:]):
        index = table.index(theme, audience, code)
        if served[index] < everybody:
            yield _gap(here, theme, audience, NON_RECENSE, table)
        elif services[index] and not dedicated[index]:
            yield _gap(here, theme, audience, SERVI_SANS_DEDIE, table)


def _gap(
    here: AreaCoverage, theme: str, audience: str, etat: str, table: CoverageTable
) -> CoverageGap:
    cell = table.cell(theme, audience, here.area.code)
    general = etat == SERVI_SANS_DEDIE
    return CoverageGap(
        theme=theme,
        audience=audience,
        area=here.area,
        etat=etat,
        communes=cell.communes if general else cell.communes - cell.communes_servies,
        habitants=cell.habitants if general else cell.habitants - cell.habitants_servis,
        services=cell.services,
    )


def audience_lines(theme: str, gaps: Iterable[CoverageGap], survey: Survey) -> Iterator[GapLine]:
    """One line for everybody, then one for the audiences who lack it in the same places."""
    by_audience: defaultdict[str, list[CoverageGap]] = defaultdict(list)
    for gap in gaps:
        by_audience[gap.audience].append(gap)
    if EVERYBODY in by_audience:
        yield replace(merged_line(by_audience.pop(EVERYBODY), survey), need=None)
    alike: defaultdict[tuple[tuple[str, int], ...], list[str]] = defaultdict(list)
    for audience, found in by_audience.items():
        alike[tuple((gap.area.code, gap.communes) for gap in found)].append(audience)
    for audiences in sorted(
        alike.values(), key=lambda audiences: -_people(by_audience[audiences[0]])
    ):
        yield _shared(theme, audiences, by_audience[audiences[0]], survey)


def _shared(
    theme: str, audiences: Sequence[str], gaps: Sequence[CoverageGap], survey: Survey
) -> GapLine:
    line = replace(merged_line(gaps, survey), need=None)  # it is the page
    if len(audiences) == 1:
        return line
    labels = survey.labels
    names = [audience_name(audience, labels) for audience in audiences]
    lowered = tuple(f"{name[:1].lower()}{name[1:]}" for name in names)
    return replace(
        line,
        sentence=f"{missing(theme, EVERYBODY, NON_RECENSE, labels)}. Publics concernés\u00a0: "
        f"{listed(lowered)}",
    )


def audiences_everywhere(gaps: Iterable[CoverageGap], survey: Survey) -> tuple[str, ...]:
    """The names of the audiences that lack something in every département."""
    counts: defaultdict[str, int] = defaultdict(int)
    for gap in gaps:
        counts[gap.audience] += 1
    whole = len(survey.coverage.departements)
    names = (audience_name(code, survey.labels) for code, count in counts.items() if count == whole)
    return tuple(f"{name[:1].lower()}{name[1:]}" for name in names)


def _people(found: Iterable[CoverageGap]) -> int:
    return sum(gap.habitants for gap in found)
