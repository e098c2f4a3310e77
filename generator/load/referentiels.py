"""Load: `referentiels/` → the communes, EPCI, départements, régions of France; everyday words.

The files hold no quoted field (their maker checks it), so lines and fields are simply split, and a
commune stays a line until asked for: all of France is read at each start of the command.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from generator.diagnostics import GeneratorError
from generator.load.plain_words import load_plain_words
from generator.model import CommuneRow, Referentiels, Territory

Row = list[str]


class LazyCommunes(Mapping[str, CommuneRow]):
    """Communes by INSEE code; a line becomes a row when it is asked for."""

    def __init__(
        self, lines: Mapping[str, str], epci_of: Mapping[str, str], region_of: Mapping[str, str]
    ) -> None:
        self._lines = lines
        self._epci_of = epci_of
        self._region_of = region_of

    def __getitem__(self, code: str) -> CommuneRow:
        _, nom, departement, population, postal = self._lines[code].split(";")
        epci, region = self._epci_of.get(code, ""), self._region_of[departement]
        return (nom, epci, departement, region, int(population), tuple(postal.split()))

    def __contains__(self, code: object) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def load_referentiels(folder: Path) -> Referentiels:
    """The reference data of a folder, as `make_referentiels.py` makes it."""
    try:
        return _assemble(folder, tuple(sorted(_state(path) for path in folder.iterdir())))
    except (OSError, ValueError, LookupError) as error:
        raise GeneratorError(
            f"les données de référence de « {folder} » sont illisibles : {error}"
        ) from error


def _state(path: Path) -> tuple[str, int, int]:
    found = path.stat()
    return path.name, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)  # France is read once, however often entries are checked while one writes
def _assemble(folder: Path, _state: tuple[tuple[str, int, int], ...]) -> Referentiels:
    departements, epcis = _rows(folder, "departements"), _rows(folder, "epci")
    region_of = {code: region for code, _, _, region, _ in departements}
    lines = {line.partition(";")[0]: line for line in _lines(folder, "communes")}
    communes = LazyCommunes(
        lines,
        {code: siren for siren, *_, members in epcis for code in members.split()},
        region_of,
    )
    members = _by_departement(lines)
    former, districts = _rows(folder, "anciennes-communes"), _rows(folder, "arrondissements")
    areas = (
        *_regions(_rows(folder, "regions"), departements, members),
        *_departements(departements, members),
        *_epcis(epcis, region_of),
        *_districts(districts, communes),
    )
    france = Territory(
        code="france",
        nom="France",
        kind="pays",
        population=sum(area.population for area in areas if area.kind == "departement"),
    )
    return Referentiels(
        millesime=json.loads((folder / "millesime.json").read_bytes())["millesime"],
        communes=communes,
        areas={area.code: area for area in (france, *areas)},
        former_communes={
            **{code: today for code, _, today in former},
            **{code: commune for code, _, commune, *_ in districts},
        },
        mots_simples=load_plain_words(folder),
        former_names={code: name for code, name, *_ in (*former, *districts) if name},
    )


def _lines(folder: Path, name: str) -> list[str]:
    """The lines of a file, without the names of its columns."""
    return (folder / f"{name}.csv").read_bytes().decode("utf-8").split("\n")[1:-1]


def _rows(folder: Path, name: str) -> list[Row]:
    return [line.split(";") for line in _lines(folder, name)]


def _by_departement(communes: Iterable[str]) -> Mapping[str, list[str]]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for code in communes:
        members[_departement(code)].append(code)
    return members


def _departement(commune: str) -> str:
    """The département of a commune's code: overseas, it has three signs."""
    return commune[:3] if commune > "97" else commune[:2]


def _regions(
    rows: Iterable[Row], departements: Iterable[Row], members: Mapping[str, list[str]]
) -> Iterator[Territory]:
    below: defaultdict[str, list[str]] = defaultdict(list)
    for code, _, _, region, _ in departements:
        below[region].extend(members[code])
    for code, nom, article, population in rows:
        yield Territory(
            code=f"region-{code}",
            nom=nom,
            kind="region",
            article=article,
            population=int(population),
            members=tuple(below[code]),
        )


def _departements(rows: Iterable[Row], members: Mapping[str, list[str]]) -> Iterator[Territory]:
    for code, nom, article, region, population in rows:
        yield Territory(
            code=code,
            nom=nom,
            kind="departement",
            article=article,
            population=int(population),
            parents=(f"region-{region}",) if region else (),
            members=tuple(members[code]),
        )


def _epcis(rows: Iterable[Row], region_of: Mapping[str, str]) -> Iterator[Territory]:
    """An EPCI may lie in several départements, even in several régions."""
    for code, nom, _, population, members in rows:
        codes = tuple(members.split())
        departements = dict.fromkeys(_departement(code) for code in codes)
        regions = dict.fromkeys(f"region-{region_of[departement]}" for departement in departements)
        yield Territory(
            code=code,
            nom=nom,
            kind="epci",
            population=int(population),
            parents=(*departements, *regions),
            members=codes,
        )


def _districts(rows: Iterable[Row], communes: Mapping[str, CommuneRow]) -> Iterator[Territory]:
    """Municipal arrondissements: communes in their own right for a postal address."""
    for code, nom, commune, population, postal in rows:
        _, epci, departement, region, _, _ = communes[commune]
        yield Territory(
            code=code,
            nom=nom,
            kind="commune",
            population=int(population),
            parents=(commune, epci, departement, f"region-{region}"),
            codes_postaux=tuple(postal.split()),
        )
