"""Parse: the list of what another guichet no longer publishes → what it says of each. Pure.

A row that cannot be believed is passed over: the entry is gone all the same, without its reason.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from generator.characters import find_forbidden_character, is_identifier
from generator.news import Tombstone

MAX_MOTIF = 300  # as in our ledger
_GENRES = ("renomme", "retire")
_COLLECTIONS = ("structures", "services")

Key = tuple[str, str]  # collection, identifier in the feed


def read_gone(
    rows: Iterable[object], alive: Collection[Key], today: date
) -> Mapping[Key, Tombstone]:
    """What is gone and that the feed does not publish, each with what takes its place there.

    Of those that were replaced in their turn, the last one counts; none when it is not published.
    """
    found: dict[Key, Tombstone] = {}
    for row in rows:
        said = _tombstone(row, today)
        if said is not None and (said.collection, said.id) not in alive:
            found.setdefault((said.collection, said.id), said)
    last = _last(found, alive)
    return {key: replace(said, remplace_par=last.get(key)) for key, said in found.items()}


def _tombstone(row: object, today: date) -> Tombstone | None:
    if not isinstance(row, dict):
        return None
    collection, identifier, genre = (row.get(key) for key in ("collection", "id", "genre"))
    if collection not in _COLLECTIONS or genre not in _GENRES or not _names(identifier):
        return None
    successor = row.get("remplace_par")
    return Tombstone(
        id=str(identifier),
        collection=str(collection),
        genre=str(genre),
        nom="",  # the one that it had here is known
        depuis=_day(row.get("depuis"), today),
        remplace_par=str(successor) if _names(successor) else None,
        motif=_motif(row.get("motif")),
    )


def _last(found: Mapping[Key, Tombstone], alive: Collection[Key]) -> dict[Key, str]:
    """Each that is gone → the published one at the end; every one is passed through once."""
    ends: dict[Key, str | None] = {}
    for start in found:
        path: list[Key] = []
        key, end = start, None
        while key in found and key not in ends:
            ends[key] = None  # unless an end is found: two may replace each other
            path.append(key)
            key = (key[0], found[key].remplace_par or "")
        end = key[1] if key in alive else ends.get(key)
        ends.update(dict.fromkeys(path, end))
    return {key: end for key, end in ends.items() if end is not None}


def _names(value: object) -> bool:
    return isinstance(value, str) and is_identifier(value)


def _day(value: object, today: date) -> date | None:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return None
    return day if day <= today else None


def _motif(value: object) -> str | None:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or find_forbidden_character(text):
        return None
    return text if len(text) <= MAX_MOTIF else f"{text[: MAX_MOTIF - 1]}…"
