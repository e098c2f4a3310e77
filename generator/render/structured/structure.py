"""Render: one structure → a schema.org Organization, governmental when its numbers say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from generator.entries import Lieu, Service, Structure
from generator.model import Term
from generator.render.structured.hours import opening_hours
from generator.render.structured.territories import Territories
from generator.settings import Organisation

Node = Mapping[str, Any]

MAX_DESCRIPTION = 300

# SIREN numbers that begin so are those of public bodies: 1 the State's, 2 local authorities'.
_PUBLIC_SIREN = ("1", "2")
# Networks of which every member is a public body; the mixed ones are left out.
_PUBLIC_NETWORKS = frozenset(
    (
        *("ccas-cias", "communes", "departements", "regions", "france-travail", "pjj", "spip"),
        *("maisons-des-solidarites", "maison-departementale-de-lautonomie", "mdph", "epide"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What every description needs besides its entry."""

    base: str  # the site's address
    vocabularies: Mapping[str, Mapping[str, Term]]
    territories: Territories


def is_public(structure: Structure) -> bool:
    """Whether what the entry says is enough to call the structure a public body."""
    number = structure.siret or structure.siren or ""
    networks = _PUBLIC_NETWORKS.intersection(structure.reseaux_porteurs)
    return number.startswith(_PUBLIC_SIREN) or (not number and bool(networks))


def structure_node(structure: Structure, address: str, around: Around) -> Node:
    """The organisation that a page presents; its `url` is its own site."""
    networks = around.vocabularies["reseaux-porteurs"]
    node: dict[str, Any] = {
        "@type": organisation_type(structure),
        "@id": organisation_id(address),
        "name": structure.nom,
        "alternateName": structure.sigle,
        "description": shorten(structure.description.text, MAX_DESCRIPTION, placeholder="…")
        if structure.description
        else None,
        "url": structure.site_web,
        "mainEntityOfPage": address,
        "identifier": _numbers(structure),
        "telephone": structure.telephone,
        "email": structure.courriel,
        "location": _location(structure),
        "memberOf": [
            {"@type": "Organization", "name": networks[code].label}
            for code in structure.reseaux_porteurs
        ],
        "areaServed": around.territories.areas(structure.territoires),
    }
    return said(node)


def organisation_node(organisation: Organisation) -> Node:
    """The publisher of the site, as the settings present it."""
    node = {
        "@type": "Organization",
        "name": organisation.nom,
        "url": organisation.site_web,
        "email": organisation.courriel,
        "telephone": organisation.telephone,
    }
    return said(node)


def organisation_type(structure: Structure) -> str:
    """The narrowest type that is certain."""
    return "GovernmentOrganization" if is_public(structure) else "Organization"


def organisation_id(address: str) -> str:
    """The IRI of the organisation that a page presents."""
    return f"{address}#structure"


def postal_address(place: Lieu | Service | Structure) -> Node | None:
    """Where a place is, as far as it may be told: the town alone when the address is withheld."""
    withheld = isinstance(place, Lieu) and bool(place.adresse_masquee)
    parts = () if withheld else (place.complement_adresse, place.adresse)
    street = ", ".join(part for part in parts if part)
    if not (street or place.commune):
        return None
    node = {
        "@type": "PostalAddress",
        "streetAddress": street,
        "postalCode": place.code_postal,
        "addressLocality": place.commune,
        "addressCountry": "FR",
    }
    return said(node)


def coordinates(place: Lieu | Service | Structure) -> Node | None:
    """Where a place is on a map; never that of an address that is withheld."""
    if isinstance(place, Lieu) and place.adresse_masquee:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def said(node: Mapping[str, Any]) -> Node:
    """The same without what is not said; a list of one is its item."""
    kept = ((key, value) for key, value in node.items() if value not in (None, "", [], ()))
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in kept
    }


def _numbers(structure: Structure) -> list[Node]:
    pairs = (("SIRET", structure.siret), ("SIREN", structure.siren))
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in pairs
        if value
    ]


def _location(structure: Structure) -> Node | None:
    node = said(
        {
            "@type": "Place",
            "address": postal_address(structure),
            "geo": coordinates(structure),
            "openingHoursSpecification": opening_hours(structure.horaires_accueil),
        }
    )
    return node if len(node) > 1 else None
