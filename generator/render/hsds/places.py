"""Render: where a service is given → its HSDS locations, and the links that tie them to it.

The same rule as on the pages: its own address unless one of its places says it already, then its
places; a service that receives people and tells no place is received at its structure's.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.entries import Lieu, Service, Structure
from generator.render.hsds.addresses import physical_location
from generator.render.hsds.frame import Frame
from generator.render.hsds.identifiers import part_of
from generator.render.hsds.organizations import organization_location
from generator.render.hsds.phones import phones
from generator.render.hsds.schedules import schedules
from generator.render.hsds.uris import uri

Row = dict[str, Any]


class Place(NamedTuple):
    """One location and the link that says that the service is given there."""

    link: Row
    location: Row
    shared: bool  # the organisation's: published with it


def service_places(entry: Service, structure: Structure, frame: Frame) -> Iterator[Place]:
    """Every place of a service, those to visit first."""
    owner = frame.service_id(entry.id)
    own = [] if _told_by_a_place(entry) else [_own_place(entry)]
    seen: dict[str, int] = {}
    for place in (*own, *entry.lieux):
        location = physical_location(owner, place, frame.gazetteer)
        twin = seen.get(location["id"], 0)
        seen[location["id"]] = twin + 1
        if twin:  # two places that say the same of themselves, as withheld ones may
            location = physical_location(owner, place, frame.gazetteer, twin)
        yield Place(_link(owner, location, place), location, shared=False)
    if not seen and "en-presentiel" in entry.modes_accueil:
        desk = organization_location(structure, frame)
        if desk is not None:
            yield Place(_link(owner, desk, Lieu()), desk, shared=True)
    if "a-distance" in entry.modes_accueil:
        remote = _remote(owner, entry)
        yield Place(_link(owner, remote, Lieu()), remote, shared=False)


def _told_by_a_place(entry: Service) -> bool:
    said = {(place.adresse, place.commune) for place in entry.lieux}
    known = entry.adresse or entry.commune or entry.code_insee
    return not known or (entry.adresse, entry.commune) in said


def _own_place(entry: Service) -> Lieu:
    return Lieu(
        adresse=entry.adresse,
        complement_adresse=entry.complement_adresse,
        code_postal=entry.code_postal,
        commune=entry.commune,
        code_insee=entry.code_insee,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )


def _remote(owner: str, entry: Service) -> Row:
    row: Row = {"id": part_of(owner, "locations", "a-distance"), "location_type": "virtual"}
    return row | ({"url": uri(entry.lien_mobilisation)} if entry.lien_mobilisation else {})


def _link(owner: str, location: Row, place: Lieu) -> Row:
    identifier = part_of(owner, "service_at_locations", location["id"])
    row: Row = {"id": identifier, "service_id": owner, "location_id": location["id"]}
    key = "service_at_location_id"
    calls = phones(identifier, key, place.telephone)
    hours = schedules(identifier, key, place.horaires_accueil, place.code_insee or "")
    return row | ({"phones": calls} if calls else {}) | ({"schedules": hours} if hours else {})
