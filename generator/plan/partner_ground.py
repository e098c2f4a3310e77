"""Plan: what entries say of one another → by structure, what concerns it: one pass over each list.

A structure keeps services; it leads pathways and acts at their steps. What concerns one of these
concerns it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import TypeVar

from generator.contradictions import Contradiction
from generator.entries import Service, Structure
from generator.freshness import Keeper
from generator.manques import Manque
from generator.observatory import EVERYBODY, EVERYTHING, SERVI_SANS_DEDIE
from generator.parcours import Etape, Parcours, Rupture
from generator.plan.observatory_frame import Survey
from generator.plan.relation_graph import Said, said_links
from generator.plan.vocabulary import category_code
from generator.quality import Quality

T = TypeVar("T")
HAND_OVER = "passe_le_relais_a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a pathway where a structure does something."""

    parcours: Parcours
    rank: int
    etape: Etape
    fait: str


Lack = tuple[str, str, str]  # state, need, audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Fillable:
    """Something that is missing where a structure works."""

    lack: Lack
    habitants: int
    territoires: int


@dataclass(frozen=True, kw_only=True)
class PartnerGround:
    """All that the mirror looks at, by structure."""

    survey: Survey
    quality: Mapping[str, Quality]
    ruptures: tuple[Rupture, ...]

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """By identifier."""
        return {service.id: service for service in self.survey.catalogue.services}

    @cached_property
    def structures(self) -> Mapping[str, Structure]:
        """By identifier."""
        return {structure.id: structure for structure in self.survey.catalogue.structures}

    @cached_property
    def pathways(self) -> Mapping[str, Parcours]:
        """By identifier."""
        return {entry.id: entry for entry in self.survey.catalogue.parcours}

    def owner(self, entry: str) -> str:
        """« services/visale » → the structure that keeps it; "" for anything else."""
        collection, _, identifier = entry.partition("/")
        service = self.services.get(identifier) if collection == "services" else None
        return service.structure if service is not None else ""

    @cached_property
    def contradictions(self) -> Mapping[str, tuple[Contradiction, ...]]:
        """Those that one of its entries takes part in."""
        return _by_structure(
            (item, {self.owner(item.fiche), self.owner(item.vers)})
            for item in self.survey.catalogue.contradictions
        )

    @cached_property
    def breaks(self) -> Mapping[str, tuple[Rupture, ...]]:
        """Those of its services, of those that they cite, of its pathways and steps."""
        return _by_structure((item, self._concerned(item)) for item in self.ruptures)

    def _concerned(self, item: Rupture) -> set[str]:
        found = {self.owner(item.fiche), self.owner(f"services/{item.vers}")}
        entry = self.pathways.get(item.fiche.removeprefix("parcours/"))
        if item.fiche.startswith("parcours/") and entry is not None:
            found.add(entry.pilote or "")
            if item.rang is not None and not item.lien:
                found |= {actor.structure for actor in entry.etapes[item.rang].acteurs}
        return found

    @cached_property
    def promised(self) -> Mapping[str, tuple[Said, ...]]:
        """The relays that its services say they pass on, to another structure."""
        return _by_structure(
            (link, {self.owner(f"services/{link.source}")}) for link in self._relays
        )

    @cached_property
    def received(self) -> Mapping[str, tuple[Said, ...]]:
        """The relays that another structure's services pass on to its own."""
        return _by_structure(
            (link, {self.owner(f"services/{link.target}")}) for link in self._relays
        )

    @cached_property
    def _relays(self) -> tuple[Said, ...]:
        return tuple(
            link
            for link in said_links(self.survey.catalogue.services)
            if link.kind == HAND_OVER
            and link.target in self.services
            and self.services[link.source].structure != self.services[link.target].structure
        )

    @cached_property
    def steps(self) -> Mapping[str, tuple[Step, ...]]:
        """What it does in the pathways."""
        return _by_structure(
            (
                Step(parcours=entry, rank=rank, etape=step, fait=actor.fait or ""),
                {actor.structure},
            )
            for entry in self.survey.catalogue.parcours
            for rank, step in enumerate(entry.etapes)
            for actor in step.acteurs
        )

    @cached_property
    def confirmed(self) -> Mapping[str, tuple[Manque, ...]]:
        """The gaps that it confirmed."""
        return _by_structure((item, {item.confirme_par}) for item in self.survey.catalogue.manques)

    @cached_property
    def _gaps(self) -> tuple[Mapping[str, Mapping[Lack, Mapping[str, int]]], ...]:
        """The worst first; by great theme, what is missing, and for how many in each territory."""
        ranks: tuple[defaultdict[str, dict[Lack, dict[str, int]]], ...] = tuple(
            defaultdict(dict) for _ in range(4)
        )
        for gap in self.survey.gaps:
            if gap.theme != EVERYTHING:
                rank = 2 * (gap.etat == SERVI_SANS_DEDIE) + (gap.audience != EVERYBODY)
                lack = (gap.etat, gap.theme, gap.audience)
                places = ranks[rank][category_code(gap.theme)].setdefault(lack, {})
                places[gap.area.code] = gap.habitants
        return ranks

    def fillable(self, keeper: Keeper, most: int) -> tuple[Fillable, ...]:
        """What is missing in the needs that it works on, where it works.

        Nothing at all before nothing dedicated, everybody before one audience, then most people.
        """
        services = [service for service, _ in keeper.services]
        themes = sorted({category_code(code) for one in services for code in one.thematiques})
        zones = {code for service in services for code in service.zone_eligibilite}
        areas = self.survey.coverage.reached_from(zones.union(keeper.structure.territoires))
        found: list[Fillable] = []
        for by_theme in self._gaps:
            if len(found) < most:  # what is worse is enough: most structures stop here
                same = [gap for great in themes for gap in _within(by_theme.get(great, {}), areas)]
                found += nsmallest(most - len(found), same, key=_most_people)
        return tuple(found)


def _within(gaps: Mapping[Lack, Mapping[str, int]], areas: frozenset[str]) -> Iterator[Fillable]:
    for lack, places in gaps.items():
        here = places.keys() & areas
        if here:
            people = sum(places[code] for code in here)
            yield Fillable(lack=lack, habitants=people, territoires=len(here))


def _most_people(gap: Fillable) -> tuple[int, Lack]:
    return -gap.habitants, gap.lack


def _by_structure(pairs: Iterable[tuple[T, set[str]]]) -> Mapping[str, tuple[T, ...]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item, structures in pairs:
        for name in sorted(structures - {""}):
            found[name].append(item)
    return {name: tuple(items) for name, items in found.items()}
