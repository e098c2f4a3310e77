"""Plan: one territory → what lacks there, also what is told of its département or of its EPCI."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import Territory
from generator.observatory import MANQUE, SERVI_SANS_DEDIE, CoverageGap
from generator.plan.observatory_frame import Survey

Lack = tuple[str, str, str]  # state, theme, audience


def local_gaps(area: Territory, survey: Survey) -> tuple[CoverageGap, ...]:
    """Those of a territory; those of its département, or of its EPCI, with its own figures."""
    if area.kind == "departement":
        return tuple(survey.gaps_of.get(area.code, ())) + tuple(_brought_up(area, survey))
    rows = survey.coverage.referentiels.communes
    above = {rows[commune][2] for commune in area.members}
    return tuple(_local(area, above, survey))


def inner_gaps(area: Territory, survey: Survey) -> Mapping[Lack, Sequence[CoverageGap]]:
    """What lacks in some EPCI of a département, by what it is: where its page says it is."""
    found: defaultdict[Lack, list[CoverageGap]] = defaultdict(list)
    for epci in survey.coverage.epcis.get(area.code, ()):
        for gap in survey.gaps_of.get(epci.code, ()):
            found[gap.etat, gap.theme, gap.audience].append(gap)
    return found


def _brought_up(area: Territory, survey: Survey) -> Iterator[CoverageGap]:
    """What EPCI lack, on their département: of an EPCI astride, the communes that are its own."""
    told = {(gap.etat, gap.theme, gap.audience) for gap in survey.gaps_of.get(area.code, ())}
    here = survey.table.area(area.code)
    for lack, gaps in inner_gaps(area, survey).items():
        etat, theme, audience = lack
        names = frozenset(name for gap in gaps for name in gap.manques)
        index = survey.table.index(theme, audience, area.code)
        bit = index % survey.table.size
        groups = [
            group
            for group in here.groups
            if (
                not names.isdisjoint(group.manques)
                if etat == MANQUE
                else not (group.servis | group.manque) >> bit & 1
            )
        ]
        if groups and lack not in told:
            yield replace(
                gaps[0],
                area=area,
                communes=sum(len(group.communes) for group in groups),
                habitants=sum(group.habitants for group in groups),
                services=survey.table.columns["services"][index],
                manques=tuple(sorted(names)),
                since=min((gap.since for gap in gaps if gap.since is not None), default=None),
            )


def _local(area: Territory, above: set[str], survey: Survey) -> Iterator[CoverageGap]:
    told = set()
    for code in (area.code, *sorted(above)):
        for gap in survey.gaps_of.get(code, ()):
            found = gap if gap.area.code == area.code else _brought_down(gap, area, survey)
            if found is not None and (found.theme, found.audience, found.etat) not in told:
                told.add((found.theme, found.audience, found.etat))
                yield found


def _brought_down(gap: CoverageGap, area: Territory, survey: Survey) -> CoverageGap | None:
    """The same gap on one EPCI of the département; `None` when its people are served."""
    cell = survey.table.cell(gap.theme, gap.audience, area.code)
    communes, people = cell.communes, cell.habitants
    if gap.etat == MANQUE:
        here = [
            group
            for group in survey.table.area(area.code).groups
            if not frozenset(gap.manques).isdisjoint(group.manques)
        ]
        communes = sum(len(group.communes) for group in here)
        people = sum(group.habitants for group in here)
    elif gap.etat != SERVI_SANS_DEDIE:
        communes -= cell.communes_servies
        people -= cell.habitants_servis
    if not communes:
        return None
    return replace(gap, area=area, communes=communes, habitants=people, services=cell.services)
