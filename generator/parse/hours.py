"""Parse: opening hours in OpenStreetMap's syntax, really parsed."""

from generator.french_hours import tidy_hours
from generator.parse.faults import Fault
from generator.timetable import is_valid

_HINT = (
    "écrivez par exemple « Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off » "
    "(Mo Tu We Th Fr Sa Su = lundi à dimanche, PH = jours fériés)"
)


def check_opening_hours(text: str) -> None:
    """Raise `Fault` unless a machine can tell from `text` when the place is open."""
    if not is_valid(text):
        meant = tidy_hours(text)
        hint = f"vouliez-vous dire « {meant} » ?" if meant != text and is_valid(meant) else _HINT
        raise Fault("horaires-invalides", f"horaires illisibles : « {text[:60]} »", hint)
