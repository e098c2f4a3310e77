"""Parse: HSDS schedules → opening hours in OpenStreetMap's syntax, or why that cannot be."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.parse.imports.hsds_texts import CLOSED_ON_HOLIDAYS
from generator.timetable import is_valid

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])(?::00)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\Z")
# What bounds a rule in time, or repeats it otherwise than each week.
_MORE = ("valid_from", "valid_to", "until", "count", "byweekno", "bymonthday", "byyearday")
# What a timetable says, or what says nothing more.
USED = frozenset(
    {
        *("id", "service_id", "location_id", "service_at_location_id", "wkst", "freq"),
        *("interval", "byday", "opens_at", "closes_at", "x_timezone"),
    }
)

Row = Mapping[str, Any]


def opening_hours(schedules: Sequence[Row]) -> tuple[str | None, str]:
    """The hours of one place, and what was given up to tell them; (None, why) if they cannot be."""
    text = schedules[0].get("description")
    same = all(row.get("description") == text for row in schedules)
    if same and isinstance(text, str) and is_valid(text):
        return text, ""
    week: dict[str, list[str]] = {}
    for row in schedules:
        fault = _fault(row)
        if fault:
            return None, fault
        span = f"{_clock(row['opens_at'])}-{_clock(row['closes_at'])}"
        for day in row["byday"].split(","):
            week.setdefault(day.strip(), []).append(span)
    days = {day: ",".join(sorted(week[day])) for day in DAYS if day in week}
    rules = [f"{name} {hours}" for name, hours in _ranges(days)]
    if any(row.get("notes") == CLOSED_ON_HOLIDAYS for row in schedules):
        rules.append("PH off")
    return "; ".join(rules), ""


def _fault(row: Row) -> str:
    if row.get("freq") != "WEEKLY" or row.get("interval") not in (None, 1):
        return "ces horaires ne reviennent pas chaque semaine"
    if any(row.get(name) for name in _MORE):
        return "ces horaires ne valent qu’une partie de l’année"
    days = row.get("byday")
    if not isinstance(days, str) or any(day.strip() not in DAYS for day in days.split(",")):
        return "les jours ne sont pas dits"
    if _clock(row.get("opens_at")) is None or _clock(row.get("closes_at")) is None:
        return "les heures ne sont pas dites"
    return ""


def _clock(value: object) -> str | None:
    match = _CLOCK.match(value) if isinstance(value, str) else None
    return f"{match[1]}:{match[2]}" if match else None


def _ranges(days: Mapping[str, str]) -> list[tuple[str, str]]:
    """Days that follow one another with the same hours → one rule."""
    runs: list[tuple[list[str], str]] = []
    for day, hours in days.items():
        rank = DAYS.index(day)
        last = runs[-1] if runs else None
        if last and last[1] == hours and DAYS.index(last[0][-1]) == rank - 1:
            last[0].append(day)
        else:
            runs.append(([day], hours))
    names = {day: day.capitalize() for day in DAYS}
    return [
        (names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}", hours)
        for run, hours in runs
    ]
