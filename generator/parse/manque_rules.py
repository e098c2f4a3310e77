"""Parse: what a confirmed gap says against itself — the rules that its JSON Schema cannot hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.parse.rules import Breach, read_date
from generator.parse.situation_rules import theme_twice

Data = Mapping[str, Any]


def find_manque_breaches(data: Data) -> Iterator[Breach]:
    """Every rule that a gap breaks; `data` may be anything that a partner can write."""
    yield from theme_twice(data, ())
    yield from _filled_before(data)
    yield from _filled_by_nothing_dated(data)
    yield from _answers_and_does_not(data)


def _filled_before(data: Data) -> Iterator[Breach]:
    seen, filled = read_date(data.get("constate_le")), read_date(data.get("comble_le"))
    if seen and filled and filled < seen:
        yield Breach(
            "dates-inversees",
            ("comble_le",),
            "le manque est comblé avant d’être constaté",
            "échangez « constate_le » et « comble_le », ou corrigez l’une des deux",
        )


def _filled_by_nothing_dated(data: Data) -> Iterator[Breach]:
    if data.get("comble_par") and not data.get("comble_le"):
        yield Breach(
            "champ-manquant",
            ("comble_par",),
            "il manque le champ « comble_le » : le manque a un service qui le comble",
            "ajoutez une ligne « comble_le: … », ou retirez « comble_par »",
        )


def _answers_and_does_not(data: Data) -> Iterator[Breach]:
    """A service cannot fill a gap and not be enough for it."""
    filling, short = data.get("comble_par"), data.get("ne_suffisent_pas")
    if not isinstance(filling, list) or not isinstance(short, list):
        return
    for rank, name in enumerate(filling):
        if isinstance(name, str) and name in short:
            yield Breach(
                "valeur-en-double",
                ("comble_par", rank),
                f"« {name[:80]} » est aussi dans « ne_suffisent_pas »",
                "gardez-le dans une seule des deux listes",
            )
