"""Parse: HSDS locations → our address fields, and the places of a service."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.parse.imports.hsds_hours import USED, opening_hours
from generator.parse.imports.hsds_reading import NO_EQUIVALENT, ONE_ONLY, Reading
from generator.parse.imports.hsds_texts import CLOSED_ON_HOLIDAYS
from generator.parse.imports.values import is_nothing, read_number, read_prose, read_word

COMMUNE_CODE = "INSEE-COG"
COUNTRY = "FR"
_PARTS = {
    "address_1": "adresse",
    "address_2": "complement_adresse",
    "postal_code": "code_postal",
    "city": "commune",
}
# Of an address, what our reference data knows better from the commune.
_OF_FRANCE = ("region", "state_province", "country")
_NAMES = ("id", "location_id", "address_type")
_IDENTIFIERS = ("id", "location_type", "organization_id")

Row = Mapping[str, Any]


def place_fields(location: Row, parent: Reading, key: str) -> dict[str, Any]:
    """A location → `adresse`, `commune`, `horaires_accueil`…; `parent` says what is lost."""
    reading = Reading(parent.origin, location)
    reading.ignore(*_IDENTIFIERS)
    reading.keep("nom", "name", read_prose)
    for name in ("latitude", "longitude"):
        reading.keep(name, name, read_number)
    if reading.row.get("external_identifier_type") == COMMUNE_CODE:
        reading.ignore("external_identifier_type")
        reading.keep("code_insee", "external_identifier")
    _address(reading)
    if reading.get("x_adresse_masquee") is True:
        reading.data["adresse_masquee"] = True
    hours(reading)
    phone = reading.phone()
    if phone:
        reading.data["telephone"] = phone
    pages = [row["url"] for row in reading.leaves("accessibility") if row.get("url")]
    if pages:
        reading.data["accessibilite_lieu"] = pages[0]
    for row in reading.leaves("accessibility"):
        for name in ("description", "details"):
            if not is_nothing(row.get(name)):
                reading.lost(f"accessibility.{name}", row[name], NO_EQUIVALENT)
    fields = reading.finish()
    for remark in reading.remarks:
        parent.remark(remark.kind, f"{key}.{remark.field}", remark.value, remark.reason)
    return fields


def hours(reading: Reading) -> None:
    """The schedules of an object → its `horaires_accueil`."""
    schedules = reading.leaves("schedules")
    if not schedules:
        return
    text, why = opening_hours(schedules)
    if text is None:
        for row in schedules:
            reading.lost("schedules", dict(row), why)
        return
    reading.data["horaires_accueil"] = text
    for row in schedules:
        for name, value in row.items():
            known = name in USED or (name == "description" and value == text)
            if not known and value != CLOSED_ON_HOLIDAYS and not is_nothing(value):
                reading.lost(f"schedules.{name}", value, NO_EQUIVALENT)


def _address(reading: Reading) -> None:
    """The physical address, whole or, from our own export, what is known of it."""
    ours = reading.get("x_adresse")
    for name, value in ours.items() if isinstance(ours, Mapping) else ():
        if name in _PARTS.values() and isinstance(value, str):
            reading.data[name] = value
    rows = reading.leaves("addresses")
    taken = next((row for row in rows if row.get("address_type") != "postal"), None)
    for row in rows:
        if row is not taken:
            reading.lost("addresses", dict(row), ONE_ONLY)
    for theirs, value in taken.items() if taken is not None else ():
        in_france = str(taken.get("country")).upper() == COUNTRY if taken else False
        if is_nothing(value) or theirs in _NAMES or (theirs in _OF_FRANCE and in_france):
            continue
        if theirs not in _PARTS:
            reading.lost(f"addresses.{theirs}", value, NO_EQUIVALENT)
            continue
        kept, why = (read_word if theirs == "postal_code" else read_prose)(value)
        if not kept:
            reading.lost(f"addresses.{theirs}", value, why)
        else:
            reading.data[_PARTS[theirs]] = kept


def service_places(service: Reading, desk: Row | None) -> list[str]:
    """The places of a service → its own address or its `lieux`; how one is received there.

    `desk` is the location that the entry of the structure has taken: a service that tells no other
    is received there, and our entries need not say it again.
    """
    links = service.leaves("service_at_locations")
    modes: list[str] = []
    places: list[tuple[Row, Row]] = []
    at_desk: list[tuple[Row, Row]] = []
    for link in links:
        location = link.get("location")
        if not isinstance(location, Mapping):
            service.lost("service_at_locations", dict(link), "ce lieu n’est décrit nulle part")
        elif location.get("location_type") == "virtual":
            modes.append("a-distance")
            _virtual(service, location)
        elif location.get("location_type") == "postal":
            service.lost(
                "service_at_locations", dict(location), "une adresse postale n’est pas un lieu"
            )
        else:
            modes.append("en-presentiel")
            same = desk is not None and location.get("id") == desk.get("id")
            (at_desk if same else places).append((link, location))
    if places:
        places = [*places, *at_desk]
    fields = [_delivered(link, location, service) for link, location in places]
    _lay_out(service, [one for one in fields if one])
    return list(dict.fromkeys(modes))


def _virtual(service: Reading, location: Row) -> None:
    """The address of a virtual place is where one applies, unless that is said elsewhere."""
    address = read_word(location.get("url"))[0] if location.get("url") else None
    if address is not None and service.data.setdefault("lien_mobilisation", address) != address:
        service.lost("location.url", address, ONE_ONLY)


def _delivered(link: Row, location: Row, service: Reading) -> dict[str, Any]:
    """One place, with what is true of the service there."""
    fields = place_fields(location, service, "location")
    reading = Reading(service.origin, link)
    reading.ignore("id", "service_id", "location_id", "location")
    hours(reading)
    phone = reading.phone()
    if phone:
        reading.data["telephone"] = phone
    reading.finish()
    for remark in reading.remarks:
        service.remark(
            remark.kind, f"service_at_locations.{remark.field}", remark.value, remark.reason
        )
    return {**fields, **reading.data}


_OWN = frozenset((*_PARTS.values(), "code_insee", "latitude", "longitude"))


def _lay_out(service: Reading, places: Sequence[Mapping[str, Any]]) -> None:
    """The first place that says only an address is the service's own; others are `lieux`."""
    rest: list[dict[str, Any]] = []
    for place in places:
        own = not rest and not (_OWN & set(service.data)) and set(place) <= _OWN
        if own and ("adresse" in place or "commune" in place or "code_insee" in place):
            service.data |= place
        else:
            rest.append(dict(place))
    if rest:
        service.data["lieux"] = rest
