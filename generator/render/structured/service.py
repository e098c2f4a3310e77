"""Render: one service → a schema.org Service, governmental when a public body provides it."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.entries import Lieu, Service, Structure
from generator.model import Term
from generator.render.structured.hours import opening_hours
from generator.render.structured.structure import (
    Around,
    coordinates,
    is_public,
    organisation_id,
    organisation_type,
    postal_address,
    said,
)

Node = Mapping[str, Any]
Vocabularies = Mapping[str, Mapping[str, Term]]


def service_node(service: Service, structure: Structure, address: str, around: Around) -> Node:
    """What the page of a service says, in the words of schema.org."""
    themes = around.vocabularies["thematiques"]
    node: dict[str, Any] = {
        "@type": "GovernmentService" if is_public(structure) else "Service",
        "@id": f"{address}#service",
        "name": service.nom,
        "description": service.resume,
        "url": address,
        "serviceType": [themes[code].label for code in service.thematiques],
        "provider": {
            "@type": organisation_type(structure),
            "@id": organisation_id(f"{around.base}structures/{structure.id}.html"),
            "name": structure.nom,
        },
        "areaServed": around.territories.areas(service.zone_eligibilite),
        "audience": _audience(service, around.vocabularies),
        "availableChannel": _channel(service),
        "hoursAvailable": opening_hours(service.horaires_accueil),
        "offers": _offer(service),
    }
    return said(node)


def _audience(service: Service, vocabularies: Vocabularies) -> Node | None:
    """Whom the entry names; ages only when each person must have them."""
    groups = (("statuts", service.statuts), ("publics", service.publics))
    names = [vocabularies[name][code].label for name, codes in groups for code in codes]
    ages = _ages(service)
    if not (names or ages):
        return None
    audience = {"@type": "PeopleAudience" if ages else "Audience", "audienceType": names}
    return said(audience | ages)


def _ages(service: Service) -> dict[str, int]:
    rules: Any = service.eligibilite or {}
    ages = [rule["age"] for rule in rules.get("toutes", ()) if "age" in rule]
    least = [age["min"] for age in ages if "min" in age]
    most = [age["max"] for age in ages if "max" in age]
    found = {}
    if least:
        found["requiredMinAge"] = max(least)
    if most:
        found["requiredMaxAge"] = min(most)
    return found


def _channel(service: Service) -> Node | None:
    """The ways to ask: address, telephone, places, languages."""
    node = said(
        {
            "@type": "ServiceChannel",
            "serviceUrl": service.lien_mobilisation,
            "servicePhone": {"@type": "ContactPoint", "telephone": service.telephone}
            if service.telephone
            else None,
            "serviceLocation": list(_places(service)),
            "availableLanguage": list(service.langues),
        }
    )
    return node if len(node) > 1 else None


def _places(service: Service) -> Iterator[Node]:
    """The service's own address, unless one of its places says it already, then those."""
    elsewhere = {(place.adresse, place.commune) for place in service.lieux}
    own = () if (service.adresse, service.commune) in elsewhere else (service,)
    for place in (*own, *service.lieux):
        known = isinstance(place, Lieu)
        node = said(
            {
                "@type": "Place",
                "name": place.nom if known else None,
                "address": postal_address(place),
                "geo": coordinates(place),
                "telephone": place.telephone if known else None,
                "openingHoursSpecification": opening_hours(place.horaires_accueil)
                if known
                else None,
            }
        )
        if len(node) > 1:
            yield node


def _offer(service: Service) -> Node | None:
    """A price only when the entry says one: free, or a sum in euros that the person pays."""
    price = _price(service)
    if price is None:
        return None
    return {"@type": "Offer", "price": price, "priceCurrency": "EUR"}


def _price(service: Service) -> float | int | None:
    paid = service.montant
    if paid is not None and paid.sens == "paye":
        once = paid.unite == "€" and paid.periodicite in (None, "ponctuelle")
        return paid.max if once and paid.min == paid.max else None
    return 0 if service.frais == "gratuit" and (paid is None or paid.sens == "recu") else None
