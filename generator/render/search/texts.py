"""Render: the services of the site → their order, and the words that each field holds of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import chain

from generator.entries import Service, Structure
from generator.freshness import is_listed, sunk
from generator.model import Referentiels
from generator.render import french
from generator.render.search.postings import FIELDS, Texts
from generator.site_plan import SitePlan

_FRANCE = 4
_COMMUNE_LENGTH = 5
# Days since a service was last checked: recent, of the year, old.
_AGES = (183, 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The services that can be found, in the order in which they are shown when all else is equal.

    Open before out of date before suspended, local before national, then the last checked, then by
    name: so a document's number is the last tie-break, and what sinks is told by two numbers.
    """

    services: tuple[Service, ...]
    zones: tuple[tuple[str, ...], ...]  # of each service, former communes replaced
    stale_from: int  # from this number on, services are out of date or closed
    closed_from: int
    ages: tuple[tuple[int, int], ...]  # from this number on, services are of this age

    @property
    def count(self) -> int:
        """How many documents."""
        return len(self.services)


def number_services(plan: SitePlan) -> Numbering:
    """Every service that is neither over nor withdrawn, numbered."""
    former = plan.referentiels.former_communes

    def key(pair: tuple[Service, tuple[str, ...]]) -> tuple[int, int, int, str, str]:
        service, zone = pair
        scope = max(map(level_of, zone), default=_FRANCE)
        fresh = -checked_on(service).toordinal()
        sinks = sunk(service, plan.freshness)
        return (sinks, scope, fresh, service.nom.casefold(), service.id)

    alive = (
        (service, tuple(dict.fromkeys(former.get(code, code) for code in service.zone_eligibilite)))
        for service in plan.catalogue.services
        if is_listed(service, plan.freshness)
    )
    pairs = sorted(alive, key=key)
    services = tuple(service for service, _ in pairs)
    ages: list[tuple[int, int]] = []
    for document, service in enumerate(services):
        age = _age(service, plan.today)
        if not ages or ages[-1][1] != age:
            ages.append((document, age))
    sinks = [sunk(service, plan.freshness) for service in services]
    return Numbering(
        services=services,
        zones=tuple(zone for _, zone in pairs),
        stale_from=sinks.count(0),
        closed_from=len(services) - sinks.count(2),
        ages=tuple(ages),
    )


def checked_on(service: Service) -> date:
    """The day on which a service was last known to be true."""
    return service.verification.le if service.verification else service.date_maj


def level_of(code: str) -> int:
    """What a code is, by its look: 0 commune, 1 EPCI, 2 département, 3 région, 4 France."""
    if code == "france":
        return _FRANCE
    if code.startswith("region-"):
        return 3
    if len(code) > _COMMUNE_LENGTH:
        return 1
    return 0 if len(code) == _COMMUNE_LENGTH else 2


def read_texts(numbering: Numbering, plan: SitePlan) -> Iterator[Texts]:
    """For each document, the folded words of each field, stop words included."""
    structures = {structure.id: structure for structure in plan.catalogue.structures}
    reader = _Reader(plan)
    for service, zone in zip(numbering.services, numbering.zones, strict=True):
        yield reader.texts(service, structures[service.structure], zone)


class _Words(dict[str, tuple[str, ...]]):
    """What stands between two spaces → its folded words: no word holds a space."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        self[token] = found = tuple(french.words(token))
        return found


class _Reader:
    """Reads the fields of a service; what comes again and again is cut into words once."""

    def __init__(self, plan: SitePlan) -> None:
        self.vocabularies = plan.schemas.vocabularies
        self.known = _Words()
        self.same = cache(self.words)
        self.area = cache(partial(_area_name, plan.referentiels))

    def words(self, *parts: str | None) -> list[str]:
        """The folded words of some texts, in order."""
        tokens = "\n".join(part for part in parts if part).split()
        return list(chain.from_iterable(map(self.known.__getitem__, tokens)))

    def texts(self, service: Service, structure: Structure, zone: Iterable[str]) -> Texts:
        """In the order of `FIELDS`."""
        description = service.description.text if service.description else None
        fields = {
            "nom": self.words(service.nom),
            "mots_cles": self.words(*service.mots_cles),
            "resume": self.words(service.resume),
            "sujets": self._subjects(service),
            "structure": self.same(structure.nom, structure.sigle),
            "lieux": self._places(service, structure, zone),
            "texte": self.words(
                description,
                service.publics_precisions,
                service.conditions_acces,
                service.frais_precisions,
            ),
        }
        return tuple(fields[field] for field in FIELDS)

    def _subjects(self, service: Service) -> list[str]:
        """The labels, official and everyday, of the themes, audiences and situations."""
        codes = (
            ("categories", dict.fromkeys(code.partition("--")[0] for code in service.thematiques)),
            ("thematiques", service.thematiques),
            ("publics", (code for code in service.publics if code != "tous-publics")),
            ("statuts", service.statuts),
        )
        found: list[str] = []
        for vocabulary, chosen in codes:
            for code in chosen:
                term = self.vocabularies[vocabulary][code]
                for label in dict.fromkeys((term.label, term.everyday)):
                    found += self.same(label)
        return found

    def _places(self, service: Service, structure: Structure, zone: Iterable[str]) -> list[str]:
        """The names of where the service is given and of the territories it covers."""
        places = (service.commune, *(lieu.commune for lieu in service.lieux), structure.commune)
        names = dict.fromkeys((*places, *map(self.area, zone)))
        return [word for name in names for word in self.same(name)]


def _area_name(referentiels: Referentiels, code: str) -> str:
    area = referentiels.territory(code)
    return area.nom if area is not None and area.kind != "pays" else ""


def _age(service: Service, today: date) -> int:
    days = (today - checked_on(service)).days
    return sum(days > limit for limit in _AGES)
