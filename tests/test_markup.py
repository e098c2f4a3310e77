"""Every page, style sheet and drawing of the sites, judged by the W3C's checker."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.sites.building import REPOSITORY, Built, build, complete_site, real_site
from tests.sites.extremes import write_empty_content, write_long_content

VNU = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JUDGED = (".html", ".css", ".svg")
NO_JAVA = "il faut Java (openjdk-17-jre-headless par exemple) pour le contrôle W3C des pages"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Built]:
    folders = tmp_path_factory.mktemp("contenus")
    return {
        "real": real_site(),
        "complete": complete_site(),
        "long": build(write_long_content(folders / "long")),
        "empty": build(write_empty_content(folders / "empty")),
    }


@pytest.mark.skipif(shutil.which("java") is None, reason=NO_JAVA)
def test_the_checker_of_the_w3c_finds_nothing(sites: Mapping[str, Built], tmp_path: Path) -> None:
    """All files in one run, since the checker takes longer to start than to read."""
    assert VNU.is_file(), "npm ci"
    files = [file for name, built in sites.items() for file in unlike(name, built, tmp_path)]
    assert len(files) > 350

    messages = judge(files)

    assert [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages] == []


@pytest.mark.skipif(shutil.which("java") is None, reason=NO_JAVA)
def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """An answer without a message means something."""
    wrong = {
        "a.html": '<!DOCTYPE html><html lang="fr"><title>x</title><p><div></p></html>',
        "b.css": "a { colour: red }",
        "c.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle></svg>',
    }
    for name, text in wrong.items():
        (tmp_path / name).write_text(text)

    seen = {m["url"].rpartition("/")[2] for m in judge([tmp_path / name for name in wrong])}

    assert seen == set(wrong)


def unlike(name: str, built: Built, folder: Path) -> list[Path]:
    """The files to judge, written; one of each kind of page but for the real site, all judged."""
    pages = {page.path: page.template for page in built.plan.pages}
    written, kinds = [], set()
    for path, content in built.files.items():
        if not path.endswith(JUDGED):
            continue
        kind = pages.get(path, path)
        if name != "real" and kind in kinds and not path.startswith(("services/", "structures/")):
            continue
        kinds.add(kind)
        target = folder / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # This sheet is read after that of all pages, and with its tokens.
        before = path.replace("apart.css", "site.css") if path.endswith("/apart.css") else ""
        target.write_bytes(built.files.get(before, b"") + content)
        written.append(target)
    return written


def judge(files: list[Path]) -> list[dict[str, str]]:
    """What the checker says of files, warnings left out."""
    done = subprocess.run(
        [
            *("java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "json"),
            *("--also-check-css", "--also-check-svg"),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    messages: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    return messages
