"""Plan: the shelves → for each served département and EPCI, what reaches it, in part or entirely.

The pages by territory show the same services; here they are told apart to the commune, so that
another program need not know the rule of coverage.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.model import Territory
from generator.plan.coverage import CoverageMap
from generator.plan.shelves import Shelf
from generator.site_plan import TerritoryServices

Zone = frozenset[str]  # codes of today


def territory_services(by_territory: Shelf, coverage: CoverageMap) -> tuple[TerritoryServices, ...]:
    """One for each served département, each followed by its EPCI that were not seen yet."""
    services = {service.id: service for shelf in by_territory.values() for service in shelf}
    zones = {identifier: coverage.zone(service) for identifier, service in services.items()}
    wholes = {identifier: coverage.whole(service) for identifier, service in services.items()}
    found = []
    for area in served_areas(coverage):
        reaching = tuple(service.id for service in by_territory.get(area.code, ()))
        whole = tuple(name for name in reaching if area.code in wholes[name])
        parts = [(name, zones[name]) for name in reaching if area.code not in wholes[name]]
        communes = _beyond(area, parts, coverage) if area.kind == "epci" else {}
        found.append(
            TerritoryServices(area=area, services=reaching, partout=whole, communes=communes)
        )
    return tuple(found)


def served_areas(coverage: CoverageMap) -> Iterator[Territory]:
    """Each served département, followed by its EPCI that were not seen yet."""
    seen: set[str] = set()
    for departement in coverage.departements:
        yield departement
        for epci in coverage.epcis[departement.code]:
            if epci.code not in seen:
                seen.add(epci.code)
                yield epci


def _beyond(
    epci: Territory, parts: Sequence[tuple[str, Zone]], coverage: CoverageMap
) -> Mapping[str, tuple[str, ...]]:
    """Commune of an EPCI → those services, with their zones, that cover it; their order is kept."""
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    for rank, (_, zone) in enumerate(parts):
        for code in zone:
            ranks[code].append(rank)
    found = {}
    for commune in epci.members:
        covering = {rank for code in coverage.covering(commune) for rank in ranks.get(code, ())}
        found[commune] = tuple(parts[rank][0] for rank in sorted(covering))
    return found
