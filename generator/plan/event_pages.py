"""Plan: the events → a page each, the list of what is to come, the archive of what is gone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from generator.evenements import EventCard, EventGroup, EventsView, Rendezvous
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.cards import audience_text
from generator.plan.coverage import CoverageMap
from generator.plan.event_page import EventSurroundings, event_accent, make_event_view
from generator.plan.event_wording import (
    STATES,
    first_held,
    joined,
    occurrence_text,
    place_text,
    weekday_text,
)
from generator.plan.glossary import Glossary
from generator.plan.hours import opening_hours_lines
from generator.plan.occurrences import place_of
from generator.plan.page import make_page
from generator.plan.rendezvous import Meetings, latest
from generator.plan.shelves import Shelves
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, capitalised, counted, listed, month_text
from generator.site_plan import Page
from generator.view_parts import Link

RECENT = 3  # of what is gone, on the list of what is to come
MAX_PLACES = 3
_PARENT = Link(label="Les rendez-vous", url=urls.EVENTS)


def event_pages(
    meetings: Meetings, catalogue: Catalogue, shelves: Shelves, labels: Labels, cover: CoverageMap
) -> Iterator[Page]:
    """The pages of the events; none when the content has no event."""
    if not meetings.all:
        return
    around = EventSurroundings(
        cards=shelves.cards,
        structures={structure.id: structure for structure in catalogue.structures},
        labels=labels,
        coverage=cover,
        settings=catalogue.settings,
    )
    upcoming = [one for one in meetings.all if not one.past]
    past = sorted((one for one in meetings.all if one.past), key=latest, reverse=True)
    yield _index(upcoming, past, labels, catalogue.settings.url)
    if past:
        yield _archive(past, labels)
    glossary = Glossary(catalogue.lexique)
    for one in meetings.all:
        yield make_page(
            urls.event_url(one.entry.id),
            "pages/event.html",
            glossary.explain(make_event_view(one, around)),
            breadcrumb=(_PARENT, *((_archive_link(),) if one.past else ())),
            section="rendez-vous",
        )


def _index(
    upcoming: Sequence[Rendezvous], past: Sequence[Rendezvous], labels: Labels, site: str
) -> Page:
    recent = EventGroup(
        heading="Passés récemment",
        anchor="passes",
        cards=tuple(make_event_card(one, labels) for one in past[:RECENT]),
    )
    view = EventsView(
        heading="Les rendez-vous",
        intro="Forums, ateliers, permanences\u00a0: où rencontrer les structures du territoire.",
        groups=(*_coming(upcoming, labels), *((recent,) if past else ())),
        empty="" if upcoming else "Aucun rendez-vous n’est annoncé pour le moment.",
        other=_archive_link(len(past)) if past else None,
        calendar=Link(label="Tous les rendez-vous dans mon agenda", url=urls.CALENDAR)
        if any(one.upcoming for one in upcoming)
        else None,
        calendar_address=f"{site}{urls.CALENDAR}",
    )
    return make_page(urls.EVENTS, "pages/events.html", view, section="rendez-vous")


def _coming(upcoming: Sequence[Rendezvous], labels: Labels) -> Iterator[EventGroup]:
    """Month by month what has a day, then what comes back, then what waits for a day."""
    dated = sorted((day, one.entry.id, one) for one in upcoming if (day := _next_day(one)))
    for month, group in groupby(dated, key=lambda item: item[0].replace(day=1)):
        yield _group(
            capitalised(month_text(month)),
            f"mois-{month.isoformat()[:7]}",
            (one for _, _, one in group),
            labels,
        )
    others = [one for one in upcoming if _next_day(one) is None]
    regular = [one for one in others if one.entry.permanences]
    waiting = [one for one in others if not one.entry.permanences]
    if regular:
        heading = "Permanences et rendez-vous réguliers"
        yield _group(heading, "permanences", regular, labels)
    if waiting:
        yield _group("Date à préciser", "a-preciser", waiting, labels)


def _archive(past: Sequence[Rendezvous], labels: Labels) -> Page:
    groups = tuple(
        _group(f"{year} ou avant" if bound else f"{year}", f"annee-{year}{bound}", group, labels)
        for (year, bound), group in groupby(past, key=_year)
    )
    view = EventsView(
        heading="Les rendez-vous passés",
        intro=f"{capitalised(counted(len(past), 'rendez-vous', 'rendez-vous'))}, gardés pour "
        "mémoire\u00a0: qui était là, ce qu’on pouvait y faire.",
        groups=groups,
        empty="",
        other=Link(label="Les rendez-vous à venir", url=urls.EVENTS),
        calendar=None,
    )
    return make_page(
        urls.PAST_EVENTS,
        "pages/events.html",
        view,
        breadcrumb=(_PARENT,),
        section="rendez-vous",
    )


def _year(one: Rendezvous) -> tuple[int, str]:
    """The year of an event, and whether it is only the latest that it may be."""
    return latest(one)[0].year, "" if one.occurrences or one.entry.permanences else "-ou-avant"


def _archive_link(count: int | None = None) -> Link:
    return Link(label="Les rendez-vous passés", url=urls.PAST_EVENTS, count=count)


def _group(heading: str, anchor: str, events: Iterable[Rendezvous], labels: Labels) -> EventGroup:
    cards = tuple(make_event_card(one, labels) for one in events)
    return EventGroup(heading=heading, anchor=anchor, cards=cards)


def make_event_card(one: Rendezvous, labels: Labels) -> EventCard:
    """An event → what a list says of it."""
    event = one.entry
    kind = labels.terms("types-evenements")[event.type]
    when, more, place = _when(one)
    shown = first_held(one.upcoming)
    return EventCard(
        nom=event.nom,
        url=urls.event_url(event.id),
        resume=event.resume,
        type=kind.label,
        icon=kind.icon,
        accent=event_accent(event, labels),
        when=when,
        more=more,
        place=place or _places(one),
        audience=audience_text(event, labels),
        badge=STATES.get(shown.etat if shown else event.etat or ""),
        past=one.past,
    )


def _when(one: Rendezvous) -> tuple[str, str, str]:
    """When, what else there is, where: of the next day, else of what comes back, else in words."""
    event = one.entry
    shown = one.occurrences if one.past else one.upcoming
    dates = joined(item for item in shown if item.permanence is None)
    first = first_held(dates)
    if first is not None:
        others = [item for item in dates if item is not first and item.etat != "annule"]
        more = f"et {counted(len(others), 'autre date')}" if others else ""
        return occurrence_text(first), more, place_text(first.lieu)
    if event.permanences:
        regular = event.permanences[0]
        following = next((item for item in one.upcoming if item.permanence is not None), None)
        more = f"Prochaine fois{NBSP}: {weekday_text(following.jour)}" if following else ""
        places = [place_text(place_of(event, item.lieu)) for item in event.permanences]
        return (
            ". ".join(opening_hours_lines(regular.horaires)),
            more,
            listed(tuple(dict.fromkeys(place for place in places if place)), MAX_PLACES),
        )
    return event.quand or "", "", ""


def _places(one: Rendezvous) -> str:
    places = dict.fromkeys(place_text(place) for place in one.entry.lieux)
    return listed(tuple(place for place in places if place), MAX_PLACES)


def _next_day(one: Rendezvous) -> date | None:
    """The day under which an event is listed: of its own dates, not of what comes back."""
    first = first_held([item for item in one.upcoming if item.permanence is None])
    return first.jour if first else None
