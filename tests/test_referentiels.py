"""The committed reference data: what the script makes of the npm package, and some known facts."""

import subprocess
import sys
from pathlib import Path

from referentiels.make_referentiels import find_differences, make_files

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "referentiels"
DATA = ROOT / "node_modules" / "@etalab" / "decoupage-administratif" / "data"


def _rows(name: str) -> list[dict[str, str]]:
    header, *lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    columns = header.split(";")
    return [dict(zip(columns, line.split(";"), strict=True)) for line in lines]


def test_committed_files_are_what_the_script_gives() -> None:
    assert DATA.is_dir(), "données de référence absentes : lancez « npm ci »"

    done = subprocess.run(
        [sys.executable, "referentiels/make_referentiels.py", "--from", str(DATA), "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_changed_an_absent_and_a_leftover_file_are_seen(tmp_path: Path) -> None:
    made = make_files(DATA)
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    assert find_differences(tmp_path, made) == []

    (tmp_path / "regions.csv").write_text("code\n", encoding="utf-8")
    (tmp_path / "epci.csv").unlink()
    (tmp_path / "cantons.csv").write_text("code\n", encoding="utf-8")

    assert find_differences(tmp_path, made) == ["cantons.csv", "epci.csv", "regions.csv"]


def test_the_script_says_what_to_run_when_the_package_is_absent(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "referentiels/make_referentiels.py", "--from", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "npm ci" in done.stderr


def test_all_of_france_is_there_once() -> None:
    counts = {
        "regions": 18,
        "departements": 109,
        "epci": 1255,
        "communes": 34969,
        "arrondissements": 45,
        "anciennes-communes": 4240,
    }
    for name, count in counts.items():
        codes = [next(iter(row.values())) for row in _rows(name)]

        assert len(codes) == count, name
        assert codes == sorted(set(codes)), name


def test_haute_loire_and_its_chief_town() -> None:
    communes = {row["code"]: row for row in _rows("communes")}
    epci = next(row for row in _rows("epci") if "43157" in row["communes"].split())

    assert sum(row["departement"] == "43" for row in communes.values()) == 257
    assert communes["43157"]["nom"] == "Le Puy-en-Velay"
    assert communes["43157"]["codes_postaux"] == "43000"
    assert epci["siren"] == "200073419"
    assert epci["nom"] == "Communauté d’agglomération du Puy-en-Velay"


def test_every_code_that_a_row_cites_exists() -> None:
    regions = {row["code"] for row in _rows("regions")}
    departements = {row["code"]: row["region"] for row in _rows("departements")}
    communes = {row["code"]: row["departement"] for row in _rows("communes")}
    members = [code for row in _rows("epci") for code in row["communes"].split()]
    cited = [row["commune"] for row in (*_rows("anciennes-communes"), *_rows("arrondissements"))]

    assert set(departements.values()) - {""} == regions
    assert set(communes.values()) == set(departements)
    assert set(members) < set(communes)
    assert len(members) == len(set(members)) == 34871
    assert set(cited) < set(communes)


def test_a_former_code_is_no_longer_a_commune() -> None:
    former = {row["code"] for row in _rows("anciennes-communes")}
    districts = {row["code"] for row in _rows("arrondissements")}
    communes = {row["code"] for row in _rows("communes")}

    assert not former & communes
    assert not districts & (communes | former)


def test_a_code_begins_with_its_departement() -> None:
    assert [
        row["code"]
        for row in _rows("communes")
        if row["departement"] != row["code"][: 3 if row["code"] > "97" else 2]
    ] == []


def test_populations_add_up() -> None:
    people = sum(int(row["population"]) for row in _rows("communes"))

    assert 68_000_000 < people < 70_000_000
    assert sum(int(row["population"]) for row in _rows("departements")) == people
