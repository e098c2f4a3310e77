"""The workflow on issues: one entry, on one branch, in one proposal; an answer; nothing else."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BASE
from tests.issues.issue_texts import GOOD, body

ROOT = Path(__file__).parents[2]
PLAYER = Path(__file__).with_name("pretended_forge.py")
FILE = "content/services/garage-des-essais.md"
MARK = "<!-- guichet:proposition -->"


class Repository:
    """A checkout of a repository, an issue, and GitHub as far as the script can see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.left = folder / "proposition"
        self._store = folder / "github.json"
        self._event = folder / "evenement.json"
        (folder / ".ci").mkdir()
        shutil.copy(ROOT / ".ci/proposal", folder / ".ci/proposal")
        programs = folder / "bin"
        programs.mkdir()
        gh = programs / "gh"
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{PLAYER}" "$@"\n')
        gh.chmod(0o755)
        self._path = f"{programs}:{os.environ['PATH']}"
        self.write_issue("")
        self.store = {
            "objects": {
                "depart": {"tree": "arbre", "author": "Une personne"},
                "arbre": {"files": {"README.md": "Bonjour"}},
            },
            "branches": {"main": "depart"},
            "proposals": [],
            "comments": [],
            "may_propose": True,
        }

    @property
    def store(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads(self._store.read_text("utf-8"))
        return held

    @store.setter
    def store(self, value: dict[str, Any]) -> None:
        self._store.write_text(json.dumps(value), "utf-8")

    def write_issue(self, text: str) -> None:
        event = {"issue": {"number": 12, "title": "$(touch canari)", "body": text}}
        self._event.write_text(json.dumps(event), "utf-8")

    def leave(self, files: dict[str, str], answer: str = f"{MARK}\nMerci !\n") -> None:
        """What the first job left for the second."""
        shutil.rmtree(self.left, ignore_errors=True)
        for name, text in {**files, "reponse.md": answer}.items():
            path = self.left / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def run(self, step: str) -> "subprocess.CompletedProcess[str]":
        environment = {
            "PATH": self._path,
            "PRETENDED_GITHUB": str(self._store),
            "GITHUB_REPOSITORY": "territoire/guichet",
            "GITHUB_REF_NAME": "main",
            "GITHUB_RUN_ID": "9",
            "GITHUB_EVENT_PATH": str(self._event),
            "SOURCE_DATE_EPOCH": "1795219200",
        }
        return subprocess.run(
            [self.folder / ".ci/proposal", step, "proposition"],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def files_of(self, branch: str) -> dict[str, str]:
        store = self.store
        commit = store["objects"][store["branches"][branch]]
        files: dict[str, str] = store["objects"][commit["tree"]]["files"]
        return files


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_an_issue_is_read_with_the_tool_of_the_repository_and_runs_nothing(
    repository: Repository,
) -> None:
    folder = repository.folder
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / "content/structures/mission-locale.yaml").write_text(
        "nom: Mission locale\ndate_maj: 2026-11-01\nsources:\n  - nom: Site\n"
    )
    venv.create(folder / ".venv", symlinks=True)
    packages = sysconfig.get_path("purelib", vars={"base": str(folder / ".venv")})
    Path(packages, "installed.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n")
    (folder / "Makefile").write_text(".venv/.installed:\n\t@touch $@\n")
    trap = "Réparer `touch canari` $(touch canari) ; touch canari"
    repository.write_issue(body("service", {**GOOD, "resume": trap}))

    done = repository.run("read")

    assert done.returncode == 0, done.stderr
    assert f"resume: {json.dumps(trap, ensure_ascii=False)}" not in done.stdout
    assert trap in (repository.left / FILE).read_text("utf-8")
    assert (repository.left / "reponse.md").read_text("utf-8").startswith(f"{MARK}\n")

    repository.write_issue(body("service", {**GOOD, "nom": "Autre", "resume": "court"}))
    shutil.rmtree(repository.left)
    done = repository.run("read")

    assert done.returncode == 0, done.stderr
    assert "Résumé" in (repository.left / "reponse.md").read_text("utf-8")
    assert not (repository.left / "content").exists()
    assert not list(folder.rglob("canari"))


def test_an_entry_is_proposed_on_the_branch_of_its_issue(repository: Repository) -> None:
    repository.leave({FILE: "---\nnom: Garage\n---\n"})

    done = repository.run("propose")

    assert done.returncode == 0, done.stderr
    assert repository.files_of("main") == {"README.md": "Bonjour"}
    proposed = repository.files_of("proposition-12")
    assert proposed == {"README.md": "Bonjour", FILE: "---\nnom: Garage\n---\n"}
    (proposal,) = repository.store["proposals"]
    assert (proposal["head"], proposal["base"]) == ("proposition-12", "main")
    assert proposal["title"] == "Ticket 12 : services/garage-des-essais.md"
    assert proposal["body"] == "Closes #12\n\nMerci !\n"


def test_an_issue_written_again_brings_its_proposal_up_to_date(repository: Repository) -> None:
    repository.leave({FILE: "un\n"})
    repository.run("propose")
    repository.leave({"content/services/autre-nom.md": "deux\n"})

    done = repository.run("propose")

    assert done.returncode == 0, done.stderr
    assert len(repository.store["proposals"]) == 1
    files = repository.files_of("proposition-12")
    assert files == {"README.md": "Bonjour", "content/services/autre-nom.md": "deux\n"}


def test_a_branch_that_a_person_has_worked_on_is_theirs(repository: Repository) -> None:
    repository.leave({FILE: "un\n"})
    repository.run("propose")
    store = repository.store
    store["objects"]["relu"] = {"tree": "arbre", "author": "Une personne"}
    store["branches"]["proposition-12"] = "relu"
    repository.store = store
    repository.leave({FILE: "deux\n"})

    done = repository.run("propose")

    assert done.returncode == 0, done.stderr
    assert repository.store["branches"]["proposition-12"] == "relu"
    assert "modifiée par une personne" in done.stdout


def test_a_repository_that_opens_no_proposal_by_itself_has_the_branch(
    repository: Repository,
) -> None:
    repository.store = {**repository.store, "may_propose": False}
    repository.leave({FILE: "un\n"})

    done = repository.run("propose")

    assert done.returncode == 0, done.stderr
    assert "::warning::" in done.stdout
    assert repository.files_of("proposition-12")[FILE] == "un\n"


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"content/pages/accueil.md": "x"},
        {".github/workflows/x.yml": "x"},
        {"content/services/../../x.md": "x"},
        {"content/services/A B.md": "x"},
        {"content/services/a\nb.md": "x"},
        {"content/services/sous/x.md": "x"},
        {"guichet.yaml": "x"},
    ],
    ids=("nothing", "a page", "a workflow", "above", "spaces", "two lines", "below", "settings"),
)
def test_nothing_but_one_entry_is_ever_written(
    files: dict[str, str], repository: Repository
) -> None:
    repository.leave(files)

    done = repository.run("propose")

    assert done.returncode == 0, done.stderr
    assert list(repository.store["branches"]) == ["main"]
    assert repository.store["proposals"] == []


def test_two_entries_are_refused(repository: Repository) -> None:
    repository.leave({FILE: "x", "content/structures/x.md": "x"})

    done = repository.run("propose")

    assert done.returncode == 1
    assert "plusieurs fiches" in done.stderr
    assert list(repository.store["branches"]) == ["main"]


def test_the_answer_is_written_once_then_again_at_the_same_place(repository: Repository) -> None:
    theirs = {"by": "quelqu-un", "body": f"{MARK}\nJe me fais passer pour la machine."}
    repository.store = {**repository.store, "comments": [theirs]}
    repository.leave({}, f"{MARK}\nIl reste à corriger.\n")
    assert repository.run("answer").returncode == 0
    repository.leave({}, f"{MARK}\nMerci !\n")
    assert repository.run("answer").returncode == 0

    mine = {"by": "github-actions[bot]", "body": f"{MARK}\nMerci !\n"}
    assert repository.store["comments"] == [theirs, mine]
