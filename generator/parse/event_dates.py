"""Parse: what the dates of an event say against one another."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from generator.diagnostics import FieldPath
from generator.parse.rules import Breach, read_date
from generator.timetable import is_valid, weekly_timetable

Data = Mapping[str, Any]

LAST_YEAR = 9000  # what is dated later is a slip, and no calendar goes much further
_COMMENT = re.compile(r'"[^"]*"')
_HOURS = re.compile(r"(?<![0-9:])([0-9]{1,2}):([0-9]{2})\s*-\s*([0-9]{1,2}):([0-9]{2})(?![0-9])")
_MIDNIGHT = 24 * 60
_FAR = timedelta(days=3650)


def find_timetable_breaches(path: FieldPath, item: Data, written: object) -> Iterator[Breach]:
    """What a permanence says against itself; `written` is the day of its entry."""
    hours = item.get("horaires")
    if not isinstance(hours, str) or not is_valid(hours):
        return
    yield from _past_midnight((*path, "horaires"), hours)
    first = read_date(item.get("du")) or read_date(written)
    last = read_date(item.get("jusqu_a")) or date.max
    if first is None or last < first or first.year > LAST_YEAR:
        return
    skipped = dict(_skipped(item.get("sauf")))
    open_days = (day for day, spans in weekly_timetable(hours, first).days() if spans)
    if not any(first <= day <= last and day not in skipped.values() for day in open_days):
        yield Breach(
            "permanence-sans-jour",
            (*path, "horaires"),
            "aucun jour ne répond à ces horaires",
            "vérifiez les jours, « du », « jusqu_a » et « sauf »",
        )
        return
    begun = first if "du" in item else date.min  # what began at an unknown day began before
    for rank, why in _in_vain(skipped, hours, begun, first, last):
        yield Breach(
            "sauf-sans-effet",
            (*path, "sauf", rank),
            f"le {skipped[rank].isoformat()}, {why}",
            "corrigez cette date, ou retirez cette ligne",
            warning=True,
        )


def _in_vain(
    skipped: Mapping[int, date], hours: str, begun: date, first: date, last: date
) -> Iterator[tuple[int, str]]:
    """The rank of each date that excludes nothing, and why; nothing is said of a far one."""
    held: set[date] = set()
    known = date.min
    for rank, day in sorted(skipped.items(), key=lambda item: item[1]):
        if day < begun:
            yield rank, "la permanence n’a pas encore commencé"
        elif day > last:
            yield rank, "la permanence est déjà finie"
        elif first <= day < first + _FAR:
            if day > known:
                days = tuple(weekly_timetable(hours, day).days())
                known = days[-1][0]
                held = {open_day for open_day, spans in days if spans}
            if day not in held:
                yield rank, "la permanence ne se tient pas ce jour-là"


def _skipped(value: object) -> Iterator[tuple[int, date]]:
    for rank, item in enumerate(value if isinstance(value, list) else ()):
        day = read_date(item)
        if day is not None:
            yield rank, day


def _past_midnight(path: FieldPath, hours: str) -> Iterator[Breach]:
    """A night would be told as two dates: its author says them, so that both are what is meant."""
    for match in _HOURS.finditer(_COMMENT.sub("", hours)):
        numbers = [int(number) for number in match.groups()]
        start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
        if end <= start or end > _MIDNIGHT:
            yield Breach(
                "heures-inversees",
                path,
                f"« {match.group()} » passe minuit",
                "écrivez une plage par jour, par exemple « Fr 22:00-24:00, Sa 00:00-02:00 »",
            )
            return


def find_late_registration(data: Data, lasts: list[date | None]) -> Iterator[Breach]:
    """Nobody registers when all is over; `lasts` are the last days, None when there is none."""
    registration = data.get("inscription")
    until = read_date(registration.get("jusqu_a")) if isinstance(registration, Mapping) else None
    known = lasts or [read_date(data.get("au_plus_tard"))]
    days = [day for day in known if day is not None]
    if until is not None and len(days) == len(known) and until > max(days):
        yield Breach(
            "dates-inversees",
            ("inscription", "jusqu_a"),
            f"l’inscription finit après le dernier jour de l’événement ({max(days).isoformat()})",
            "corrigez l’une des deux dates, ou retirez celle-ci",
        )
