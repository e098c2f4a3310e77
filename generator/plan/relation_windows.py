"""Plan: the state of a service → the days on which it can be asked for, and the holes they leave.

Two calendars: dates (it opens on, it closes after) and, for a seasonal service, days of any year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.entries import Service

CLOSED = ("termine", "suspendu", "budget-epuise")
YEAR = (1 << 366) - 1  # a bit for each day of a leap year
_LEAP = 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The first and the last day on which a service can be asked for; `None`: no limit known."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Days on which nobody answers; `last` is `None` when no end is known."""

    first: date
    last: date | None


def is_closed(service: Service, today: date) -> bool:
    """Whether nobody can ask for it today, and no day of opening is known."""
    window = open_window(service)
    if window is None or (window.last is not None and window.last < today):
        return True
    # It was to open again on a day that is past, and its entry still says that it is closed.
    return service.etat in CLOSED and window.first is not None and window.first <= today


def open_window(service: Service) -> Window | None:
    """When it can be asked for; `None` when its state says that it cannot, without an end."""
    details = service.etat_precisions
    since = details.depuis if details else None
    until = details.jusqu_a if details else None
    if service.etat == "termine":
        return Window(last=since - timedelta(days=1)) if since and since > date.min else None
    if service.etat in CLOSED:
        return Window(first=until + timedelta(days=1)) if until and until < date.max else None
    # To be confirmed, seasonal: what has a beginning and an end is the state, not the service.
    return Window(first=since, last=until) if service.etat == "actif" else Window()


def first_hole(wanted: Window, offered: Iterable[Window], today: date) -> Hole | None:
    """The first days of `wanted`, from today on, that no window of `offered` holds."""
    day = max(wanted.first or today, today)
    for window in sorted(offered, key=lambda item: item.first or date.min):
        if wanted.last is not None and day > wanted.last:
            return None
        if window.first is not None and window.first > day:
            return Hole(first=day, last=_earlier(window.first - timedelta(days=1), wanted.last))
        if window.last is None or window.last == date.max:
            return None
        day = max(day, window.last + timedelta(days=1))
    return (
        None if wanted.last is not None and day > wanted.last else Hole(first=day, last=wanted.last)
    )


def _earlier(day: date, other: date | None) -> date:
    return day if other is None else min(day, other)


def never_together(one: Window, other: Window) -> bool:
    """Whether no day is in both."""
    return _before(one, other) or _before(other, one)


def _before(one: Window, other: Window) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def season(service: Service) -> int:
    """The days of the year on which it is open, as bits: all, unless it is seasonal."""
    details = service.etat_precisions
    if service.etat != "saisonnier" or details is None or details.periode is None:
        return YEAR
    start, end = _rank(details.periode.debut), _rank(details.periode.fin)
    end += details.periode.fin == "02-28"  # who writes the end of February means all of it
    if start <= end:
        return ((1 << end + 1) - 1) & ~((1 << start) - 1)
    return YEAR & ~((1 << start) - 1) | ((1 << end + 1) - 1)


def _rank(day: str) -> int:
    """`01-01` → 0; a day of a month that is shorter is its last day, as the schema lets it be."""
    month, number = int(day[:2]), int(day[3:])
    first = date(_LEAP, month, 1)
    return (first - date(_LEAP, 1, 1)).days + number - 1


def season_hole(days: int) -> tuple[str, str]:
    """The first and last day (`MM-JJ`) of a run of days, which may go over the end of a year."""
    marks = [days >> rank & 1 for rank in range(366)]
    first = next((rank for rank in range(366) if marks[rank] and not marks[rank - 1]), 0)
    length = next((step for step in range(1, 366) if not marks[(first + step) % 366]), 366)
    return _month_day(first), _month_day((first + length - 1) % 366)


def _month_day(rank: int) -> str:
    return (date(_LEAP, 1, 1) + timedelta(days=rank)).strftime("%m-%d")
