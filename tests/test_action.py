"""The action that other territories run, their workflows, and the hooks of pre-commit."""

import os
import re
import shutil
import subprocess
import sysconfig
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import guichet
from generator.init_steps import Interview

ROOT = Path(__file__).parents[1]
TOOLS = Path(sysconfig.get_path("scripts"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
GENERATOR = "essai/guichet-unique@" + "a" * 40
HASH = r"[0-9a-f]{40} # v\d+\.\d+\.\d+"


@pytest.fixture(scope="module")
def fiches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of another territory, as « guichet init » writes it."""
    folder = tmp_path_factory.mktemp("territoire") / "fiches"
    interview = Interview(date(2026, 11, 21), folder)
    interview.accept_generator(GENERATOR)
    interview.accept("departement", "2A")
    interview.accept("structure", "Maison de l’essai")
    interview.accept("depot", "essai/fiches")
    interview.lay()
    return folder


def workflows(fiches: Path) -> list[Path]:
    return sorted((fiches / ".github/workflows").iterdir())


def steps(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


# judged by others


def test_zizmor_finds_nothing_in_the_action_nor_in_a_territory(fiches: Path) -> None:
    done = run(
        TOOLS / "zizmor", "--offline", "--pedantic", "--no-progress", ROOT / "action.yml", fiches
    )

    assert (done.returncode, "No findings to report" in done.stdout) == (0, True), done.stdout


def test_files_follow_githubs_own_schemas(fiches: Path) -> None:
    for schema, files in (
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.github-workflows", workflows(fiches)),
    ):
        done = run(TOOLS / "check-jsonschema", "--builtin-schema", schema, *files)

        assert done.returncode == 0, done.stdout


def test_what_others_judged_here_is_the_same_there(fiches: Path) -> None:
    ours = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"][0]
    (theirs,) = yaml.safe_load((fiches / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    forms = sorted((fiches / ".github/ISSUE_TEMPLATE").iterdir())

    assert theirs.items() <= ours.items()
    assert [path.name for path in forms] == [
        path.name for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").iterdir())
    ]
    for path in forms:
        same = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / path.name).read_text("utf-8"))
        assert yaml.safe_load(path.read_text("utf-8")).keys() == same.keys()


# the workflows of a territory


def test_a_territory_gives_no_more_power_than_this_repository(fiches: Path) -> None:
    for workflow in workflows(fiches):
        text = workflow.read_text("utf-8")
        ours = (ROOT / ".github/workflows" / workflow.name).read_text("utf-8")

        assert "\npermissions: {}\n" in text
        assert "secrets." not in text
        assert powers(text) <= powers(ours), workflow.name
        assert triggers(text) == triggers(ours), workflow.name
        for use in re.findall(r"uses: (.*)", text):
            assert re.fullmatch(rf"[\w-]+/[\w-]+@{HASH}", use), use
        for step in steps(workflow):
            assert "run" not in step  # all that runs is in the generator, and tested there
            if "checkout@" in step["uses"]:
                assert step["with"]["persist-credentials"] is False


# What only the repository of the generator has to install.
_TOOLING = ("actions/setup-python", "actions/setup-node")


def test_what_is_not_the_generator_is_done_as_here(fiches: Path) -> None:
    for workflow in workflows(fiches):
        ours = yaml.safe_load((ROOT / ".github/workflows" / workflow.name).read_text("utf-8"))
        theirs = yaml.safe_load(workflow.read_text("utf-8"))

        assert theirs["concurrency"] == ours["concurrency"]
        assert set(theirs["jobs"]) == set(ours["jobs"]) - {"tests"}
        for name, job in theirs["jobs"].items():
            for key in ("if", "needs", "permissions", "timeout-minutes"):
                assert job.get(key) == ours["jobs"][name].get(key), (workflow.name, name, key)
            assert others(job) == others(ours["jobs"][name]), (workflow.name, name)


def others(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a job that neither take nor run the generator, without their names."""
    return [
        {key: value for key, value in step.items() if key != "name"}
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/")
        and not step["uses"].startswith(_TOOLING)
        and step.get("with", {}).get("path") != "outil"
    ]


def powers(text: str) -> set[tuple[str, str]]:
    jobs = yaml.safe_load(text)["jobs"].values()
    return {power for job in jobs for power in job["permissions"].items()}


def triggers(text: str) -> Any:
    return yaml.safe_load(text)[True]  # « on » is a boolean for YAML 1.1


def test_the_same_actions_are_used_at_the_same_hashes(fiches: Path) -> None:
    def used(folder: Path) -> set[str]:
        texts = (path.read_text("utf-8") for path in folder.glob("*.yml"))
        return {use for text in texts for use in re.findall(r"uses: (actions/.*)", text)}

    theirs = used(fiches / ".github/workflows") | used(ROOT)

    assert theirs <= used(ROOT / ".github/workflows")


def test_what_a_workflow_asks_of_the_action_exists(fiches: Path) -> None:
    script = (ROOT / ".ci/territory").read_text("utf-8")
    asked = [
        step["with"]
        for workflow in workflows(fiches)
        for step in steps(workflow)
        if step["uses"].startswith(GENERATOR)
    ]

    assert {step["commande"] for step in asked} == {"check", "build", "links", "month", "proposal"}
    for step in asked:
        assert set(step) <= set(ACTION["inputs"])
        assert re.search(rf"(?m)^(?:.* )?{step['commande']}(?: \|.*)?\)$", script)
    assert all("description" in item for item in ACTION["inputs"].values())


# the action


def test_the_action_runs_the_python_of_this_repository_and_no_text_as_code() -> None:
    (python, launch) = ACTION["runs"]["steps"]

    assert python["with"]["python-version"] == (ROOT / ".python-version").read_text().strip()
    assert "${{" not in launch["run"]
    assert set(launch["env"].values()) == {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """The generator where GitHub puts an action; its Python only writes what it was asked."""
    tool = tmp_path / "_actions/guichet"
    shutil.copytree(ROOT / ".ci", tool / ".ci")
    (tool / "Makefile").write_text(".venv/.installed:\n\t@touch $@\n")
    python = tool / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >> "$DEMANDES"\n')
    python.chmod(0o755)
    return tool


def launch(
    tool: Path, folder: Path, **inputs: str
) -> tuple["subprocess.CompletedProcess[str]", list[str]]:
    """The last step of the action, as GitHub runs it; what was asked of Python."""
    asked = folder / "demandes.txt"
    given = {
        name: inputs.get(name, item.get("default", "")) for name, item in ACTION["inputs"].items()
    }
    step = ACTION["runs"]["steps"][-1]
    variables = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: given[found[1]], value)
        for name, value in step["env"].items()
    }
    done = subprocess.run(
        [step["shell"], "-e", "-c", step["run"]],
        cwd=folder,
        env={
            **os.environ,
            **variables,
            "GITHUB_ACTION_PATH": str(tool),
            "GITHUB_STEP_SUMMARY": str(folder / "resume.md"),
            "GITHUB_EVENT_PATH": str(folder / "evenement.json"),
            "DEMANDES": str(asked),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done, asked.read_text().splitlines() if asked.exists() else []


@pytest.fixture
def checkout(fiches: Path, tmp_path: Path) -> Path:
    """The checkout of the entries, in a folder whose name is hostile."""
    return shutil.copytree(fiches, tmp_path / "les fiches; touch canari")


def test_building_reads_the_territory_and_never_the_generators_entries(
    tool: Path, checkout: Path
) -> None:
    done, asked = launch(
        tool, checkout.parent, commande="build", depot=checkout.name, sortie="site"
    )

    assert done.returncode == 0, done.stderr
    assert asked == [
        f"-I -m generator build --root {checkout.name} --output site --previous en-ligne"
    ]
    assert not list(checkout.parent.rglob("canari"))


def test_links_are_those_of_the_territory(tool: Path, checkout: Path) -> None:
    done, asked = launch(tool, checkout, commande="links", etape="visit", sortie="liens")

    assert done.returncode == 0, done.stderr
    assert asked
    for line in asked:
        assert line.startswith(f"-I -m generator watch-links --root {checkout} --state liens/")


def test_the_month_is_that_of_the_territory(tool: Path, checkout: Path) -> None:
    kept = checkout / "observatoire/2026-11.json"
    kept.parent.mkdir()
    kept.write_text("{}")
    done, asked = launch(tool, checkout, commande="month", etape="count", sortie="mois")

    assert done.returncode == 0, done.stderr
    assert asked[0].startswith(f"-I -m generator build --root {checkout} --output ")
    assert asked[0].endswith("/site --snapshot")
    assert (checkout / "mois/2026-11.json").is_file()


def test_an_issue_is_read_into_the_entries_of_the_territory(tool: Path, checkout: Path) -> None:
    done, asked = launch(tool, checkout, commande="proposal", etape="read", sortie="proposition")

    assert asked[0].startswith("-I -m generator import issue ")
    assert f" --into {checkout}/content " in asked[0], done.stderr


def test_a_proposal_is_judged_where_it_was_taken(tool: Path, checkout: Path) -> None:
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "un")):
        git(checkout, *command)
    entry = checkout / "content/services/exemple-service.md"
    entry.write_text(entry.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    git(checkout, "commit", "--quiet", "--all", "-m", "deux")
    done, asked = launch(
        tool, checkout.parent, commande="check", depot=checkout.name, sortie="apercu.html"
    )

    assert done.returncode == 0, done.stderr
    assert any(" diff " in line and checkout.name in line for line in asked), asked
    assert not list(checkout.parent.rglob("canari"))


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"commande": "deploy"}, "n’existe pas : check, build"),
        ({"commande": "$(touch canari)"}, "n’existe pas"),
        ({"commande": "build", "depot": "ailleurs"}, "n’est pas un dépôt de fiches"),
        ({"commande": "links", "etape": "../../bin/sh"}, "links recall|visit|fetch|tell"),
    ],
)
def test_what_the_action_cannot_do_is_said(
    inputs: dict[str, str], said: str, tool: Path, checkout: Path
) -> None:
    done, asked = launch(tool, checkout, **inputs)

    assert (done.returncode, asked) == (2, [])
    assert said in done.stderr
    assert not list(checkout.rglob("canari"))


# the hooks of pre-commit


def test_hooks_run_commands_that_exist_on_the_files_that_matter() -> None:
    assert [hook["id"] for hook in HOOKS] == ["guichet-check", "guichet-fix"]
    for hook in HOOKS:
        program, name = hook["entry"].split()
        command = guichet.get_command(click.Context(guichet), name)
        takes_files = command is not None and any(
            isinstance(item, click.Argument) for item in command.params
        )

        assert program == "guichet"
        assert hook["language"] == "python"
        assert takes_files == hook.get("pass_filenames", True)
        assert re.search(hook["files"], "content/services/garage-solidaire.md")
        assert not re.search(hook["files"], "README.md")


def test_a_territory_names_a_hook_that_exists(fiches: Path) -> None:
    (repository,) = yaml.safe_load((fiches / ".pre-commit-config.yaml").read_text())["repos"]

    assert repository["repo"] == "https://github.com/essai/guichet-unique"
    assert repository["rev"] == "a" * 40
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in HOOKS}
