"""« Écouter »: offered where a French voice of the device can read, and kept under control.

No browser of the tests has a voice: a device that notes what it is asked to say stands for one.
"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, Visit

BREATHS = Path(__file__).parents[2] / "theme" / "assets" / "js" / "lib" / "breaths.js"
FRENCH = {"name": "Voix", "lang": "fr-FR", "localService": True, "default": False}
DEVICE = """
class Device extends EventTarget {
  voices = VOICES;
  said = [];
  current = null;
  getVoices() { return this.voices; }
  speak(utterance) { this.current = utterance; this.said.push(utterance.text); }
  cancel() { this.drop()?.onerror?.({ error: "canceled" }); }
  finish() { this.drop()?.onend?.(); }
  drop() { const told = this.current; this.current = null; return told; }
}
window.device = new Device();
Object.defineProperty(window, "speechSynthesis", { value: window.device });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""

Open = Callable[..., Page]


@pytest.fixture
def listened(served: Callable[[str], Served], visit: Callable[..., Visit]) -> Open:
    """The page of a service on a device that has these voices."""

    def open_page(voices: list[Any], **options: object) -> Page:
        watched = visit(served("complete"), **options)
        watched.page.add_init_script(DEVICE.replace("VOICES", json.dumps(voices)))
        page = watched.open("services/service-complet.html")
        expect(page.locator("[data-module=listen][data-enhanced]")).to_have_count(1)
        return page

    return open_page


def _button(page: Page, name: str) -> Any:
    return page.locator("[data-module=listen]").get_by_role("button", name=name, exact=True)


def _said(page: Page) -> list[str]:
    said: list[str] = page.evaluate("device.said")
    return said


def test_nothing_is_offered_without_a_french_voice_of_the_device(listened: Open) -> None:
    page = listened([FRENCH | {"lang": "en-US"}, FRENCH | {"localService": False}])

    expect(page.locator("[data-module=listen]")).to_be_hidden()


def test_a_voice_that_comes_late_is_offered_once(listened: Open) -> None:
    page = listened([])

    page.evaluate("device.voices = [VOICE]".replace("VOICE", json.dumps(FRENCH)))
    for _ in range(2):
        page.evaluate("device.dispatchEvent(new Event('voiceschanged'))")

    expect(page.locator("[data-module=listen] button:visible")).to_have_count(1)


def test_the_page_is_read_in_order_from_its_title(listened: Open) -> None:
    page = listened([FRENCH | {"lang": "fr_FR"}])
    page.locator("[data-module=listen]").get_by_role("button").click()
    expect(_button(page, "Pause")).to_be_visible()

    while page.evaluate("device.current !== null"):
        marked = page.locator("[data-spoken]")
        expect(marked).to_have_count(1)
        page.evaluate("device.finish()")

    said = _said(page)
    title = page.locator("h1").inner_text()
    lead = page.locator(".page-heading-lead").inner_text()
    assert said[0] == title
    assert said[1] == lead
    headings = ["En quelques mots simples", "Pour qui?", "Comment demander?", "Contacter"]
    assert [text for text in said if text in headings] == headings
    assert all(len(text) <= 180 for text in said)
    for silent in ("Arrêter", "Une erreur, un changement", "Les mots de cette page"):
        assert silent not in " ".join(said)
    assert page.locator("[data-spoken]").count() == 0
    expect(_button(page, "Écouter")).to_be_visible()
    expect(_button(page, "Arrêter")).to_be_hidden()


def test_a_pause_goes_on_where_it_was_and_a_stop_from_the_start(listened: Open) -> None:
    page = listened([FRENCH])
    _button(page, "Écouter").press("Enter")
    expect(_button(page, "Pause")).to_be_focused()
    page.evaluate("device.finish()")

    _button(page, "Pause").press("Space")
    expect(_button(page, "Reprendre")).to_be_focused()
    assert page.evaluate("device.current") is None
    _button(page, "Reprendre").press("Enter")

    first, second, again = _said(page)
    assert again == second != first

    _button(page, "Arrêter").press("Enter")
    expect(_button(page, "Écouter")).to_be_focused()
    _button(page, "Écouter").press("Enter")
    expect(_button(page, "Pause")).to_be_visible()
    assert _said(page)[-1] == first


def test_a_voice_that_fails_gives_the_button_back(listened: Open) -> None:
    page = listened([FRENCH])
    _button(page, "Écouter").click()
    expect(_button(page, "Pause")).to_be_visible()

    page.evaluate("device.current.onerror({ error: 'synthesis-failed' })")

    expect(_button(page, "Écouter")).to_be_visible()


def test_without_script_there_is_nothing_to_press(
    served: Callable[[str], Served], visit: Callable[..., Visit]
) -> None:
    page = visit(served("complete"), java_script_enabled=False).open(
        "services/service-complet.html"
    )

    expect(page.locator("[data-module=listen]")).to_be_hidden()


SAID: tuple[tuple[str, list[str]], ...] = (
    ("Vous payez un loyer. La CAF aide\u00a0!", ["Vous payez un loyer. La CAF aide!"]),
    ("De 1\u202f200 à 10 000\u00a0€", ["De 1200 à 10000 €"]),
    ("Le «\u00a0bail\u00a0», au 04 71 00 00 00", ["Le bail, au 04 71 00 00 00"]),
    ("… : ;", []),
    ("", []),
    ("mot " * 90, ["mot " * 44 + "mot", "mot " * 44 + "mot"]),
    ("a" * 200, ["a" * 180, "a" * 20]),
    (
        "Une phrase. " * 20,
        ["Une phrase. " * 14 + "Une phrase.", "Une phrase. " * 4 + "Une phrase."],
    ),
)


def test_a_text_is_said_in_short_breaths() -> None:
    code = (
        f"import {{ inBreaths, speakable }} from {json.dumps(BREATHS.as_uri())};"
        f"const said = {json.dumps([text for text, _ in SAID])}.map(speakable).map(inBreaths);"
        "console.log(JSON.stringify(said));"
    )
    told = subprocess.run(
        ["node", "--input-type=module", "-e", code], check=True, capture_output=True, text=True
    )

    assert json.loads(told.stdout) == [breaths for _, breaths in SAID]
