"""Render: the territories of France → what the place field reads: the served ones first.

`served.json` holds the served départements; `<département>.json` one of France, fetched when
someone writes the name of a commune from elsewhere; `noms.json` is the directory of `noms/`, where
every commune name stands in order, those of former communes too. `lib/place-data.js` reads them.
What the field of a zone reads besides is in `zones.py`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from generator.characters import fold
from generator.model import Artifact, CommuneRow, Outlines, Referentiels
from generator.render.zones import zone_files
from generator.site_plan import SitePlan

FOLDER = "recherche"
TOWN_POPULATION = 2_000  # in a list of equals, towns come first
CITY_POPULATION = 10_000  # the same, in the names of all of France
NAMES_BYTES = 6_000  # in one file of names

Rows = Mapping[str, CommuneRow]

ARTICLES = ("le ", "la ", "les ", "l ", "aux ", "los ", "las ")
# What `fold` does, letter by letter, for the letters that names are written with: it is quicker.
_LETTERS = str.maketrans({chr(code): fold(chr(code)) or " " for code in range(0x20, 0x250)})
_LETTERS.update({ord(sign): " " for sign in "’‘–—"})
_SAINTS = {"st": "saint", "ste": "sainte"}


def render_communes(plan: SitePlan) -> tuple[tuple[Artifact, ...], str]:
    """The files of the places, and their folder, relative to the site's root."""
    areas, served = plan.referentiels, plan.settings.territoire.departements
    communes = dict(areas.communes)  # each is a line until asked for: ask once
    places = _Places(areas, communes, plan.outlines)
    everywhere = [area.code for area in areas.areas.values() if area.kind == "departement"]
    directory = {
        "departements": {code: areas.areas[code].nom for code in everywhere},
        "postcodes": _foreign_postcodes(communes),
        "boxes": _boxes(areas, everywhere, plan.outlines),
    }
    firsts, ranges = _cut(sorted(_keyed_names(areas, communes)))
    files = {
        "served.json": _json(places.of(served)),
        **{f"{code}.json": _json(places.of((code,))) for code in everywhere},
        "noms.json": _json({"first": firsts, **directory}),
        **{f"noms/{rank}.json": _json({"noms": text}) for rank, text in enumerate(ranges)},
        **{name: _json(value) for name, value in zone_files(areas, communes)},
    }
    digest = blake2b(digest_size=6)
    for name, content in files.items():
        digest.update(b"%s %d\n%s" % (name.encode(), len(content), content))
    folder = f"{FOLDER}/communes-{digest.hexdigest()}/"
    return tuple(Artifact(path=folder + name, content=files[name]) for name in files), folder


def place_key(name: str) -> str:
    """A name as it is compared: "L’Hôpital-St-Blaise" → "l hopital saint blaise"."""
    words = name.translate(_LETTERS).split()
    if "st" in words or "ste" in words:
        words = [_SAINTS.get(word, word) for word in words]
    return " ".join(words)


# One or several départements


class _Places:
    """The communes of some départements, and what they belong to; small, thus in columns.

    A commune is its place in three columns: its code, as the step from the one before; its name;
    the rank of its group, which is its EPCI and its postcodes.
    """

    def __init__(self, areas: Referentiels, communes: Rows, outlines: Outlines) -> None:
        self._areas = areas
        self._communes = communes
        self._outlines = outlines
        self._former = _former_by_departement(areas)

    def of(self, departements: tuple[str, ...]) -> Mapping[str, object]:
        """The départements, the EPCI that have a commune in them, and their communes."""
        areas, points = self._areas, self._outlines.centres
        codes = {code: sorted(areas.communes_of(code)) for code in departements}
        rows = {code: self._communes[code] for members in codes.values() for code in members}
        epcis = sorted({row[1] for row in rows.values()} - {""})
        group_of = {code: (row[1], " ".join(row[5])) for code, row in rows.items()}
        groups = sorted(set(group_of.values()))
        rank_of = {group: rank for rank, group in enumerate(groups)}
        epci_rank = {code: rank for rank, code in enumerate(epcis)} | {"": -1}
        known = (*departements, *self._around(departements, epcis))
        regions = {region for code in known for region in areas.areas[code].parents}
        return {
            "departements": [
                [code, areas.areas[code].nom, next(iter(areas.areas[code].parents), "")]
                for code in known
            ],
            "regions": {code: areas.areas[code].nom for code in sorted(regions)},
            "epcis": [[code, areas.areas[code].nom, self._elsewhere(code, rows)] for code in epcis],
            "neighbours": self._neighbours(epcis, rows),
            "groups": [[epci_rank[epci], postcodes] for epci, postcodes in groups],
            "communes": [
                [
                    _steps(members, departement),
                    "\n".join(rows[code][0] for code in members),
                    [rank_of[group_of[code]] for code in members],
                ]
                for departement, members in codes.items()
            ],
            "former": self._former_of(departements),
            "towns": _towns(rows),
            "points": {code: _point(points[code]) for code in rows if code in points},
        }

    def _around(self, departements: Iterable[str], epcis: Iterable[str]) -> list[str]:
        """The départements elsewhere that an EPCI lies in."""
        areas = self._areas.areas
        above = {parent for code in epcis for parent in areas[code].parents}
        found = {code for code in above if areas[code].kind == "departement"}
        return sorted(found - set(departements))

    def _elsewhere(self, epci: str, rows: Rows) -> str:
        """The communes of an EPCI that lie in a département elsewhere."""
        return " ".join(sorted(set(self._areas.communes_of(epci)) - rows.keys()))

    def _neighbours(self, epcis: Sequence[str], rows: Rows) -> list[list[int]]:
        """For each EPCI, the ranks of those beside it.

        They touch when outlines are given. Without them, they share a postcode: fewer, no guess.
        """
        rank_of = {code: rank for rank, code in enumerate(epcis)}
        if self._outlines.neighbours:
            touching = (self._outlines.neighbours.get(code, ()) for code in epcis)
            return [[rank_of[code] for code in codes if code in rank_of] for codes in touching]
        sharing: dict[str, set[int]] = {}
        for _, epci, _, _, _, postcodes in rows.values():
            for postcode in postcodes if epci else ():
                sharing.setdefault(postcode, set()).add(rank_of[epci])
        beside: list[set[int]] = [set() for _ in epcis]
        for ranks in sharing.values():
            for rank in ranks:
                beside[rank] |= ranks - {rank}
        return [sorted(ranks) for ranks in beside]

    def _former_of(self, departements: Iterable[str]) -> Mapping[str, str]:
        """Commune of today → its former codes, each with its name when it is known."""
        found: dict[str, dict[str, None]] = {}
        for departement in departements:
            for today, line in self._former.get(departement, ()):
                found.setdefault(today, {})[line] = None
        return {today: "\n".join(lines) for today, lines in sorted(found.items())}


