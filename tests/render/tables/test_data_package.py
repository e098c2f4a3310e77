"""The Data Package is what frictionless accepts, and what it would refuse is refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.render.tables.made_tables import (
    complete_plan,
    files_of,
    hostile_plan,
    plan_of,
    write,
)
from tests.sites.building import REPOSITORY
from tests.sites.extremes import write_empty_content, write_long_content

Files = dict[str, bytes]
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
    folders = [write(make(), tmp_path / name) for name, make in made.items()]

    assert dict(zip(made, judged(*folders), strict=True)) == {name: [] for name in made}


Change = Callable[[Files], Files]


def replaced(path: str, old: bytes, new: bytes) -> Change:
    """The package with one text of one file changed, its size and its digest told anew."""

    def change(files: Files) -> Files:
        assert old in files[path]
        content = files[path].replace(old, new, 1)
        package: Any = json.loads(files["datapackage.json"])
        for resource in package["resources"]:
            if resource["path"] == path:
                resource["bytes"] = len(content)
                resource["hash"] = f"sha256:{sha256(content).hexdigest()}"
        return files | {path: content, "datapackage.json": json.dumps(package).encode()}

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
}


def test_frictionless_sees_each_fault(tmp_path: Path) -> None:
    folders = [
        write(change(files_of(complete_plan())), tmp_path / name)
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
