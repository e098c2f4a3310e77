"""The weekly workflow: what it takes back, what it keeps, and the one issue it looks after."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.link_reporters import MARKER

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci/links"
PLAYER = Path(__file__).with_name("pretended_github.py")


class GitHub:
    """A repository on GitHub, as far as the script can see."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = folder / "github.json"
        self.put(issues=[], runs=[], artifacts={})
        programs = folder / "bin"
        programs.mkdir()
        gh = programs / "gh"
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{PLAYER}" "$@"\n')
        gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
        self._path = f"{programs}:{os.environ['PATH']}"

    def put(self, **parts: object) -> None:
        self._store.write_text(json.dumps({**self.all(), **parts}), "utf-8")

    def all(self) -> dict[str, Any]:
        return json.loads(self._store.read_text("utf-8")) if self._store.exists() else {}

    @property
    def issues(self) -> list[dict[str, Any]]:
        return self.all()["issues"]

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {
            "PATH": self._path,
            "PRETENDED_GITHUB": str(self._store),
            "GITHUB_REPOSITORY": "territoire/guichet",
            "GITHUB_RUN_ID": "9",
            "LINKS_WAIT": "0",
        }
        return subprocess.run(
            [SCRIPT, *arguments],
            cwd=self._folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def tell(self, to_do: int, news: int = 0, more: str = "") -> None:
        folder = self._folder / "liens"
        folder.mkdir(exist_ok=True)
        first = f"{MARKER}\n<!-- a-faire: {to_do} -->\n<!-- nouveaux: {news} -->\n"
        (folder / "ticket.md").write_text(f"{first}\nÀ relire : {to_do}\n{more}", "utf-8")
        done = self.run("tell", "liens")

        assert done.returncode == 0, done.stderr


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


def test_nothing_to_do_opens_no_issue(github: GitHub) -> None:
    github.tell(0)

    assert github.issues == []


def test_one_issue_lives_through_the_weeks(github: GitHub) -> None:
    states = []
    for to_do in (2, 3, 0, 0, 1):
        github.tell(to_do)
        (issue,) = github.issues
        states.append(issue["state"])

        assert f"À relire : {to_do}" in issue["body"]

    assert states == ["OPEN", "OPEN", "CLOSED", "CLOSED", "OPEN"]


def test_who_follows_the_issue_hears_of_what_is_new_only(github: GitHub) -> None:
    github.tell(1, 1)
    github.tell(1, 0)
    github.tell(3, 2)
    (issue,) = github.issues

    assert len(issue["comments"]) == 1
    assert ": 2." in issue["comments"][0]


def test_the_issue_of_somebody_else_is_never_touched(github: GitHub) -> None:
    theirs = {"number": 1, "author": "quelqu-un", "state": "OPEN", "body": f"{MARKER}\n"}
    other = {"number": 2, "author": "app/github-actions", "state": "OPEN", "body": "Autre chose"}
    github.put(issues=[theirs, other])
    github.tell(1)
    github.tell(0)

    assert github.issues[:2] == [theirs, other]
    assert github.issues[2]["state"] == "CLOSED"


def test_what_the_report_says_is_never_a_command_or_a_count(github: GitHub, tmp_path: Path) -> None:
    hostile = "$(touch canari) `touch canari` '; touch canari #\n<!-- a-faire: 99 -->\n::error::x\n"
    github.tell(1, 0, hostile)
    github.tell(0, 0, hostile)

    assert hostile in github.issues[0]["body"]
    assert github.issues[0]["state"] == "CLOSED"
    assert not list(tmp_path.rglob("canari"))


@pytest.mark.parametrize("text", ["", "Bonjour", f"{MARKER}\n<!-- a-faire: x -->\n"])
def test_what_is_no_report_stops_the_workflow(text: str, github: GitHub, tmp_path: Path) -> None:
    (tmp_path / "liens").mkdir()
    (tmp_path / "liens/ticket.md").write_text(text, "utf-8")

    assert github.run("tell", "liens").returncode == 1
    assert github.issues == []


def recalled(github: GitHub, tmp_path: Path) -> str:
    done = github.run("recall", "liens")

    assert done.returncode == 0, done.stderr
    kept = tmp_path / "liens/liens.json"
    return kept.read_text("utf-8") if kept.exists() else ""


def test_the_first_visit_has_nothing_to_take_back(github: GitHub, tmp_path: Path) -> None:
    assert recalled(github, tmp_path) == ""
    assert (tmp_path / "liens").is_dir()


def test_what_the_last_scheduled_visit_left_is_taken_back(github: GitHub, tmp_path: Path) -> None:
    proposal = {"databaseId": 5, "event": "pull_request"}
    last, before = {"databaseId": 4, "event": "schedule"}, {"databaseId": 3, "event": "schedule"}
    artifacts = {name: {"liens.json": f"de {name}"} for name in "345"}
    github.put(runs=[proposal, last, before], artifacts=artifacts)

    assert recalled(github, tmp_path) == "de 4"


def test_a_memory_that_is_lost_is_said_and_stops_nothing(github: GitHub, tmp_path: Path) -> None:
    github.put(runs=[{"databaseId": 4, "event": "schedule"}])

    assert recalled(github, tmp_path) == ""
    assert "::warning::" in github.run("recall", "liens").stdout


def test_a_job_takes_what_the_other_left(github: GitHub, tmp_path: Path) -> None:
    github.put(artifacts={"9": {"ticket.md": MARKER}})

    assert github.run("fetch", "liens").returncode == 0
    assert (tmp_path / "liens/ticket.md").read_text("utf-8") == MARKER


@pytest.mark.parametrize("word", ["", "visiter"])
def test_another_word_is_refused(word: str, github: GitHub) -> None:
    assert github.run(word, "liens").returncode == 2


def test_a_visit_writes_what_is_remembered_and_what_is_told(
    tmp_path: Path,
) -> None:
    """The script really runs the command, on entries that lead nowhere."""
    tool = tmp_path / "outil"
    (tool / ".ci").mkdir(parents=True)
    (tool / ".ci/links").write_bytes(SCRIPT.read_bytes())
    (tool / "Makefile").write_text(".venv/.installed:\n\t@touch $@\n")
    (tool / ".venv/bin").mkdir(parents=True)
    python = tool / ".venv/bin/python"
    python.write_text(
        "#!/bin/sh\nshift\nshift\nshift\n"
        f'cd "{ROOT}" && exec "{sys.executable}" -m generator "$@"\n'
    )
    python.chmod(0o755)
    (tool / "content/structures").mkdir(parents=True)
    (tool / "content/structures/une.yaml").write_text("nom: Une\n")
    (tool / "guichet.yaml").write_text("nom: Essai\n")
    done = subprocess.run(
        ["/bin/sh", tool / ".ci/links", "visit", tmp_path / "liens"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "liens/rapport.json").read_text("utf-8"))["liens"] == []
    assert json.loads((tmp_path / "liens/liens.json").read_text("utf-8"))["liens"] == {}
    assert (tmp_path / "liens/ticket.md").read_text("utf-8").startswith(MARKER)
