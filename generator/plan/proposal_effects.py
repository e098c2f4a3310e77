"""Plan: two catalogues → what a proposal changes beyond its own entries. Pure.

Each side is counted as the site would count it, without drawing a page; then sets are compared:
communes, cells of the observatory, needs of situations, breaks, contradictions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.contradictions import Contradiction
from generator.entries import Service
from generator.freshness import Freshness, answers
from generator.model import Catalogue, Referentiels, Schemas
from generator.observatory import CoverageTable
from generator.parcours import Rupture
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import make_axes
from generator.plan.coverage_table import cover
from generator.plan.proposal_cells import find_cell_moves, named_audiences
from generator.plan.proposal_reach import Places, ZonePair
from generator.plan.quality import plan_quality
from generator.plan.rupture_ground import make_ground
from generator.plan.ruptures import find_ruptures
from generator.plan.shelves import shelve
from generator.plan.situation_gaps import find_gaps
from generator.plan.situation_solving import Solver
from generator.plan.territory_services import served_areas
from generator.plan.vocabulary import Labels
from generator.proposal import Effects, NeedMove
from generator.quality import Quality, mean_score

Item = TypeVar("Item")
NeedKey = tuple[str, str]  # situation, name of the need


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one side is worth: who is served, what breaks, how good its entries are."""

    services: Mapping[str, Service]
    fresh: Mapping[str, Freshness]
    coverage: CoverageMap
    table: CoverageTable
    needs: Mapping[NeedKey, tuple[str, frozenset[str]]]  # title, communes without answer
    ruptures: tuple[Rupture, ...]
    contradictions: tuple[Contradiction, ...]
    quality: Mapping[str, Quality]

    def zone(self, identifier: str) -> frozenset[str]:
        """The codes where a service may be counted on today; none when it cannot be asked for."""
        service = self.services.get(identifier)
        if service is None or not answers(service, self.fresh):
            return frozenset()
        return self.coverage.zone(service)


def count_side(
    catalogue: Catalogue, schemas: Schemas, referentiels: Referentiels, today: date
) -> Counted:
    """One catalogue → what the observatory would count of it."""
    labels = Labels(schemas)
    coverage = CoverageMap(referentiels, catalogue.settings.territoire.departements)
    shelves = shelve(catalogue, labels, coverage, today)
    trusted = [one for one in shelves.services if answers(one, shelves.fresh)]
    manques = [manque for manque in catalogue.manques if manque.is_open(today)]
    return Counted(
        services={service.id: service for service in catalogue.services},
        fresh=shelves.fresh,
        coverage=coverage,
        table=cover(trusted, manques, make_axes(labels), coverage),
        needs=_needs(catalogue, shelves.services, coverage),
        ruptures=find_ruptures(make_ground(catalogue, coverage, today), catalogue.parcours),
        contradictions=catalogue.contradictions,
        quality=plan_quality(catalogue, schemas, referentiels, today),
    )


def _needs(
    catalogue: Catalogue, services: tuple[Service, ...], coverage: CoverageMap
) -> Mapping[NeedKey, tuple[str, frozenset[str]]]:
    """By situation and need, the served communes where nothing answers."""
    solver = Solver(services, coverage, tuple(served_areas(coverage)))
    solutions = tuple(solver.solve(entry) for entry in catalogue.situations)
    found: dict[NeedKey, tuple[str, frozenset[str]]] = {
        (entry.id, need.nom): (entry.titre, frozenset())
        for entry in catalogue.situations
        for need in entry.besoins
    }
    for gap in find_gaps(solutions, coverage.referentiels):
        key = (gap.situation.id, gap.besoin.nom)
        found[key] = (gap.situation.titre, found[key][1] | frozenset(gap.communes))
    return found


def compare_effects(
    before: Counted, after: Counted, places: Places, labels: Labels, zones: Iterable[ZonePair]
) -> Effects:
    """What one side has and not the other; `zones` are those of each service on both sides."""
    return Effects(
        portee=places.together(zones),
        cellules=find_cell_moves(
            before.table, after.table, labels, named_audiences(_changed(before, after))
        ),
        besoins=tuple(_need_moves(before, after, places)),
        ruptures=_only(after.ruptures, before.ruptures, _break_key),
        ruptures_fermees=_only(before.ruptures, after.ruptures, _break_key),
        contradictions=_only(after.contradictions, before.contradictions, _said_key),
        contradictions_levees=_only(before.contradictions, after.contradictions, _said_key),
        qualite_avant=mean_score(tuple(before.quality.values())),
        qualite_apres=mean_score(tuple(after.quality.values())),
    )


def _changed(before: Counted, after: Counted) -> Iterator[Service]:
    """The services that are not the same, or do not answer in the same places, on both sides."""
    for name in {*before.services, *after.services}:
        pair = before.services.get(name), after.services.get(name)
        if pair[0] != pair[1] or before.zone(name) != after.zone(name):
            yield from filter(None, pair)


def _need_moves(before: Counted, after: Counted, places: Places) -> Iterator[NeedMove]:
    """The needs of both sides that are not answered in the same communes."""
    for key, (title, lacking) in after.needs.items():
        if key in before.needs:
            lacked = before.needs[key][1]
            moved = places.moved(lost=lacking - lacked, gained=lacked - lacking)
            if moved:
                yield NeedMove(situation=key[0], titre=title, besoin=key[1], portee=moved)


def _only(
    these: Sequence[Item], those: Sequence[Item], key: Callable[[Item], object]
) -> tuple[Item, ...]:
    known = {key(item) for item in those}
    return tuple(item for item in these if key(item) not in known)


def _break_key(item: Rupture) -> object:
    return (item.genre, item.fiche, item.lien, item.vers, item.sujet, item.message)


def _said_key(item: Contradiction) -> object:
    field = tuple(part for part in item.champ if isinstance(part, str))
    return (item.code, item.fiche, field, item.vers, item.message)
