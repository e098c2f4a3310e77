"""Opening hours in OpenStreetMap's syntax → the weeks of a timetable (door: opening_hours).

Shared by the stages and pure: the day of the build is an argument. A browser knows neither the
syntax nor the public holidays, so the hours are laid out here, week by week, for a year and a
month; weeks that are equal are told once. What nobody can tell from the text (a time on
appointment, school holidays, sunset) is unknown: never open, never closed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import opening_hours

from generator.entries import Lieu, Service, Structure

HORIZON_DAYS = 400
UNKNOWN = "24/7 unknown"

_DAY = 24 * 60
_PARIS = ""
# Départements and collectivities that do not live at the hour of Paris, by start of their codes.
_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/Guadeloupe",
    "978": "America/Guadeloupe",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
# Public holidays of a part of France (code du travail, L3134-13 and L3422-2): the library has only
# those of the whole country. Good Friday is a holiday in some communes only.
_GOOD_FRIDAY = "vendredi-saint"
_LOCAL_HOLIDAYS = {
    **dict.fromkeys(("57", "67", "68"), (_GOOD_FRIDAY, "12-26")),
    "971": ("05-27",),
    "972": ("05-22",),
    "973": ("06-10",),
    "974": ("12-20",),
    "976": ("04-27",),
    "977": ("10-09",),
    "978": ("05-28",),
}
# What depends on more than the text: school holidays, the sun, « until we close », « if not ».
_UNTELLABLE = re.compile(r"\bSH\b|sunrise|sunset|dawn|dusk|\d:\d\d\+|\|\|")
_COMMENT = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one minute of a day to another: open, or perhaps open."""

    start: int
    end: int
    known: bool = True


