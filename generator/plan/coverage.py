"""Plan: the zone of a service → the territories that it serves.

A service covers a place because its `zone_eligibilite` holds it, its EPCI, its département, its
région or France; never because of where its provider sits.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.entries import Service
from generator.model import Referentiels, Territory

# From the nearest to the widest: the order of results.
SCOPES = ("commune", "epci", "departement", "region", "pays")


class CoverageMap:
    """The served départements, their EPCI and communes, and which services reach each."""

    def __init__(self, referentiels: Referentiels, departements: Iterable[str]) -> None:
        self.referentiels = referentiels
        self.departements = tuple(
            area
            for code in departements
            if (area := referentiels.territory(code)) is not None and area.kind == "departement"
        )

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
        for departement, communes in self.communes.items():
            for code in communes:
                _, epci, _, region, _, _ = self.referentiels.communes[code]
                served = {departement, epci} - {""}
                for above in (code, epci, departement, f"region-{region}", "france"):
                    reach.setdefault(above, set()).update(served)
        return {code: frozenset(areas) for code, areas in reach.items()}

    def reached(self, service: Service) -> frozenset[str]:
        """The served EPCI and départements of which a service covers at least a part."""
        areas = (self._reached_by.get(code, frozenset()) for code in self.zone(service))
        return frozenset().union(*areas)

    def zone(self, service: Service) -> frozenset[str]:
        """The codes of a service's zone, former communes replaced by those of today."""
        former = self.referentiels.former_communes
        return frozenset(former.get(code, code) for code in service.zone_eligibilite)

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
