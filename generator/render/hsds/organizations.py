"""Render: one structure → an HSDS organisation, with its location when it tells a place."""

from typing import Any

from generator.entries import Lieu, Structure
from generator.published import published
from generator.render.hsds.addresses import physical_location
from generator.render.hsds.frame import Frame
from generator.render.hsds.identifiers import part_of
from generator.render.hsds.phones import phones
from generator.render.hsds.schedules import schedules
from generator.render.hsds.taxonomies import OF_STRUCTURES
from generator.render.hsds.uris import uri

# HSDS wants a description of each organisation; this says that there is none.
NO_DESCRIPTION = "Description non renseignée."

Row = dict[str, Any]


def organization(structure: Structure, frame: Frame) -> Row:
    """An organisation with all that is its own, places included."""
    owner = frame.organization_id(structure.id)
    place = organization_location(structure, frame)
    row = {
        "id": owner,
        "name": structure.nom,
        "alternate_name": structure.sigle,
        "description": structure.description.source if structure.description else NO_DESCRIPTION,
        "email": structure.courriel,
        "website": uri(structure.site_web) if structure.site_web else None,
        "uri": frame.page("structures", structure.id),
        "contacts": _contacts(owner, structure),
        "phones": phones(owner, "organization_id", structure.telephone),
        "locations": [place] if place else [],
        "organization_identifiers": _identifiers(owner, structure),
        "attributes": frame.taxonomies.attributes(owner, "organization", structure, OF_STRUCTURES),
        **frame.own_terms("structures", structure),
        "x_date_maj": structure.date_maj.isoformat(),
        "x_territoires": list(structure.territoires),
        "x_sources": [published(source) for source in structure.sources],
        "x_provenance": published(structure.provenance) if structure.provenance else None,
    }
    return {key: value for key, value in row.items() if value not in (None, [])}


def organization_location(structure: Structure, frame: Frame) -> Row | None:
    """Where the structure is, and when it receives; None when it does not say."""
    place = Lieu(
        adresse=structure.adresse,
        complement_adresse=structure.complement_adresse,
        code_postal=structure.code_postal,
        commune=structure.commune,
        code_insee=structure.code_insee,
        latitude=structure.latitude,
        longitude=structure.longitude,
        accessibilite_lieu=structure.accessibilite_lieu,
    )
    if place == Lieu() and not structure.horaires_accueil:
        return None
    owner = frame.organization_id(structure.id)
    row = physical_location(owner, place, frame.gazetteer)
    hours = schedules(
        row["id"], "location_id", structure.horaires_accueil, structure.code_insee or ""
    )
    return row | {"organization_id": owner} | ({"schedules": hours} if hours else {})


def _contacts(owner: str, structure: Structure) -> list[Row]:
    """A function and a generic address, never a person."""
    referent = structure.referent
    if referent is None:
        return []
    contact = {"id": part_of(owner, "contacts", referent.role), "organization_id": owner}
    mail = {"email": referent.courriel} if referent.courriel else {}
    return [contact | {"title": referent.role} | mail]


def _identifiers(owner: str, structure: Structure) -> list[Row]:
    """SIRET and SIREN. Their code in org-id.guide is not given: none is registered for them."""
    known = (("SIRET", structure.siret), ("SIREN", structure.siren))
    return [
        {
            "id": part_of(owner, "organization_identifiers", kind),
            "organization_id": owner,
            "identifier_type": kind,
            "identifier": number,
        }
        for kind, number in known
        if number
    ]
