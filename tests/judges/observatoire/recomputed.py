"""The rules of `docs/observatoire.md`, computed again from the feed and from `referentiels/`.

It borrows nothing from the generator, and is as plain as the rules: sets of communes, cell by cell.
`python tests/judges/observatoire/recomputed.py SITE` says whether a published site tells the truth.
"""

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

REFERENTIELS = Path(__file__).parents[3] / "referentiels"
CLOSED = ("termine", "suspendu", "budget-epuise")
FRESH = ("a-jour", "a-revoir")
COUNTS = (
    *("services", "dedies", "locaux", "departementaux", "regionaux", "nationaux"),
    *("sur_place", "a_distance", "gratuits", "autonomes"),
)
SHARES = ("communes_servies", "habitants_servis", "communes_manque", "habitants_manque")
LEVELS = ("locaux", "locaux", "departementaux", "regionaux", "nationaux")
RANKS = {"manque": 0, "non-recense": 1, "servi-sans-dedie": 2}

Row = Mapping[str, Any]
Read = Callable[[str], bytes]
Communes = frozenset[str]


class France:
    """The communes, what holds each, how many people live there."""

    def __init__(self) -> None:
        regions = {row["code"]: row["region"] for row in _rows("departements")}
        epcis = {
            commune: row["siren"] for row in _rows("epci") for commune in row["communes"].split()
        }
        self.people: dict[str, int] = {}
        self.chain: dict[str, tuple[str, ...]] = {}
        self.members: dict[str, set[str]] = {}
        self._held: dict[frozenset[str], Communes] = {}
        for row in _rows("communes"):
            code, departement = row["code"], row["departement"]
            region = f"region-{regions[departement]}" if regions[departement] else ""
            above = (epcis.get(code, ""), departement, region, "france")
            self.people[code] = int(row["population"])
            self.chain[code] = (code, *filter(None, above))
            for holder in filter(None, above):
                self.members.setdefault(holder, set()).add(code)
        self.today = {row["code"]: row["commune"] for row in _rows("anciennes-communes")}
        self.today |= {row["code"]: row["commune"] for row in _rows("arrondissements")}

    def zone(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset(self.today.get(code, code) for code in codes)

    def held(self, codes: Iterable[str]) -> Communes:
        zone = self.zone(codes)
        if zone not in self._held:  # one object a zone: comparing thousands of codes is slow
            found = (self.members.get(code, {code}) for code in zone)
            self._held[zone] = frozenset().union(*found)
        return self._held[zone]

    def level(self, codes: Iterable[str]) -> int:
        return max(map(self._level, self.zone(codes)))

    def _level(self, code: str) -> int:
        if code == "france":
            return 4
        if code.startswith("region-"):
            return 3
        return {5: 0, 9: 1}.get(len(code), 2)


def _rows(name: str) -> list[dict[str, str]]:
    text = (REFERENTIELS / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@cache
def france() -> France:
    """Read once."""
    return France()


class Observed:
    """One published site: what its feed says, and what its entries give when counted again."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self._counted: dict[str, dict[tuple[str, str], dict[str, int]]] = {}
        self._zones: dict[tuple[str, str], tuple[frozenset[Communes], ...]] = {}
        self.told = self.document("observatoire.json", "observatoire")
        self.themes = [row["code"] for row in self.told["besoins"]]
        self.audiences = [row["code"] for row in self.told["publics"]]
        self.areas = [row["code"] for row in self.told["territoires"]]
        fresh = {
            row["id"]: row["fraicheur"]
            for row in self.document("fraicheur.json", "fraicheur")["services"]
        }
        self.services = [
            row
            for row in self.document("services.json", "services")
            if row["etat"] not in CLOSED and fresh[row["id"]] in FRESH
        ]
        day = json.loads(read("api/v1/index.json"))["generated_at"]
        self.manques = {
            row["id"]: row
            for row in self.document("manques.json", "manques")
            if row["constate_le"] <= day and not row.get("comble_le", "9999") <= day
        }
        rows = (*self.services, *self.manques.values())
        served = frozenset().union(*(france().members[area] for area in self.areas))
        inside = {zone: zone & served for zone in {_zone(row) for row in rows}}
        self.held = {("confirme_par" in row, row["id"]): inside[_zone(row)] for row in rows}
        self.answered = {row["id"]: frozenset(self._answered(row)) for row in self.services}
        self.meant = {row["id"]: frozenset(self._meant(row)) for row in self.services}
        self.confirmed = {
            name: frozenset(self._confirmed(row)) for name, row in self.manques.items()
        }
        self.touched = {name: frozenset(self._touched(row)) for name, row in self.manques.items()}

    def document(self, path: str, key: str) -> Any:
        return json.loads(self.read(f"api/v1/{path}"))[key]

    # -- which cells an entry answers

    def _answered(self, row: Row) -> Iterator[tuple[str, str]]:
        audiences = [code for code in self.audiences if self._is_open_to(row, code)]
        return product(["", *_themes(row)], audiences)

    def _is_open_to(self, row: Row, code: str) -> bool:
        if not code:
            return True
        kind, _, name = code.partition("/")
        named = row.get(f"{kind}s", [])
        return not named or "tous-publics" in named or name in named

    def _meant(self, row: Row) -> Iterator[tuple[str, str]]:
        named = _named(row)
        nobody = not row.get("statuts") and row.get("publics", ["tous-publics"]) == ["tous-publics"]
        return product(["", *_themes(row)], [*named, *([""] if nobody else [])])

    def _confirmed(self, row: Row) -> Iterator[tuple[str, str]]:
        wanted = set(row["thematiques"])
        themes = [t for t in self.themes if t and ({t, t.split("--")[0]} & wanted)]
        return product(themes, _lacking_to(row) or self.audiences)

    def _touched(self, row: Row) -> Iterator[tuple[str, str]]:
        wanted = set(row["thematiques"])
        great = {theme.split("--")[0] for theme in wanted}
        inner = [t for t in self.themes if t.split("--")[0] in wanted]
        audiences = ["", *_lacking_to(row)] if _lacking_to(row) else self.audiences
        return product({"", *great, *wanted, *inner}, audiences)

    # -- one territory

    def cells(self, area: str) -> dict[tuple[str, str], dict[str, int]]:
        """Every cell where something is known, with its columns."""
        here = frozenset(france().members[area])
        if area in self._counted:
            return self._counted[area]
        nothing = dict.fromkeys((*COUNTS, "manques", *SHARES), 0)
        found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(nothing.copy)
        for row in self.services:
            if here.isdisjoint(self.held[False, row["id"]]):
                continue
            kinds = list(_kinds(row))
            for cell in self.answered[row["id"]]:
                columns = found[cell]
                for name in kinds:
                    columns[name] += 1
            for cell in self.meant[row["id"]]:
                found[cell]["dedies"] += 1
        near = [name for name in self.manques if not here.isdisjoint(self.held[True, name])]
        for name in near:
            for cell in self.touched[name]:
                found[cell]["manques"] += 1
        for cell, columns in found.items():
            columns.update(self._sizes(area, cell))
        self._counted[area] = found
        return found

    def _sizes(self, area: str, cell: tuple[str, str]) -> Iterator[tuple[str, int]]:
        served, lacking = self.shares(area, *cell)
        sizes = (len(served), _people(served), len(lacking), _people(lacking))
        return zip(SHARES, sizes, strict=True)

    def shares(self, area: str, theme: str, audience: str) -> tuple[Communes, Communes]:
        """The communes served, and those where a gap is confirmed instead."""
        cell = (theme, audience)
        if cell not in self._zones:
            answers, lacks = self.answered.items(), self.confirmed.items()
            zones = {self.held[False, name] for name, cells in answers if cell in cells}
            gaps = {self.held[True, name] for name, cells in lacks if cell in cells}
            self._zones[cell] = (frozenset(zones), frozenset(gaps))
        return _shares(area, *self._zones[cell])

    # -- what is missing

    def gaps(self) -> list[tuple[Any, ...]]:
        """The rows of « lacunes », in their order."""
        rows = [row for area in self.areas for row in self._gaps(area)]
        whole = {row[:4] for row in rows if len(row[3]) < 9 and row[4] == _size(row[3])}
        homes = {area: self._homes(area) for area in self.areas if len(area) == 9}
        kept = []
        for row in rows:
            kind, theme, audience, area = row[:4]
            if len(area) == 9:
                if all((kind, theme, audience, home) in whole for home in homes[area]):
                    continue
            elif row[:4] not in whole and any(
                other[:3] == row[:3] and area in homes.get(other[3], ()) for other in rows
            ):
                continue
            kept.append(row)
        order = {code: rank for rank, code in enumerate((*self.themes, *self.audiences))}
        return sorted(
            kept,
            key=lambda row: (
                RANKS[row[0]],
                row[2] != "",
                "--" in row[1],
                -row[5],
                row[3],
                order[row[1]],
                order[row[2]],
            ),
        )

    def _homes(self, epci: str) -> set[str]:
        served = {area for area in self.areas if len(area) < 9}
        return {france().chain[code][2] for code in france().members[epci]} & served

    def _gaps(self, area: str) -> Iterator[tuple[Any, ...]]:
        here = frozenset(france().members[area])
        declared: dict[tuple[str, str], list[str]] = {}
        for name, row in self.manques.items():
            if not here.isdisjoint(self.held[True, name]):
                for cell in product(row["thematiques"], _lacking_to(row) or [""]):
                    declared.setdefault(cell, []).append(name)
        for cell, names in declared.items():
            where = here & frozenset().union(*(self.held[True, name] for name in names))
            since = min(self.manques[name]["constate_le"] for name in names)
            yield ("manque", *cell, area, len(where), _people(where), tuple(sorted(names)), since)
        great = [theme for theme in self.themes if "--" not in theme]
        audiences = [code for code in self.audiences if code != "public/tous-publics"]
        for cell in (*product(great, audiences), *((t, "") for t in self.themes if "--" in t)):
            unknown = self._unknown(area, *cell)
            wider = (self._unknown(area, *other) for other in _wider(*cell))
            if cell in declared or not unknown or any(unknown <= other for other in wider):
                continue
            yield ("non-recense", *cell, area, len(unknown), _people(unknown), (), None)
        if len(area) < 9:
            yield from self._without_dedicated(area, great, audiences, declared)

    def _unknown(self, area: str, theme: str, audience: str) -> Communes:
        served, lacking = self.shares(area, theme, audience)
        return frozenset(france().members[area]) - served - lacking

    def _without_dedicated(
        self, area: str, great: list[str], audiences: list[str], declared: Mapping[Any, Any]
    ) -> Iterator[tuple[Any, ...]]:
        here = frozenset(france().members[area])
        near = [row["id"] for row in self.services if here & self.held[False, row["id"]]]
        for audience in filter(None, audiences):
            for theme in great:
                cell = (theme, audience)
                some = any(cell in self.answered[name] for name in near)
                if some and not any(cell in self.meant[name] for name in near):
                    if cell not in declared:
                        yield ("servi-sans-dedie", *cell, area, len(here), _people(here), (), None)
                    if not theme:
                        break


def _kinds(row: Row) -> Iterator[str]:
    """The columns that count a service."""
    yield "services"
    yield LEVELS[france().level(row["zone_eligibilite"])]
    for mode, name in (("en-presentiel", "sur_place"), ("a-distance", "a_distance")):
        if mode in row.get("modes_accueil", ()):
            yield name
    if row.get("frais") == "gratuit":
        yield "gratuits"
    if "usagers" in row.get("mobilisable_par", ()):
        yield "autonomes"


def _zone(row: Row) -> Communes:
    return france().held(row["zone_eligibilite"])


def _themes(row: Row) -> list[str]:
    return sorted({*row["thematiques"], *(theme.split("--")[0] for theme in row["thematiques"])})


def _named(row: Row) -> list[str]:
    publics = [f"public/{code}" for code in row.get("publics", ())]
    return [*publics, *(f"statut/{code}" for code in row.get("statuts", ()))]


def _lacking_to(row: Row) -> list[str]:
    return [code for code in _named(row) if code != "public/tous-publics"]


def _wider(theme: str, audience: str) -> Iterator[tuple[str, str]]:
    if audience:
        yield theme, ""
    if theme:
        yield theme.partition("--")[0] if "--" in theme else "", audience


@cache
def _shares(
    area: str, zones: frozenset[Communes], gaps: frozenset[Communes]
) -> tuple[Communes, Communes]:
    here = frozenset(france().members[area])
    served = here & frozenset().union(*zones)
    return served, (here & frozenset().union(*gaps)) - served


@cache
def _people(communes: Communes) -> int:
    return sum(france().people[code] for code in communes)


def _size(area: str) -> int:
    return len(france().members[area])


def find_faults(observed: Observed) -> Iterator[str]:
    """Every figure of the feed that is not what the entries give."""
    read, width = observed.read, len(observed.audiences)
    counted = {}
    for row in observed.told["territoires"]:
        area = row["code"]
        counted[area] = cells = observed.cells(area)
        told = observed.document(f"observatoire/territoires/{area}.json", "observatoire_territoire")
        names = list(told["colonnes"])
        columns = zip(*(told["colonnes"][name] for name in names), strict=True)
        said = {
            (observed.themes[rank // width], observed.audiences[rank % width]): dict(
                zip(names, values, strict=True)
            )
            for rank, values in zip(told["cellules"], columns, strict=True)
        }
        yield from _differences(f"{area}, cellules", said, cells)
        size = {"communes": _size(area), "habitants": _people(frozenset(france().members[area]))}
        for place, held in (("observatoire.json", row), ("territoire", told)):
            yield from _differences(f"{area}, {place}", {k: held[k] for k in size}, size)
        states = {"servi": 0, "manque": 0, "non-recense": len(observed.themes) * width - len(cells)}
        for columns_of in cells.values():
            states[_state(columns_of)] += 1
        yield from _differences(f"{area}, états", row["cellules"], states)
        total = cells.get(("", ""), {})
        known = {name: row[name] for name in (*COUNTS, *SHARES)}
        yield from _differences(f"{area}, total", known, {n: total.get(n, 0) for n in known})
    yield from _table_faults(read, counted)
    yield from _gap_faults(observed)


def _state(columns: Mapping[str, int]) -> str:
    if columns["services"]:
        return "servi"
    return "manque" if columns["communes_manque"] else "non-recense"


def _table_faults(read: Read, counted: Mapping[str, Mapping[Any, Any]]) -> Iterator[str]:
    text = read("donnees/observatoire.csv").decode("utf-8-sig")
    said = {}
    for line in csv.DictReader(io.StringIO(text), delimiter=";"):
        key = (line["territoire"].removeprefix("'"), line["besoin"], line["public"])
        numbers = {name: int(line[name]) for name in (*COUNTS, "manques", *SHARES)}
        said[key] = {**numbers, "etat": line["etat"]}
    wanted = {
        (area, *cell): {**columns, "etat": _state(columns)}
        for area, cells in counted.items()
        for cell, columns in cells.items()
        if "--" not in cell[0] or not cell[1]
    }
    yield from _differences("donnees/observatoire.csv", said, wanted)


def _gap_faults(observed: Observed) -> Iterator[str]:
    said = [
        (
            *(row["etat"], row["besoin"], row["public"], row["territoire"]),
            *(row["communes"], row["habitants"], tuple(row["manques"])),
            row.get("depuis") if row["etat"] == "manque" else None,
        )
        for row in observed.told["lacunes"]
    ]
    wanted = observed.gaps()
    if said != wanted:
        yield f"lacunes : {len(said)} dites, {len(wanted)} trouvées"
        for row in sorted({*said} ^ {*wanted}, key=str)[:10]:
            yield f"lacunes : {row} {'en trop' if row in said else 'manque'}"


def _differences(where: str, said: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> Iterator[str]:
    for key in sorted({*said, *wanted}, key=str):
        if said.get(key) != wanted.get(key):
            yield f"{where}, {key} : {said.get(key)} dit, {wanted.get(key)} trouvé"


def main(folder: str) -> int:
    """Say every wrong figure of a published site; 0 when there is none."""
    faults = list(find_faults(Observed(lambda path: (Path(folder) / path).read_bytes())))
    sys.stdout.write("\n".join(faults[:50] or ["Chaque chiffre est juste."]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
