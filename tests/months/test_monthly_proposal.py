"""The monthly workflow: one file, on a branch, in one proposal; and nothing else in any case."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PLAYER = Path(__file__).with_name("pretended_branches.py")
FILE = "observatoire/2026-11.json"


class Repository:
    """A checkout of a repository, and GitHub as far as the script can see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = folder / "github.json"
        (folder / ".ci").mkdir()
        shutil.copy(ROOT / ".ci/month", folder / ".ci/month")
        programs = folder / "bin"
        programs.mkdir()
        gh = programs / "gh"
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{PLAYER}" "$@"\n')
        gh.chmod(0o755)
        self._path = f"{programs}:{os.environ['PATH']}"
        self.store = {
            "branches": {"main": {"sha": "abc", "files": {}}},
            "proposals": [],
            "messages": [],
            "artifacts": {},
        }

    @property
    def store(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads(self._store.read_text("utf-8"))
        return held

    @store.setter
    def store(self, value: dict[str, Any]) -> None:
        self._store.write_text(json.dumps(value), "utf-8")

    def leave(self, files: dict[str, str]) -> None:
        """What the first job left for the second."""
        self.store = {**self.store, "artifacts": {"9": files}}

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {
            "PATH": self._path,
            "PRETENDED_GITHUB": str(self._store),
            "GITHUB_REPOSITORY": "territoire/guichet",
            "GITHUB_RUN_ID": "9",
        }
        return subprocess.run(
            [self.folder / ".ci/month", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def propose(self) -> "subprocess.CompletedProcess[str]":
        shutil.rmtree(self.folder / "mois", ignore_errors=True)
        assert self.run("fetch", "mois").returncode == 0
        return self.run("propose", "mois")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_month_is_proposed_on_its_own_branch(repository: Repository) -> None:
    repository.leave({"2026-11.json": "{}\n"})

    done = repository.propose()

    assert done.returncode == 0, done.stderr
    store = repository.store
    assert store["branches"]["main"]["files"] == {}
    assert store["branches"]["observatoire-2026-11"]["files"][FILE]["text"] == "{}\n"
    (proposal,) = store["proposals"]
    assert proposal["head"] == "observatoire-2026-11"
    assert proposal["base"] == "main"
    assert proposal["title"] == "Garder le mois de l’observatoire : 2026-11"


def test_a_second_run_brings_the_same_proposal_up_to_date(repository: Repository) -> None:
    repository.leave({"2026-11.json": "{}\n"})
    repository.propose()
    repository.leave({"2026-11.json": '{"mois": "2026-11"}\n'})

    done = repository.propose()

    assert done.returncode == 0, done.stderr
    store = repository.store
    assert len(store["proposals"]) == 1
    text = store["branches"]["observatoire-2026-11"]["files"][FILE]["text"]
    assert text == '{"mois": "2026-11"}\n'
    assert len(store["messages"]) == 2


def test_a_month_that_is_kept_already_is_not_proposed_again(repository: Repository) -> None:
    (repository.folder / "observatoire").mkdir()
    (repository.folder / FILE).write_text("{}\n")
    repository.leave({"2026-11.json": "{}\n"})

    done = repository.propose()

    assert "déjà gardé" in done.stdout
    assert repository.store["proposals"] == []
    assert list(repository.store["branches"]) == ["main"]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"run.sh": "rm -rf /"},
        {"2026-11.json": "{}", "2026-10.json": "{}"},
        {"2026-1.json": "{}"},
        {"9999-99.json": "{}"},
    ],
    ids=("nothing", "something else", "two months", "half a name", "no month"),
)
def test_nothing_but_one_month_is_ever_written(
    files: dict[str, str], repository: Repository
) -> None:
    repository.leave(files)

    done = repository.propose()

    assert done.returncode == 1
    assert "ne contient pas le relevé d’un mois" in done.stderr
    assert repository.store["proposals"] == []
    assert list(repository.store["branches"]) == ["main"]
