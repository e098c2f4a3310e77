"""Publication: the whole new site, or the old one untouched."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import PublicationError, UsageError
from generator.model import Artifact
from generator.write import write_site


def artifacts(**files: str) -> list[Artifact]:
    return [
        Artifact(path=name.replace("__", "/") + ".html", content=text.encode())
        for name, text in files.items()
    ]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_first_publication_holds_the_artifacts_the_manifest_and_the_marker(tmp_path: Path) -> None:
    done = write_site(artifacts(index="a", services__visale="b"), tmp_path / "site")

    found = tree(tmp_path / "site")
    assert found.keys() == {"index.html", "services/visale.html", "manifest.json", ".guichet"}
    assert found["services/visale.html"] == b"b"
    assert (done.files, done.written, done.kept, done.removed) == (4, 4, 0, 0)


def test_manifest_gives_the_digest_of_every_file(tmp_path: Path) -> None:
    write_site(artifacts(index="a", pages__été="é"), tmp_path / "site")

    listed = json.loads((tmp_path / "site/manifest.json").read_text("utf-8"))["fichiers"]
    assert listed == {
        "index.html": {"sha256": hashlib.sha256(b"a").hexdigest(), "octets": 1},
        "pages/été.html": {"sha256": hashlib.sha256("é".encode()).hexdigest(), "octets": 2},
    }


def test_stale_files_and_folders_do_not_survive(tmp_path: Path) -> None:
    write_site(artifacts(index="a", services__ancien="b"), tmp_path / "site")
    done = write_site(artifacts(index="a"), tmp_path / "site")

    assert tree(tmp_path / "site").keys() == {"index.html", "manifest.json", ".guichet"}
    assert not (tmp_path / "site/services").exists()
    assert done.removed == 1


def test_same_artifacts_leave_the_folder_as_it_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="a", services__visale="b"), site)
    before = site.stat().st_ino
    done = write_site(artifacts(index="a", services__visale="b"), site)

    assert site.stat().st_ino == before
    assert (done.written, done.kept) == (0, 4)


def test_unchanged_file_is_the_same_file_and_ends_with_one_name(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="a", services__visale="b"), site)
    before = (site / "services/visale.html").stat()
    write_site(artifacts(index="changé", services__visale="b"), site)
    after = (site / "services/visale.html").stat()

    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (
        before.st_ino,
        before.st_mtime_ns,
        1,
    )


def test_file_changed_by_hand_is_written_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="avant", plan="b"), site)
    (site / "index.html").write_text("AVANT")
    write_site(artifacts(index="avant", plan="b"), site)

    assert (site / "index.html").read_text() == "avant"


def test_published_file_that_has_another_name_is_never_shared(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="a", plan="b"), site)
    (tmp_path / "copie.html").hardlink_to(site / "plan.html")
    write_site(artifacts(index="c", plan="b"), site)
    (tmp_path / "copie.html").write_text("ma copie")

    assert (site / "plan.html").read_text() == "b"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_site(artifacts(index="a", services__visale="b"), tmp_path / "site")
    finally:
        os.umask(before)

    modes = {
        path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in tmp_path.rglob("*")
    }
    assert modes == {
        "site": 0o755,
        "site/services": 0o755,
        "site/index.html": 0o644,
        "site/services/visale.html": 0o644,
        "site/manifest.json": 0o644,
        "site/.guichet": 0o644,
    }


def test_failure_while_rendering_leaves_the_old_site_and_no_trace(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="ancien"), site)
    before = tree(site)

    def interrupted() -> Iterator[Artifact]:
        yield Artifact(path="index.html", content=b"nouveau")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(interrupted(), site)

    assert tree(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_parents_of_the_output_folder_are_made(tmp_path: Path) -> None:
    write_site(artifacts(index="a"), tmp_path / "public/2026/site")

    assert (tmp_path / "public/2026/site/index.html").read_text() == "a"


def test_empty_folder_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_site(artifacts(index="a"), tmp_path / "site")

    assert (tmp_path / "site/index.html").read_text() == "a"


def test_relative_output_folder_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_site(artifacts(index="a"), Path("site"))

    assert (tmp_path / "site/index.html").read_text() == "a"


def test_file_put_there_while_rendering_is_not_lost(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="ancien"), site)

    def slow() -> Iterator[Artifact]:
        yield Artifact(path="index.html", content=b"nouveau")
        (site / "notes.txt").write_text("à moi")

    with pytest.raises(UsageError, match=r"notes\.txt"):
        write_site(slow(), site)

    assert (site / "notes.txt").read_text() == "à moi"
    assert (site / "index.html").read_text() == "ancien"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../dehors.html",
        "a/../../dehors.html",
        "./index.html",
        "a//b.html",
        "a/",
        "a\\..\\b.html",
        "c:/windows.html",
        "a\x00.html",
        "a\n.html",
        "a\u202e.html",
        "a\ud800.html",
        "e\u0301te.html",
        "fin.",
        "fin ",
        "a" * 256,
    ],
)
def test_path_that_leaves_the_site_or_misleads_is_refused(tmp_path: Path, path: str) -> None:
    site = tmp_path / "site"
    write_site(artifacts(index="ancien"), site)
    before = tree(tmp_path)

    with pytest.raises(PublicationError, match="ne peut pas être publié"):
        write_site([Artifact(path=path, content=b"x")], site)

    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.html", "a.html"),
        ("a.html", "A.html"),
        ("été.html", "ÉTÉ.html"),
        ("strasse.html", "straße.html"),
        ("a", "a/b.html"),
        ("a/b.html", "a"),
        ("A", "a/b.html"),
        ("Services/a.html", "services/b.html"),
        ("manifest.json", "b.html"),
        (".guichet", "b.html"),
    ],
)
def test_two_artifacts_for_one_file_are_refused(tmp_path: Path, first: str, second: str) -> None:
    pair = [Artifact(path=path, content=b"x") for path in (first, second)]

    with pytest.raises(PublicationError, match="même chemin"):
        write_site(pair, tmp_path / "site")

    assert list(tmp_path.iterdir()) == []
