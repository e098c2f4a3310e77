"""Misspelt words on the real entries: what is corrected, and what must stay as it was typed.

A real word that no entry holds is said to be unknown; it never becomes the name of a service.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.render import french
from tests.browsing import Serve
from tests.sites.building import real_site

FIXTURE = Path(__file__).parents[1] / "fixtures" / "orthographe.json"
CASES = json.loads(FIXTURE.read_text(encoding="utf-8"))

# What the engine of the page makes of each word; the space says that it is whole.
_READ = """async (words) => {
    const form = document.querySelector("[data-module=search]");
    const scripts = document.querySelector("script[src$='/main.js']").src.replace("main.js", "");
    const { SearchData } = await import(`${scripts}lib/search-data.js`);
    const { root, ...addresses } = form.dataset;
    const engine = await new SearchData(root, addresses).loadEngine();
    const found = {};
    for (const word of words) {
        const { query, terms } = await engine.find(`${word} `);
        const { corrections, ignored } = query;
        const used = corrections.map(({ used }) => used).join(" ");
        found[word] = { used, ignored, terms: [...terms] };
    }
    return found;
}"""


@pytest.fixture(scope="module")
def read(
    chromium: Browser, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Every word of the fixture → the words searched instead, and those set aside."""
    address = serve(real_site().write(tmp_path_factory.mktemp("orthographe") / "site"))
    page = chromium.new_page(locale="fr-FR")
    page.goto(f"{address}recherche/")
    typed = [typed for typed, _ in CASES["fautes"]]
    found: dict[str, Any] = page.evaluate(_READ, [*typed, *CASES["justes"]])
    page.close()
    return found


@pytest.mark.parametrize(("typed", "meant"), CASES["fautes"])
def test_a_misspelt_word_finds_what_was_meant(read: dict[str, Any], typed: str, meant: str) -> None:
    """Corrected, or found by its stem, which a mute ending does not change."""
    assert read[typed]["used"] in (meant, "")
    assert french.stem(meant) in read[typed]["terms"]


@pytest.mark.parametrize("word", CASES["justes"])
def test_a_word_of_no_service_stays_as_it_is(read: dict[str, Any], word: str) -> None:
    assert read[word] == {"used": "", "ignored": [word], "terms": []}


def test_there_are_many_of_both_kinds() -> None:
    assert len(CASES["fautes"]) >= 40
    assert len(CASES["justes"]) >= 25
