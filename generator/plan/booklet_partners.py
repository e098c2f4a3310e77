"""Plan: the services of a booklet → its map of partners: who, for what, and who comes next.

A partner hands people over to another when one of its services says so: `passe_le_relais_a`, or a
`prerequis` read from the other end. A step of a pathway that names structures says it as well.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.booklet_view import BookletPartner, BookletWay, Handover
from generator.characters import fold
from generator.entries import Service, Structure
from generator.parcours import Parcours
from generator.plan.booklet_entries import ways
from generator.plan.relation_graph import AFTER, neighbours
from generator.plan.steps import moments
from generator.plan.vocabulary import Labels, category_code
from generator.plan.wording import listed

MAX_PARTNERS = 60
MAX_SERVICES = 3  # named for one handover


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """Those that the map shows, and the names of the others, in the order of the alphabet."""

    shown: tuple[BookletPartner, ...]
    others: tuple[str, ...]
    hands_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerMap:
    """What is needed to tell who hands over to whom, on any territory."""

    structures: Mapping[str, Structure]
    services: Mapping[str, Service]
    labels: Labels
    onward: Mapping[str, tuple[str, ...]]  # service → the services that come next

    def partners(
        self,
        services: Sequence[Service],
        pathways: Iterable[Parcours] = (),
        present: Iterable[str] = (),
    ) -> Partners:
        """The partners of some services and those `present`.

        Where some hand over, those alone are shown; else those of whom there is more to tell than
        a name. Those with most services come first.
        """
        here = {service.id for service in services}
        counts = Counter(service.structure for service in services)
        counts.update({code: 0 for code in present if code in self.structures})
        links = _step_links(pathways, counts)
        needs: dict[str, dict[str, None]] = defaultdict(dict)
        for service in services:
            needs[service.structure][category_code(service.thematiques[0])] = None
            for code in self.onward.get(service.id, ()):
                target = self.services[code]
                if code in here and target.structure != service.structure:
                    links[service.structure][target.structure][service.nom] = None
        told = links or [code for code in counts if code in needs or any(self._ways(code))]
        order = sorted(told, key=lambda code: (-counts[code], fold(self._name(code))))
        left = {*counts, *order[MAX_PARTNERS:]}.difference(order[:MAX_PARTNERS])
        terms = self.labels.terms("categories")
        shown = tuple(
            BookletPartner(
                nom=self._name(code),
                ways=tuple(self._ways(code)),
                needs=tuple(self.labels.everyday(terms[need]) for need in needs.get(code, ())),
                count=counts[code],
                handovers=self._handovers(links.get(code, {})),
            )
            for code in order[:MAX_PARTNERS]
        )
        names = sorted(map(self._name, left), key=fold)
        return Partners(shown=shown, others=tuple(names), hands_over=bool(links))

    def _name(self, code: str) -> str:
        return self.structures[code].nom

    def _ways(self, code: str) -> Iterator[BookletWay]:
        entry = self.structures[code]
        return ways(entry.telephone, entry.courriel, entry.site_web)

    def _handovers(self, targets: Mapping[str, Mapping[str, None]]) -> tuple[Handover, ...]:
        """To whom, by which services, in the order of the alphabet."""
        return tuple(
            Handover(partner=self._name(code), services=listed(tuple(by), limit=MAX_SERVICES))
            for code, by in sorted(targets.items(), key=lambda item: fold(self._name(item[0])))
        )


def onward_services(services: Sequence[Service]) -> Mapping[str, tuple[str, ...]]:
    """Service → those that come next, whichever of the two entries says so."""
    return {
        code: tuple(item.id for item in around if item.slot == AFTER)
        for code, around in neighbours(services).items()
    }


def _step_links(
    pathways: Iterable[Parcours], present: Iterable[str]
) -> dict[str, dict[str, dict[str, None]]]:
    """Structure → structure → the pathways in which the second one comes next."""
    here = set(present)
    links: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for entry in pathways:
        teams = [
            {actor.structure for _, step in together for actor in step.acteurs} & here
            for together in moments(entry)
        ]
        for before, after in pairwise(team for team in teams if team):
            for source in before - after:
                for target in after - before:
                    links[source][target][entry.nom] = None
    return links
