"""Render: opening hours in OpenStreetMap's syntax → HSDS schedules, exact or left as text.

HSDS repeats a day and a span, as RFC 5545 does: weeks that are all alike are told so. What depends
on a season, on the sun, on an appointment or runs past midnight stays a sentence: a wrong hour is
worse than none. Public holidays have no place in HSDS but a note.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from generator.render.hsds.identifiers import part_of
from generator.timetable import time_zone

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
CLOSED_ON_HOLIDAYS = "Fermé les jours fériés."

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAY_LIST = rf"{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_RULE = re.compile(
    rf"(?P<days>{_DAY_LIST})(?: +(?P<hours>off|closed|{_TIME}-{_TIME}(?:, ?{_TIME}-{_TIME})*))\Z"
)
_HOLIDAYS = re.compile(r"PH +(?:off|closed)\Z")

Span = tuple[str, str]  # "09:00", "12:00"


def schedules(owner: str, link: str, text: str | None, commune: str) -> list[dict[str, Any]]:
    """The schedules of a service, a place or both; `link` is the name of the owner's key."""
    if not text:
        return []
    shared = {"description": text, "x_timezone": time_zone(commune)}
    found = weekly_rules(text)
    if found is None:
        return [{"id": part_of(owner, "schedules", text), link: owner, **shared}]
    spans, holidays = found
    note = {"notes": CLOSED_ON_HOLIDAYS} if holidays else {}
    return [
        {
            "id": part_of(owner, "schedules", f"{byday} {opens}-{closes}"),
            link: owner,
            "wkst": "MO",
            "freq": "WEEKLY",
            "interval": 1,
            "byday": byday,
            "opens_at": opens,
            "closes_at": closes,
            **shared,
            **note,
        }
        for (opens, closes), byday in spans.items()
    ]


@cache
def weekly_rules(text: str) -> tuple[Mapping[Span, str], bool] | None:
    """Each span with its days, and whether holidays are off; None if that would not be exact."""
    week: dict[str, tuple[Span, ...]] = {}
    holidays = False
    for rule in (part.strip() for part in text.strip().rstrip(";").split(";")):
        if _HOLIDAYS.match(rule):
            holidays = True
            continue
        match = _RULE.match(rule)
        spans = _spans(match["hours"]) if match else None
        if match is None or spans is None:
            return None
        for day in _days(match["days"]):
            week[day] = spans  # a later rule takes the place of an earlier one
    days_of: dict[Span, list[str]] = {}
    for day in DAYS:
        for span in week.get(day, ()):
            days_of.setdefault(span, []).append(day.upper())
    if not days_of:
        return None
    return {span: ",".join(days_of[span]) for span in sorted(days_of)}, holidays


def _spans(hours: str) -> tuple[Span, ...] | None:
    """The spans of one day; None when one runs past midnight or into another."""
    if hours in ("off", "closed"):
        return ()
    spans = []
    for part in hours.split(","):
        opens, _, closes = part.strip().partition("-")
        spans.append((opens, closes))
    borders = [border for span in sorted(spans) for border in span]
    rising = all(first < then for first, then in pairwise(borders))
    return tuple(spans) if rising else None


def _days(text: str) -> Iterator[str]:
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        start = DAYS.index(first)
        count = (DAYS.index(last) - start) % 7 if last else 0
        yield from (DAYS[(start + rank) % 7] for rank in range(count + 1))
