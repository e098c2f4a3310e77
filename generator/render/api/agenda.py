"""Render: the events and their dates → `api/v1/agenda.json`, each time to come on its row.

Who reads it needs to know neither the syntax of opening hours nor public holidays.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from generator.evenements import Occurrence, Rendezvous
from generator.model import Artifact
from generator.render.api.envelope import answer
from generator.site_plan import SitePlan
from generator.timetable import time_zone

AHEAD = timedelta(days=92)  # what comes back every week is told for three months


def render_agenda(plan: SitePlan) -> Artifact:
    """The times to come of all events, in order; those of permanences for three months."""
    found = sorted(
        ((time, one) for one in plan.meetings for time in one.upcoming),
        key=lambda item: (item[0].jour, item[0].debut or 0, item[1].entry.id),
    )
    rows = [
        _row(time, one, plan.settings.url)
        for time, one in found
        if time.permanence is None or time.jour <= plan.today + AHEAD
    ]
    return answer(plan, "agenda.json", "agenda", rows, total=len(rows))


def _row(time: Occurrence, one: Rendezvous, site: str) -> dict[str, Any]:
    event = one.entry
    return {
        "evenement": event.id,
        "nom": event.nom,
        "type": event.type,
        "etat": time.etat,
        "jour": time.jour.isoformat(),
        **dict(_said(time, one)),
        "url": f"{site}evenements/{event.id}.html",
        "ics": f"{site}evenements/{event.id}.ics",
    }


def _said(time: Occurrence, one: Rendezvous) -> Iterator[tuple[str, Any]]:
    """What is known of a time: nothing is said that nobody wrote."""
    if time.dernier != time.jour:
        yield "jusqu_a", time.dernier.isoformat()
    if time.debut is not None:
        yield "debut", _clock(time.debut)
        if time.fin is not None:
            yield "fin", _clock(time.fin)
        yield "fuseau", time_zone((time.lieu.code_insee or "") if time.lieu else "")
    if not time.certain:
        yield "a_confirmer", True
    if time.permanence is not None:
        yield "permanence", time.permanence + 1
    if time.lieu is not None:
        for field, value in (
            ("lieu", time.lieu.nom),
            ("commune", time.lieu.commune),
            ("code_insee", time.lieu.code_insee),
        ):
            if value:
                yield field, value
    if one.zone:
        yield "zone", list(one.zone)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
