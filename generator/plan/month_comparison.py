"""Plan: two months of the observatory → what changed between them, comparing like with like.

Only what both months know is compared: a territory that was not served then, or a need whose code
is gone, has neither improved nor got worse.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.history import ALL, GapKey, GapRecord, Snapshot
from generator.observatory import MANQUE, SERVI_SANS_DEDIE

Names = tuple[str, ...] | None
Parents = Callable[[str], Collection[str]]  # a territory → those that hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedChange:
    """A need and an audience for which more or fewer inhabitants are served."""

    theme: str
    public: str
    avant: int
    apres: int
    services_avant: int
    services_apres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An earlier month beside the present one."""

    before: Snapshot
    now: Snapshot
    same_ground: bool  # the same départements: figures of the whole compare
    started: Names  # services that were not open then; None: nobody can tell
    stopped: Names  # those that were, and are not any more
    closed: tuple[GapRecord, ...]  # as they stood then, those of most people first
    opened: tuple[GapRecord, ...]
    served: tuple[ServedChange, ...]  # the largest changes first


def compare(
    before: Snapshot, now: Snapshot, is_known: Callable[[GapRecord], bool], parents: Parents
) -> Comparison:
    """Two months → their differences; `is_known` says whether a gap can be named today."""
    same_ground = before.departements == now.departements
    common = before.territoires.keys() & now.territoires.keys()
    then = tuple(gap for gap in before.manques if gap.territoire in common and is_known(gap))
    today = tuple(gap for gap in now.manques if gap.territoire in common)
    names = (before.aides, now.aides) if same_ground else (None, None)
    return Comparison(
        before=before,
        now=now,
        same_ground=same_ground,
        started=_without(names[1], names[0]),
        stopped=_without(names[0], names[1]),
        closed=_missing_from(then, now, parents),
        opened=_missing_from(today, before, parents),
        served=tuple(_served(before, now)) if same_ground else (),
    )


def _without(names: frozenset[str] | None, others: frozenset[str] | None) -> Names:
    return None if names is None or others is None else tuple(sorted(names - others))


def lack_of(gap: GapRecord) -> tuple[str, str, str]:
    """What is missing for whom, wherever it is."""
    return gap.theme, gap.public, gap.etat


def open_keys(item: Snapshot) -> tuple[frozenset[GapKey], frozenset[GapKey]]:
    """What nothing served that month; that, with what had nothing of its own."""
    unserved = frozenset(gap.key for gap in item.manques if gap.etat != SERVI_SANS_DEDIE)
    return unserved, frozenset(gap.key for gap in item.manques)


def wider_keys(theme: str, audience: str, areas: Iterable[str]) -> frozenset[GapKey]:
    """What would name a gap, or hide it behind a wider one."""
    themes = {theme, theme.partition("--")[0], ALL}
    return frozenset((t, a, z) for t in themes for a in {audience, ALL} for z in areas)


def _missing_from(
    gaps: Iterable[GapRecord], other: Snapshot, parents: Parents
) -> tuple[GapRecord, ...]:
    """Those that the other month does not have, not even behind a wider one.

    Not those that partners confirm: their entries tell when each began, and when it was filled.
    """
    unserved, lacking = open_keys(other)
    found = [
        gap
        for gap in gaps
        if gap.etat != MANQUE
        and (lacking if gap.etat == SERVI_SANS_DEDIE else unserved).isdisjoint(
            wider_keys(gap.theme, gap.public, (gap.territoire, *parents(gap.territoire)))
        )
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.habitants, gap.key)))


def _served(before: Snapshot, now: Snapshot) -> Iterator[ServedChange]:
    """The needs and audiences that both months count and that differ."""
    found = []
    for theme in now.themes:
        for public in now.publics:
            then, today = (
                before.habitants_servis(theme, public),
                now.habitants_servis(theme, public),
            )
            if then is None or today is None or then == today:
                continue
            change = ServedChange(
                theme=theme,
                public=public,
                avant=then,
                apres=today,
                services_avant=before.services(theme, public) or 0,
                services_apres=now.services(theme, public) or 0,
            )
            found.append(change)
    yield from sorted(
        found, key=lambda item: (-abs(item.apres - item.avant), item.theme, item.public)
    )
