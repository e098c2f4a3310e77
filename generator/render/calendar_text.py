"""Render: things to do on whole days → the text of a calendar (RFC 5545), written by hand.

A directory of ten thousand entries has tens of thousands of such lines, and the library that draws
the events takes a millisecond for each. Whole days need neither hours nor zones: what is left to
get wrong is escaping and folding, which tests compare with the library's own reading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_TO_ESCAPE = re.compile(r"[\\;,]|\r\n|\r|\n")
_MOST_BYTES = 75  # of a line, its first space included
_END = "END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDay:
    """Something to do on a day: no hour, and it leaves the day free."""

    key: str  # that no other line of its calendar has
    day: date
    summary: str
    description: str
    url: str
    changed: date  # when what it says was last changed


def whole_day_calendar(empty: str, name: str, host: str, days: Iterable[WholeDay]) -> bytes:
    """The calendar `empty`, drawn without a name, with a name and things to do."""
    head = empty.removesuffix(_END)
    lines = [_line("X-WR-CALNAME", _escaped(_on_one_line(name)))]
    for item in days:
        stamp = f"{item.changed:%Y%m%d}T000000Z"
        lines += (
            "BEGIN:VEVENT",
            _line("UID", f"{item.key}@{host}"),
            f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}",
            f"DTSTART;VALUE=DATE:{_compact(item.day)}",
            f"DTEND;VALUE=DATE:{_compact(item.day + timedelta(days=1))}",
            _line("SUMMARY", _escaped(_on_one_line(item.summary))),
            _line("DESCRIPTION", _escaped(item.description)),
            _line("URL", item.url),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    first, *rest = lines
    before, marker, zones = head.partition("BEGIN:VTIMEZONE")
    events = "".join(f"{line}\r\n" for line in rest)
    return f"{before}{first}\r\n{marker}{zones}{events}{_END}".encode()


def _compact(day: date) -> str:
    return day.isoformat().replace("-", "")


def _on_one_line(words: str) -> str:
    """A title: a YAML text may hold ends of lines; its no-break spaces stay."""
    return " ".join(words.splitlines())


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda sign: f"\\{sign[0]}" if sign[0] in "\\;," else r"\n", text)


def _line(name: str, value: str) -> str:
    """A line, in pieces of 75 bytes at most, none of which cuts a character."""
    raw = f"{name}:{value}".encode()
    pieces, start, room = [], 0, _MOST_BYTES
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        pieces.append(raw[start:end].decode())
        start, room = end, _MOST_BYTES - 1  # what follows opens with a space
    pieces.append(raw[start:].decode())
    return "\r\n ".join(pieces)
