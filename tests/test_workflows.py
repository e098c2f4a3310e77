"""The workflows: no power for a proposal, nothing that moves, nothing that does not exist."""

import os
import re
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import click
import pytest
import yaml

from generator.cli import guichet

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPTS = sorted(path for path in (ROOT / ".ci").iterdir() if path.is_file())
TOOLS = Path(sysconfig.get_path("scripts"))


def steps(workflow: Path) -> list[dict[str, object]]:
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def commands(workflow: Path) -> list[str]:
    return [str(step["run"]) for step in steps(workflow) if "run" in step]


def test_there_is_one_workflow_for_each_thing_to_do() -> None:
    names = [path.name for path in WORKFLOWS]

    assert names == ["check.yml", "propose.yml", "publish.yml", "remember.yml", "watch.yml"]


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [TOOLS / "zizmor", "--offline", "--pedantic", "--no-progress", ROOT / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [ROOT / ".github/dependabot.yml"]),
    ],
)
def test_files_follow_githubs_own_schemas(schema: str, files: list[Path]) -> None:
    done = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", schema, *files],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_trigger_gives_power_to_a_proposal(workflow: Path) -> None:
    text = workflow.read_text("utf-8")

    for trigger in ("pull_request_target", "workflow_run", "issue_comment", "repository_dispatch"):
        assert trigger not in text
    assert "secrets." not in text
    assert "\npermissions: {}\n" in text


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash_with_their_version(workflow: Path) -> None:
    uses = re.findall(r"uses: (.*)", workflow.read_text("utf-8"))

    assert uses
    for use in uses:
        assert re.fullmatch(r"[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_checkouts_keep_no_credentials(workflow: Path) -> None:
    checkouts = [step for step in steps(workflow) if "checkout@" in str(step.get("uses"))]

    assert checkouts
    for step in checkouts:
        options = step["with"]
        assert isinstance(options, dict)
        assert options["persist-credentials"] is False


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_commands_hold_no_expression_of_an_event(workflow: Path) -> None:
    assert commands(workflow)
    for command in commands(workflow):
        assert "${{" not in command


def test_only_the_proposal_check_runs_on_a_proposal_and_nothing_is_cached_when_publishing() -> None:
    publish = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")

    assert "pull_request" not in publish
    assert "cache" not in publish


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_of_a_workflow_exists(workflow: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for command in commands(workflow):
        program, *arguments = command.split()
        if program == "make":
            assert set(arguments) <= targets
        else:
            script = ROOT / program.removeprefix("outil/")
            assert script in SCRIPTS
            assert os.access(script, os.X_OK)


def test_commands_and_options_that_scripts_use_exist() -> None:
    written = "\n".join(path.read_text("utf-8") for path in [ROOT / "Makefile", *SCRIPTS])
    found = re.findall(r"(?:-m generator|\$\(BIN\)/guichet) ([\w-]+)((?: --[a-z]+ \S+)*)", written)

    assert {name for name, _ in found} == {
        "build",
        "check",
        "diff",
        "import",
        "serve",
        "watch-links",
    }
    for name, options in found:
        command = guichet.get_command(click.Context(guichet), name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z]+", options)) <= known


def test_scripts_are_plain_shell() -> None:
    assert {path.name for path in SCRIPTS} == {
        "judge",
        "links",
        "month",
        "prerequisites",
        "proposal",
        "run",
        "territory",
    }
    for script in SCRIPTS:
        assert script.read_text("utf-8").startswith("#!/bin/sh\n")
        subprocess.run(["/bin/sh", "-n", script], check=True)
        assert "\nset -eu\n" in script.read_text("utf-8")


CANARY = "import pathlib; pathlib.Path('{canary}').write_text('exécuté')\n"


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """A checkout of the base branch as a workflow sees it: this generator, in its own venv."""
    tool = tmp_path / "outil"
    (tool / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/judge", tool / ".ci/judge")
    venv.create(tool / ".venv", symlinks=True)
    packages = sysconfig.get_path("purelib", vars={"base": str(tool / ".venv")})
    Path(packages, "installed.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n")
    (tool / "Makefile").write_text(".venv/.installed:\n\t@touch $@\n")
    return tool


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """A checkout of the content with, as its last commit, a proposal that also brings code."""
    proposal = tmp_path / "proposition"
    entries = sorted((ROOT / "content/services").glob("*.md"))
    model = next(path for path in entries if "\nrelations:" not in path.read_text("utf-8"))
    structure = re.findall(r"(?m)^structure: *(\S+)", model.read_text("utf-8"))[0]
    (holder,) = (ROOT / "content/structures").glob(f"{structure}.*")
    for path in (model, holder, ROOT / "guichet.yaml"):
        place = proposal / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    settings = proposal / "guichet.yaml"  # the structures to call are not copied
    settings.write_text(
        re.sub(r"(?m)^interlocuteurs:\n(?:  .*\n)+", "", settings.read_text("utf-8"))
    )
    git(proposal, "init", "--quiet")
    commit(proposal)
    canary = CANARY.format(canary=tmp_path / "canari")
    for name in ("sitecustomize.py", "usercustomize.py", "yaml.py", "generator/__init__.py"):
        (proposal / name).parent.mkdir(exist_ok=True)
        (proposal / name).write_text(canary)
    return proposal


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "content: essai")


def judge(tool: Path, proposal: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(proposal), "GITHUB_ACTIONS": "true"}
    return subprocess.run(
        [tool / ".ci/judge", proposal.name, "apercu.html", "resume.md"],
        cwd=tool.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def an_entry(proposal: Path) -> Path:
    return min((proposal / "content/services").glob("*.md"))


def test_good_proposal_is_drawn_and_its_code_never_runs(tool: Path, proposal: Path) -> None:
    model = an_entry(proposal)
    text = re.sub(r"(?m)^nom: .*", "nom: Garage des essais", model.read_text("utf-8"))
    model.with_name("garage-des-essais.md").write_text(text, "utf-8")
    commit(proposal)
    done = judge(tool, proposal)

    assert done.returncode == 0, done.stderr
    assert "Garage des essais" in (tool.parent / "apercu.html").read_text("utf-8")
    assert "Rien n’empêche la publication" in (tool.parent / "resume.md").read_text("utf-8")
    assert "Nouvelle fiche" in (tool.parent / "resume.md").read_text("utf-8")
    assert "::notice file=content/services/garage-des-essais.md" in done.stdout
    assert (tool.parent / "apercu-fiches/services-garage-des-essais.html").is_file()
    assert not (tool.parent / "canari").exists()


def test_faulty_proposal_is_annotated_at_the_place_in_its_own_file(
    tool: Path, proposal: Path
) -> None:
    entry = an_entry(proposal)
    text = re.sub(r"(?m)^etat: .*", "etat: ouvert", entry.read_text("utf-8"))
    entry.write_text(text, "utf-8")
    commit(proposal)
    done = judge(tool, proposal)

    assert done.returncode == 1
    assert f"::error file=content/services/{entry.name},line=" in done.stdout
    assert entry.name in (tool.parent / "resume.md").read_text("utf-8")
    assert not (tool.parent / "apercu.html").exists()
    assert not (tool.parent / "canari").exists()


def test_names_of_files_are_never_commands(tool: Path, proposal: Path) -> None:
    for name in ("a;touch canari;.md", "$(touch canari).md", "a\n::error::b.md", "--output=c.md"):
        shutil.copy(an_entry(proposal), proposal / "content/services" / name)
    commit(proposal)
    done = judge(tool, proposal)

    assert done.returncode == 1
    assert not re.search(r"(?m)^::error::b", done.stdout)
    assert not list(tool.parent.rglob("canari"))


def test_proposal_without_entries_is_fine_and_has_no_preview(tool: Path, proposal: Path) -> None:
    commit(proposal)
    done = judge(tool, proposal)

    assert done.returncode == 0, done.stderr
    assert not (tool.parent / "apercu.html").exists()