Week = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The distinct weeks of a place, and which one is lived from which Monday on."""

    monday: date
    weeks: tuple[Week, ...]
    runs: tuple[tuple[int, int], ...]  # rank of the week, how many times in a row
    zone: str = _PARIS  # empty: the hour of Paris

    def at(self, moment: datetime) -> bool | None:
        """Whether the place is open at this local time; None when nobody can tell."""
        days = (moment.date() - self.monday).days
        week = self._week(days // 7) if days >= 0 else None
        if week is None:
            return None
        minute = moment.hour * 60 + moment.minute
        for span in week[days % 7]:
            if span.start <= minute < span.end:
                return True if span.known else None
        return False

    def published(self) -> Mapping[str, object]:
        """As scripts read it: numbers only, and a third one for what is not sure."""
        found: dict[str, object] = {
            "lundi": self.monday.isoformat(),
            "semaines": [[[_numbers(span) for span in day] for day in week] for week in self.weeks],
            "suite": [list(run) for run in self.runs],
        }
        return found | ({"fuseau": self.zone} if self.zone else {})

    def days(self) -> Iterator[tuple[date, tuple[Span, ...]]]:
        """Each day that is laid out, with its spans."""
        for rank, week in enumerate(_lived(self)):
            for weekday, spans in enumerate(week):
                yield self.monday + timedelta(days=7 * rank + weekday), spans

    def _week(self, rank: int) -> Week | None:
        for which, count in self.runs:
            if rank < count:
                return self.weeks[which]
            rank -= count
        return None


def is_valid(text: str) -> bool:
    """Whether a machine can tell from `text` when a place is open."""
    try:
        _parse(text)
    except opening_hours.ParserError:  # type: ignore[attr-defined]
        return False
    return True


def weekly_timetable(text: str, start: date, commune: str = "") -> Timetable:
    """The hours of a place, from the week of `start` on; `commune` is its INSEE code if known.

    Two places of one département with the same hours have the same timetable, laid out once.
    """
    return _lay_out(text, start, _department(commune))


def time_zone(commune: str) -> str:
    """The time zone in which the hours of a place are told, from its INSEE code if it is known."""
    return _ZONES.get(_department(commune), "Europe/Paris")


def service_hours(service: Service, structure: Structure) -> tuple[tuple[str, str], ...]:
    """Where and when one is received for a service: hours and INSEE code of each place.

    Its own hours; else those of its places, where one that tells none may be open or not; else, for
    a service that receives people and tells no place of its own, those of the structure.
    """
    if service.horaires_accueil:
        return ((service.horaires_accueil, service.code_insee or structure.code_insee or ""),)
    if any(place.horaires_accueil for place in service.lieux):
        return tuple(_place_hours(place) for place in service.lieux)
    on_site = "en-presentiel" in service.modes_accueil and not service.lieux
    if on_site and structure.horaires_accueil:
        return ((structure.horaires_accueil, structure.code_insee or ""),)
    return ()


def service_timetable(service: Service, structure: Structure, start: date) -> Timetable | None:
    """When a service is open, from the week of `start` on; None when its hours are not known."""
    places = service_hours(service, structure)
    tables = [weekly_timetable(text, start, commune) for text, commune in places]
    return any_open(tables) if tables else None


def any_open(timetables: Iterable[Timetable]) -> Timetable | None:
    """Several places that give one service: open as soon as one of them is."""
    first, *others = timetables
    if any((other.monday, other.zone) != (first.monday, first.zone) for other in others):
        return None
    weeks = [tuple(_lived(one)) for one in dict.fromkeys((first, *others))]
    return _compress(first.monday, (_union(same) for same in zip(*weeks, strict=True)), first.zone)


@cache
def _parse(text: str) -> opening_hours.OpeningHours:
    return opening_hours.OpeningHours(text, country="FR")


@cache
def _lay_out(text: str, start: date, department: str) -> Timetable:
    monday = start - timedelta(days=start.weekday())
    count = -(-((start - monday).days + HORIZON_DAYS) // 7)
    end = monday + timedelta(days=7 * count)
    days: dict[date, list[Span]] = {monday + timedelta(days=rank): [] for rank in range(7 * count)}
    for day, span in _spans(text, monday, end):
        days[day].append(span)
    for day in _unsure_days(text, monday, end, department):
        days[day] = [Span(0, _DAY, known=False)]
    spans = [tuple(day) for day in days.values()]
    weeks = (tuple(spans[rank : rank + 7]) for rank in range(0, len(spans), 7))
    return _compress(monday, weeks, _ZONES.get(department, _PARIS))


def _spans(text: str, start: date, end: date) -> Iterator[tuple[date, Span]]:
    """What the library says, cut at each midnight; a comment says that one must ask first."""
    hours = _parse(UNKNOWN if _UNTELLABLE.search(_COMMENT.sub("", text)) else text)
    for since, until, state, comment in hours.intervals(_midnight(start), _midnight(end)):
        if state == opening_hours.State.CLOSED:
            continue
        known = state == opening_hours.State.OPEN and not comment
        day = since.date()
        while _midnight(day) < until:
            first = _minute(since) if day == since.date() else 0
            final = _minute(until) if day == until.date() else _DAY
            yield day, Span(first, final, known)
            day += timedelta(days=1)


def _unsure_days(text: str, start: date, end: date, department: str) -> Iterator[date]:
    """Holidays of this part of France, when the text speaks of holidays."""
    if not re.search(r"\bPH\b", _COMMENT.sub("", text)):
        return
    for holiday in _LOCAL_HOLIDAYS.get(department, ()):
        for year in range(start.year, end.year + 1):
            day = _holiday(holiday, year)
            if start <= day < end:
                yield day


def _holiday(name: str, year: int) -> date:
    if name != _GOOD_FRIDAY:
        return date.fromisoformat(f"{year}-{name}")
    easter = _parse("easter 00:00-24:00").intervals(_midnight(date(year, 1, 1)))
    sunday = next(since for since, _, state, _ in easter if state == opening_hours.State.OPEN)
    return sunday.date() - timedelta(days=2)


def _compress(monday: date, weeks: Iterable[Week], zone: str) -> Timetable:
    ranks: dict[Week, int] = {}
    runs: list[tuple[int, int]] = []
    for week in weeks:
        rank = ranks.setdefault(week, len(ranks))
        if runs and runs[-1][0] == rank:
            runs[-1] = (rank, runs[-1][1] + 1)
        else:
            runs.append((rank, 1))
    return Timetable(monday=monday, weeks=tuple(ranks), runs=tuple(runs), zone=zone)


def _lived(timetable: Timetable) -> Iterator[Week]:
    for which, count in timetable.runs:
        yield from (timetable.weeks[which] for _ in range(count))


def _union(weeks: tuple[Week, ...]) -> Week:
    return tuple(_union_of_days(days) for days in zip(*weeks, strict=True))


def _union_of_days(days: tuple[tuple[Span, ...], ...]) -> tuple[Span, ...]:
    spans = [span for day in days for span in day]
    borders = sorted({border for span in spans for border in (span.start, span.end)})
    merged: list[Span] = []
    for start, end in pairwise(borders):
        here = [span.known for span in spans if span.start <= start and end <= span.end]
        if not here:
            continue
        last = merged[-1] if merged else None
        if last and last.end == start and last.known == any(here):
            merged[-1] = Span(last.start, end, last.known)
        else:
            merged.append(Span(start, end, any(here)))
    return tuple(merged)


def _place_hours(place: Lieu) -> tuple[str, str]:
    return place.horaires_accueil or UNKNOWN, place.code_insee or ""


def _department(commune: str) -> str:
    return commune[: 3 if commune.startswith(("97", "98")) else 2]


def _numbers(span: Span) -> list[int]:
    return [span.start, span.end] if span.known else [span.start, span.end, 0]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
