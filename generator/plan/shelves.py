"""Plan: every open service sorted once, then shelved by facet, territory and structure.

A shelf holds what the search finds when that facet alone is chosen: `facets.py` has the rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.entries import Service
from generator.freshness import Freshness, is_listed, service_freshness
from generator.model import Catalogue, Term
from generator.plan.cards import make_card, order_key
from generator.plan.coverage import CoverageMap
from generator.plan.facets import FACETS, Facet
from generator.plan.vocabulary import Labels, category_code
from generator.view_parts import Card, CardGroup

Shelf = Mapping[str, tuple[Service, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Services by facet, each in display order; none holds what is ended or withdrawn."""

    cards: Mapping[str, Card]  # every service, ended ones included
    fresh: Mapping[str, Freshness]  # every service but the ended ones
    services: tuple[Service, ...]  # in display order
    by_facet: Mapping[str, Shelf]  # "public" → code → what answers it
    named: Mapping[str, Shelf]  # the same, only what names the code itself
    by_territory: Shelf
    by_crossing: Shelf  # by "territory/great theme"
    by_structure: Shelf  # every service, ended ones included

    @property
    def by_theme(self) -> Shelf:
        """By thématique and by great theme."""
        return self.by_facet["theme"]

    @property
    def identifiers(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Facet → code → what its list shows, in display order."""
        return {
            facet: {code: tuple(service.id for service in found) for code, found in shelf.items()}
            for facet, shelf in self.by_facet.items()
        }

    def crossing(self, territory: str, theme: str) -> tuple[Service, ...]:
        """What covers a territory, even in part, and answers a great theme, in display order."""
        return self.by_crossing.get(f"{territory}/{theme}", ())


def shelve(catalogue: Catalogue, labels: Labels, coverage: CoverageMap, today: date) -> Shelves:
    """The catalogue on a day → its cards and its shelves."""
    fresh = service_freshness(catalogue.services, catalogue.settings.fraicheur, today)
    structures = {structure.id: structure for structure in catalogue.structures}
    cards = {
        service.id: make_card(
            service, structures[service.structure], labels, coverage, fresh.get(service.id)
        )
        for service in catalogue.services
    }
    ordered = tuple(sorted(catalogue.services, key=lambda one: order_key(one, coverage, fresh)))
    open_services = tuple(service for service in ordered if is_listed(service, fresh))
    return Shelves(
        cards=cards,
        fresh=fresh,
        services=open_services,
        by_facet={facet.name: _answers(facet, open_services, labels) for facet in FACETS},
        named={
            facet.name: _shelf(
                (code, service) for service in open_services for code in facet.named(service)
            )
            for facet in FACETS
        },
        by_territory=_shelf(
            (area, service) for service in open_services for area in coverage.reached(service)
        ),
        by_crossing=_shelf(
            (f"{area}/{theme}", service)
            for service in open_services
            for theme in dict.fromkeys(map(category_code, service.thematiques))
            for area in coverage.reached(service)
        ),
        by_structure=_shelf((service.structure, service) for service in ordered),
    )


def group_by_category(
    services: Sequence[Service], labels: Labels, cards: Mapping[str, Card]
) -> tuple[CardGroup, ...]:
    """Services → one group for each great theme, in the order of the three great needs first."""
    shelf = _shelf((category_code(service.thematiques[0]), service) for service in services)
    return tuple(
        CardGroup(
            heading=labels.everyday(labels.terms("categories")[code]),
            anchor=code,
            cards=tuple(cards[service.id] for service in shelf[code]),
            accent=labels.terms("categories")[code].accent,
            icon=labels.terms("categories")[code].icon,
        )
        for code in category_order(labels)
        if code in shelf
    )


def group_by_theme(
    services: Sequence[Service], category: Term, labels: Labels, cards: Mapping[str, Card]
) -> tuple[CardGroup, ...]:
    """Services of one great theme → one group for each of its thématiques."""
    shelf = _shelf((theme, service) for service in services for theme in service.thematiques)
    return tuple(
        CardGroup(
            heading=term.label,
            anchor=term.code,
            cards=tuple(cards[service.id] for service in shelf[term.code]),
            accent=category.accent,
        )
        for term in inner_terms(category, labels)
        if term.code in shelf
    )


def inner_terms(category: Term, labels: Labels) -> tuple[Term, ...]:
    """The thématiques of a great theme."""
    terms = labels.terms("thematiques").values()
    return tuple(term for term in terms if category_code(term.code) == category.code)


def category_order(labels: Labels) -> tuple[str, ...]:
    """The 16 great themes: mobility, housing, employment, then the rest."""
    ranks = {"mobilite": 0, "logement": 1, "emploi": 2, "autre": 3}
    first = ("mobilite", "logement-hebergement", "trouver-un-emploi", "se-former")
    terms = labels.terms("categories")
    return tuple(
        sorted(terms, key=lambda code: (code not in first, ranks[terms[code].accent], code))
    )


def _answers(facet: Facet, services: Sequence[Service], labels: Labels) -> Shelf:
    codes = tuple(facet.terms(labels))
    return _shelf(
        (code, service) for service in services for code in facet.answered(service, codes)
    )


def _shelf(pairs: Iterable[tuple[str, Service]]) -> Shelf:
    shelf: dict[str, dict[str, Service]] = defaultdict(dict)
    for code, service in pairs:
        shelf[code][service.id] = service  # once, even with two sub-themes of one theme
    return {code: tuple(services.values()) for code, services in shelf.items()}
