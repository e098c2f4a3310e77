"""The French analysis, in a real browser: the same as in Python, word by word."""

import json
from pathlib import Path

from generator.render import french
from tests.browser.search_page import SearchPage

REPOSITORY = Path(__file__).parents[2]
FIXTURE = REPOSITORY / "tests" / "fixtures" / "french-tokens.json"


def test_browser_analyses_the_fixture_as_python_does(search: SearchPage) -> None:
    fixture = json.loads(FIXTURE.read_text(encoding="utf-8"))
    search.open()

    found = search.analyse([entry["texte"] for entry in fixture["textes"]])
    stems = search.stems(list(fixture["formes"]))

    assert found == [[entry["mots"], entry["termes"]] for entry in fixture["textes"]]
    assert dict(zip(fixture["formes"], stems, strict=True)) == fixture["formes"]


def test_browser_stems_every_word_of_the_real_entries_as_python_does(search: SearchPage) -> None:
    search.open()
    entries = sorted((REPOSITORY / "content").rglob("*.*"))
    words = {word for path in entries for word in french.words(path.read_text(encoding="utf-8"))}
    assert len(words) > 1_000

    stems = search.stems(sorted(words))

    assert stems == [french.stem(word) for word in sorted(words)]


def test_browser_folds_every_latin_character_as_python_does(search: SearchPage) -> None:
    search.open()
    characters = [chr(code) for code in (*range(0x20, 0x250), *range(0x2000, 0x2300), 0xFB01)]

    found = search.analyse([f"a{character}b" for character in characters])

    assert found == [
        [french.words(text), french.terms(text)]
        for text in (f"a{character}b" for character in characters)
    ]


def test_browser_drops_the_same_stop_words(search: SearchPage) -> None:
    search.open()

    words = search.page.evaluate(
        f"""async () => [...(await import("{search.scripts}lib/stop-words.js")).STOP_WORDS]"""
    )

    assert sorted(words) == sorted(french.STOP_WORDS)
