"""Plan: what it takes to judge links and steps — services by name, zones as bits, the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.entries import Service, Structure
from generator.model import Catalogue
from generator.plan.commune_sets import Communes, CommuneSets
from generator.plan.coverage import CoverageMap
from generator.plan.relation_graph import Said, said_links
from generator.plan.relation_windows import Hole, is_closed
from generator.plan.wording import NBSP, counted, date_text, listed

MAX_NAMED = 3
_STATES = {
    "termine": "un service terminé",
    "suspendu": "un service suspendu",
    "budget-epuise": "un service dont le budget est épuisé",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Communes that are left out: their codes, who lives there, in which départements."""

    communes: tuple[str, ...]
    people: int
    words: str  # "12 communes (Jura)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All the services and structures, and the communes that the site serves."""

    services: Mapping[str, Service]
    structures: Mapping[str, Structure]
    links: tuple[Said, ...]  # those whose target is known
    successors: Mapping[str, str]  # who replaces a service
    coverage: CoverageMap
    communes: CommuneSets
    served: Communes  # those of the départements of the site
    today: date
    _zones: dict[str, Communes] = field(default_factory=dict)
    _missing: dict[Communes, Missing] = field(default_factory=dict)
    _rows: dict[str, tuple[int, str]] = field(default_factory=dict)  # people, département

    def zone(self, identifier: str) -> Communes:
        """The communes that a service covers, of those that the site knows."""
        if identifier not in self._zones:
            codes = self.services[identifier].zone_eligibilite
            self._zones[identifier] = self.communes.held(codes)
        return self._zones[identifier]

    def is_closed(self, identifier: str) -> bool:
        """Whether a service cannot be asked for, today or on a day that is known."""
        return is_closed(self.services[identifier], self.today)

    def missing(self, wanted: Communes, offered: Communes) -> Missing | None:
        """The served communes of `wanted` that `offered` leaves out, if there are any."""
        left = wanted & self.served & ~offered
        if not left:
            return None
        if left not in self._missing:
            self._missing[left] = self._described(self.communes.named(left))
        return self._missing[left]

    def _described(self, codes: tuple[str, ...]) -> Missing:
        referentiels = self.coverage.referentiels
        for code in codes:
            if code not in self._rows:  # a row is read from its line each time
                _, _, departement, _, people, _ = referentiels.communes[code]
                self._rows[code] = people, referentiels.areas[departement].nom
        rows = [self._rows[code] for code in codes]
        inside = listed(tuple(dict.fromkeys(name for _, name in rows)), limit=MAX_NAMED)
        return Missing(
            communes=codes,
            people=sum(people for people, _ in rows),
            words=f"{counted(len(codes), 'commune')} ({inside})",
        )

    def named(self, identifier: str) -> str:
        """A service in quotes, under the name that readers know."""
        return f"«{NBSP}{self.services[identifier].nom}{NBSP}»"

    def closed_words(self, identifier: str) -> str:
        """In which state a closed service is: "un service terminé"."""
        service = self.services[identifier]
        details = service.etat_precisions
        if service.etat in _STATES or details is None or details.jusqu_a is None:
            return _STATES.get(service.etat, "un service fermé")
        return f"un service fermé depuis le {date_text(details.jusqu_a)}"

    def advice_for(self, identifier: str) -> str:
        """What to write instead of a closed service."""
        successor = self.successors.get(identifier)
        if successor and not self.is_closed(successor):
            return f"citez {self.named(successor)}, qui le remplace ({successor})"
        return "citez le service qui prend sa place ; s’il n’y en a pas, retirez cette ligne"


def make_ground(catalogue: Catalogue, coverage: CoverageMap, today: date) -> Ground:
    """The ground of a catalogue, for one day."""
    by_id = {service.id: service for service in catalogue.services}
    links = tuple(link for link in said_links(catalogue.services) if link.target in by_id)
    communes = CommuneSets(coverage)
    return Ground(
        services=by_id,
        structures={structure.id: structure for structure in catalogue.structures},
        links=links,
        successors={link.target: link.source for link in links if link.kind == "remplace"},
        coverage=coverage,
        communes=communes,
        served=communes.held(area.code for area in coverage.departements),
        today=today,
    )


def hole_words(hole: Hole) -> str:
    """Du 1er au 30 juin, à partir du 1er juin."""
    if hole.last is None:
        return f"à partir du {date_text(hole.first)}"
    return f"du {date_text(hole.first)} au {date_text(hole.last)}"
