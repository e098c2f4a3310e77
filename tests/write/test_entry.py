"""One file asked for by name: written, or a sentence that says why not."""

from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.write import append_output, write_entry, write_output


def test_new_entry_is_written(tmp_path: Path) -> None:
    write_entry(tmp_path / "visale.md", "---\nnom: Visale\n---\n")

    assert (tmp_path / "visale.md").read_bytes() == b"---\nnom: Visale\n---\n"


@pytest.mark.parametrize("suffix", [".md", ".yaml", ".yml"])
def test_entry_of_the_same_name_is_never_replaced(tmp_path: Path, suffix: str) -> None:
    there = tmp_path / f"visale{suffix}"
    there.write_text("à moi")

    with pytest.raises(UsageError, match="existe déjà"):
        write_entry(tmp_path / "visale.md", "neuf")

    assert [path.read_text() for path in tmp_path.iterdir()] == ["à moi"]


def test_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "visale.md").symlink_to(tmp_path / "ailleurs.md")

    with pytest.raises(UsageError, match="existe déjà"):
        write_entry(tmp_path / "visale.md", "neuf")

    assert not (tmp_path / "ailleurs.md").exists()


def test_entry_outside_a_content_folder_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="n’existe pas"):
        write_entry(tmp_path / "content/services/visale.md", "neuf")


def test_the_first_entry_of_a_collection_makes_its_folder(tmp_path: Path) -> None:
    write_entry(tmp_path / "situations/demenager.md", "neuf")

    assert (tmp_path / "situations/demenager.md").read_text() == "neuf"


def test_preview_replaces_the_former_one(tmp_path: Path) -> None:
    write_output(tmp_path / "apercu.html", b"un")
    write_output(tmp_path / "apercu.html", b"deux")

    assert (tmp_path / "apercu.html").read_bytes() == b"deux"


def test_summary_is_added_at_the_end(tmp_path: Path) -> None:
    append_output(tmp_path / "resume.md", "été\n")
    append_output(tmp_path / "resume.md", "hiver\n")

    assert (tmp_path / "resume.md").read_text("utf-8") == "été\nhiver\n"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("", "c’est un dossier"), ("absent/apercu.html", "un de ses dossiers n’existe pas")],
)
def test_file_that_cannot_be_written_says_why(tmp_path: Path, path: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        write_output(tmp_path / path, b"")
    with pytest.raises(UsageError, match=reason):
        append_output(tmp_path / path, "")
