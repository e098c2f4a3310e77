"""Plan: the page of each service → what « Ma liste » keeps of it; what is gone → what to say.

Everything comes from the views of the pages, so that a list never says more than the page does: an
address that is withheld there is withheld here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.entries import Service
from generator.evenements import Occurrence, Rendezvous
from generator.list_view import FormerService, ListedMeeting, ListedService
from generator.model import Catalogue
from generator.news import News
from generator.page_views import ServiceView
from generator.plan.cards import phone
from generator.plan.tombstone_pages import successor_of
from generator.plan.urls import event_url, service_url
from generator.site_plan import Page
from generator.view_parts import Card, Link, PlaceView

MOST_TIMES = 20  # of one event: a calendar takes no more from a list


def listed_services(
    pages: Iterable[Page],
    catalogue: Catalogue,
    cards: Mapping[str, Card],
    meetings: Iterable[Rendezvous] = (),
) -> tuple[ListedService, ...]:
    """One for each service that has a page, in the order of the pages."""
    events = {event_url(one.entry.id): one for one in meetings}
    services = {service.id: service for service in catalogue.services}
    numbers = {structure.id: phone(structure.telephone) for structure in catalogue.structures}
    views = (page.view for page in pages if isinstance(page.view, ServiceView))
    return tuple(
        replace(
            _listed(view, services[view.id], cards[view.id], numbers[services[view.id].structure]),
            meetings=tuple(_meeting(line, events) for line in view.meetings),
        )
        for view in views
    )


def former_services(news: News) -> Iterator[FormerService]:
    """The identifiers that services had: a list made before still says what it held."""
    graves = {(it.collection, it.id): it for it in news.gone}
    for tombstone in news.gone:
        if tombstone.collection == "services":
            yield FormerService(
                id=tombstone.id,
                nom=tombstone.nom,
                url=service_url(tombstone.id),
                now=successor_of(tombstone, graves) or "",
            )


def _listed(
    view: ServiceView, service: Service, card: Card, structure_phone: Link | None
) -> ListedService:
    number, owner = _phone(view, structure_phone)
    details = service.etat_precisions
    return ListedService(
        id=view.id,
        nom=view.nom,
        url=card.url,
        accent=card.accent,
        structure=view.structure.label,
        resume=view.resume,
        state=card.badge.label if card.badge else "",
        message=view.state_message,
        phone=number,
        phone_note=owner,
        link=view.contact.link,
        email=view.contact.email,
        person=view.contact.person,
        cost=card.cost,
        place=card.place,
        delay=view.delay,
        addresses=tuple(filter(None, map(_address, view.places))),
        hours=view.hours,
        steps=view.steps,
        papers=view.papers,
        freshness=card.freshness,
        until=details.jusqu_a.isoformat() if details and details.jusqu_a else "",
        timetable=view.timetable,
        meetings=(),
    )


def _meeting(line: Link, events: Mapping[str, Rendezvous]) -> ListedMeeting:
    upcoming = events[line.url].upcoming if line.url in events else ()
    held = [one for one in upcoming if one.etat == "maintenu" and one.certain]
    times = tuple(_time(one) for one in held[:MOST_TIMES])
    return ListedMeeting(label=line.label, url=line.url, note=line.note, times=times)


def _time(one: Occurrence) -> tuple[str, int, int]:
    return (one.jour.isoformat(), one.debut or 0, one.fin or one.debut or 0)


def _phone(view: ServiceView, structure_phone: Link | None) -> tuple[Link | None, str]:
    """The number to call, and whose it is when it is not the service's own."""
    if view.contact.phone is not None:
        return view.contact.phone, ""
    for place in view.places:
        if place.phone is not None:
            return place.phone, place.nom
    return structure_phone, view.structure.label if structure_phone else ""


def _address(place: PlaceView) -> str:
    return ", ".join(part for part in (place.nom, *place.address_lines) if part)