def _former_by_departement(areas: Referentiels) -> Mapping[str, list[tuple[str, str]]]:
    """A former commune is known to its own département, and to the one where it is today."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, today in sorted(areas.former_communes.items()):
        line = f"{code} {areas.former_names.get(code, '')}".strip()
        for departement in dict.fromkeys((_departement(code), _departement(today))):
            found.setdefault(departement, []).append((today, line))
    return found


def _departement(commune: str) -> str:
    """The département of a commune's code: overseas, it has three signs."""
    return commune[:3] if commune > "97" else commune[:2]


def _steps(codes: Iterable[str], departement: str) -> list[int]:
    """Codes in order → how far each is from the one before: 01001, 01002, 01004 → 1, 1, 2."""
    steps, last = [], 0
    for code in codes:
        number = int(code[len(departement) :])
        steps.append(number - last)
        last = number
    return steps


def _towns(rows: Rows) -> list[str]:
    """The communes that people are most likely to mean, the largest first."""
    large = [(-row[4], code) for code, row in rows.items() if row[4] >= TOWN_POPULATION]
    return [code for _, code in sorted(large)]


def _point(centre: tuple[float, float]) -> list[int]:
    """Latitude and longitude in thousandths of a degree: a hundred metres."""
    return [round(centre[0] * 1000), round(centre[1] * 1000)]


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


# The names of all of France


def _keyed_names(areas: Referentiels, communes: Rows) -> Iterator[tuple[str, str]]:
    """Key and line of each name; a line says what the name stands for, then the name.

    "69123* Lyon" (a city), "69383>69123 Lyon 3e Arrondissement|Lyon" (today). A name with an
    article stands twice: « puy en velay » is how Le Puy-en-Velay is sought.
    """
    for code, (name, _, _, _, population, _) in communes.items():
        mark = "*" if population >= CITY_POPULATION else ""
        yield from _keyed(name, f"{code}{mark} {name}")
    for code, name in areas.former_names.items():
        today = areas.former_communes[code]
        yield from _keyed(name, f"{code}>{today} {name}|{communes[today][0]}")


def _keyed(name: str, line: str) -> Iterator[tuple[str, str]]:
    key = place_key(name)
    yield key, line
    if key.startswith(ARTICLES):
        yield key.partition(" ")[2], line


def _cut(keyed: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Names in order → ranges of about the same weight, and the first key of each.

    Equal keys stay together: a name is looked for in one range, and in the next if it overflows.
    """
    firsts: list[str] = []
    ranges: list[list[str]] = []
    weight, last = NAMES_BYTES, ""
    for key, line in keyed:
        if weight >= NAMES_BYTES and key != last:
            firsts.append(key)
            ranges.append([])
            weight = 0
        ranges[-1].append(line)
        weight += len(line) + 1
        last = key
    return firsts, ["\n".join(lines) for lines in ranges]


def _foreign_postcodes(communes: Rows) -> Mapping[str, list[str]]:
    """The postcodes that lead to another département than their first figures say."""
    found: dict[str, set[str]] = {}
    for _, _, departement, _, _, postcodes in communes.values():
        start = "20" if departement in ("2A", "2B") else departement
        for postcode in postcodes:
            if not postcode.startswith(start):
                found.setdefault(postcode, set()).add(departement)
    return {postcode: sorted(codes) for postcode, codes in sorted(found.items())}


def _boxes(
    areas: Referentiels, departements: Iterable[str], outlines: Outlines
) -> Mapping[str, list[int]]:
    """South, west, north and east of the communes of each département, when they are known."""
    boxes = {}
    for departement in departements:
        points = [
            _point(outlines.centres[code])
            for code in areas.communes_of(departement)
            if code in outlines.centres
        ]
        if points:
            south, west = (min(values) for values in zip(*points, strict=True))
            north, east = (max(values) for values in zip(*points, strict=True))
            boxes[departement] = [south, west, north, east]
    return boxes
