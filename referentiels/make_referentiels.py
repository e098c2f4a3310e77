r"""Makes the reference data of French territories, from an npm package of Etalab.

    npm ci
    python referentiels/make_referentiels.py --from \
        node_modules/@etalab/decoupage-administratif/data
    … --check    says what differs, exit status 1 if anything does

CSV (semicolons) with one territory per line, sorted by code, so that the change from one vintage
to the next can be read. No field holds a semicolon, a quote or a line break (checked here): a
reader may split lines and fields, which is faster than parsing 35,000 JSON rows.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
WRITTEN_BY_HAND = "mots-simples.json"
# What `typeLiaison` means: the article of a name ("de la Haute-Loire", "du Doubs").
ARTICLES = ("", "", "le", "la", "les", "l’", "aux", "las", "los")
# Overseas collectivities have no région: the package repeats their code.
WITH_REGION = ("metro", "drom")
# Names of the package begin with the abbreviation, that nobody says.
EPCI_TYPES = {
    "CC": "Communauté de communes",
    "CA": "Communauté d’agglomération",
    "CU": "Communauté urbaine",
}

Row = tuple[str | int, ...]
Record = Mapping[str, Any]


def make_files(data: Path) -> dict[str, str]:
    """File name → text, from the package's `data` folder."""
    entries, groups = _read(data, "communes"), _read(data, "epci")
    current = {entry["code"]: entry for entry in entries if entry["type"] == "commune-actuelle"}
    people: Counter[str] = Counter()
    for commune in current.values():
        for area in (commune["departement"], f"region-{commune['region']}"):
            people[area] += commune.get("population", 0)
    return {
        "millesime.json": _vintage(data.parent),
        "regions.csv": _table(
            "code;nom;article;population", _region_rows(_read(data, "regions"), people)
        ),
        "departements.csv": _table(
            "code;nom;article;region;population",
            _departement_rows(_read(data, "departements"), people),
        ),
        "epci.csv": _table("siren;nom;type;population;communes", _epci_rows(groups, current)),
        "communes.csv": _table(
            "code;nom;departement;population;codes_postaux", _commune_rows(current.values())
        ),
        "arrondissements.csv": _table(
            "code;nom;commune;population;codes_postaux", _arrondissement_rows(entries)
        ),
        "anciennes-communes.csv": _table("code;nom;commune", _former_rows(entries, current)),
    }


def find_differences(folder: Path, made: Mapping[str, str]) -> list[str]:
    """Names of the data files that are absent, differ, or should not be there."""
    present = {
        path.name: path.read_bytes().decode("utf-8")
        for path in folder.iterdir()
        if path.suffix in (".csv", ".json") and path.name != WRITTEN_BY_HAND
    }
    return sorted(name for name in present.keys() | made if present.get(name) != made.get(name))


def _read(data: Path, name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
    return records


def _vintage(package: Path) -> str:
    """The year of the data: the package's README gives it for each version."""
    manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    readme = (package / "README.md").read_text(encoding="utf-8")
    year = re.search(
        rf"^\| *([0-9]{{4}}) *\| *{re.escape(manifest['version'])} ", readme, re.MULTILINE
    )
    if year is None:
        raise SystemExit(f"millésime de la version {manifest['version']} inconnu")
    vintage = {
        "millesime": year[1],
        "source": f"{manifest['name']} {manifest['version']}",
        "licence": "Licence Ouverte 2.0",
    }
    return json.dumps(vintage, ensure_ascii=False, indent=2) + "\n"


def _region_rows(records: Iterable[Record], people: Mapping[str, int]) -> Iterator[Row]:
    for record in records:
        if record["zone"] in WITH_REGION:
            code, article = record["code"], ARTICLES[record["typeLiaison"]]
            yield code, record["nom"], article, people[f"region-{code}"]


def _departement_rows(records: Iterable[Record], people: Mapping[str, int]) -> Iterator[Row]:
    for record in records:
        region = record["region"] if record["zone"] in WITH_REGION else ""
        code, article = record["code"], ARTICLES[record["typeLiaison"]]
        yield code, record["nom"], article, region, people[code]


def _epci_rows(records: Iterable[Record], current: Mapping[str, Record]) -> Iterator[Row]:
    """Populations are the sum of the communes': the package's own count is of another year."""
    for record in records:
        kind, name = record["type"], record["nom"]
        if name.startswith(f"{kind} "):
            name = EPCI_TYPES[kind] + name.removeprefix(kind)
        members = sorted(member["code"] for member in record["membres"])
        people = sum(current[code].get("population", 0) for code in members)
        yield record["code"], name, kind, people, " ".join(members)


def _commune_rows(records: Iterable[Record]) -> Iterator[Row]:
    for record in records:
        yield (
            record["code"],
            record["nom"],
            record["departement"],
            record.get("population", 0),
            " ".join(sorted(record.get("codesPostaux", ()))),
        )


def _arrondissement_rows(records: Iterable[Record]) -> Iterator[Row]:
    for record in records:
        if record["type"] == "arrondissement-municipal":
            postal = " ".join(sorted(record["codesPostaux"]))
            yield (
                record["code"],
                record["nom"],
                record["commune"],
                record["population"],
                postal,
            )


def _former_rows(entries: Iterable[Record], current: Mapping[str, Record]) -> Iterator[Row]:
    """Codes that are no longer those of a commune; delegated and associated communes included.

    A delegated or associated commune says where it is today: it wins over the list of former
    codes of a commune, which also keeps communes that have changed hands since.
    """
    today: dict[str, str] = {}
    names: defaultdict[str, str] = defaultdict(str)
    for entry in entries:
        for code in entry.get("anciensCodes", ()):
            today.setdefault(code, entry.get("chefLieu", entry["code"]))
    for entry in entries:
        if "chefLieu" in entry and entry["code"] not in current:
            today[entry["code"]] = entry["chefLieu"]
            names[entry["code"]] = entry["nom"]
    for code, commune in today.items():
        if code not in current:
            yield code, names[code], commune


def _table(header: str, rows: Iterable[Row]) -> str:
    lines = sorted(";".join(_typeset(str(field)) for field in row) for row in rows)
    fields = header.count(";")
    broken = [line for line in lines if line.count(";") != fields or set('"\r\n') & set(line)]
    if broken:
        raise SystemExit(f"lignes à citer : {broken}")
    return "\n".join((header, *lines, ""))


def _typeset(name: str) -> str:
    """French typography: names are printed as they are."""
    return re.sub(r'"([^"]*)"', "«\u00a0\\1\u00a0»", name.replace("'", "’"))


def main(arguments: list[str]) -> int:
    """Write the files, or compare them with those committed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--from", dest="data", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if not (options.data / "communes.json").is_file():
        print(f"{options.data} : données absentes ; lancez « npm ci »", file=sys.stderr)
        return 2
    made = make_files(options.data)
    differing = find_differences(FOLDER, made)
    if options.check:
        for name in differing:
            print(f"referentiels/{name} n’est pas ce que donnent les données de {options.data}")
        return 1 if differing else 0
    for name in differing:
        if name in made:
            (FOLDER / name).write_text(made[name], encoding="utf-8", newline="\n")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
