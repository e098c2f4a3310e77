"""Render: what « Ma liste » needs of each service → one small file each, read when it is listed.

One file a service, and not files of many: a list holds five services out of ten thousand, and a
phone pays for each byte (`docs/decisions/0025-my-list.md`).
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from functools import cache
from typing import Any

from generator.list_view import FormerService, ListedMeeting, ListedService
from generator.model import Artifact
from generator.site_plan import SitePlan
from generator.view_parts import Link

FOLDER = "liste/fiches/"


def render_listed(plan: SitePlan) -> Iterator[Artifact]:
    """The files of the services, then those of the identifiers that are gone."""
    entries: tuple[ListedService | FormerService, ...] = (*plan.listed, *plan.formerly_listed)
    for entry in entries:
        text = json.dumps(_row(entry), ensure_ascii=False, separators=(",", ":"))
        yield Artifact(path=f"{FOLDER}{entry.id}.json", content=text.encode())


def _row(entry: ListedService | FormerService) -> dict[str, Any]:
    """What the entry holds, without what is empty; the timetable as what it is, not as a text."""
    row: dict[str, Any] = {}
    kind: Any = type(entry)  # a class is hashable, whatever `type[Any]` says
    for name in _names(kind):
        value = getattr(entry, name)
        if not value:
            continue
        row[name] = json.loads(value) if name == "timetable" else _value(value)
    return row


def _value(value: Any) -> Any:
    if isinstance(value, Link):
        return {"label": value.label, "url": value.url}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return asdict(value) if isinstance(value, ListedMeeting) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
