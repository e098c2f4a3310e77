"""An entry is written whole or not at all, in its place and nowhere else."""

from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.write.entry import put_entry


def test_the_folder_is_made_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "content" / "services" / "a.md"
    put_entry(path, "é\n")
    put_entry(path, "è\n")

    assert path.read_bytes() == "è\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "ailleurs.md"
    target.write_text("à garder")
    path = tmp_path / "a.md"
    path.symlink_to(target)
    put_entry(path, "nouveau")

    assert target.read_text() == "à garder"
    assert path.read_text() == "nouveau"
    assert not path.is_symlink()


def test_what_cannot_be_written_is_one_french_sentence(tmp_path: Path) -> None:
    (tmp_path / "services").write_text("un fichier")

    with pytest.raises(UsageError, match="impossible d’écrire"):
        put_entry(tmp_path / "services" / "a.md", "texte")

    (tmp_path / "b.md").mkdir()
    with pytest.raises(UsageError, match="impossible d’écrire"):
        put_entry(tmp_path / "b.md", "texte")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["b.md", "services"]
