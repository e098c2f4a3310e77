"""The page of conformity is what the judges say today; they see a file that lies."""

import json
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.judges.verdicts import judge_site
from tests.sites.building import REPOSITORY, real_site

MAKE = runpy.run_path(str(REPOSITORY / "docs" / "make_conformity.py"))
PAGE = REPOSITORY / "content" / "pages" / "conformite.md"
pytestmark = pytest.mark.filterwarnings("ignore")  # of the judges


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_site().write(tmp_path_factory.mktemp("conformity") / "site")


def lasting(page: str) -> list[str]:
    """Without the line that tells the day, the number of entries and the programs."""
    return [line for line in page.splitlines() if not line.startswith(MAKE["JUDGED"])]


def test_the_page_is_what_the_judges_say(site: Path) -> None:
    made = MAKE["conformity_page"](site)

    assert lasting(made) == lasting(PAGE.read_text(encoding="utf-8")), (
        "guichet build, then python docs/make_conformity.py site"
    )


def rewritten(path: str, change: Callable[[Any], None]) -> Callable[[Path], None]:
    def lie(site: Path) -> None:
        document = json.loads((site / path).read_bytes())
        change(document)
        (site / path).write_text(json.dumps(document), encoding="utf-8")

    return lie


def shortened(path: str) -> Callable[[Path], None]:
    def lie(site: Path) -> None:
        content = (site / path).read_bytes()
        (site / path).write_bytes(content[: -len(content) // 3])

    return lie


LIES = {
    "interface": rewritten("api/v1/services.json", lambda d: d["services"][0].pop("nom")),
    "openapi": rewritten("api/v1/openapi.json", lambda d: d.pop("paths")),
    "data-inclusion": rewritten(
        "donnees/data-inclusion/services.json", lambda d: d[0].update(frais="cher")
    ),
    "hsds": rewritten("donnees/hsds/services.json", lambda d: d["contents"][0].pop("id")),
    "tables": shortened("donnees/services.csv"),
    "database": shortened("donnees/guichet.sqlite"),
    "catalogue": rewritten("donnees/catalogue.jsonld", lambda d: d["@graph"].pop(0)),
    "feeds": rewritten("donnees/changements.json", lambda d: d.pop("title")),
    "checksums": shortened("donnees/structures.csv"),
}


def test_each_judge_sees_what_lies(site: Path, tmp_path: Path) -> None:
    """One copy with every lie: each judge looks at its own files."""
    copy = shutil.copytree(site, tmp_path / "site")
    for lie in LIES.values():
        lie(copy)
    found = {verdict.standard for verdict in judge_site(copy) if verdict.faults}

    assert found == set(LIES) == set(MAKE["WORDS"])
