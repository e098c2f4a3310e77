"""Plan: what a service has around it → the groups of its page: before, with, after, never with."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.entries import Service
from generator.parcours import NearGroup, NearService, Parcours
from generator.plan.relation_graph import (
    AFTER,
    AGAINST,
    BEFORE,
    REPLACED,
    REPLACES,
    WITH,
    Neighbour,
    neighbours,
)
from generator.plan.steps import ordered_steps
from generator.plan.urls import parcours_url, service_url
from generator.view_parts import Card, Link

MAX_SHOWN = 8  # of a group; an aid that many others complete lists the rest by name
_CLOSED = ("termine", "suspendu", "budget-epuise")

# slot → heading, anchor, how it is drawn
_GROUPS = {
    REPLACED: ("Remplacée par", "remplacee-par", "remplace"),
    BEFORE: ("Avant", "avant", "avant"),
    WITH: ("Avec", "avec", "avec"),
    AFTER: ("Ensuite", "ensuite", "ensuite"),
    AGAINST: ("Ne se cumule pas avec", "ne-se-cumule-pas", "exclu"),
    REPLACES: ("Remplace", "remplace", "remplace"),
}


class NearServices:
    """What is around each service: both ways, and the pathways that pass by it."""

    def __init__(
        self,
        services: Sequence[Service],
        parcours: Sequence[Parcours],
        cards: Mapping[str, Card],
    ) -> None:
        self._cards = cards
        self._closed = {service.id for service in services if service.etat in _CLOSED}
        self._near = neighbours(services)
        self._passing: dict[str, list[Link]] = {}
        for entry in parcours:
            for identifier, link in _stops(entry):
                self._passing.setdefault(identifier, []).append(link)

    def groups(self, identifier: str) -> tuple[NearGroup, ...]:
        """What comes before, with, after a service; those that are closed come last."""
        around = self._near.get(identifier, ())
        return tuple(
            self._group(slot, tuple(group))
            for slot, group in groupby(around, key=lambda item: item.slot)
        )

    def _group(self, slot: int, around: Sequence[Neighbour]) -> NearGroup:
        heading, anchor, drawn = _GROUPS[slot]
        ordered = sorted(around, key=lambda item: item.id in self._closed)
        if len(ordered) > MAX_SHOWN + 1:
            ordered, rest = ordered[:MAX_SHOWN], ordered[MAX_SHOWN:]
        else:
            rest = []
        return NearGroup(
            heading=heading,
            anchor=anchor,
            slot=drawn,
            services=tuple(
                NearService(card=self._cards[item.id], words=item.words) for item in ordered
            ),
            folded=tuple(
                Link(label=self._cards[item.id].nom, url=service_url(item.id)) for item in rest
            ),
        )

    def pathways(self, identifier: str) -> tuple[Link, ...]:
        """The pathways that pass by a service, each with the step where they do."""
        return tuple(self._passing.get(identifier, ()))


def _stops(entry: Parcours) -> Iterator[tuple[str, Link]]:
    """Each service of a pathway, once: at the first of its steps."""
    seen: set[str] = set()
    steps = tuple(ordered_steps(entry))
    for number, (_, step) in enumerate(steps, start=1):
        for identifier in step.services:
            if identifier not in seen:
                seen.add(identifier)
                note = f"étape {number} sur {len(steps)}\u00a0: {step.nom}"
                url = f"{parcours_url(entry.id)}#etape-{number}"
                yield identifier, Link(label=entry.nom, url=url, note=note)
