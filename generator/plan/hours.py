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
_RANKS = {
    "1": "premier",
    "2": "deuxième",
    "3": "troisième",
    "4": "quatrième",
    "5": "cinquième",
    "-1": "dernier",
}
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_RANK = "(?:-1|[1-5])"
_DAYS_TOLD = rf"(?:{_DAY}(?:-{_DAY})?|(?!PH){_DAY}\[{_RANK}(?:, ?{_RANK})*\])"
_SPAN = "[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}"
_WEEKS = {"1": "semaines impaires", "2": "semaines paires"}
_RULE = re.compile(
    r"(?:week (?P<weeks>[12])-5[23]/2 )?"
    rf"(?P<days>{_DAYS_TOLD}(?:, ?{_DAYS_TOLD})*)? ?"
    rf"(?P<hours>off|closed|{_SPAN}(?:, ?{_SPAN})*)?"
    r'(?: *"(?P<comment>[^"]*)")?\Z'
)
_BETWEEN_DAYS = re.compile(r",(?![^\[]*\])")
_BETWEEN_RULES = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*\Z)')


def opening_hours_lines(text: str | None) -> tuple[str, ...]:
    """`Mo-Fr 09:00-12:00; PH off` → "Du lundi au vendredi : 9 h – 12 h", "Jours fériés : fermé"."""
    if not text:
        return ()
    if text.strip() == "24/7":
        return ("Tous les jours, jour et nuit",)
    rules = (rule.strip() for rule in _BETWEEN_RULES.split(text))
    return tuple(_line(rule) for rule in rules if rule)


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
    weeks = f", {_WEEKS[match['weeks']]}" if match["weeks"] else ""
    comment = f" ({match['comment']})" if match["comment"] else ""
    return f"{days[:1].upper()}{days[1:]}{weeks}\u00a0: {words}{comment}"


def _days(text: str) -> str:
    words = []
    for part in _BETWEEN_DAYS.split(text):
        day, _, ranks = part.strip().rstrip("]").partition("[")
        first, _, last = day.partition("-")
        if ranks:
            which = " et ".join(f"le {_RANKS[rank.strip()]}" for rank in ranks.split(","))
            words.append(f"{which} {_DAYS[first]} du mois")
        elif last:
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
