"""`guichet build --snapshot`: the month that is kept is the one that the site shows."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main


def build(root: Path, output: Path, *options: str, day: str = "2026-11-21") -> int:
    arguments = ["build", "--root", str(root), "--output", str(output), "--date", day, *options]
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    return int(str(leaving.value.code))


def test_the_month_that_is_kept_is_the_one_that_is_published(site: Any, tmp_path: Path) -> None:
    assert build(site.root, tmp_path / "public", "--snapshot") == 0

    kept = json.loads((site.root / "observatoire/2026-11.json").read_text("utf-8"))
    answer = tmp_path / "public/api/v1/observatoire/2026-11.json"
    assert json.loads(answer.read_text("utf-8"))["observatoire_mois"] == kept
    assert kept["jour"] == "2026-11-21"
    assert kept["fiches"]["services"] == len(list((site.root / "content/services").iterdir()))

    before = (site.root / "observatoire/2026-11.json").read_bytes()
    assert build(site.root, tmp_path / "public", day="2026-12-03") == 0
    assert not (site.root / "observatoire/2026-12.json").exists()
    assert (site.root / "observatoire/2026-11.json").read_bytes() == before
    list_of_months = tmp_path / "public/api/v1/observatoire/historique.json"
    rows = json.loads(list_of_months.read_text("utf-8"))["observatoire_historique"]
    assert [row["mois"] for row in rows] == ["2026-11", "2026-12"]
    page = (tmp_path / "public/observatoire/progres.html").read_text("utf-8")
    assert "Depuis le mois dernier" in page
    assert "Comparé au relevé du 21\u00a0novembre 2026." in page


def test_nothing_is_kept_of_a_refused_site(site: Any, tmp_path: Path) -> None:
    site.lay("content/services/faux.md", "---\nnom: Faux\n---\n")
    assert build(site.root, tmp_path / "public", "--snapshot") == 1
    assert not (site.root / "observatoire").exists()


def test_the_folder_of_the_months_is_never_replaced_by_a_site(site: Any) -> None:
    (site.root / "observatoire").mkdir()

    assert build(site.root, site.root / "observatoire") == 2
