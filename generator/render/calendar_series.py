"""Render: the times of an event → what an agenda holds: single times, and rules of what comes back.

A rule is kept only when it gives exactly the times there are, days left out included; what no rule
says shortly stays one time after the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.evenements import Occurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = timedelta(days=7)
_RANKS = (1, 2, 3, 4, -1)  # of a weekday in its month; the fifth is not there every month


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One time, or several that a rule gives from the first on, but for the days left out."""

    key: str  # what tells it from the others of its event, for as long as it is said alike
    first: Occurrence
    rule: Mapping[str, object]  # as iCalendar names its parts; empty for a single time
    skipped: tuple[date, ...] = ()


def in_series(occurrences: Iterable[Occurrence]) -> Iterator[Series]:
    """Every time once: those of a permanence gathered by weekday and hour, the others as said."""
    groups: dict[Occurrence, list[Occurrence]] = {}
    for one in occurrences:
        if one.permanence is None:
            yield _alone(one)
            continue
        # The same but for its week: the first Monday of all times stands for its weekday.
        anchor = date(1, 1, 1) + timedelta(days=one.jour.weekday())
        groups.setdefault(replace(one, jour=anchor, dernier=anchor), []).append(one)
    for group in groups.values():
        yield from _gathered(group)


def _gathered(group: list[Occurrence]) -> Iterator[Series]:
    days = [one.jour for one in group]
    found = [(rule, _missing(dates, days)) for rule, dates in _rules(days)]
    rule, skipped = min(found, key=lambda item: len(item[1]))
    if len(days) < 3 or len(skipped) > len(days):
        yield from map(_alone, group)
        return
    first = group[0]
    yield Series(
        key=f"{_DAYS[first.jour.weekday()]}{_clock(first)}",
        first=first,
        rule={**rule, "count": len(days) + len(skipped)},
        skipped=skipped,
    )


def _rules(days: list[date]) -> Iterator[tuple[Mapping[str, object], list[date]]]:
    """Each way to say days of one weekday that holds them all, with all the days that it gives."""
    first, last = days[0], days[-1]
    weekly = [first + rank * _WEEK for rank in range((last - first).days // 7 + 1)]
    yield {"freq": "weekly"}, weekly
    if all((day - first).days % 14 == 0 for day in days):
        yield {"freq": "weekly", "interval": 2}, weekly[::2]
    for rank in _RANKS:
        if all(_is_ranked(day, rank) for day in days):
            byday = f"{rank}{_DAYS[first.weekday()]}"
            dates = [day for day in weekly if _is_ranked(day, rank)]
            yield {"freq": "monthly", "byday": byday}, dates


def _is_ranked(day: date, rank: int) -> bool:
    """Whether a day is the first (2nd…, last) of its weekday in its month."""
    if rank < 0:
        return (day + _WEEK).month != day.month
    return (day.day - 1) // 7 + 1 == rank


def _missing(dates: list[date], days: list[date]) -> tuple[date, ...]:
    held = set(days)
    return tuple(day for day in dates if day not in held)


def _alone(one: Occurrence) -> Series:
    key = one.jour.strftime("%Y%m%d") + (f"T{_clock(one)}" if one.debut is not None else "")
    return Series(key=key, first=one, rule={})


def _clock(one: Occurrence) -> str:
    hours, minutes = divmod(one.debut or 0, 60)
    return f"{hours:02d}{minutes:02d}"
