"""The Data Package is what frictionless accepts, and what it would refuse is refused."""

import codecs
import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.render.tables.made_tables import (
    cells_of,
    complete_plan,
    files_of,
    hostile_plan,
    plan_of,
    write,
)
from tests.sites.building import REPOSITORY
from tests.sites.extremes import write_empty_content, write_long_content

Files = dict[str, bytes]
SHEETS = (
    *("observatoire", "observatoire-historique", "fraicheur", "qualite", "contradictions"),
    "besoins-sans-reponse",
)
# frictionless takes a second to load and warns: it judges all the packages of a test, apart.
JUDGE = """
import json, sys
from frictionless import Package

for path in sys.argv[1:]:
    report = Package(path).validate()
    tasks = [error for task in report.tasks for error in task.errors]
    print(json.dumps([error.type for error in (*report.errors, *tasks)]))
"""


def judged(*folders: Path) -> list[list[str]]:
    """For each package, the kinds of the errors that frictionless finds."""
    paths = [str(folder / "datapackage.json") for folder in folders]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", JUDGE, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_frictionless_accepts_every_package(tmp_path: Path) -> None:
    made: dict[str, Callable[[], Files]] = {
        "complete": lambda: files_of(complete_plan()),
        "real": lambda: files_of(plan_of(REPOSITORY)),
        "long": lambda: files_of(plan_of(write_long_content(tmp_path / "content-long"))),
        "hostile": lambda: files_of(hostile_plan()),
        "empty": lambda: files_of(plan_of(write_empty_content(tmp_path / "content-empty"))),
    }
    packages = {name: make() for name, make in made.items()}
    for name in SHEETS:  # each was judged with rows
        assert any(files[f"{name}.csv"].count(b"\r\n") > 1 for files in packages.values()), name
    folders = [write(shortened(files), tmp_path / name) for name, files in packages.items()]

    assert dict(zip(made, judged(*folders), strict=True)) == {name: [] for name in made}


def changed(files: Files, path: str, content: bytes) -> Files:
    """The package with another content of one file, its size and its digest told anew."""
    package: Any = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        if resource["path"] == path:
            resource["bytes"] = len(content)
            resource["hash"] = f"sha256:{sha256(content).hexdigest()}"
    return files | {path: content, "datapackage.json": json.dumps(package).encode()}


def shortened(files: Files) -> Files:
    """The package with fewer rows of the longest tables, whose cells hold no line end."""
    for name in ("observatoire", "observatoire-historique"):
        first, *lines = files[f"{name}.csv"].splitlines(keepends=True)
        step = len(lines) // 40 + 1
        if step > 1:
            files = changed(files, f"{name}.csv", b"".join((first, *lines[::step])))
    return files


Change = Callable[[Files], Files]


def replaced(path: str, old: bytes, new: bytes) -> Change:
    """The package with one text of one file changed."""

    def change(files: Files) -> Files:
        assert old in files[path]
        return changed(files, path, files[path].replace(old, new, 1))

    return change


FAULTS: dict[str, tuple[Change, str]] = {
    "digest": (lambda files: files | {"services.csv": files["services.csv"] + b"\r\n"}, "hash-"),
    "unknown structure": (
        replaced("services.csv", b"structure-complete", b"structure-inconnue"),
        "foreign-key",
    ),
    "code": (replaced("services.csv", b",payant,", b",brade,"), "constraint"),
    "post code": (replaced("services.csv", b",25000,", b",2500,"), "constraint"),
    "latitude": (replaced("services.csv", b"47.2378", b"97.2378"), "constraint"),
    "date": (replaced("services.csv", b"2026-11-03", b"2026-13-03"), "type-error"),
    "twice": (replaced("services.csv", b"\r\nservice-relais,", b"\r\nservice-remplace,"), "key"),
    "decimal comma": (replaced("services-tableur.csv", b"47,2378", b"47.2378"), "type-error"),
    "column": (replaced("services.csv", b"id,nom,", b"id,nim,"), "incorrect-label"),
    "missing name": (replaced("services.csv", b"Service complet", b""), "constraint"),
    "json": (replaced("services.csv", b'{""toutes""', b'{""toutes'), "type-error"),
    "state": (replaced("fraicheur.csv", b'"a-revoir"', b'"a-voir"'), "constraint"),
    "day": (replaced("fraicheur.csv", b'"true";"2026-', b'"true";"2O26-'), "type-error"),
    "month": (replaced("observatoire-historique.csv", b'"2026-08"', b'"2026-13"'), "type-error"),
    "level": (replaced("observatoire.csv", b'"departement"', b'"canton"'), "constraint"),
    "score": (replaced("qualite.csv", b'";"0,', b'";"5,'), "constraint"),
    "role": (replaced("besoins-sans-reponse.csv", b'"utile"', b'"util"'), "constraint"),
}


def test_frictionless_sees_each_fault(tmp_path: Path) -> None:
    folders = [
        write(change(shortened(files_of(complete_plan()))), tmp_path / name)
        for name, (change, _) in FAULTS.items()
    ]
    found = dict(zip(FAULTS, judged(*folders), strict=True))

    for name, (_, kind) in FAULTS.items():
        assert any(kind in error for error in found[name]), (name, found[name])


def test_the_package_says_whose_it_is_and_what_it_holds() -> None:
    plan = complete_plan()
    files = files_of(plan)
    package = json.loads(files["datapackage.json"])

    assert package["licenses"][0]["name"] == "etalab-2.0"
    assert package["created"] == f"{plan.today.isoformat()}T00:00:00Z"
    assert package["homepage"] == f"{plan.settings.url}donnees/"
    assert {"services", "services-tableur", *SHEETS} <= {
        one["name"] for one in package["resources"]
    }
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["schema"] in files


@pytest.mark.parametrize("name", ["services", "services-tableur"])
def test_services_name_structures_of_the_same_kind_of_file(name: str) -> None:
    schema = json.loads(files_of(complete_plan())[f"schemas/{name}.tableschema.json"])
    (key,) = schema["foreignKeys"]

    assert key["fields"] == ["structure"]
    assert key["reference"]["resource"] == name.replace("services", "structures")


@pytest.mark.parametrize("name", SHEETS)
def test_each_column_of_the_observatory_is_explained(name: str) -> None:
    files = files_of(complete_plan())
    schema = json.loads(files[f"schemas/{name}.tableschema.json"])
    first, *rows = cells_of(files[f"{name}.csv"].removeprefix(codecs.BOM_UTF8), ";")
    titles = [field["title"] for field in schema["fields"]]

    assert first == [field["name"] for field in schema["fields"]]
    assert rows or name == "contradictions", "the complete site shows every other table"
    assert len(set(titles)) == len(titles)
    assert schema["title"]
    assert "apostrophe droite" in schema["description"]
    assert all(len(field["description"]) > 10 for field in schema["fields"])
    assert all(field["description"].endswith(".") for field in schema["fields"])
