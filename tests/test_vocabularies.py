"""The vocabularies: complete, and those of data·inclusion as its package gives them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.make_vocabularies import GENERATED, find_differences, make_vocabularies

ROOT = Path(__file__).parent.parent
VOCABULARIES = {
    path.stem: json.loads(path.read_bytes())
    for path in sorted((ROOT / "schemas" / "vocabulaires").glob("*.json"))
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_lists_each_code_once_with_a_label(name: str) -> None:
    vocabulary = VOCABULARIES[name]
    codes = [term["code"] for term in vocabulary["x-termes"]]

    assert vocabulary["enum"] == codes
    assert len(set(codes)) == len(codes)
    assert vocabulary["type"] == "string"
    assert all(term["label"].strip() and "description" in term for term in vocabulary["x-termes"])


def test_vocabularies_have_the_codes_of_data_inclusion() -> None:
    counts = {
        name: len(VOCABULARIES[name]["enum"])
        for name in ("categories", "thematiques", "publics", "types", "reseaux-porteurs")
    }

    assert counts == {
        "categories": 16,
        "thematiques": 69,
        "publics": 14,
        "types": 6,
        "reseaux-porteurs": 108,
    }


def test_a_thematique_begins_with_its_great_theme() -> None:
    categories = VOCABULARIES["categories"]["enum"]
    parents = {code.partition("--")[0] for code in VOCABULARIES["thematiques"]["enum"]}

    assert parents == set(categories)


def test_a_great_theme_has_everyday_words_an_icon_and_an_accent() -> None:
    icons = ROOT / "node_modules" / "lucide-static" / "icons"
    assert icons.is_dir(), "lancez « npm ci »"

    for term in VOCABULARIES["categories"]["x-termes"]:
        assert term["x-libelle"]
        assert (icons / f"{term['x-icone']}.svg").is_file()
        assert term["x-accent"] in ("mobilite", "logement", "emploi", "autre")


def test_a_state_says_how_it_is_shown() -> None:
    states = VOCABULARIES["etats"]["x-termes"]

    assert {state["x-ton"] for state in states} == {"ok", "info", "warn", "closed"}


def test_generated_vocabularies_are_what_the_script_gives() -> None:
    done = subprocess.run(
        [sys.executable, "schemas/make_vocabularies.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_changed_an_absent_and_a_leftover_vocabulary_are_seen(tmp_path: Path) -> None:
    made = make_vocabularies()
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert find_differences(tmp_path, made) == []

    (tmp_path / "frais.json").write_text("{}", encoding="utf-8")
    (tmp_path / "types.json").unlink()
    (tmp_path / "profils.json").write_text(json.dumps({"$comment": GENERATED}, ensure_ascii=False))
    (tmp_path / "langues.json").write_text("{}")

    assert find_differences(tmp_path, made) == ["frais.json", "profils.json", "types.json"]
