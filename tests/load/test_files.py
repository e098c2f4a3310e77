"""Load: a folder of content → plain files only, in a stable order, whatever is in it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.characters import find_forbidden_character
from generator.diagnostics import Diagnostic, UsageError
from generator.load.files import list_entries, read_plain_file
from generator.load.source import load_content
from generator.load.text import MAX_FILE_BYTES

CANARY = "ce texte ne doit pas être lu"


def listing(folder: Path) -> dict[str, str]:
    """Shown path → code of what is said of it, or ""."""
    return {
        path: fault.code if fault is not None else ""
        for path, _, fault in list_entries(folder, "content/services")
    }


def test_entries_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("c.md", "a.yaml", "b.yml", "a-1.md"):
        (tmp_path / name).write_text("nom: a")

    assert list(listing(tmp_path)) == [
        f"content/services/{name}" for name in ("a-1.md", "a.yaml", "b.yml", "c.md")
    ]
    assert set(listing(tmp_path).values()) == {""}


def test_a_folder_that_does_not_exist_has_no_entry(tmp_path: Path) -> None:
    assert listing(tmp_path / "services") == {}


def test_companions_of_the_entries_are_left_in_peace(tmp_path: Path) -> None:
    for name in ("LICENCE", "README.md", ".gitkeep"):
        (tmp_path / name).write_text("a")

    assert listing(tmp_path) == {}


@pytest.mark.parametrize(
    "name",
    [
        *("Garage.md", "GARAGE.md", "garage.MD", "garage.txt", "garage", ".md", ".cache.md"),
        *("gârage.md", "gârage.md", "garage solidaire.md", "garage_solidaire.md"),
        *("garage.fr.md", "-garage.md", "garage-.md", "garage--solidaire.md", "garage..md"),
        *("con.md", "nul.yaml", "aux.md", "com1.md", "lpt9.md", "index.md", "404.md"),
        *("api.md", "assets.md", "donnees.md", "a" * 81 + ".md", "garage.md~", "garage.html"),
        *("garage.svg", "garage.md.exe", "Makefile", "conftest.py", "sitecustomize.py"),
        *("$(reboot).md", "`id`.md", "a;b.md", "a&b.md", "a|b.md", "*.md", "a'b.md", 'a"b.md'),
        *("--help.md", "-rf.md", "a\nb.md", "a\tb.md", "\x1b[31m.md", "a\rb.md", "::error::.md"),
        *("٣.md", "ｇａｒａｇｅ.md", "gаrage.md", "a\u202eb.md", "a\u200bb.md", "%2e%2e.md"),
        *("garage.md ", "garage .md", "{{7*7}}.md", "<b>.md", "..garage.md"),
    ],
)
def test_a_name_that_cannot_be_an_identifier_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("nom: a")

    found = list(list_entries(tmp_path, "content/services"))

    assert len(found) == 1
    shown, _, fault = found[0]
    assert fault is not None
    assert fault.code == "nom-de-fichier"
    for text in (shown, fault.path, fault.message, fault.hint):
        assert find_forbidden_character(text) is None
        assert "\n" not in text


@pytest.mark.parametrize("name", ["a.md", "a" * 80 + ".md", "4.yaml", "a-1-b.yml", "console.md"])
def test_a_good_name_is_accepted(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("nom: a")

    assert listing(tmp_path) == {f"content/services/{name}": ""}


def test_a_name_that_is_not_text_is_shown_escaped(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/g\xe9rard.md"))).write_text("nom: a")

    assert listing(tmp_path) == {r"content/services/g\udce9rard.md": "nom-de-fichier"}


def test_one_identifier_is_one_file(tmp_path: Path) -> None:
    for name in ("a.md", "a.yaml", "a.yml", "b.md"):
        (tmp_path / name).write_text("nom: a")

    assert listing(tmp_path) == {
        "content/services/a.md": "",
        "content/services/a.yaml": "identifiant-en-double",
        "content/services/a.yml": "identifiant-en-double",
        "content/services/b.md": "",
    }


def _link_to_a_file(path: Path) -> None:
    path.symlink_to(path.parents[3] / "outside.md")


def _link_to_a_folder(path: Path) -> None:
    path.symlink_to(path.parents[3], target_is_directory=True)


def _broken_link(path: Path) -> None:
    path.symlink_to("nowhere.md")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_an_entry(path: Path) -> None:
    path.symlink_to("garage-solidaire.md")


def _link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "make",
    [
        *(_link_to_a_file, _link_to_a_folder, _broken_link, _link_to_itself, _link_to_an_entry),
        *(_link_to_a_device, os.mkfifo, os.mkdir),
    ],
    ids=lambda make: make.__name__.strip("_"),
)
def test_what_is_not_a_plain_file_is_named_and_never_opened(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "outside.md").write_text(f"---\nnom: {CANARY}\n---\n")
    folder = tmp_path / "site/content/services"
    folder.mkdir(parents=True)
    (folder / "garage-solidaire.md").write_text("---\nnom: a\n---\n")
    make(folder / "piege.md")

    outcome = load_content(tmp_path / "site")

    said = {item.path: item.code for item in outcome.diagnostics}
    assert said["content/services/piege.md"] == "fichier-illisible"
    assert "content/services/piege.md" not in outcome.value.texts
    assert CANARY not in repr(outcome)


def test_a_linked_collection_is_not_walked_into(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs/a.md").write_text(f"---\nnom: {CANARY}\n---\n")
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/services").symlink_to(tmp_path / "ailleurs")

    outcome = load_content(tmp_path / "site")

    assert ("content/services", "fichier-illisible") in codes(outcome.diagnostics)
    assert CANARY not in repr(outcome)


def test_linked_settings_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "ailleurs.yaml").write_text(f"nom: {CANARY}\n")
    (tmp_path / "site/guichet.yaml").symlink_to(tmp_path / "ailleurs.yaml")

    outcome = load_content(tmp_path / "site")

    assert codes(outcome.diagnostics) == [("guichet.yaml", "fichier-illisible")]
    assert CANARY not in repr(outcome)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_right_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("nom: a")
    path.chmod(0)

    assert read_plain_file(path) is None


def test_no_more_than_the_limit_is_ever_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a sparse file of one tebibyte

    content = read_plain_file(path)

    assert content is not None
    assert len(content) == MAX_FILE_BYTES + 1


def test_a_content_repository_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--root"):
        load_content(tmp_path)


def test_missing_settings_are_said_and_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "content/services").mkdir(parents=True)
    (tmp_path / "content/services/a.md").write_text("sans en-tête")

    outcome = load_content(tmp_path)

    assert codes(outcome.diagnostics) == [
        ("guichet.yaml", "fichier-illisible"),
        ("content/services/a.md", "entete-manquant"),
    ]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(item.path, item.code) for item in diagnostics]
