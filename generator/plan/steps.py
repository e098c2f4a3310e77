"""Plan: the steps of a pathway → the order in which a person meets them."""

from collections.abc import Iterator
from itertools import groupby

from generator.parcours import Etape, Parcours

Ranked = tuple[int, Etape]  # rank in the entry, from 0


def ordered_steps(entry: Parcours) -> tuple[Ranked, ...]:
    """By `ordre`, which is the rank in the list when it is not said; equals as they are written."""
    return tuple(sorted(enumerate(entry.etapes), key=_moment))


def _moment(ranked: Ranked) -> int:
    rank, step = ranked
    return rank + 1 if step.ordre is None else step.ordre


def moments(entry: Parcours) -> Iterator[tuple[Ranked, ...]]:
    """The same, those of the same time together."""
    for _, group in groupby(ordered_steps(entry), key=_moment):
        yield tuple(group)


def whole_duration(entry: Parcours) -> int | None:
    """Days of the whole, when every step that is needed says its own; the longest at a time."""
    total = 0
    for together in moments(entry):
        needed = [step.duree_jours for _, step in together if step.role != "utile"]
        known = [days for days in needed if days is not None]
        if len(known) < len(needed):
            return None
        total += max(known, default=0)
    return total or None
