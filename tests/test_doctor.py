"""`guichet doctor`: what is in place to work, what is not, and what to do about it."""

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.doctor_machine import EXTRAS, judge_machine
from generator.doctor_steps import examine
from generator.init_steps import Interview
from generator.machine import Finding, Machine, State
from tests.command_line import REPOSITORY, run_guichet

TODAY = date(2026, 11, 21)
CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1"
MACHINE = Machine(
    python=(3, 11, 7),
    paquets={"click": "8.2.0"},
    attendus={"click": frozenset(("8.2.0",))},
    minimums={},
    modules={module: True for _, modules, _ in EXTRAS for module in modules},
    encodage_fichiers="utf-8",
    encodage_terminal="UTF-8",
    git="git version 2.39.5",
    navigateur="/usr/bin/chromium",
    npm="/usr/bin/npm",
    pango=True,
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as « guichet init » writes it, with a generator that exists."""
    folder = tmp_path_factory.mktemp("modele") / "fiches"
    interview = Interview(TODAY, folder)
    interview.accept_generator("essai/guichet-unique@" + "a" * 40)
    for question, answer in (
        ("departement", "43"),
        ("nom", "Guichet d’essai"),
        ("structure", "Maison de l’essai"),
        ("depot", "essai/fiches"),
        ("url", "https://guichet.example.org/"),
    ):
        interview.accept(question, answer)
    interview.lay()
    return folder


@pytest.fixture
def fiches(model: Path, tmp_path: Path) -> Path:
    return shutil.copytree(model, tmp_path / "fiches")


def found(folder: Path, code: str) -> Finding:
    (finding,) = [item for item in examine(folder, TODAY, ()) if item.code == code]
    return finding


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def workflow(folder: Path, name: str) -> Path:
    return folder / ".github/workflows" / name


# the repository


def test_a_new_repository_has_nothing_to_correct(fiches: Path) -> None:
    findings = examine(fiches, TODAY, ())
    states = {item.code: item.etat for item in findings if item.code not in ("paquets", "terminal")}

    assert State.FAULT not in states.values(), findings
    for code in (
        "workflows",
        "formulaires",
        "editeurs",
        "generateur",
        "empreintes",
        "schemas",
        "fiches",
        "sortie",
    ):
        assert states[code] is State.FINE
    for code in ("exemples", "reglages", "depot"):
        assert states[code] is State.DOUBTFUL


Change = Callable[[Path], object]
CHANGES: dict[str, tuple[str, Change, State, str]] = {
    "a workflow is missing": (
        "workflows",
        lambda root: workflow(root, "watch.yml").unlink(),
        State.DOUBTFUL,
        "il manque « watch.yml »",
    ),
    "a workflow says something else": (
        "workflows",
        lambda root: change(workflow(root, "check.yml"), "contents: read", "contents: write"),
        State.DOUBTFUL,
        "« check.yml » n’est pas celui de cette version",
    ),
    "an issue form is missing": (
        "formulaires",
        lambda root: (root / ".github/ISSUE_TEMPLATE/corriger.yml").unlink(),
        State.DOUBTFUL,
        "il manque « corriger.yml »",
    ),
    "schemas of another version for editors": (
        "editeurs",
        lambda root: (root / ".vscode/schemas/service.json").write_text("{}"),
        State.DOUBTFUL,
        "« service.json » n’est pas celui de cette version",
    ),
    "nothing for editors": (
        "editeurs",
        lambda root: shutil.rmtree(root / ".vscode"),
        State.OPTIONAL,
        "pas de « .vscode »",
    ),
    "a tag instead of a hash": (
        "empreintes",
        lambda root: change(workflow(root, "check.yml"), CHECKOUT, "actions/checkout@v7"),
        State.FAULT,
        "actions/checkout@v7",
    ),
    "a generator that nobody named": (
        "generateur",
        lambda root: change(
            workflow(root, "check.yml"),
            "essai/guichet-unique@" + "a" * 40,
            "organisation/guichet-unique@" + "0" * 40,
        ),
        State.FAULT,
        "ne disent pas où prendre le générateur",
    ),
    "two generators": (
        "generateur",
        lambda root: change(workflow(root, "check.yml"), "a" * 40, "b" * 40),
        State.DOUBTFUL,
        "en prennent plusieurs",
    ),
    "no settings": (
        "reglages",
        lambda root: (root / "guichet.yaml").unlink(),
        State.FAULT,
        "absent",
    ),
    "wrong settings": (
        "reglages",
        lambda root: change(root / "guichet.yaml", 'url: "https', 'url: "ftp'),
        State.FAULT,
        "ligne 11 : ",
    ),
    "broken settings": (
        "reglages",
        lambda root: (root / "guichet.yaml").write_bytes(b"nom: [\xff\n"),
        State.FAULT,
        "ligne 1 : ",
    ),
    "an example address": (
        "reglages",
        lambda root: change(root / "guichet.yaml", "//guichet.example.org/", "//example.org/g/"),
        State.DOUBTFUL,
        "adresse d’exemple",
    ),
    "no entry": (
        "fiches",
        lambda root: shutil.rmtree(root / "content"),
        State.DOUBTFUL,
        "aucune",
    ),
    "a folder that is not ours": (
        "sortie",
        lambda root: [(root / "site").mkdir(), (root / "site/index.html").write_text("à moi")],
        State.FAULT,
        "rien ne dit que le générateur les a écrits",
    ),
    "a site of other schemas": (
        "schemas",
        lambda root: [
            (root / "site/api/v1/schemas").mkdir(parents=True),
            (root / "site/api/v1/schemas/page.schema.json").write_text('{"x-version": "0.9.0"}'),
        ],
        State.DOUBTFUL,
        "page 0.9.0",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_wrong_is_said_with_what_to_do(name: str, fiches: Path) -> None:
    code, spoil, state, said = CHANGES[name]
    spoil(fiches)
    finding = found(fiches, code)

    assert (finding.etat, said in finding.constat) == (state, True), finding
    assert finding.remede


def test_what_editors_read_is_right_once_it_is_made_again(fiches: Path) -> None:
    schema = fiches / ".vscode/schemas/service.json"
    schema.write_text("{}\n", "utf-8")
    assert found(fiches, "editeurs").etat is State.DOUBTFUL

    assert run_guichet(("export", "editors"), fiches).returncode == 0
    assert found(fiches, "editeurs").etat is State.FINE
    assert len(schema.read_bytes()) > 64 * 1024  # more than an entry may weigh


def test_versions_that_dependabot_moves_are_not_a_change(fiches: Path) -> None:
    for path in (fiches / ".github/workflows").iterdir():
        text = re.sub(r"@3d3c42e5\w{32} # v7\.0\.1", f"@{'c' * 40} # v8.0.0", path.read_text())
        path.write_text(text.replace("a" * 40 + " # v0.1.0", "d" * 40 + " # v0.2.0"))

    assert found(fiches, "workflows").etat is State.FINE
    assert "sur GitHub par la 0.2.0" in found(fiches, "generateur").constat


def test_the_generators_own_repository_has_nothing_to_correct() -> None:
    findings = examine(REPOSITORY, TODAY, ())
    ours = {item.code: item for item in findings if item.code not in ("paquets", "sortie")}

    assert [item for item in ours.values() if item.etat is State.FAULT] == []
    assert "workflows" not in ours  # they are written here, not drawn from the skeleton


# the machine


@pytest.mark.parametrize(
    ("code", "facts", "state", "remedy"),
    [
        ("python", {"python": (3, 10, 2)}, State.FAULT, "Python 3.11"),
        ("paquets", {"paquets": {}}, State.FAULT, "make site"),
        ("paquets", {"paquets": {"click": "8.3.0"}}, State.DOUBTFUL, "requirements.lock"),
        ("paquets", {"attendus": {}, "minimums": {"click": "8.10"}}, State.FAULT, "pip"),
        ("paquets", {"attendus": {}, "minimums": {"click": "8.2"}}, State.FINE, ""),
        ("option-pdf", {"modules": {}}, State.OPTIONAL, "guichet-unique[pdf]"),
        ("git", {"git": ""}, State.DOUBTFUL, "installez git"),
        ("noms-de-fichiers", {"encodage_fichiers": "ascii"}, State.FAULT, "PYTHONUTF8=1"),
        ("terminal", {"encodage_terminal": "cp1252"}, State.DOUBTFUL, "PYTHONUTF8=1"),
        ("pango", {"pango": False}, State.FAULT, "libpango"),
        ("navigateur", {"navigateur": ""}, State.FAULT, "chromium"),
        ("npm", {"npm": ""}, State.FAULT, "Node.js"),
    ],
)
def test_a_machine_is_judged_fact_by_fact(
    code: str, facts: dict[str, object], state: State, remedy: str
) -> None:
    judged = judge_machine(replace(MACHINE, **facts), ("pdf", "tests"))  # type: ignore[arg-type]
    (finding,) = [item for item in judged if item.code == code]

    assert finding.etat is state
    assert remedy in finding.remede
    assert bool(finding.remede) == (state is not State.FINE)


def test_a_good_machine_has_nothing_to_do() -> None:
    findings = list(judge_machine(MACHINE, ("pdf", "tests")))

    assert len({item.code for item in findings}) == len(findings) > 8
    assert {item.etat for item in findings} == {State.FINE}


def test_every_extra_is_looked_at_with_its_packages() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {
        extra: sorted(re.split("[<>=]", item)[0].lower() for item in items)
        for extra, items in project["optional-dependencies"].items()
    }

    assert {extra: sorted(modules) for extra, modules, _ in EXTRAS} == asked


# the command


def test_the_command_says_each_line_and_fails_on_a_fault(fiches: Path) -> None:
    workflow(fiches, "watch.yml").unlink()
    fine = run_guichet(("doctor", "--date", "2026-11-21"), fiches)
    (fiches / "guichet.yaml").unlink()
    faulty = run_guichet(("doctor", "--format", "json"), fiches)
    told = json.loads(faulty.stdout)

    assert (fine.returncode, faulty.returncode) == (0, 1), fine.stdout
    assert "→ « guichet doctor --show CHEMIN »" in fine.stdout.replace("\u00a0", " ")
    assert told["a_corriger"] == 1
    assert [item["code"] for item in told["constats"] if item["etat"] == "à corriger"] == [
        "reglages"
    ]


def test_a_folder_without_anything_is_no_failure_of_ours(tmp_path: Path) -> None:
    done = run_guichet(("doctor",), tmp_path)

    assert done.returncode == 1
    assert "guichet init" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_package_that_is_missing_is_named(fiches: Path, tmp_path: Path) -> None:
    hidden = tmp_path / "caché"
    hidden.mkdir()
    (hidden / "phonenumbers.py").write_text(
        "raise ModuleNotFoundError('absent', name='phonenumbers')\n"
    )
    done = run_guichet(("doctor",), fiches, PYTHONPATH=f"{hidden}:{REPOSITORY}")

    assert done.returncode == 1
    assert "il manque « phonenumbers »" in done.stdout.replace("\u00a0", " ")
    assert "Traceback" not in done.stderr


def test_a_folder_that_does_not_exist_is_a_wrong_use(tmp_path: Path) -> None:
    done = run_guichet(("doctor", "--root", "ailleurs"), tmp_path)

    assert (done.returncode, "« ailleurs »" in done.stderr.replace("\u00a0", " ")) == (2, True)


def test_a_file_of_the_forge_is_shown_as_this_version_writes_it(fiches: Path) -> None:
    for path in (
        ".github/workflows/publish.yml",
        ".github/ISSUE_TEMPLATE/corriger.yml",
        ".vscode/schemas/service.json",
    ):
        shown = run_guichet(("doctor", "--show", path), fiches)

        assert shown.stdout == (fiches / path).read_text("utf-8")
    unknown = run_guichet(("doctor", "--show", "../guichet.yaml"), fiches)

    assert (unknown.returncode, "publish.yml" in unknown.stderr) == (2, True)
