"""The rule of eligibility in a browser: the same as in Python, for thousands of persons."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.eligibility import evaluate
from tests.eligibility_cases import FIXTURE, Made, every_pair, holds, made_cases

SCRIPTS = Path(__file__).parents[2] / "theme" / "assets" / "js"
MADE = 8_000


@pytest.fixture(scope="module")
def scripts(chromium: Browser, serve: Callable[..., str]) -> Iterator[Page]:
    """A page from which the scripts of the theme can be imported."""
    page = chromium.new_page()
    page.goto(serve(SCRIPTS) + "lib/eligibility.js")
    yield page
    page.close()


def in_browser(page: Page, cases: Sequence[Made]) -> object:
    """By case: the answer, then for each reason its answer, its place and what is missing."""
    return page.evaluate(
        """async ([cases, territories]) => {
            const { evaluate } = await import("/lib/eligibility.js");
            const holds = (commune, code) => territories[commune].includes(code);
            return cases.map(([rule, person]) => {
                const { reponse, raisons } = evaluate(rule, person, holds);
                const told = ({ reponse, path, manque }) => [reponse, path, manque];
                return [reponse, raisons.map(told)];
            });
        }""",
        [cases, FIXTURE["territoires"]],
    )


def in_python(cases: Sequence[Made]) -> object:
    found = []
    for rule, person in cases:
        verdict = evaluate(rule, person, holds)
        told = [[item.reponse, list(item.path), list(item.manque)] for item in verdict.raisons]
        found.append([verdict.reponse, told])
    return found


def test_browser_says_what_the_fixture_says(scripts: Page) -> None:
    cases = FIXTURE["cas"]
    found = in_browser(scripts, [(case["regle"], case["personne"]) for case in cases])

    for case, (answer, reasons) in zip(cases, found, strict=True):  # type: ignore[call-overload]
        assert answer == case["attendu"], case["cas"]
        assert [[said, *missing] for said, _, missing in reasons] == case["raisons"], case["cas"]


def test_browser_says_what_python_says_of_thousands_of_persons_and_rules(scripts: Page) -> None:
    cases = made_cases(MADE, 11)

    for case, theirs, ours in zip(cases, in_browser(scripts, cases), in_python(cases), strict=True):  # type: ignore[call-overload]
        assert theirs == ours, case


def test_browser_deduces_what_python_deduces_for_every_code(scripts: Page) -> None:
    cases = every_pair()
    assert len(cases) > 2_000

    for case, theirs, ours in zip(cases, in_browser(scripts, cases), in_python(cases), strict=True):  # type: ignore[call-overload]
        assert theirs == ours, case
