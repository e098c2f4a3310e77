"""Open or closed, in a real browser: the same as in Python, at the clock of the place."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.timetable import Timetable, weekly_timetable
from tests.browser.conftest import Served, Visit

REPOSITORY = Path(__file__).parents[2]
SCRIPTS = REPOSITORY / "theme" / "assets" / "js"
FIXTURE = json.loads(
    (REPOSITORY / "tests" / "fixtures" / "horaires.json").read_text(encoding="utf-8")
)
START = date.fromisoformat(FIXTURE["debut"])
HOURS = "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off"


@pytest.fixture
def scripts(chromium: Browser, serve: Callable[..., str]) -> Iterator[Page]:
    """A page from which the scripts of the theme can be imported."""
    page = chromium.new_page()
    page.goto(serve(SCRIPTS) + "lib/opening.js")
    yield page
    page.close()


def timetable(place: dict[str, str]) -> Timetable:
    return weekly_timetable(place["texte"], START, place.get("commune", ""))


def said(page: Page, hours: Timetable, moments: list[str]) -> object:
    """For each moment, whether the browser says open, closed or nothing."""
    return page.evaluate(
        """async ([timetable, moments]) => {
            const { isOpen } = await import("/lib/opening.js");
            return moments.map((moment) => isOpen(timetable, new Date(moment)));
        }""",
        [hours.published(), moments],
    )


def sentence(page: Page, hours: Timetable, moment: str) -> object:
    return page.evaluate(
        """async ([timetable, moment]) => {
            const { openingSentence } = await import("/lib/opening.js");
            return openingSentence(timetable, new Date(moment));
        }""",
        [hours.published(), moment],
    )


def test_browser_says_what_the_fixture_says(scripts: Page) -> None:
    for place in FIXTURE["lieux"]:
        found = said(scripts, timetable(place), list(place["moments"]))

        assert found == list(place["moments"].values()), place["cas"]


def test_browser_says_what_python_says_at_any_instant(scripts: Page) -> None:
    chance = random.Random(3)  # noqa: S311 - the same instants at each run
    first = datetime(2026, 11, 10, tzinfo=UTC)
    borders = [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)]
    for place in FIXTURE["lieux"]:
        hours = timetable(place)
        zone = ZoneInfo(hours.zone or "Europe/Paris")
        instants = [first + timedelta(minutes=chance.randrange(430 * 1440)) for _ in range(500)]
        instants += [
            border + timedelta(minutes=minutes)
            for border in borders
            for minutes in range(-300, 301, 7)
        ]

        found = said(scripts, hours, [instant.isoformat() for instant in instants])

        assert found == [hours.at(instant.astimezone(zone)) for instant in instants], place["cas"]


def test_no_timetable_says_nothing(scripts: Page) -> None:
    found = scripts.evaluate(
        """async () => (await import("/lib/opening.js")).isOpen(null, new Date())"""
    )

    assert found is None


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T08:30:00Z", "Ouvert en ce moment"),
        ("2026-11-23T11:30:00Z", "Fermé en ce moment, ouvre à 14 h"),
        ("2026-11-23T18:00:00Z", "Fermé en ce moment, ouvre demain à 9 h"),
        ("2026-11-21T18:00:00Z", "Fermé en ce moment, ouvre lundi à 9 h"),
        ("2026-12-24T18:00:00Z", "Fermé en ce moment, ouvre samedi à 9 h"),
        ("2028-06-01T12:00:00Z", ""),
    ],
)
def test_a_person_reads_when_it_opens(scripts: Page, moment: str, words: str) -> None:
    found = sentence(scripts, weekly_timetable(HOURS, START), moment)

    assert str(found).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jan 1 10:30-12:00", "Fermé en ce moment, ouvre le 1er janvier à 10 h 30"),
        ('Mo 09:00-12:00 "sur rendez-vous"', "Fermé en ce moment"),
        ("2020 Mo 09:00-12:00", "Fermé en ce moment"),
        ('"sur rendez-vous"', ""),
    ],
)
def test_an_opening_is_told_only_when_it_is_sure(scripts: Page, text: str, words: str) -> None:
    found = sentence(scripts, weekly_timetable(text, START), "2026-11-22T12:00:00Z")

    assert str(found).replace("\u00a0", " ") == words


def test_the_clock_is_the_one_of_the_place_not_of_the_phone(
    chromium: Browser, serve: Callable[..., str]
) -> None:
    context = chromium.new_context(timezone_id="Pacific/Auckland", locale="ar-EG")
    page = context.new_page()
    page.goto(serve(SCRIPTS) + "lib/opening.js")

    found = said(page, weekly_timetable(HOURS, START), ["2026-11-23T08:00:00Z"])

    context.close()
    assert found == [True]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-25T12:00:00Z", "Ouvert en ce moment."),
        ("2026-11-22T12:00:00Z", "Fermé en ce moment, ouvre mercredi à 13 h."),
    ],
)
def test_the_page_of_a_service_says_whether_it_is_open(
    served: Callable[[str], Served], visit: Callable[..., Visit], moment: str, words: str
) -> None:
    watched = visit(served("complete"))
    watched.page.clock.set_fixed_time(moment)

    page = watched.open("services/service-complet.html")

    expect(page.locator("[data-module=opening-now]")).to_have_text(words)
    assert watched.faults == []


def test_the_page_of_a_service_says_nothing_of_this_moment_without_script(
    served: Callable[[str], Served], visit: Callable[..., Visit]
) -> None:
    page = visit(served("complete"), java_script_enabled=False).open(
        "services/service-complet.html"
    )

    expect(page.locator("[data-module=opening-now]")).to_be_hidden()
    expect(page.get_by_text("Mercredi\u00a0: 13")).to_be_visible()
