"""The French analysis: what belongs together has one term, what does not has several."""

import json
import re
from pathlib import Path

import pytest

from generator.render import french

REPOSITORY = Path(__file__).parents[2]
FIXTURE = REPOSITORY / "tests" / "fixtures" / "french-tokens.json"
BROWSER_STOP_WORDS = REPOSITORY / "theme" / "assets" / "js" / "lib" / "stop-words.js"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’aide au logement d'Étupes", ["aide", "au", "logement", "etupes"]),
        ("jusqu’à lorsqu'on puisqu’il", ["a", "on", "il"]),
        ("Aujourd’hui, pass’Région", ["aujourd", "hui", "pass", "region"]),
        ("Loca-Pass", ["loca", "pass"]),
        ("la C.A.F. du Doubs", ["la", "caf", "du", "doubs"]),
        ("L’œuvre, ex æquo", ["oeuvre", "ex", "aequo"]),
        ("aide\u00a0: 1\u202f000 €", ["aide", "1", "000"]),
        ("permis C, c’est dit", ["permis", "c", "est", "dit"]),
        ("e\u0301te\u0301", ["ete"]),
        ("’’’ … —", []),
    ],
)
def test_text_is_separated_into_folded_words(text: str, expected: list[str]) -> None:
    assert french.words(text) == expected


@pytest.mark.parametrize(
    "family",
    [
        "salarié salariée salariés salariées",
        "saisonnier saisonnière saisonniers saisonnières",
        "étranger étrangère étrangers étrangères",
        "conducteur conductrice conducteurs conductrices",
        "comtois comtoise comtoises",
        "français française françaises",
        "conseiller conseillère conseillers conseillères",
        "hébergement héberger hébergé hébergée hébergées",
        "logement logements loger logé",
        "vélo vélos",
        "emploi emplois",
        "loyer loyers",
        "local locaux",
        "véhicule vehicules VÉHICULE",
        "déplacement déplacer déplacements",
    ],
)
def test_forms_of_one_word_have_one_stem(family: str) -> None:
    assert len({french.stem(french.fold(form)) for form in family.split()}) == 1


@pytest.mark.parametrize(
    "apart",
    ["permis permanence", "logement logiciel", "garde gare", "mobilité meuble", "prêt près"],
)
def test_different_words_have_different_stems(apart: str) -> None:
    assert len({french.stem(french.fold(word)) for word in apart.split()}) == 2


@pytest.mark.parametrize("number", ["7", "43", "2026", "71120", "0471000000"])
def test_a_number_is_its_own_stem_as_snowball_says(number: str) -> None:
    assert french.stem(number) == french._SNOWBALL.stemWord(number) == number


def test_stop_words_are_dropped_and_meaningful_short_words_are_kept() -> None:
    assert french.terms("le permis C sans la voiture, en car, l’été") == [
        "perm",
        "c",
        "san",
        "voitur",
        "car",
        "ete",
    ]


def test_stop_words_are_folded_words() -> None:
    assert all(french.words(word) == [word] for word in french.STOP_WORDS)


def test_browser_has_the_same_stop_words() -> None:
    source = BROWSER_STOP_WORDS.read_text(encoding="utf-8")

    found = " ".join(re.findall(r'"([a-z ]+)"', source)).split()

    assert len(found) > 100
    assert sorted(found) == sorted(french.STOP_WORDS)


def test_fixture_shared_with_the_browser_is_what_python_gives(pytestconfig: pytest.Config) -> None:
    fixture = json.loads(FIXTURE.read_text(encoding="utf-8"))
    assert len(fixture["formes"]) > 5_000
    assert len(fixture["textes"]) > 30

    found = {
        "textes": [
            {"texte": text, "mots": french.words(text), "termes": french.terms(text)}
            for text in (entry["texte"] for entry in fixture["textes"])
        ],
        "formes": {word: french.stem(word) for word in fixture["formes"]},
    }

    if pytestconfig.getoption("--update-expected"):
        text = json.dumps(found, ensure_ascii=False, indent=1)
        FIXTURE.write_text(f"{text}\n", encoding="utf-8")
    else:
        assert found == fixture
