"""The package: what is installed, from what, and that it works far from the checkout."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator import __version__
from tests.sites.building import newest_day

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = tuple(path.name for path in sorted(ROOT.glob("requirements*.lock")))
DATA = ("theme", "schemas", "referentiels", "skeleton")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, str]:
    """Name → version of each package of a lock file."""
    found = re.findall(r"(?m)^([a-z0-9.-]+)==([^ ]+)", (ROOT / lock).read_text("utf-8"))
    return dict(found)


def entries(lock: str) -> list[str]:
    """Each package of a lock file, once for each range of Python that has a version of its own."""
    text = (ROOT / lock).read_text("utf-8")
    return [part for part in re.split(r"(?m)^(?=[a-z0-9])", text) if part[0] not in "#\n"]


def asked(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[<>=!~\[; ]", item)[0]) for item in requirements}


def test_there_is_a_lock_for_each_use() -> None:
    uses = ("", "-bench", "-build", "-dev")

    assert set(LOCKS) == {f"requirements{use}.lock" for use in uses}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_give_the_hash_of_every_package_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    packages = entries(lock)
    again = [package for package in packages if "python_full_version" in package.split("\n")[0]]

    assert len(packages) - len(again) <= len(locked(lock)) <= len(packages)
    assert packages
    for package in packages:
        assert re.search(r" --hash=sha256:[0-9a-f]{64}", package), package
    assert "://" not in text
    assert "--index" not in text


def test_locks_hold_what_the_project_asks_and_agree() -> None:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    everything = locked("requirements-dev.lock")

    assert asked(project["dependencies"]) <= locked("requirements.lock").keys()
    assert asked(groups["build"]) <= locked("requirements-build.lock").keys()
    assert asked(groups["dev"]) <= everything.keys()
    assert asked(project["optional-dependencies"]["serve"]) <= everything.keys()
    assert asked(groups["bench"]) <= locked("requirements-bench.lock").keys()
    for lock in ("requirements.lock", "requirements-build.lock"):
        assert locked(lock).items() <= everything.items()


def imported(*folders: str) -> set[str]:
    """The distributions that the code of these folders imports."""
    modules: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").split(".")[0])
    ours = {path.name for path in ROOT.iterdir() if path.is_dir()}
    providers = packages_distributions()
    return {normal(providers[name][0]) for name in modules - sys.stdlib_module_names - ours}


def test_every_package_imported_is_asked_for() -> None:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    extras = [item for extra in project["optional-dependencies"].values() for item in extra]
    runtime = asked(project["dependencies"] + extras)
    scripts = imported("tests", "schemas", "referentiels", "docs", "bench")

    assert imported("generator") == runtime
    assert scripts <= runtime | asked(groups["dev"])


def build(target: str, source: Path, folder: Path) -> Path:
    """Build with the installed back end, without the network."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed in a folder that is not the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder))
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_brings_all_that_the_generator_reads(wheel: Path) -> None:
    for folder in DATA:
        expected = {
            f"generator/_data/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert expected
        assert expected <= names(wheel)
    assert "generator/_data/docs/erreurs.md" in names(wheel)
    assert "generator/server_assets/recharge.js" in names(wheel)


def test_wheel_brings_one_package_and_its_licence(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"generator"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names(wheel))


def test_source_archive_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(archive) as file:
        file.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = build("wheel", source, tmp_path / "wheel")

    assert names(again) == names(wheel)


def run(installed: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_installed_generator_reads_its_own_files(installed: Path, tmp_path: Path) -> None:
    script = (
        "from generator.load import resource_folder\n"
        "for name in ('theme', 'schemas', 'referentiels', 'skeleton', 'docs'):"
        " print(resource_folder(name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines() == [
        str(installed / "generator/_data" / name) for name in (*DATA, "docs")
    ]


def test_installed_generator_answers_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    version = run(installed, tmp_path, "--version")
    explained = run(installed, tmp_path, "explain", "valeur-inconnue")

    assert (version.returncode, explained.returncode) == (0, 0), version.stderr + explained.stderr
    assert __version__ in version.stdout
    assert "valeur-inconnue" in explained.stdout


def test_installed_generator_starts_a_territory_far_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    asked = ("--departement", "La Réunion", "--structure", "Maison de l’essai")
    done = run(installed, tmp_path, "init", "fiches", *asked)
    laid = {path.relative_to(tmp_path / "fiches") for path in (tmp_path / "fiches").rglob("*")}
    drawn = {path.relative_to(ROOT / "skeleton") for path in (ROOT / "skeleton").rglob("*")}

    assert done.returncode == 0, done.stdout + done.stderr
    assert drawn - {Path("content/structures/organisme.yaml")} <= laid


def test_installed_generator_builds_a_site_far_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "guichet.yaml", tmp_path)
    done = run(installed, tmp_path, "build", "--date", newest_day().isoformat())

    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/index.html").stat().st_size > 0
    assert (tmp_path / "site/api/v1/services.json").stat().st_size > 0


def test_command_leads_to_the_command_line() -> None:
    assert PROJECT["project"]["scripts"] == {"guichet": "generator.cli:main"}


def test_make_alone_lists_the_commands() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = re.findall(r"(?m)^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"))

    assert {"site", "test", "check", "serve", "format", "bench", "clean"} <= set(targets)
    for target in targets:
        assert f"make {target} " in done.stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A machine with a shell and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("rm", "id", "env"):
        add_program(folder, name, f'exec {shutil.which(name)} "$@"')
    return folder


def add_program(machine: Path, name: str, text: str) -> None:
    program = machine / name
    assert not program.is_symlink()  # writing through it would change this machine's own program
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)


def prerequisites(machine: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [ROOT / ".ci/prerequisites", *arguments],
        env={"PATH": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("what", "remedy"),
    [
        (["venv", ".venv"], "Il faut Python 3.11"),
        (["node"], "Installez Node.js et npm"),
        (["browser"], "Installez Chromium ou Google Chrome"),
    ],
)
def test_what_cannot_be_installed_is_asked_for(bare: Path, what: list[str], remedy: str) -> None:
    done = prerequisites(bare, *what)

    assert (done.returncode, done.stdout) == (1, "")
    assert remedy in done.stderr


def test_old_python_is_not_used(bare: Path) -> None:
    add_program(bare, "python3", "exit 1")

    assert "Il faut Python 3.11" in prerequisites(bare, "venv", ".venv").stderr


def test_python_without_venv_says_what_to_install(bare: Path) -> None:
    add_program(bare, "python3", 'case "$1" in -c) exit 0 ;; *) exit 1 ;; esac')

    assert "installez python3-venv" in prerequisites(bare, "venv", str(bare / "v")).stderr


def test_browser_is_found_where_it_is(bare: Path) -> None:
    add_program(bare, "google-chrome", "")

    assert prerequisites(bare, "browser").stdout == f"{bare}/google-chrome\n"


def test_browser_is_installed_where_it_can_be(bare: Path) -> None:
    add_program(bare, "id", "echo 1000")
    add_program(bare, "sudo", '"$@"')
    add_program(
        bare,
        "apt-get",
        f'case "$*" in *chromium) echo "#!/bin/sh" > {bare}/chromium; '
        f"/bin/chmod +x {bare}/chromium ;; esac",
    )
    done = prerequisites(bare, "browser")

    assert (done.returncode, done.stdout) == (0, f"{bare}/chromium\n"), done.stderr
