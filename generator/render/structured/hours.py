"""Render: opening hours in OpenStreetMap's syntax → schema.org's opening hours, when both say it.

Plain weeks only: days, hours, closed days, public holidays. A rule that says more (a season, an
appointment, a comment) has no exact equivalent, so nothing is said rather than something wrong.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

_DAYS = {
    "Mo": "Monday",
    "Tu": "Tuesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
    "PH": "PublicHolidays",
}
_WEEK = tuple(_DAYS)[:7]
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_SPAN = "[0-2]?[0-9]:[0-5][0-9]-[0-2]?[0-9]:[0-5][0-9]"
_RULE = re.compile(
    rf"(?P<days>{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*)? ?"
    rf"(?P<hours>off|closed|{_SPAN}(?:, ?{_SPAN})*)\Z"
)
_ALWAYS = "Mo-Su 00:00-24:00"

Spans = tuple[tuple[str, str], ...]


def opening_hours(text: str | None) -> list[Mapping[str, Any]]:
    """`Mo-Fr 09:00-12:00; PH off` → specifications; none when the text says more than a week."""
    week: dict[str, Spans] = {}
    for rule in (_ALWAYS if (text or "").strip() == "24/7" else text or "").split(";"):
        if not rule.strip():
            continue
        match = _RULE.match(rule.strip())
        days = _days(match["days"]) if match else ()
        if match is None or not days:
            return []
        hours = match["hours"]
        spans = () if hours in ("off", "closed") else tuple(_span(s) for s in hours.split(","))
        week |= dict.fromkeys(days, spans)  # a later rule replaces an earlier one, as in OSM
    return _specifications(week)


def _specifications(week: Mapping[str, Spans]) -> list[Mapping[str, Any]]:
    """The days that share hours are told together, in the order of the week."""
    open_days = [day for day in _DAYS if week.get(day)]
    by_hours = sorted(open_days, key=lambda day: (week[day], tuple(_DAYS).index(day)))
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names if len(names) > 1 else names[0],
            "opens": opens,
            "closes": closes,
        }
        for spans, group in groupby(by_hours, key=lambda day: week[day])
        for names in ([_DAYS[day] for day in group],)
        for opens, closes in spans
    ]


def _days(text: str | None) -> tuple[str, ...]:
    """Days named one by one; none for a range that schema.org's week cannot hold."""
    if text is None:
        return _WEEK
    days: list[str] = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not last:
            days.append(first)
        elif "PH" in (first, last):
            return ()
        else:
            start, end = _WEEK.index(first), _WEEK.index(last)
            days += _WEEK[start : end + 1] if start <= end else _WEEK[start:] + _WEEK[: end + 1]
    return tuple(days)


def _span(text: str) -> tuple[str, str]:
    opens, _, closes = text.strip().partition("-")
    return _clock(opens), _clock(closes)


def _clock(text: str) -> str:
    """`9:00` → `09:00`; the end of a day is its last minute."""
    hours, _, minutes = text.partition(":")
    return "23:59" if int(hours) >= 24 else f"{int(hours):02d}:{minutes}"
