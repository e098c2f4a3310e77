"""Plan: what services say of one another → what each has around it, both ways.

A link that one entry says shows on the page of the other: one pass over the links, and none is
looked for. What a link means at its two ends is a row of `_ENDS`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.entries import Service

# In the order of a page: what to ask for instead is to be known first.
REPLACED, BEFORE, WITH, AFTER, AGAINST, REPLACES = range(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One link as its entry says it."""

    source: str
    kind: str  # "prerequis"…: the field of `relations`
    rank: int  # in that field
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another service, seen from one: where it stands and in which words."""

    id: str
    slot: int  # REPLACED… REPLACES
    words: str  # "Passe le relais à cette aide"


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    slot: int
    words: str


# What the target is for who says the link, then what who says it is for the target.
_ENDS: Mapping[str, tuple[_End, _End]] = {
    "prerequis": (
        _End(slot=BEFORE, words="À avoir fait d’abord"),
        _End(slot=AFTER, words="Demande d’avoir fait celle-ci d’abord"),
    ),
    "passe_le_relais_a": (
        _End(slot=AFTER, words="Prend la suite"),
        _End(slot=BEFORE, words="Passe le relais à celle-ci"),
    ),
    "cumulable_avec": (
        _End(slot=WITH, words="Les deux se cumulent"),
        _End(slot=WITH, words="Les deux se cumulent"),
    ),
    "complement_de": (
        _End(slot=WITH, words="Celle-ci la complète"),
        _End(slot=WITH, words="Complète celle-ci"),
    ),
    "incompatible_avec": (
        _End(slot=AGAINST, words="Il faut choisir"),
        _End(slot=AGAINST, words="Il faut choisir"),
    ),
    "remplace": (
        _End(slot=REPLACES, words="N’existe plus sous ce nom"),
        _End(slot=REPLACED, words="À demander à la place"),
    ),
}


def said_links(services: Iterable[Service]) -> Iterator[Said]:
    """Every link of every entry, in the order in which `_ENDS` weighs them."""
    for service in services:
        if service.relations is not None:
            for kind in _ENDS:
                for rank, target in enumerate(getattr(service.relations, kind)):
                    yield Said(source=service.id, kind=kind, rank=rank, target=target)


def neighbours(services: Sequence[Service]) -> Mapping[str, tuple[Neighbour, ...]]:
    """For each service, those around it: by slot, what its own entry says first.

    Two links that say the same place say it once, in the words of the first.
    """
    known = {service.id for service in services}
    near: defaultdict[str, dict[tuple[int, str], Neighbour]] = defaultdict(dict)
    links = [link for link in said_links(services) if link.target in known]
    for mine in (True, False):
        for link in links:
            end = _ENDS[link.kind][0 if mine else 1]
            here, there = (link.source, link.target) if mine else (link.target, link.source)
            found = Neighbour(id=there, slot=end.slot, words=end.words)
            near[here].setdefault((found.slot, there), found)
    return {here: tuple(sorted(_told(around), key=_slot)) for here, around in near.items()}


def _told(around: Mapping[tuple[int, str], Neighbour]) -> Iterator[Neighbour]:
    """What comes before or after a service goes with it: the order says more."""
    for (slot, name), item in around.items():
        in_order = (BEFORE, name) in around or (AFTER, name) in around
        if slot != WITH or not in_order:
            yield item


def _slot(item: Neighbour) -> int:
    return item.slot
