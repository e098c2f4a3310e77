"""Two builds that share nothing but the entries give the same bytes and the same modes."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from tests.sites.building import newest_day

REPOSITORY = Path(__file__).parents[1]
# The last second of the newest day of the entries: everywhere else it is another day already.
EPOCH = str(int(datetime.combine(newest_day(), time.max, UTC).timestamp()))

# Two machines as different as one can make them without leaving this one.
MACHINES: tuple[Mapping[str, str], ...] = (
    {
        "PYTHONHASHSEED": "0",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "HOME": "/nonexistent",
        "COLUMNS": "40",
        "TERM": "dumb",
        "SOURCE_DATE_EPOCH": EPOCH,
    },
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "America/Adak",
        "LANG": "fr_FR.UTF-8",
        "LC_ALL": "fr_FR.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONOPTIMIZE": "0",
        "COLUMNS": "200",
        "GITHUB_ACTIONS": "true",
        "SOURCE_DATE_EPOCH": EPOCH,
    },
)


def copy_content(target: Path, *, backwards: bool) -> None:
    """The entries in a new folder, their files created in one order or the other."""
    sources = sorted(path for path in (REPOSITORY / "content").rglob("*") if path.is_file())
    sources.append(REPOSITORY / "guichet.yaml")
    for source in reversed(sources) if backwards else sources:
        copy = target / source.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
        os.utime(copy, (len(source.name), len(source.name)))


def build(root: Path, output: Path, machine: Mapping[str, str], *, cwd: Path, umask: int) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), **machine}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", root, "--output", output],
        cwd=cwd,
        env=environment,
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


def inventory(site: Path) -> dict[str, tuple[str, int]]:
    """Every file and folder: digest and mode."""
    found = {}
    for path in sorted(site.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(site))] = (hashlib.sha256(content).hexdigest(), mode)
    return found


@pytest.mark.skipif(os.name == "nt", reason="no umask, and modes that say nothing")
def test_two_machines_publish_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "ici", tmp_path / "un autre dossier é"
    copy_content(first, backwards=False)
    copy_content(second, backwards=True)
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()

    build(first, first / "site", MACHINES[0], cwd=first, umask=0o022)
    build(second, elsewhere / "sortie", MACHINES[1], cwd=elsewhere, umask=0o077)
    one, two = inventory(first / "site"), inventory(elsewhere / "sortie")

    assert len(one) > 400
    assert {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)} == set()
    assert {mode for path, (_, mode) in one.items() if (first / "site" / path).is_file()} == {0o644}
    assert {mode for path, (_, mode) in one.items() if (first / "site" / path).is_dir()} == {0o755}


def test_another_day_changes_the_site(tmp_path: Path) -> None:
    """The comparison above can fail: a build that differs is seen."""
    root = REPOSITORY / "tests" / "sites" / "minimal"
    sites = []
    for epoch in (EPOCH, str(int(EPOCH) + 86_400)):
        site = tmp_path / epoch
        build(root, site, MACHINES[0] | {"SOURCE_DATE_EPOCH": epoch}, cwd=tmp_path, umask=0o022)
        sites.append(inventory(site))

    changed = {path for path in sites[0] if sites[0][path] != sites[1][path]}

    assert "index.html" in changed
    assert "api/v1/services.json" in changed
    assert "services/location-voiture.html" in changed


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    root, site = REPOSITORY / "tests" / "sites" / "minimal", tmp_path / "site"
    build(root, site, MACHINES[0], cwd=tmp_path, umask=0o022)
    before = inventory(site)
    build(root, site, MACHINES[1], cwd=tmp_path, umask=0o077)

    assert inventory(site) == before
