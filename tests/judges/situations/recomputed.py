"""The rules of `docs/situations.md`, computed again from the feed and from the open data of Etalab.

It borrows nothing from the generator and is as slow as it is plain: communes are tried one by one.
How conditions answer (`eligibilite`) is given by the caller: `tests/test_eligibility.py` judges it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "node_modules/@etalab/decoupage-administratif/data"
CLOSED = ("termine", "suspendu", "budget-epuise")
LEVELS = ("commune", "epci", "departement", "region", "france")

Row = Mapping[str, Any]
Answers = Callable[[Row, Row], str]  # conditions, person → "oui", "non", "a-verifier"


class France:
    """The communes of today and what holds each."""

    def __init__(self) -> None:
        assert DATA.is_dir(), "npm ci"
        rows = json.loads((DATA / "communes.json").read_text(encoding="utf-8"))
        epcis = json.loads((DATA / "epci.json").read_text(encoding="utf-8"))
        epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
        today = [row for row in rows if row["type"] == "commune-actuelle" and "region" in row]
        self.chain = {
            row["code"]: (
                row["code"],
                *((epci_of[row["code"]],) if row["code"] in epci_of else ()),
                row["departement"],
                f"region-{row['region']}",
                "france",
            )
            for row in today
        }
        self.former = {
            row["code"]: row.get("chefLieu") or row.get("commune")
            for row in rows
            if row["type"] != "commune-actuelle" and row["code"] not in self.chain
        }
        self.members: dict[str, list[str]] = {}
        for code, chain in self.chain.items():
            for above in chain[1:]:
                self.members.setdefault(above, []).append(code)

    def zone(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset(self.former.get(code) or code for code in codes)

    def holds(self, zone: frozenset[str], commune: str) -> bool:
        return any(code in zone for code in self.chain[commune])

    def width(self, zone: frozenset[str]) -> int:
        return max(self._level(code) for code in zone)

    def _level(self, code: str) -> int:
        if code == "france":
            return 4
        if code.startswith("region-"):
            return 3
        return {5: 0, 9: 1}.get(len(code), 2)


@cache
def france() -> France:
    """Read once."""
    return France()


def in_list_order(services: Iterable[Row]) -> list[Row]:
    """Rule 4."""

    def key(row: Row) -> tuple[int, int, str, str]:
        day = row["verification"]["le"] if "verification" in row else row["date_maj"]
        width = france().width(france().zone(row["zone_eligibilite"]))
        return (width, -date.fromisoformat(day).toordinal(), row["nom"].casefold(), row["id"])

    return sorted(services, key=key)


def candidates(need: Row, person: Row, ordered: list[Row]) -> list[Row]:
    """Rules 1 and 2, but for the conditions and the delay."""
    still = [row for row in ordered if row["etat"] not in CLOSED]
    by_id = {row["id"]: row for row in still}
    found = [by_id[name] for name in need.get("services", ()) if name in by_id]
    if "recherche" in need:
        search = dict(need["recherche"])
        if "statuts" not in search and "statut" in person:
            search["statuts"] = [person["statut"]]
        if "publics" not in search and "publics" in person:
            search["publics"] = person["publics"]
        found += [row for row in still if meets(row, search) and row not in found]
    return found


def meets(row: Row, search: Row) -> bool:
    """The table of rule 1."""
    if "thematiques" in search:
        own = {*row["thematiques"], *(theme.split("--")[0] for theme in row["thematiques"])}
        if not own & set(search["thematiques"]):
            return False
    for field, mine in (("types", "type"), ("frais", "frais")):
        if field in search and row.get(mine) not in search[field]:
            return False
    modes = set(row.get("modes_accueil", ()))
    if "modes_accueil" in search and not modes & set(search["modes_accueil"]):
        return False
    statuts = set(row.get("statuts", ()))
    if "statuts" in search and statuts and not statuts & set(search["statuts"]):
        return False
    publics = row.get("publics", [])
    if "publics" in search and publics and "tous-publics" not in publics:
        return bool(set(publics) & set(search["publics"]))
    return True


class Recomputed:
    """What the services of a feed answer, on the territories that it names."""

    def __init__(self, services: Iterable[Row], areas: Iterable[str], answers: Answers) -> None:
        self.ordered = in_list_order(services)
        self.areas = {code: sorted(france().members[code]) for code in areas}
        self.answers = answers
        everywhere = {commune for communes in self.areas.values() for commune in communes}
        zones = {row["id"]: france().zone(row["zone_eligibilite"]) for row in self.ordered}
        held = {
            zone: {commune for commune in everywhere if france().holds(zone, commune)}
            for zone in set(zones.values())
        }
        self.covered = {name: held[zone] for name, zone in zones.items()}

    def solve(self, situation: Row) -> dict[str, list[dict[str, Any]]]:
        """Territory → for each need, what `solutions.json` has to say."""
        person = situation.get("personne")
        solved: dict[str, list[dict[str, Any]]] = {code: [] for code in self.areas}
        for need in situation["besoins"]:
            found = [
                (row, self._where(row, person), _is_late(row, need))
                for row in candidates(need, person or {}, self.ordered)
            ]
            for code, communes in self.areas.items():
                inside = [
                    (row, where.intersection(communes), late)
                    for row, where, late in found
                    if not where.isdisjoint(communes)
                ]
                left = set(communes).difference(*(w for _, w, late in inside if not late))
                answers = [row["id"] for row, _, late in inside if not late]
                state = "servi" if not left else "en-partie" if answers else "personne"
                solved[code].append(
                    {
                        "etat": state,
                        "reponses": answers,
                        "hors_delai": [row["id"] for row, _, late in inside if late],
                        "communes_sans_reponse": sorted(left) if state == "en-partie" else [],
                        "partielles": {
                            row["id"]: sorted(where)
                            for row, where, late in inside
                            if not late and len(where) < len(communes) and len(code) == 9
                        },
                    }
                )
        return solved

    def _where(self, row: Row, person: Row | None) -> set[str]:
        """Rule 3: where a service answers for a person."""
        covered = self.covered[row["id"]]
        if person is None or "eligibilite" not in row:
            return covered
        if "zone" not in json.dumps(row["eligibilite"]):
            alone = {key: value for key, value in person.items() if key != "commune"}
            return covered if self.answers(row["eligibilite"], alone) != "non" else set()
        text, said = json.dumps(row["eligibilite"]), {}
        kept = set()
        for commune in covered:
            # Two communes that the same codes of the rule hold get the same answer.
            alike = tuple(code for code in france().chain[commune] if f'"{code}"' in text)
            if alike not in said:
                said[alike] = self.answers(row["eligibilite"], {**person, "commune": commune})
            if said[alike] != "non":
                kept.add(commune)
        return kept


def _is_late(row: Row, need: Row) -> bool:
    return "delai_jours" in need and row.get("delai_jours", 0) > need["delai_jours"]
