"""Keeping a month: one file, replaced whole, never through a link."""

from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.write import put_month


def test_a_month_is_replaced_and_the_others_are_left(tmp_path: Path) -> None:
    put_month(tmp_path, "2026-10", "{}\n")
    put_month(tmp_path, "2026-11", "{}\n")

    path = put_month(tmp_path, "2026-11", '{"format": 1}\n')

    assert path == tmp_path / "observatoire/2026-11.json"
    assert path.read_text() == '{"format": 1}\n'
    names = [item.name for item in sorted((tmp_path / "observatoire").iterdir())]
    assert names == ["2026-10.json", "2026-11.json"]


def test_a_link_does_not_lead_out_of_the_repository(tmp_path: Path) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    root = tmp_path / "depot"
    root.mkdir()
    (root / "observatoire").symlink_to(outside)

    with pytest.raises(UsageError, match="c’est un lien"):
        put_month(root, "2026-11", "{}\n")
    assert list(outside.iterdir()) == []


def test_a_file_that_is_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "guichet.yaml"
    target.write_text("nom: Guichet\n")
    (tmp_path / "observatoire").mkdir()
    (tmp_path / "observatoire/2026-11.json").symlink_to(target)

    put_month(tmp_path, "2026-11", "{}\n")

    assert target.read_text() == "nom: Guichet\n"
    assert not (tmp_path / "observatoire/2026-11.json").is_symlink()
