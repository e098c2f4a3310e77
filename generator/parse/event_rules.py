"""Parse: what an event says against itself — days, hours and places that do not agree."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from generator.characters import fold
from generator.diagnostics import FieldPath
from generator.parse.event_dates import find_late_registration, find_timetable_breaches
from generator.parse.rules import Breach, read_date

Data = Mapping[str, Any]

MAX_DAYS = 31  # in a row, with the same hours: beyond, one means a permanence
_WHEN = ("seances", "permanences", "quand")
_HELD_AT = ("seances", "permanences")
_SAME = ("jour", "jusqu_a", "debut", "fin", "lieu")  # two séances that agree on them are one


def find_event_breaches(data: Data) -> Iterator[Breach]:
    """Every rule that an event breaks; `data` may be anything that a partner can write."""
    yield from _no_day(data)
    yield from _inverted_days(data)
    yield from _inverted_hours(data)
    yield from _permanences(data)
    yield from _late_registration(data)
    yield from _same_dates(data)
    yield from _places_of_one_name(data)
    yield from _unknown_places(data)
    yield from _workshops_on_other_days(data)
    yield from _nameless_stands(data)


def _no_day(data: Data) -> Iterator[Breach]:
    if not any(data.get(field) for field in _WHEN):
        yield Breach(
            "evenement-sans-date",
            (),
            "rien ne dit quand cet événement a lieu",
            "ajoutez « seances: » avec un « jour », « permanences: » avec des « horaires », "
            "ou « quand: » avec ce que vous en savez",
        )


def _inverted_days(data: Data) -> Iterator[Breach]:
    for collection, first in (("seances", "jour"), ("permanences", "du")):
        for path, item in _items(data, collection):
            start, end = read_date(item.get(first)), read_date(item.get("jusqu_a"))
            if start is None or end is None:
                continue
            if end < start:
                yield Breach(
                    "dates-inversees",
                    (*path, "jusqu_a"),
                    "la date de fin est avant la date de début",
                    f"échangez « {first} » et « jusqu_a », ou corrigez l’une des deux",
                )
            elif first == "jour" and end - start > timedelta(days=MAX_DAYS):
                yield Breach(
                    "seance-trop-longue",
                    (*path, "jusqu_a"),
                    f"cette séance dure plus de {MAX_DAYS} jours",
                    "écrivez une « permanence » avec ses horaires, ou un bloc par jour",
                )


def _inverted_hours(data: Data) -> Iterator[Breach]:
    for collection in ("seances", "ateliers"):
        for path, item in _items(data, collection):
            start, end = item.get("debut"), item.get("fin")
            if not isinstance(end, str):
                continue
            if start is None:
                yield Breach(
                    "heures-inversees",
                    (*path, "fin"),
                    "l’heure de fin est donnée sans l’heure de début",
                    "ajoutez « debut: », ou retirez « fin »",
                )
            elif isinstance(start, str) and len(start) == len(end) and end <= start:
                yield Breach(
                    "heures-inversees",
                    (*path, "fin"),
                    f"la fin ({end}) n’est pas après le début ({start})",
                    "corrigez l’une des deux ; ce qui passe minuit se dit en deux blocs",
                )


def _permanences(data: Data) -> Iterator[Breach]:
    for path, item in _items(data, "permanences"):
        yield from find_timetable_breaches(path, item, data.get("date_maj"))


def _late_registration(data: Data) -> Iterator[Breach]:
    lasts = [
        read_date(item.get("jusqu_a"))
        or (read_date(item.get("jour")) if key == "seances" else None)
        for key in _HELD_AT
        for _, item in _items(data, key)
    ]
    yield from find_late_registration(data, lasts)


def _places_of_one_name(data: Data) -> Iterator[Breach]:
    seen: set[str] = set()
    for path, place in _items(data, "lieux"):
        name = place.get("nom")
        folded = fold(name) if isinstance(name, str) else ""
        if folded and folded in seen:
            yield Breach(
                "valeur-en-double",
                (*path, "nom"),
                f"« {str(name)[:80]} » est déjà le nom d’un lieu",
                "dites ce qui distingue les deux lieux, ou gardez-en un",
            )
        seen.add(folded)


def _same_dates(data: Data) -> Iterator[Breach]:
    seen: dict[tuple[str, ...], int] = {}
    for path, item in _items(data, "seances"):
        key = tuple(str(item.get(field) or "") for field in _SAME)
        if item.get("jour") and key in seen:
            yield Breach(
                "valeur-en-double",
                (*path, "jour"),
                f"cette séance est déjà la n° {seen[key]} : même jour, mêmes heures, même lieu",
                "supprimez ce bloc, ou corrigez le jour, les heures ou le lieu",
            )
        seen.setdefault(key, int(path[-1]) + 1)


def _unknown_places(data: Data) -> Iterator[Breach]:
    known = [str(place["nom"]) for _, place in _items(data, "lieux") if place.get("nom")]
    for collection in _HELD_AT:
        for path, item in _items(data, collection):
            name = item.get("lieu")
            if isinstance(name, str) and name not in known:
                names = ", ".join(f"« {place} »" for place in known[:6])
                yield Breach(
                    "lieu-inconnu",
                    (*path, "lieu"),
                    f"« {name[:80]} » n’est pas un lieu de cet événement",
                    f"lieux connus : {names}" if names else "décrivez-le dans « lieux »",
                )


def _workshops_on_other_days(data: Data) -> Iterator[Breach]:
    spans = [
        (start, read_date(item.get("jusqu_a")) or start)
        for _, item in _items(data, "seances")
        if (start := read_date(item.get("jour"))) is not None
    ]
    if not spans:
        return
    for path, item in _items(data, "ateliers"):
        day = read_date(item.get("jour"))
        if day is not None and not any(start <= day <= end for start, end in spans):
            yield Breach(
                "atelier-hors-dates",
                (*path, "jour"),
                f"l’événement n’a pas lieu le {day.isoformat()}",
                f"jours de l’événement : {_listed(spans)}",
            )


def _nameless_stands(data: Data) -> Iterator[Breach]:
    for path, item in _items(data, "stands"):
        if not (item.get("structure") or item.get("nom")):
            yield Breach(
                "stand-sans-nom",
                path,
                "ce stand ne dit pas qui le tient",
                "ajoutez « structure: » avec l’identifiant d’une fiche, ou « nom: »",
            )


def _listed(spans: list[tuple[date, date]]) -> str:
    words = [
        start.isoformat() if start == end else f"{start.isoformat()} à {end.isoformat()}"
        for start, end in spans[:6]
    ]
    return ", ".join((*words, *(("…",) if len(spans) > len(words) else ())))


def _items(data: Data, collection: str) -> Iterator[tuple[FieldPath, Data]]:
    """The blocks of a list, each with its place; what is not a block is the schema's to refuse."""
    found = data.get(collection)
    for rank, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, Mapping):
            yield (collection, rank), item
