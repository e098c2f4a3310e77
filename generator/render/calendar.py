"""Render: the events and their dates → `.ics` files, one an event and one of all. Door: icalendar.

The same dates give the same bytes: identifiers come from the entry and its days, the stamp is the
day on which the entry was last changed, and the rules of each time zone are written here rather
than read from the machine.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from generator.evenements import Evenement, Occurrence, Rendezvous
from generator.model import Artifact
from generator.render.calendar_series import Series, in_series
from generator.render.calendar_text import WholeDay, whole_day_calendar
from generator.render.calendar_zones import ZONES, Clock
from generator.site_plan import SitePlan
from generator.timetable import time_zone

CALENDAR = "agenda.ics"
KEPT_DAYS = 365  # what is gone stays in the agendas that follow the site for a year
_STATUS = {"annule": "CANCELLED", "reporte": "CANCELLED"}
_CALLED = {"annule": "ANNULÉ", "reporte": "REPORTÉ", "complet": "COMPLET"}
_A_DAY = timedelta(days=1)


def render_calendars(plan: SitePlan) -> Iterator[Artifact]:
    """`evenements/{id}.ics` for each event that has dates, and `agenda.ics` for all of them."""
    if not plan.meetings:
        return
    site = _Site(plan)
    since = plan.today - timedelta(days=KEPT_DAYS)
    everything: list[Event] = []
    for one in plan.meetings:
        if not one.occurrences:
            continue
        events = list(site.events(one, one.occurrences))
        yield _artifact(f"evenements/{one.entry.id}.ics", site.calendar(one.entry.nom, events))
        recent = [item for item in one.occurrences if item.dernier >= since]
        if len(recent) < len(one.occurrences):
            events = list(site.events(one, recent))
        everything.extend(events)
    yield _artifact(CALENDAR, site.calendar(f"Rendez-vous – {plan.settings.nom}", everything))


class WholeDays:
    """Calendars of things to do, for one site."""

    def __init__(self, plan: SitePlan) -> None:
        site = _Site(plan)
        self._host = site.host
        named = site.calendar("-", []).to_ical().decode()
        self._empty = named.replace("X-WR-CALNAME:-\r\n", "")

    def calendar(self, name: str, days: Iterable[WholeDay]) -> bytes:
        """One calendar; a zone stands in it, since none may be empty."""
        return whole_day_calendar(self._empty, name, self._host, days)


class _Site:
    """What every calendar of a site says alike."""

    def __init__(self, plan: SitePlan) -> None:
        parts = urlsplit(plan.settings.url)
        path = parts.path.strip("/").replace("/", ".")
        self._url = plan.settings.url
        self.host = f"{parts.hostname}.{path}" if path else str(parts.hostname)
        self._types = plan.schemas.vocabularies["types-evenements"]

    def calendar(self, name: str, events: Sequence[Event]) -> Calendar:
        """A calendar with the time zones that its events are told in."""
        calendar = Calendar()
        calendar.add("prodid", "-//Guichet unique//Agenda//FR")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", vText(_on_one_line(name)))
        calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
        zones = {str(event["DTSTART"].params.get("TZID", "")) for event in events} - {""}
        for zone in sorted(zones or {"Europe/Paris"}):  # a calendar holds one block at least
            calendar.add_component(_time_zone(zone))
        for event in events:
            calendar.add_component(event)
        return calendar

    def events(self, one: Rendezvous, occurrences: Iterable[Occurrence]) -> Iterator[Event]:
        """The dates of an event: what comes back is said as a rule."""
        seen: Counter[str] = Counter()
        for series in in_series(occurrences):
            key = f"{one.entry.id}-{series.key}"
            seen[key] += 1  # two times of one event may begin together, in two places
            rank = f"-{seen[key]}" if seen[key] > 1 else ""
            yield self._event(one.entry, series, f"{key}{rank}@{self.host}")

    def _event(self, entry: Evenement, series: Series, identifier: str) -> Event:
        first = series.first
        stamp = datetime.combine(entry.date_maj, time(), UTC)
        called = _CALLED.get(first.etat)
        event = Event()
        event.add("uid", identifier)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        name = _on_one_line(entry.nom)
        event.add("summary", f"{called} – {name}" if called else name)
        zone = _add_times(event, series)
        if series.rule:
            event.add("rrule", dict(series.rule))
        if series.skipped:
            days = [_moment(day, first.debut or 0) for day in series.skipped]
            event.add("exdate", days, parameters={"TZID": zone})
        event.add("description", _description(entry, first, self._url))
        _add_place(event, first)
        event.add("categories", [self._types[entry.type].label])
        event.add("url", f"{self._url}evenements/{entry.id}.html")
        status = _STATUS.get(first.etat) or ("CONFIRMED" if first.certain else "TENTATIVE")
        event.add("status", status)
        return event


def _add_times(event: Event, series: Series) -> str:
    """Start and end; gives the time zone, or "" for whole days."""
    first = series.first
    if first.debut is None:
        event.add("dtstart", first.jour)
        event.add("dtend", first.dernier + _A_DAY)
        return ""
    zone = time_zone((first.lieu.code_insee or "") if first.lieu else "")
    event.add("dtstart", _moment(first.jour, first.debut), parameters={"TZID": zone})
    if first.fin is not None:
        event.add("dtend", _moment(first.jour, first.fin), parameters={"TZID": zone})
    return zone


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _on_one_line(words: str) -> str:
    """A title: a YAML text may hold ends of lines."""
    return " ".join(words.split())


def _add_place(event: Event, one: Occurrence) -> None:
    """Where it is, unless the address is withheld: the town then."""
    place = one.lieu
    if place is None:
        return
    town = " ".join(part for part in (place.code_postal, place.commune) if part)
    street = () if place.adresse_masquee else (place.complement_adresse, place.adresse)
    words = ", ".join(part for part in (place.nom, *street, town) if part)
    if words:
        event.add("location", words)
    known = place.latitude is not None and place.longitude is not None
    if known and not place.adresse_masquee:
        event.add("geo", (place.latitude, place.longitude))


def _description(entry: Evenement, one: Occurrence, site: str) -> str:
    """What one reads in an agenda: what it is, what is particular, the programme, the page."""
    programme = [
        "- " + "\u00a0: ".join(part for part in (_hours(item.debut, item.fin), item.nom) if part)
        for item in entry.ateliers
        if one.permanence is None and item.jour in (None, one.jour)
    ]
    parts = (
        entry.message or "",
        entry.resume,
        one.precisions,
        "" if one.certain else "À confirmer avant de venir.",
        "\n".join(programme),
        f"{site}evenements/{entry.id}.html",
    )
    return "\n\n".join(part for part in parts if part)


def _hours(start: str | None, end: str | None) -> str:
    """« 10 h – 11 h 30 »."""
    clocks = (clock.replace(":", "\u00a0h\u00a0") for clock in (start, end) if clock)
    return "\u00a0–\u00a0".join(clock.removesuffix("\u00a000") for clock in clocks)


def _time_zone(name: str) -> Timezone:
    """The block that says when the clocks of a zone change."""
    zone = Timezone()
    zone.add("tzid", name)
    for clock in ZONES[name]:
        zone.add_component(_clock(clock))
    return zone


def _clock(clock: Clock) -> TimezoneDaylight | TimezoneStandard:
    block = TimezoneDaylight() if clock.is_summer else TimezoneStandard()
    block.add("dtstart", _moment(clock.since, clock.hour * 60))
    block.add("tzoffsetfrom", timedelta(hours=clock.before))
    block.add("tzoffsetto", timedelta(hours=clock.offset))
    block.add("tzname", clock.name)
    if clock.month:
        block.add("rrule", {"freq": "yearly", "bymonth": clock.month, "byday": clock.sunday})
    return block


def _artifact(path: str, calendar: Calendar) -> Artifact:
    return Artifact(path=path, content=calendar.to_ical())
