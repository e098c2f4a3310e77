"""Plan: opening hours in OpenStreetMap's syntax → lines of French.

Covers what partners write (days, ranges of days, hours, public holidays, "off"); a rule that says
more is printed as it was written, so nothing is lost.
"""

import json
import re
from datetime import date

from generator.entries import Service, Structure
from generator.timetable import service_timetable

_DAYS = {
    "Mo": "lundi",
    "Tu": "mardi",
    "We": "mercredi",
    "Th": "jeudi",
    "Fr": "vendredi",
    "Sa": "samedi",
    "Su": "dimanche",
    "PH": "jours fériés",
}
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_RULE = re.compile(
    rf"(?P<days>{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*)? ?"
    r"(?P<hours>off|closed|[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}"
    r"(?:, ?[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2})*)?\Z"
)


def opening_hours_lines(text: str | None) -> tuple[str, ...]:
    """`Mo-Fr 09:00-12:00; PH off` → "Du lundi au vendredi : 9 h – 12 h", "Jours fériés : fermé"."""
    if not text:
        return ()
    if text.strip() == "24/7":
        return ("Tous les jours, jour et nuit",)
    return tuple(_line(rule.strip()) for rule in text.split(";") if rule.strip())


def published_timetable(service: Service, structure: Structure, today: date) -> str:
    """The timetable of a service as its page carries it for a script; "" when it is unknown."""
    timetable = service_timetable(service, structure, today)
    if timetable is None:
        return ""
    return json.dumps(timetable.published(), separators=(",", ":"))


def _line(rule: str) -> str:
    match = _RULE.match(rule)
    if match is None or not (match["days"] or match["hours"]):
        return rule
    days = _days(match["days"]) if match["days"] else "tous les jours"
    hours = match["hours"]
    if not hours:
        words = "ouvert"
    elif hours in ("off", "closed"):
        words = "fermé"
    else:
        words = ", ".join(_range(span.strip()) for span in hours.split(","))
    return f"{days[:1].upper()}{days[1:]}\u00a0: {words}"


def _days(text: str) -> str:
    words = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if last:
            words.append(f"du {_DAYS[first]} au {_DAYS[last]}")
        else:
            words.append(_DAYS[first])
    return ", ".join(words)


def _range(span: str) -> str:
    start, _, end = span.partition("-")
    return f"{_hour(start)}\u00a0–\u00a0{_hour(end)}"


def _hour(clock: str) -> str:
    hours, _, minutes = clock.partition(":")
    return f"{int(hours)}\u00a0h" + (f"\u00a0{minutes}" if minutes != "00" else "")
