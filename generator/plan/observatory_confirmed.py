"""Plan: a confirmed gap → what exists there all the same, and whether its word came before that.

A partner says that something lacks; it does not say that what came since is not enough.
"""

from collections.abc import Iterable

from generator.entries import Service
from generator.observatory import MANQUE, CoverageGap
from generator.plan.observatory_frame import Survey


def existing(gap: CoverageGap, survey: Survey) -> tuple[Service, ...]:
    """The open services that answer a confirmed gap in the communes where it is confirmed."""
    if gap.etat != MANQUE or not gap.services:
        return ()
    answering = survey.answering(gap.theme, gap.audience)
    here = survey.table.area(gap.area.code)
    names: set[str] = set()
    for group in here.groups:
        if not frozenset(gap.manques).isdisjoint(group.manques):
            names.update(answering.keys() & group.services)
            names.update(answering.keys() & here.partout)
    return tuple(answering[name] for name in sorted(names))


def is_judged(gap: CoverageGap, services: Iterable[Service], survey: Survey) -> bool:
    """Whether the partners themselves say of each of these services that it is not enough."""
    said = {name for code in gap.manques for name in survey.confirmed_gaps[code].ne_suffisent_pas}
    return said.issuperset(service.id for service in services)


def doubt(gaps: Iterable[CoverageGap], survey: Survey) -> str:
    """« confirmé avant cette aide : à reconfirmer », when a service that answers is newer."""
    known: set[str] = set()
    newer: set[str] = set()
    for gap in gaps:
        services = existing(gap, survey)
        known.update(service.id for service in services)
        for code in gap.manques:
            manque = survey.confirmed_gaps[code]
            newer.update(
                service.id
                for service in services
                if service.date_maj > manque.constate_le
                and service.id not in manque.ne_suffisent_pas
            )
    if not newer:
        return ""
    if len(newer) < len(known):
        which = "l’une de ces aides" if len(newer) == 1 else "certaines de ces aides"
    else:
        which = "cette aide" if len(newer) == 1 else "ces aides"
    return f"confirmé avant {which}\u00a0: à reconfirmer"
