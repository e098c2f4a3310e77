"""Render: the time zones of France → when each of their clocks changes, as iCalendar says it.

Written here rather than read from the machine, so that two machines make the same file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the hours of a zone: since when, each year from which Sunday, how far from UTC."""

    is_summer: bool
    name: str
    before: int  # hours from UTC until then
    offset: int  # hours from UTC from then on
    since: date
    hour: int = 0  # of the old clock, when it changes
    month: int = 0  # 0: it never changes
    sunday: str = ""  # "-1SU", "2SU"


def _fixed(name: str, offset: int) -> tuple[Clock, ...]:
    return (Clock(False, name, offset, offset, date(1970, 1, 1)),)


ZONES: Mapping[str, tuple[Clock, ...]] = {
    "Europe/Paris": (
        Clock(False, "CET", 2, 1, date(1996, 10, 27), 3, 10, "-1SU"),
        Clock(True, "CEST", 1, 2, date(1996, 3, 31), 2, 3, "-1SU"),
    ),
    "America/Miquelon": (
        Clock(False, "-03", -2, -3, date(2007, 11, 4), 2, 11, "1SU"),
        Clock(True, "-02", -3, -2, date(2007, 3, 11), 2, 3, "2SU"),
    ),
    "America/Guadeloupe": _fixed("AST", -4),
    "America/Martinique": _fixed("AST", -4),
    "America/Cayenne": _fixed("-03", -3),
    "Indian/Reunion": _fixed("+04", 4),
    "Indian/Mayotte": _fixed("EAT", 3),
    "Pacific/Wallis": _fixed("+12", 12),
    "Pacific/Tahiti": _fixed("-10", -10),
    "Pacific/Noumea": _fixed("+11", 11),
}
