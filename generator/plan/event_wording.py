"""Plan: days, hours and places of an event → French: « Mardi 16 mars 2027, de 9 h à 17 h »."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.entries import Lieu
from generator.evenements import Occurrence
from generator.french_words import MONTHS
from generator.plan.wording import NBSP, capitalised, date_text
from generator.view_parts import Badge

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
STATES = {
    "complet": Badge(label="Complet", tone="warn"),
    "reporte": Badge(label="Reporté", tone="warn"),
    "annule": Badge(label="Annulé", tone="closed"),
}
PAST = Badge(label="Passé", tone="closed")
UPCOMING = Badge(label="À venir", tone="ok")
REGULAR = Badge(label="Régulier", tone="ok")
_END_OF_DAY = 24 * 60


def occurrence_text(one: Occurrence) -> str:
    """One time of an event: its day or days, its hours."""
    days = days_text(one.jour, one.dernier)
    hours = hours_text(one.debut, one.fin)
    words = f"{days}, {hours}" if hours else days
    return capitalised(words if one.certain else f"{words} (à confirmer)")


def days_text(first: date, last: date) -> str:
    """« mardi 16 mars 2027 », « du mardi 16 au jeudi 18 mars 2027 »."""
    if first == last:
        return weekday_text(first)
    start = f"{WEEKDAYS[first.weekday()]} {'1er' if first.day == 1 else first.day}"
    if first.month != last.month or first.year != last.year:
        start = f"{start}{NBSP}{MONTHS[first.month - 1]}"
    if first.year != last.year:
        start = f"{start} {first.year}"
    return f"du {start} au {weekday_text(last)}"


def weekday_text(day: date) -> str:
    """« mardi 16 mars 2027 »."""
    return f"{WEEKDAYS[day.weekday()]} {date_text(day)}"


def hours_text(start: int | None, end: int | None) -> str:
    """« de 9 h à 17 h 30 », « à partir de 9 h »; "" when no hour is known."""
    if start is None:
        return ""
    if end is None:
        return f"à partir de {clock_text(start)}"
    return f"de {clock_text(start)} à {'minuit' if end == _END_OF_DAY else clock_text(end)}"


def clock_text(minutes: int) -> str:
    """570 → « 9 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def place_text(place: Lieu | None) -> str:
    """« Hub&Go, Le Creusot »: what one looks for on a list."""
    if place is None:
        return ""
    parts = (place.nom, place.commune)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def joined(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Days in a row that are told alike, told at once."""
    found: list[Occurrence] = []
    for one in occurrences:
        last = found[-1] if found else None
        if last and _follows(one, last):
            found[-1] = replace(last, dernier=one.dernier)
        else:
            found.append(one)
    return tuple(found)


def _follows(one: Occurrence, last: Occurrence) -> bool:
    """Whether a time is the same as the last one, on the next day."""
    alike = replace(last, jour=one.jour, dernier=one.dernier)
    return one == alike and one.jour - last.dernier == timedelta(days=1)


def first_held(occurrences: Sequence[Occurrence]) -> Occurrence | None:
    """The first that has not been called off; else the first."""
    held = (one for one in occurrences if one.etat not in ("annule", "reporte"))
    return next(held, occurrences[0] if occurrences else None)
