"""Persons and rules made by chance, always the same: the Python and JavaScript rules on each."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

FIXTURE = json.loads(
    (Path(__file__).parent / "fixtures" / "eligibilite.json").read_text(encoding="utf-8")
)
VOCABULARIES = Path(__file__).parents[1] / "schemas" / "vocabulaires"
DEEPEST = 3

Made = tuple[Mapping[str, Any], Mapping[str, Any]]


def codes(vocabulary: str) -> Sequence[str]:
    found = json.loads((VOCABULARIES / f"{vocabulary}.json").read_text(encoding="utf-8"))["enum"]
    assert found
    return list(found)


STATUTS, PUBLICS, CONTRATS, PERMIS = map(codes, ("statuts", "publics", "contrats", "permis"))
BASES, PERIODS = codes("bases-ressources"), codes("periodicites")
PLACES = list(FIXTURE["territoires"])
ZONES = ["france", "43", "25", "71", "region-84", "region-27", "200073419", "43157", "25056"]


def holds(commune: str, code: str) -> bool:
    """What the fixture says of the two communes that it knows."""
    return code in FIXTURE["territoires"][commune]


def made_cases(count: int, seed: int) -> list[Made]:
    """So many rules, each with a person."""
    chance = random.Random(seed)  # noqa: S311 - the same cases at each run
    return [(_rule(chance), _person(chance)) for _ in range(count)]


def every_pair() -> list[Made]:
    """Each situation, contract and licence against each condition on one code."""
    persons: list[Mapping[str, Any]] = [
        *({"statut": code} for code in STATUTS),
        *({"contrat": code} for code in CONTRATS),
        *({"permis": [code]} for code in PERMIS),
        *({"age": age} for age in (0, 25, 26, 30, 31, 60, 120)),
    ]
    asked = [
        *({"statuts": [code]} for code in STATUTS),
        *({"contrat": [code]} for code in CONTRATS),
        *({"permis": [code]} for code in PERMIS),
        *({"publics": [code]} for code in PUBLICS),
    ]
    return [({"toutes": [condition]}, person) for condition in asked for person in persons]


def _rule(chance: random.Random) -> Mapping[str, Any]:
    parts = chance.sample(["toutes", "une", "sauf"], chance.randint(1, 3))
    return {part: _conditions(chance, 0) for part in parts}


def _conditions(chance: random.Random, depth: int) -> list[Mapping[str, Any]]:
    return [_condition(chance, depth) for _ in range(chance.randint(1, 3))]


def _condition(chance: random.Random, depth: int) -> Mapping[str, Any]:
    if depth < DEEPEST and chance.random() < 0.25:
        return {chance.choice(["toutes", "une", "sauf"]): _conditions(chance, depth + 1)}
    kind = chance.choice(list(_LEAVES))
    return {kind: _LEAVES[kind](chance)}


def _some(chance: random.Random, values: Sequence[str], most: int = 4) -> list[str]:
    return chance.sample(list(values), chance.randint(1, min(most, len(values))))


def _bounds(chance: random.Random, most: int) -> Mapping[str, int]:
    low, high = sorted((chance.randint(0, most), chance.randint(0, most)))
    return chance.choice([{"min": low}, {"max": high}, {"min": low, "max": high}])


def _ceiling(chance: random.Random) -> Mapping[str, Any]:
    period = {"periode": chance.choice(PERIODS)} if chance.random() < 0.7 else {}
    return {"max": chance.randint(0, 2000), "base": chance.choice(BASES), **period}


_LEAVES: Mapping[str, Callable[[random.Random], Any]] = {
    "age": lambda chance: _bounds(chance, 70),
    "statuts": lambda chance: _some(chance, STATUTS),
    "publics": lambda chance: _some(chance, PUBLICS),
    "zone": lambda chance: _some(chance, ZONES),
    "ressources": _ceiling,
    "permis": lambda chance: _some(chance, PERMIS),
    "distance_km": lambda chance: _bounds(chance, 60),
    "contrat": lambda chance: _some(chance, CONTRATS),
    "a_verifier": lambda _: "Avoir un projet validé",
}


def _person(chance: random.Random) -> Mapping[str, Any]:
    """Each fact is known or not, as chance has it."""
    facts = {
        "age": lambda: chance.randint(0, 90),
        "statut": lambda: chance.choice(STATUTS),
        "publics": lambda: _some(chance, PUBLICS),
        "hors_publics": lambda: _some(chance, PUBLICS),
        "commune": lambda: chance.choice(PLACES),
        "ressources": lambda: _resources(chance),
        "permis": lambda: _some(chance, PERMIS, 2),
        "distance_km": lambda: chance.choice([0, 7.5, 20, 35, 60]),
        "contrat": lambda: chance.choice(CONTRATS),
    }
    return {name: make() for name, make in facts.items() if chance.random() < 0.55}


def _resources(chance: random.Random) -> float | Mapping[str, float]:
    if chance.random() < 0.5:
        return chance.randint(0, 2000)
    base, period = chance.choice(BASES), chance.choice(PERIODS)
    return {f"{base}/{period}": chance.randint(0, 2000) + 0.5}
