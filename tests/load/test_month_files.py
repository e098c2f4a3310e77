"""The folder of the months: plain files with the name of a month, and nothing followed."""

from pathlib import Path

import pytest

from generator.load import load_content


def lay(root: Path, files: dict[str, str]) -> Path:
    (root / "content").mkdir()
    folder = root / "observatoire"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_months_come_in_their_order_with_their_text(tmp_path: Path) -> None:
    lay(tmp_path, {"2026-11.json": '{"mois": 2}', "2025-02.json": "{}", "README.md": "Lisez-moi"})

    content = load_content(tmp_path).value

    assert [month.mois for month in content.months] == ["2025-02", "2026-11"]
    assert content.months[1].data == {"mois": 2}
    assert content.texts["observatoire/2026-11.json"] == '{"mois": 2}'


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("2026-13.json", "{}", "n’est pas celui d’un mois"),
        ("notes.txt", "{}", "n’est pas celui d’un mois"),
        ("2026-11.json", "{", "n’est pas du JSON"),
        ("2026-11.json", '{"a": 1, "a": 2}', "deux fois"),
        ("2026-11.json", '{"a": NaN}', "n’est pas un nombre"),
        ("2026-11.json", "[" * 50 + "]" * 50, "trop de niveaux"),
        ("2026-11.json", "[" * 100_000, "trop profond"),
        ("2026-11.json", " " * (4 * 1024 * 1024 + 1), "pèse plus"),
        ("2026-11\x1b.json", "{}", "n’est pas celui d’un mois"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_a_reason(
    name: str, text: str, reason: str, tmp_path: Path
) -> None:
    lay(tmp_path, {name: text, "2026-10.json": "{}"})

    outcome = load_content(tmp_path)

    (fault,) = [item for item in outcome.diagnostics if item.code == "mois-illisible"]
    assert reason in fault.message
    assert "\x1b" not in fault.path
    assert [month.mois for month in outcome.value.months] == ["2026-10"]


def test_no_link_is_followed(tmp_path: Path) -> None:
    folder = lay(tmp_path, {})
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    (folder / "2026-11.json").symlink_to(secret)

    outcome = load_content(tmp_path)

    assert outcome.value.months == ()
    assert "fichier ordinaire" in outcome.diagnostics[-1].message


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "observatoire").symlink_to(tmp_path / "ailleurs")

    outcome = load_content(tmp_path)

    assert "vrai dossier" in outcome.diagnostics[-1].message
