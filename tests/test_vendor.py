"""What the theme takes from others: each file listed with its version, licence and checksum."""

import hashlib
import json
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[1] / "theme" / "assets"
LOCK = json.loads((Path(__file__).parents[1] / "package-lock.json").read_text("utf-8"))
TEXTS = {"VENDOR.json", "LICENSE"}


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_every_vendored_file_is_the_one_that_is_listed(folder: str) -> None:
    vendor = json.loads((ASSETS / folder / "VENDOR.json").read_text("utf-8"))
    files = {path.name: path for path in (ASSETS / folder).iterdir() if path.name not in TEXTS}

    assert files
    assert files.keys() == vendor["files"].keys()
    for name, path in files.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest == vendor["files"][name]["sha256"], name


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_a_vendored_package_is_the_one_that_is_locked(folder: str) -> None:
    vendor = json.loads((ASSETS / folder / "VENDOR.json").read_text("utf-8"))
    locked = LOCK["packages"][f"node_modules/{vendor['package']}"]

    assert vendor["version"] == locked["version"]
    assert vendor["package_integrity"] == locked["integrity"]
    assert (ASSETS / folder / vendor["licence_file"]).stat().st_size > 500


def test_only_pictograms_that_something_names_are_kept() -> None:
    root = ASSETS.parents[1]
    places = ("theme/templates", "theme/assets/js", "schemas", "generator/plan")
    text = "\n".join(
        path.read_text("utf-8")
        for place in places
        for path in sorted((root / place).rglob("*"))
        if path.suffix in {".html", ".js", ".json", ".py"} and "vendor" not in path.parts
    )
    names = [path.stem for path in (ASSETS / "icons").glob("*.svg")]

    assert len(names) > 30
    assert [name for name in names if f'"{name}"' not in text] == []
