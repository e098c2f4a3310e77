"""Kills, full disks and builds at the same time: the published site is always whole."""

import hashlib
import json
import random
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.diagnostics import PublicationError
from generator.model import Artifact
from generator.write import write_site
from generator.write.exchange import exchange_in_two_steps, recover

KILLS = 25
FILES = 150

# Publishes one version after the other, for as long as it lives.
BUILDER = f"""
import sys
from pathlib import Path
from generator.model import Artifact
from generator.write import write_site

version = int(sys.argv[2])
while True:
    version += 1
    write_site(
        (
            Artifact(path=f"services/{{n // 10}}/{{n}}.html", content=f"{{version}}".encode() * 500)
            for n in range({FILES})
        ),
        Path(sys.argv[1]),
    )
    print(version, flush=True)
"""


def check_whole(site: Path) -> str:
    """The version of the site in place; fails unless it is complete and of one version."""
    listed = json.loads((site / "manifest.json").read_text())["fichiers"]
    found = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", ".guichet"}
    }
    assert found == listed.keys()
    assert len(found) == FILES
    digests = {hashlib.sha256((site / path).read_bytes()).hexdigest() for path in found}
    assert digests == {entry["sha256"] for entry in listed.values()}
    assert len(digests) == 1
    return digests.pop()


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "site")


def page(version: str = "x") -> Artifact:
    return Artifact(path="index.html", content=version.encode() * 5000)


def test_killed_builds_never_tear_the_site_and_leave_nothing_behind(tmp_path: Path) -> None:
    site = tmp_path / "site"
    chance = random.Random(43)  # noqa: S311 - moments, not secrets
    versions: set[str] = set()
    interrupted = 0
    for kill in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(site), str(kill * 1000)],
            stdout=subprocess.PIPE,
        ) as builder:
            assert builder.stdout is not None
            assert builder.stdout.readline()
            time.sleep(chance.uniform(0, 0.08))
            builder.kill()
        versions.add(check_whole(site))
        interrupted += any("nouveau" in name for name in leftovers(tmp_path))

    assert len(versions) == KILLS
    assert interrupted > 0
    write_site([page()], site)
    assert leftovers(tmp_path) == []


def test_a_reader_always_finds_a_whole_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site([page("0")], site)
    stop = threading.Event()
    seen: list[bytes] = []

    def read() -> None:
        while not stop.is_set():
            seen.append((site / "index.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for version in range(1, 60):
            write_site([page(str(version % 10))], site)
    finally:
        stop.set()
        reader.join()

    assert len(set(seen)) > 1
    assert all(len(content) == 5000 and len(set(content)) == 1 for content in seen)


LIMITED = """
import resource, sys
from pathlib import Path
from generator.diagnostics import PublicationError
from generator.model import Artifact
from generator.write import write_site

kind, amount = getattr(resource, sys.argv[2]), int(sys.argv[3])
resource.setrlimit(kind, (amount, resource.getrlimit(kind)[1]))
try:
    pages = [Artifact(path=f"{n}.html", content=b"n" * 5000) for n in range(20)]
    write_site(pages, Path(sys.argv[1]))
except PublicationError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.parametrize(
    ("limit", "amount"),
    [
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_FSIZE", 1),
        ("RLIMIT_FSIZE", 1000),
        ("RLIMIT_FSIZE", 4999),
        ("RLIMIT_NOFILE", 3),
        ("RLIMIT_NOFILE", 4),
    ],
)
def test_no_room_left_is_said_and_leaves_the_old_site(
    tmp_path: Path, limit: str, amount: int
) -> None:
    site = tmp_path / "site"
    write_site([page("0")], site)
    before = {path: path.read_bytes() for path in site.iterdir()}
    assert getattr(resource, limit)

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(site), limit, str(amount)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3, done.stderr
    assert "Le site déjà en place n’a pas changé." in done.stdout
    assert {path: path.read_bytes() for path in site.iterdir()} == before
    assert leftovers(tmp_path) == []


WAITING = """
import sys
from pathlib import Path
from generator.model import Artifact
from generator.write import write_site

def slow():
    print("prêt", flush=True)
    sys.stdin.readline()
    yield Artifact(path="index.html", content=b"premier")

write_site(slow(), Path(sys.argv[1]))
"""


def test_second_build_says_so_and_stops(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(site)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline()
        with pytest.raises(PublicationError, match="une autre construction écrit déjà"):
            write_site([page()], site)
        first.communicate(b"\n")

    assert first.returncode == 0
    assert (site / "index.html").read_bytes() == b"premier"
    assert leftovers(tmp_path) == []


def test_lock_of_a_killed_build_never_has_to_be_removed_by_hand(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(site)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline()
        first.kill()
    assert leftovers(tmp_path) == [".site.verrou"]

    write_site([page()], site)

    assert leftovers(tmp_path) == []


def test_builds_at_the_same_time_end_with_one_whole_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    once = BUILDER.replace("while True:", "for _ in range(5):")
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", once, str(site), str(number * 1000)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    complaints = [builder.communicate()[1] for builder in builders]

    assert [builder.returncode for builder in builders].count(0) >= 1
    assert all(not text or "une autre construction écrit déjà" in text for text in complaints)
    check_whole(site)
    assert leftovers(tmp_path) == []


def test_two_steps_replace_the_site_where_one_step_does_not_exist(tmp_path: Path) -> None:
    site, staging, aside = (tmp_path / name for name in ("site", "nouveau", "ancien"))
    write_site([page("1")], site)
    write_site([page("2")], staging)
    exchange_in_two_steps(staging, site, aside)

    assert (site / "index.html").read_bytes() == page("2").content
    assert (aside / "index.html").read_bytes() == page("1").content


def test_failed_second_step_puts_the_old_site_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site([page("1")], site)

    with pytest.raises(OSError, match="absent"):
        exchange_in_two_steps(tmp_path / "absent", site, tmp_path / "ancien")

    assert (site / "index.html").read_bytes() == page("1").content


def test_build_killed_between_the_two_steps_is_mended_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site([page("1")], site)
    site.rename(tmp_path / ".site.ancien-99999")
    (tmp_path / ".site.nouveau-99999").mkdir()
    recover(site)

    assert (site / "index.html").read_bytes() == page("1").content
    assert leftovers(tmp_path) == []


def test_folders_that_only_look_like_leftovers_are_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    kept = [".site.nouveau-moi", ".site2.nouveau-12", "site.nouveau-12", ".site.nouveau-12.zip"]
    for name in kept:
        (tmp_path / name).mkdir()
    (tmp_path / ".site.nouveau-13").symlink_to(tmp_path / "site.nouveau-12")
    write_site([page()], site)

    assert leftovers(tmp_path) == sorted([*kept, ".site.nouveau-13"])
