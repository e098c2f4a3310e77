"""`guichet import data-inclusion` as a user types it: statuses, streams, reports, French."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import run_guichet
from tests.imports.importing import SETTINGS, write_export
from tests.imports.realistic_export import export

REPOSITORY = Path(__file__).parents[1]
FINE, REFUSED, WRONG_USAGE = range(3)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command beside an export of two services, one of which has no name."""
    services, structures = export(services=2, structures=2)
    write_export(tmp_path, [services[0], {**services[1], "nom": None}], structures)
    (tmp_path / "content").mkdir()
    (tmp_path / "guichet.yaml").write_bytes(SETTINGS.read_bytes())

    def guichet(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = run_guichet(arguments, tmp_path)

        assert "Traceback" not in done.stderr + done.stdout
        return done

    return guichet


BOTH = ("import", "data-inclusion", "services.json", "structures.json", "--date", "2026-11-21")


def test_what_is_imported_passes_check_and_build(run: Run, tmp_path: Path) -> None:
    done = run(*BOTH)

    assert done.returncode == REFUSED  # one entry was set aside
    assert "services.json, fiche 2" in done.stdout
    assert done.stderr == "1 fiche mise de côté.\n"
    assert run("check", "--date", "2026-11-21").returncode == FINE
    assert (
        run("build", "--date", "2026-11-21", "--output", str(tmp_path / "site")).returncode == FINE
    )


def test_an_import_where_nothing_is_set_aside_is_fine(run: Run, tmp_path: Path) -> None:
    rows = json.loads((tmp_path / "services.json").read_text(encoding="utf-8-sig"))
    (tmp_path / "services.json").write_text(json.dumps({"items": rows[:1]}))
    done = run(*BOTH)

    assert done.returncode == FINE
    assert "guichet check" in done.stderr


def test_the_report_is_json_when_asked(run: Run) -> None:
    document = json.loads(run(*BOTH, "--format", "json").stdout)

    assert document["total"]["services"] == {
        "nouvelle": 1,
        "remplacee": 0,
        "inchangee": 0,
        "gardee": 0,
        "mises_de_cote": 1,
    }


@pytest.mark.parametrize("name", ["rapport.json", "rapport.txt"])
def test_the_whole_report_goes_to_a_file(run: Run, tmp_path: Path, name: str) -> None:
    run(*BOTH, "--report", name)
    text = (tmp_path / name).read_text(encoding="utf-8")

    assert "services.json, fiche 2" in text
    assert name.endswith("txt") or json.loads(text)["remarques"]


def test_a_trial_leaves_the_folder_as_it_is(run: Run, tmp_path: Path) -> None:
    run(*BOTH, "--dry-run")

    assert list((tmp_path / "content").iterdir()) == []


def test_structures_may_be_missing(run: Run) -> None:
    done = run("import", "data-inclusion", "services.json", "--date", "2026-11-21")

    assert "aucune structure n’a cet identifiant" in done.stdout
    assert run("check", "--date", "2026-11-21").returncode == FINE


def test_another_folder_may_be_chosen(run: Run, tmp_path: Path) -> None:
    run(*BOTH, "--into", "ailleurs/content")

    assert len(list((tmp_path / "ailleurs" / "content" / "services").iterdir())) == 1
    assert list((tmp_path / "content").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("absent.json",), "« absent.json » : ce fichier n’existe pas"),
        (("guichet.yaml",), "ce n’est pas du JSON"),
        ((), "il manque un argument"),
        (("services.json", "structures.json", "--zone"), "attend une valeur"),
        (("services.json", "structures.json", "--date", "hier"), "n’est pas une date"),
    ],
)
def test_wrong_usage_is_one_french_sentence(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    done = run("import", "data-inclusion", *arguments)

    assert done.returncode == WRONG_USAGE
    assert words in done.stderr.replace("\u00a0", " ")
    assert done.stdout == ""


def test_a_file_that_is_no_export_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "autre.json").write_text('{"type": "FeatureCollection"}')
    done = run("import", "data-inclusion", "autre.json")

    assert done.returncode == WRONG_USAGE
    assert "n’est pas un export data·inclusion" in done.stderr
