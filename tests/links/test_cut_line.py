"""When it is our own line that is cut, nothing is remembered, however few the sites."""

from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError, UsageError
from generator.link_steps import _refuse_our_own_silence, watch_links
from generator.links import Answer
from tests.conftest import Site
from tests.links.test_watching import MONDAY, lay
from tests.links.troubled_server import manners, serving

NAMES = ("un", "deux", "trois")


def answers(*failures: str) -> dict[str, Answer]:
    return {
        f"https://{name}.example/": Answer(failure=failure)
        for name, failure in zip(NAMES, failures, strict=False)
    }


@pytest.mark.parametrize(
    "failures", [("nom",), ("reseau",), ("nom", "reseau"), ("nom", "prive"), ("delai",) * 3]
)
def test_a_cut_line_is_told_from_dead_sites(failures: tuple[str, ...]) -> None:
    with pytest.raises(GeneratorError, match="rien n’a été retenu"):
        _refuse_our_own_silence(answers(*failures))


@pytest.mark.parametrize("failures", [(), ("delai",), ("nom", "refus"), ("prive",) * 3])
def test_the_silence_of_a_site_or_two_is_theirs(failures: tuple[str, ...]) -> None:
    _refuse_our_own_silence(answers(*failures))


def test_one_answer_shows_that_the_line_holds() -> None:
    heard = answers("nom", "nom")

    _refuse_our_own_silence({**heard, "https://quatre.example/": Answer(status=404)})


def test_a_lonely_site_without_a_name_leaves_no_trace(site: Site, tmp_path: Path) -> None:
    state = tmp_path / "liens.json"
    with serving() as server:
        lay(site, "http://nulle-part.invalid/page")
        known = manners(server, "garage.example:80", retries=0)
        with pytest.raises(GeneratorError, match="le seul site n’a pas répondu"):
            watch_links(site.root, MONDAY, known, state=state)

    assert not state.exists()


@pytest.mark.parametrize("is_offline", [True, False])
@pytest.mark.parametrize(
    ("only", "skipped", "words"),
    [
        (("nulle-part",), (), "nulle-part"),
        ((), ("pas un site",), "pas un nom de site"),
        ((), ("https://www.exemple.fr/",), "--skip www.exemple.fr"),
    ],
)
def test_what_chooses_nothing_is_refused_online_or_not(
    only: tuple[str, ...], skipped: tuple[str, ...], words: str, is_offline: bool, site: Site
) -> None:
    with serving() as server, pytest.raises(UsageError, match=words):
        watch_links(
            site.root,
            date(2026, 11, 2),
            manners(server),
            only=only,
            skipped=skipped,
            is_offline=is_offline,
        )
