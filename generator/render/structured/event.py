"""Render: one event → a schema.org Event: each day one, what comes back as a schedule."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from generator.entries import Lieu, Structure
from generator.evenements import Evenement, Occurrence, Permanence, Rendezvous
from generator.render.structured.hours import opening_hours
from generator.render.structured.structure import (
    Around,
    coordinates,
    organisation_id,
    organisation_type,
    postal_address,
    said,
)
from generator.timetable import time_zone

Node = Mapping[str, Any]
Structures = Mapping[str, Structure]

_STATUS = {"annule": "EventCancelled", "reporte": "EventPostponed"}
_MODES = {
    ("en-presentiel",): "OfflineEventAttendanceMode",
    ("a-distance",): "OnlineEventAttendanceMode",
    ("a-distance", "en-presentiel"): "MixedEventAttendanceMode",
}


def event_node(
    one: Rendezvous, structures: Structures, address: str, around: Around
) -> Node | None:
    """What the page of an event says; None when nobody can tell a day."""
    event = one.entry
    dated = [item for item in one.occurrences if item.permanence is None]
    shown = dated or list(one.upcoming)
    if not shown:
        return None
    first, last = shown[0], shown[-1]
    node: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{address}#evenement",
        "name": event.nom,
        "description": event.resume,
        "url": address,
        "startDate": _moment(first.jour, first.debut),
        "endDate": _end(last),
        "eventStatus": f"https://schema.org/{_STATUS.get(event.etat or '', 'EventScheduled')}",
        "eventAttendanceMode": _mode(event),
        "eventSchedule": [node for item in event.permanences for node in _schedules(item, event)],
        "location": [*_places(event), *_online(event)],
        "organizer": [_organisation(structures[name], around) for name in event.organisateurs],
        "contributor": [
            _organisation(structures[stand.structure], around)
            for stand in event.stands
            if stand.structure
        ],
        "audience": _audience(event, around),
        "inLanguage": list(event.langues),
        "isAccessibleForFree": event.frais == "gratuit" if event.frais else None,
        "subEvent": [*_days(dated, event), *_workshops(event)],
    }
    return said(node)


def _days(dated: list[Occurrence], event: Evenement) -> Iterator[Node]:
    """Each day on its own, when there are several."""
    for item in dated if len(dated) > 1 else ():
        status = _STATUS.get(item.etat, "EventScheduled")
        node = {
            "@type": "Event",
            "name": event.nom,
            "startDate": _moment(item.jour, item.debut),
            "endDate": _end(item),
            "eventStatus": f"https://schema.org/{status}",
            "location": _place(item.lieu) if item.lieu else None,
        }
        yield said(node)


def _workshops(event: Evenement) -> Iterator[Node]:
    """The moments of the programme, each with its day when it has one."""
    only = event.seances[0].jour if len(event.seances) == 1 else None
    for workshop in event.ateliers:
        day = workshop.jour or (None if event.seances and event.seances[0].jusqu_a else only)
        node = {
            "@type": "Event",
            "name": workshop.nom,
            "description": workshop.resume,
            "startDate": _clock(day, workshop.debut) if day else None,
            "endDate": _clock(day, workshop.fin) if day and workshop.fin else None,
            "maximumAttendeeCapacity": workshop.places,
        }
        yield said(node)


def _schedules(permanence: Permanence, event: Evenement) -> Iterator[Node]:
    """Hours that come back each week, when schema.org can say them exactly."""
    places = {place.nom: place.code_insee or "" for place in event.lieux}
    alone = next(iter(places.values())) if len(places) == 1 else ""
    zone = time_zone(places.get(permanence.lieu, alone))
    for hours in opening_hours(permanence.horaires):
        days = hours["dayOfWeek"] if isinstance(hours["dayOfWeek"], list) else [hours["dayOfWeek"]]
        if "PublicHolidays" in days:
            continue
        node = {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": [f"https://schema.org/{day}" for day in days],
            "startTime": hours["opens"],
            "endTime": hours["closes"],
            "startDate": permanence.du.isoformat() if permanence.du else None,
            "endDate": permanence.jusqu_a.isoformat() if permanence.jusqu_a else None,
            "exceptDate": [day.isoformat() for day in permanence.sauf],
            "scheduleTimezone": zone,
        }
        yield said(node)


def _mode(event: Evenement) -> str | None:
    mode = _MODES.get(tuple(sorted(event.modes_accueil)))
    return f"https://schema.org/{mode}" if mode else None


def _online(event: Evenement) -> Iterator[Node]:
    if event.lien_connexion:
        yield {"@type": "VirtualLocation", "url": event.lien_connexion}


def _places(event: Evenement) -> Iterator[Node]:
    for place in event.lieux:
        node = _place(place)
        if len(node) > 1:
            yield node


def _place(place: Lieu) -> Node:
    node = {
        "@type": "Place",
        "name": place.nom or place.commune,
        "address": postal_address(place),
        "geo": coordinates(place),
        "telephone": place.telephone,
    }
    return said(node)


def _organisation(structure: Structure, around: Around) -> Node:
    address = f"{around.base}structures/{structure.id}.html"
    return {
        "@type": organisation_type(structure),
        "@id": organisation_id(address),
        "name": structure.nom,
        "url": address,
    }


def _audience(event: Evenement, around: Around) -> Node | None:
    groups = (("statuts", event.statuts), ("publics", event.publics))
    names = [around.vocabularies[name][code].label for name, codes in groups for code in codes]
    return said({"@type": "Audience", "audienceType": names}) if names else None


def _moment(day: date, minutes: int | None) -> str:
    """At the hour of the place, as schema.org reads a time without a zone; the day alone else."""
    if minutes is None:
        return day.isoformat()
    return (datetime.combine(day, time()) + timedelta(minutes=minutes)).isoformat()


def _end(item: Occurrence) -> str | None:
    """A time that begins at an hour and ends at none says no end."""
    if item.debut is not None and item.fin is None:
        return None
    return _moment(item.dernier, item.fin)


def _clock(day: date, clock: str | None) -> str:
    return f"{day.isoformat()}T{clock}:00" if clock else day.isoformat()
