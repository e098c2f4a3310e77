"""Parse: services and organisations of HSDS (Open Referral) → entries of ours.

What our own export says comes back as it was; another directory's terms are kept where ours mean
the same, and every other one is reported. Codes that we do not have are never guessed from words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.characters import is_identifier
from generator.parse.imports import (
    Imported,
    ImportedEntry,
    Origin,
    Remark,
    SetAside,
)
from generator.parse.imports import hsds_fields as fields
from generator.parse.imports.hsds_join import Found, Joined, join
from generator.parse.imports.hsds_places import hours, place_fields, service_places
from generator.parse.imports.hsds_reading import NO_EQUIVALENT, ONE_ONLY, Reading
from generator.parse.imports.hsds_texts import NO_DESCRIPTION
from generator.parse.imports.summary import summary_of
from generator.parse.imports.values import (
    is_nothing,
    read_mail,
    read_markdown,
    read_prose,
    shown,
)

DIRECTORY = "HSDS"


@dataclass(frozen=True, slots=True, kw_only=True)
class HsdsChoices:
    """What the operator says of the files that they do not say themselves."""

    today: date
    nom: str = DIRECTORY  # of the directory
    licence: str | None = None
    url: str | None = None  # where the file was fetched, when it was
    thematiques: tuple[str, ...] = ()  # for services that name none of ours
    zone: tuple[str, ...] = ("france",)  # for services whose area has no code of ours


def read_hsds(files: Sequence[tuple[str, Any]], choices: HsdsChoices) -> tuple[Imported, list[str]]:
    """(name, document) of each file → its entries; the names of those that hold nothing."""
    joined = join(files)
    entries: dict[str, ImportedEntry] = {}
    remarks: list[Remark] = []
    aside: list[SetAside] = []
    desks: dict[str, Mapping[str, Any] | None] = {}
    for found in _organizations(joined):
        reading = _open("structures", found)
        identifier = reading.origin.source_id
        if identifier and identifier not in entries:
            entries[identifier], desks[identifier] = _structure(reading, choices)
            remarks += reading.remarks
    services: dict[str, ImportedEntry] = {}
    for found in joined.services:
        reading = _open("services", found)
        fault = _fault(reading, entries, services)
        if fault:
            aside.append(SetAside(origin=reading.origin, reasons=(fault,)))
            continue
        structure = _structure_id(found.row)
        services[reading.origin.source_id] = _service(
            reading, structure, desks.get(structure), choices
        )
        remarks += reading.remarks
    imported = Imported(
        entries=(*entries.values(), *services.values()),
        remarks=tuple(remarks),
        set_aside=tuple(aside),
    )
    return imported, joined.unread


def _organizations(joined: Joined) -> list[Found]:
    nested = [
        Found(place=f"{item.place}, sa structure", row=item.row["organization"])
        for item in joined.services
        if isinstance(item.row.get("organization"), Mapping)
    ]
    return [*joined.organizations, *nested]


def _open(collection: str, found: Found) -> Reading:
    identifier, name = found.row.get("id"), found.row.get("name")
    origin = Origin(
        collection=collection,
        source_id=identifier if isinstance(identifier, str) else "",
        place=found.place,
        nom=shown(name) if not is_nothing(name) else "",
    )
    return Reading(origin, found.row)


def _structure_id(row: Mapping[str, Any]) -> str:
    inner = row.get("organization")
    identifier = inner.get("id") if isinstance(inner, Mapping) else row.get("organization_id")
    return str(identifier or "")


def _fault(
    reading: Reading, structures: Mapping[str, Any], services: Mapping[str, Any]
) -> str | None:
    """Why a service cannot be read at all."""
    if not reading.origin.source_id:
        return "le service n’a pas d’identifiant (« id »)"
    if reading.origin.source_id in services:
        return "un autre service du fichier a le même identifiant"
    if _structure_id(reading.row) not in structures:
        return "le service ne dit pas de quelle structure il est, ou elle n’est décrite nulle part"
    return None


def _service(
    reading: Reading,
    structure: str,
    desk: Mapping[str, Any] | None,
    choices: HsdsChoices,
) -> ImportedEntry:
    data = reading.data
    page = _said_of_service(reading)
    modes = service_places(reading, desk)
    if modes:
        data.setdefault("modes_accueil", modes)
    _origin(reading, choices, page, data.get("lien_source") or page)
    reading.finish()
    summary = summary_of(str(data.get("description", ""))) or reading.origin.nom
    fallbacks: dict[str, Any] = {
        "resume": summary,
        "date_maj": choices.today.isoformat(),
        "zone_eligibilite": list(choices.zone),
        "etat": "a-confirmer",
    }
    if choices.thematiques:
        fallbacks["thematiques"] = list(choices.thematiques)
    return ImportedEntry(
        origin=reading.origin,
        data=data,
        structure=structure,
        distinction=str(data.get("commune", "")),
        fallbacks=fallbacks,
        wanted_id=_wanted(reading),
    )


def _said_of_service(reading: Reading) -> str | None:
    """Every field of a service but its places; the page that it comes from."""
    is_ours = isinstance(reading.row.get("x_id"), str)
    data = reading.data
    reading.ignore("id", "organization_id", "organization", "x_fiche", "x_id")
    reading.keep("nom", "name", read_prose)
    reading.keep("resume", "x_resume", read_prose)
    description = reading.text("description", read_markdown)
    if description is not None and description != data.get("resume"):
        data["description"] = description
    reading.keep("courriel", "email", read_mail)
    page = fields.addresses(reading, is_ours=is_ours)
    number = reading.phone()
    if number:
        data["telephone"] = number
    fields.coded(reading)
    fields.state(reading, is_ours=is_ours)
    fields.texts(reading, is_ours=is_ours)
    hours(reading)
    fields.areas(reading)
    fields.lists(reading)
    fields.contact(reading, is_ours=is_ours)
    fields.costs(reading)
    reading.keep("date_maj", "last_modified", fields.day_of)
    fields.verified(reading)
    _own_words(reading)
    fields.relations(reading)
    fields.former(reading)
    fields.earlier(reading)
    return page


def _own_words(reading: Reading) -> None:
    """The words that people search for, the easy-to-read version: no term of HSDS says them."""
    words, easy = reading.get("x_mots_cles"), reading.get("x_falc")
    if isinstance(words, list):
        reading.data["mots_cles"] = [word for word in words if isinstance(word, str)]
    if isinstance(easy, Mapping):
        reading.data["falc"] = dict(easy)


def _structure(
    reading: Reading, choices: HsdsChoices
) -> tuple[ImportedEntry, Mapping[str, Any] | None]:
    """An organisation, and the location that its entry has taken for its own."""
    data = reading.data
    reading.ignore("id", "x_fiche", "x_id")
    reading.keep("nom", "name", read_prose)
    reading.keep("sigle", "alternate_name", read_prose)
    description = reading.text("description", read_markdown)
    if description is not None and description != NO_DESCRIPTION:
        data["description"] = description
    reading.keep("courriel", "email", read_mail)
    reading.keep("site_web", "website")
    number = reading.phone()
    if number:
        data["telephone"] = number
    fields.registered(reading)
    fields.coded(reading)
    fields.referent(reading)
    desk = _desk(reading)
    reading.keep("date_maj", "x_date_maj", fields.day_of)
    territories = reading.get("x_territoires")
    if isinstance(territories, list):
        data["territoires"] = [code for code in territories if isinstance(code, str)]
    fields.former(reading)
    fields.earlier(reading)
    page = reading.text("uri")
    _origin(reading, choices, page, data.get("site_web") or page)
    reading.finish()
    entry = ImportedEntry(
        origin=reading.origin,
        data=data,
        distinction=str(data.get("commune", "")),
        fallbacks={"date_maj": choices.today.isoformat()},
        wanted_id=_wanted(reading),
    )
    return entry, desk


def _desk(reading: Reading) -> Mapping[str, Any] | None:
    """The first place of an organisation becomes the address of its entry; the others are lost."""
    physical = [
        place
        for place in reading.leaves("locations")
        if place.get("location_type") not in ("virtual", "postal")
    ]
    for place in reading.leaves("locations"):
        if place is not (physical[0] if physical else None):
            reading.lost("locations", dict(place), ONE_ONLY)
    desk = physical[0] if physical else None
    if desk is not None:
        place = place_fields(desk, reading, "location")
        for extra, theirs in (("nom", "name"), ("adresse_masquee", "x_adresse_masquee")):
            if extra in place:
                reading.lost(f"location.{theirs}", place.pop(extra), NO_EQUIVALENT)
        for name, value in place.items():
            reading.data.setdefault(name, value)
    return desk


def _wanted(reading: Reading) -> str:
    wanted = reading.row.get("x_id")
    return wanted if isinstance(wanted, str) and is_identifier(wanted) else ""


def _origin(reading: Reading, choices: HsdsChoices, page: str | None, cited: str | None) -> None:
    """Where the entry comes from: `sources`, for people; `provenance`, for the way back."""
    sources = reading.get("x_sources")
    if isinstance(sources, list):
        reading.data["sources"] = [dict(item) for item in sources if isinstance(item, Mapping)]
    else:
        reading.data["sources"] = [{"nom": choices.nom} | ({"url": cited} if cited else {})]
    found: dict[str, Any] = {"nom": choices.nom, "id": reading.origin.source_id}
    address = page or choices.url
    found |= {"url": address} if address else {}
    found |= {"licence": choices.licence} if choices.licence else {}
    reading.data["provenance"] = found | {"importe_le": choices.today.isoformat()}
