"""Plan: the days that an event gives and the hours that come back → the times that it is held.

What is over is told by the day of the build alone: the same content and the same day give the same
archive, wherever and whenever the site is built.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.entries import Lieu
from generator.evenements import Evenement, Occurrence, Permanence, Rendezvous, Seance
from generator.timetable import HORIZON_DAYS, weekly_timetable

_HELD = "maintenu"
_A_DAY = timedelta(days=1)


def make_rendezvous(event: Evenement, today: date, zone: tuple[str, ...] = ()) -> Rendezvous:
    """An event → its times in order, those to come, and whether it is over."""
    occurrences = tuple(sorted(_occurrences(event, today), key=_order))
    upcoming = tuple(one for one in occurrences if one.dernier >= today)
    last = _last_day(event)
    return Rendezvous(
        entry=event,
        occurrences=occurrences,
        upcoming=upcoming,
        past=last is not None and last < today,
        zone=zone,
        today=today,
    )


def place_of(event: Evenement, name: str | None) -> Lieu | None:
    """The place that a date names; the only one when it names none."""
    if name:
        return next((place for place in event.lieux if place.nom == name), None)
    return event.lieux[0] if len(event.lieux) == 1 else None


def minutes_of(clock: str | None) -> int | None:
    """`09:30` → 570."""
    return int(clock[:2]) * 60 + int(clock[3:]) if clock else None


def _occurrences(event: Evenement, today: date) -> Iterator[Occurrence]:
    for seance in event.seances:
        yield from _of_seance(seance, place_of(event, seance.lieu), event.etat)
    for rank, permanence in enumerate(event.permanences):
        place = place_of(event, permanence.lieu)
        yield from _of_permanence(permanence, rank, place, event.etat, today)


def _of_seance(seance: Seance, place: Lieu | None, etat: str | None) -> Iterator[Occurrence]:
    """Each day on its own when hours are given: they are those of every day."""
    last = seance.jusqu_a or seance.jour
    one_by_one = seance.debut is not None
    days = _days(seance.jour, last) if one_by_one else (seance.jour,)
    for day in days:
        yield Occurrence(
            jour=day,
            dernier=day if one_by_one else last,
            debut=minutes_of(seance.debut),
            fin=minutes_of(seance.fin),
            lieu=place,
            etat=seance.etat or etat or _HELD,
            precisions=seance.precisions or "",
        )


def _of_permanence(
    permanence: Permanence, rank: int, place: Lieu | None, etat: str | None, today: date
) -> Iterator[Occurrence]:
    """From the day of the build on: what is gone of a permanence interests nobody."""
    commune = (place.code_insee or "") if place else ""
    for day, start, end, certain in permanence_spans(permanence, today, commune):
        yield Occurrence(
            jour=day,
            dernier=day,
            debut=start,
            fin=end,
            lieu=place,
            etat=etat or _HELD,
            precisions=permanence.precisions or "",
            certain=certain,
            permanence=rank,
        )


def permanence_spans(
    permanence: Permanence, today: date, commune: str = ""
) -> Iterator[tuple[date, int, int, bool]]:
    """Day, start, end of each time of a permanence, and whether it is sure.

    A whole day that nobody can tell (school holidays, « if not ») is no time to come at.
    """
    first = max(today, permanence.du or today)
    horizon = today + timedelta(days=HORIZON_DAYS - 1)  # the last day that is always laid out
    last = min(horizon, permanence.jusqu_a or horizon)
    for day, spans in weekly_timetable(permanence.horaires, today, commune).days():
        if not first <= day <= last or day in permanence.sauf:
            continue
        for span in spans:
            if span.known or (span.start, span.end) != (0, 24 * 60):
                yield day, span.start, span.end, span.known


def _last_day(event: Evenement) -> date | None:
    """The last day that the event may be held; None when nobody knows."""
    ends: list[date | None] = [seance.jusqu_a or seance.jour for seance in event.seances]
    ends += [permanence.jusqu_a for permanence in event.permanences]
    if not ends:
        return event.au_plus_tard
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _days(first: date, last: date) -> Iterable[date]:
    return (first + rank * _A_DAY for rank in range((last - first).days + 1))


def _order(one: Occurrence) -> tuple[date, int, date, int]:
    return (one.jour, one.debut or 0, one.dernier, one.permanence or 0)
