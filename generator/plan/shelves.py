"""Plan: every open service sorted once, then shelved by theme, audience, status and territory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.entries import Service
from generator.model import Catalogue
from generator.plan.cards import make_card, order_key
from generator.plan.coverage import CoverageMap
from generator.plan.vocabulary import Labels, category_code
from generator.site_plan import Card, CardGroup

Shelf = Mapping[str, tuple[Service, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Services by facet, each shelf in display order; ended services are on none."""

    cards: Mapping[str, Card]  # every service, ended ones included
    services: tuple[Service, ...]  # in display order
    by_category: Shelf
    by_theme: Shelf
    by_public: Shelf
    by_statut: Shelf
    by_territory: Shelf
    by_structure: Shelf


def shelve(catalogue: Catalogue, labels: Labels, coverage: CoverageMap) -> Shelves:
    """The catalogue → its cards and its shelves."""
    structures = {structure.id: structure for structure in catalogue.structures}
    cards = {
        service.id: make_card(service, structures[service.structure], labels, coverage)
        for service in catalogue.services
    }
    ordered = tuple(sorted(catalogue.services, key=lambda service: order_key(service, coverage)))
    open_services = tuple(service for service in ordered if service.etat != "termine")
    everyone = tuple(code for code in labels.terms("publics") if code != "tous-publics")
    return Shelves(
        cards=cards,
        services=open_services,
        by_category=_shelf(
            (category_code(theme), service)
            for service in open_services
            for theme in service.thematiques
        ),
        by_theme=_shelf(
            (theme, service) for service in open_services for theme in service.thematiques
        ),
        by_public=_shelf(
            (public, service)
            for service in open_services
            for public in _matching_publics(service, everyone)
        ),
        by_statut=_shelf(
            (statut, service) for service in open_services for statut in service.statuts
        ),
        by_territory=_shelf(
            (area, service) for service in open_services for area in coverage.reached(service)
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


def category_order(labels: Labels) -> tuple[str, ...]:
    """The 16 great themes: mobility, housing, employment, then the rest."""
    ranks = {"mobilite": 0, "logement": 1, "emploi": 2, "autre": 3}
    first = ("mobilite", "logement-hebergement", "trouver-un-emploi", "se-former")
    terms = labels.terms("categories")
    return tuple(
        sorted(terms, key=lambda code: (code not in first, ranks[terms[code].accent], code))
    )


def _matching_publics(service: Service, everyone: Sequence[str]) -> tuple[str, ...]:
    """The audiences that a service answers: `tous-publics` answers them all."""
    if "tous-publics" in service.publics:
        return ("tous-publics", *everyone)
    return service.publics


def _shelf(pairs: Iterable[tuple[str, Service]]) -> Shelf:
    shelf: dict[str, dict[str, Service]] = defaultdict(dict)
    for code, service in pairs:
        shelf[code][service.id] = service  # once, even with two sub-themes of one theme
    return {code: tuple(services.values()) for code, services in shelf.items()}
