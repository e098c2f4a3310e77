"""Plan: the zone of a service → the territories that it serves.

A service covers a place because its `zone_eligibilite` holds it, its EPCI, its département, its
région or France; never because of where its provider sits. `theme/assets/js/lib/coverage.js` holds
the same rule, and `tests/fixtures/couverture.json` tests both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.entries import Service
from generator.model import Referentiels, Territory

# From the nearest to the widest: the order of results.
SCOPES = ("commune", "epci", "departement", "region", "pays")

Level = tuple[int, str]  # rank in SCOPES, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How a zone reaches a place."""

    code: str  # of the widest territory that it takes to hold the place; its own when inside
    distance: int  # levels between the place and that territory: 0 the place itself
    part: bool  # only a part of the place is covered


class CoverageMap:
    """The served départements, their EPCI and communes, and which services reach each."""

    def __init__(self, referentiels: Referentiels, departements: Iterable[str]) -> None:
        self.referentiels = referentiels
        self.departements = tuple(
            area
            for code in departements
            if (area := referentiels.territory(code)) is not None and area.kind == "departement"
        )
        self._chains: dict[str, tuple[Level, ...]] = {}
        self._wholes: dict[frozenset[str], frozenset[str]] = {}

    @cached_property
    def communes(self) -> Mapping[str, tuple[str, ...]]:
        """By département, its communes' codes."""
        return {area.code: self.referentiels.communes_of(area.code) for area in self.departements}

    @cached_property
    def epcis(self) -> Mapping[str, tuple[Territory, ...]]:
        """By département, the EPCI that have a commune in it, sorted by name."""
        found = {}
        for departement, communes in self.communes.items():
            codes = {self.referentiels.communes[code][1] for code in communes} - {""}
            areas = (self.referentiels.areas[code] for code in codes)
            found[departement] = tuple(sorted(areas, key=lambda area: (area.nom, area.code)))
        return found

    @cached_property
    def pages(self) -> frozenset[str]:
        """The codes of the EPCI and départements that have a page."""
        epcis = (area.code for areas in self.epcis.values() for area in areas)
        return frozenset((*(area.code for area in self.departements), *epcis))

    @cached_property
    def _reached_by(self) -> Mapping[str, frozenset[str]]:
        """By code that a zone may hold, the served EPCI and départements that it reaches."""
        reach: dict[str, set[str]] = {}
        for area in self.pages:
            for commune in self.referentiels.communes_of(area):
                for _, above in self._chain(commune):
                    reach.setdefault(above, set()).add(area)
        return {code: frozenset(areas) for code, areas in reach.items()}

    def reached(self, service: Service) -> frozenset[str]:
        """The served EPCI and départements of which a service covers at least a part."""
        return self.reached_from(service.zone_eligibilite)

    def reached_from(self, zone: Iterable[str]) -> frozenset[str]:
        """The same, of the codes of a zone."""
        areas = (self._reached_by.get(code, frozenset()) for code in self.today(zone))
        return frozenset().union(*areas)

    def whole(self, service: Service) -> frozenset[str]:
        """The served EPCI and départements that a service covers entirely."""
        zone = self.zone(service)
        if zone not in self._wholes:
            self._wholes[zone] = frozenset(
                area for area in self.reached(service) if self._holds(zone, area)
            )
        return self._wholes[zone]

    def _holds(self, zone: frozenset[str], area: str) -> bool:
        """Whether a zone holds every commune of an area."""
        if "france" in zone or area in zone:
            return True
        members = self.referentiels.communes_of(area)
        return all(any(code in zone for _, code in self._chain(commune)) for commune in members)

    def reach(self, zone: Iterable[str], place: str) -> Reach | None:
        """How a zone reaches a place of any kind: each of its communes by what is nearest to it."""
        held = self.today(zone)
        area = self.referentiels.territory(next(iter(self.today((place,)))))
        if area is None:
            return None
        nearest = [
            next((level for level in self._chain(commune) if level[1] in held), None)
            for commune in area.members or (area.code,)
        ]
        found = [level for level in nearest if level is not None]
        if not found:
            return None
        widest = max(rank for rank, _ in found)
        beyond = widest - SCOPES.index(area.kind)
        if len(found) < len(nearest) or beyond <= 0:
            return Reach(code=area.code, distance=0, part=len(found) < len(nearest))
        code = min(code for rank, code in found if rank == widest)
        return Reach(code=code, distance=beyond, part=False)

    def covering(self, commune: str) -> tuple[str, ...]:
        """The codes of which a zone must hold one to cover a commune, the nearest first."""
        return tuple(code for _, code in self._chain(commune))

    def _chain(self, code: str) -> tuple[Level, ...]:
        """A commune, or a territory without communes, and what holds it."""
        if code not in self._chains:
            area = self.referentiels.territory(code)
            codes = dict.fromkeys((code, *(area.parents if area else ()), "france"))
            kinds = ((above, self.referentiels.territory(above)) for above in codes)
            self._chains[code] = tuple(
                (SCOPES.index(area.kind), above) for above, area in kinds if area is not None
            )
        return self._chains[code]

    def zone(self, service: Service) -> frozenset[str]:
        """The codes of a service's zone, former communes replaced by those of today."""
        return self.today(service.zone_eligibilite)

    def today(self, codes: Iterable[str]) -> frozenset[str]:
        """The same codes, those of former communes and arrondissements replaced."""
        former = self.referentiels.former_communes
        return frozenset(former.get(code, code) for code in codes)

    def scope(self, service: Service) -> int:
        """Rank of the widest territory that a service covers: 0 commune … 4 France."""
        kinds = (self.referentiels.territory(code) for code in self.zone(service))
        return max((SCOPES.index(area.kind) for area in kinds if area is not None), default=4)

    def names(self, service: Service) -> tuple[Territory, ...]:
        """The territories of a service's zone, in the order of the entry, as of today."""
        former = self.referentiels.former_communes
        areas = (
            self.referentiels.territory(former.get(code, code)) for code in service.zone_eligibilite
        )
        return tuple(area for area in areas if area is not None)
