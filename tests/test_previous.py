"""The command with `--previous`: news, addresses that last, statuses that tell what went wrong."""

import json
import shutil
import subprocess
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.command_line import run_guichet

REPOSITORY = Path(__file__).parents[1]
BASE = REPOSITORY / "tests/cases/base"
FINE, REFUSED, WRONG_USAGE, FAILURE = range(4)
Run = Callable[..., subprocess.CompletedProcess[str]]


class QuietHandler(SimpleHTTPRequestHandler):
    """A host that has no such file."""

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "depot")
    return tmp_path / "depot"


@pytest.fixture
def run(root: Path) -> Run:
    def guichet(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = run_guichet(arguments, root)

        assert "Traceback" not in done.stderr + done.stdout
        return done

    return guichet


def files_of(folder: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert len(found) > 100
    return found


def test_a_change_is_published_and_stays_when_nothing_moves(run: Run, root: Path) -> None:
    assert run("build", "--output", "un", "--date", "2026-11-21").returncode == FINE
    entry = root / "content/services/garage-solidaire.md"
    entry.write_text(entry.read_text("utf-8").replace("etat: actif", "etat: suspendu"), "utf-8")
    second = ("--date", "2026-11-22")
    assert run("build", "--previous", "un", "--output", "deux", *second).returncode == FINE
    assert run("build", "--previous", "un", "--output", "encore", *second).returncode == FINE
    assert run("build", "--previous", "deux", "--output", "trois", *second).returncode == FINE

    changes = json.loads((root / "deux/api/v1/changements.json").read_bytes())
    assert [it["genre"] for it in changes["changements"]] == ["suspendu"]
    assert changes["depuis"] == "2026-11-21"
    assert "Est suspendu." in (root / "deux/changements/index.html").read_text("utf-8")
    assert files_of(root / "deux") == files_of(root / "encore") == files_of(root / "trois")


def test_a_lost_address_is_refused_and_the_line_given_is_enough(run: Run, root: Path) -> None:
    run("build", "--output", "un", "--date", "2026-11-21")
    day = ("--date", "2026-11-22", "--previous", "un")
    entry = root / "content/services/garage-solidaire.md"
    entry.rename(entry.with_name("garage-du-velay.md"))
    text = (root / "content/services/garage-du-velay.md").read_text("utf-8")
    (root / "content/services/garage-du-velay.md").write_text(
        text.replace("Garage solidaire", "Garage du Velay"), "utf-8"
    )

    refused = run("check", *day)
    assert refused.returncode == REFUSED
    assert "[adresse-perdue]" in refused.stdout
    assert run("build", *day, "--output", "deux").returncode == REFUSED
    assert not (root / "deux").exists()
    line = next(part for part in refused.stdout.splitlines() if "- {id: " in part)
    ledger = "retires:\n  " + line[line.index("- {id: ") :].rstrip(" ;") + "\n"
    (root / "content/retires.yaml").write_text(ledger, "utf-8")

    assert run("check", *day).returncode == FINE
    assert run("build", *day, "--output", "deux").returncode == FINE
    page = (root / "deux/services/garage-solidaire.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "n’est plus proposée" in page
    answer = json.loads((root / "deux/api/v1/services/garage-solidaire.json").read_bytes())
    assert answer["disparu"]["genre"] == "retire"
    assert "garage-solidaire.html" not in (root / "deux/sitemap.xml").read_text("utf-8")


def test_a_revision_is_compared_through_our_own_pipeline(run: Run, root: Path) -> None:
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "content: un")):
        subprocess.run(["git", "-C", root, *identity, *command], check=True)
    (root / "content/services/garage-solidaire.md").unlink()

    refused = run("check", "--date", "2026-11-22", "--previous", "git:main")

    assert refused.returncode == REFUSED
    assert "services/garage-solidaire.html" in refused.stdout


def test_a_broken_or_absent_publication_stops_with_one_sentence(run: Run, root: Path) -> None:
    api = root / "avant/api/v1"
    api.mkdir(parents=True)
    (api / "services.json").write_text('{"services": [{"id": "../x"}]}')
    (api / "structures.json").write_text('{"structures": []}')

    broken = run("check", "--previous", "avant")
    absent = run("check", "--previous", "nulle-part")
    unknown = run("check", "--previous", "git:inconnue")

    assert (broken.returncode, absent.returncode) == (FAILURE, WRONG_USAGE)
    assert unknown.returncode == FAILURE
    for done in (broken, absent, unknown):
        assert done.stdout == ""
        assert done.stderr.startswith("guichet\u00a0: ")
        assert done.stderr.count("\n") == 1


def test_a_deleted_page_and_a_territory_left_are_addresses_too(run: Run, root: Path) -> None:
    page = root / "content/pages/a-propos.md"
    page.parent.mkdir()
    page.write_text("---\ntitre: À propos\nresume: Qui tient ce site.\n---\n\nNous.\n", "utf-8")
    settings = root / "guichet.yaml"
    served = settings.read_text("utf-8")
    settings.write_text(served.replace('- "43"', '- "43"\n    - "90"'), "utf-8")
    assert run("build", "--output", "un", "--date", "2026-11-21").returncode == FINE
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "content: un")):
        subprocess.run(["git", "-C", root, *identity, *command], check=True)
    same = run("check", "--date", "2026-11-22", "--previous", "un")
    page.unlink()
    settings.write_text(served.replace("/guichet/", "/aides/"), "utf-8")

    for source in ("un", "git:main"):
        refused = run("check", "--date", "2026-11-22", "--previous", source)
        assert refused.returncode == REFUSED
        assert refused.stdout.count("[adresse-perdue]") == 2
        assert "pages/a-propos.html" in refused.stdout
        assert "territoires/90.html" in refused.stdout
        assert refused.stdout.count("[site-deplace]") == 1

    assert (same.returncode, same.stdout) == (FINE, "")


def test_an_altered_publication_is_refused(run: Run, root: Path) -> None:
    run("build", "--output", "un", "--date", "2026-11-21")
    for name in ("services", "disparus"):
        document = root / f"un/api/v1/{name}.json"
        before = document.read_bytes()
        altered = json.loads(before)
        altered[name] = []
        altered["content_sha256"] = "0" * 64
        document.write_text(json.dumps(altered))

        done = run("check", "--previous", "un", "--date", "2026-11-22")

        assert done.returncode == FAILURE
        assert f"altérée\u00a0: api/v1/{name}.json" in done.stderr
        document.write_bytes(before)
    (root / "un/api/v1/changements.json").unlink()

    lost = run("check", "--previous", "un", "--date", "2026-11-22")

    assert lost.returncode == FAILURE
    assert "l’historique serait perdu" in lost.stderr


def test_an_address_where_nothing_is_published_is_said(run: Run, root: Path) -> None:
    """The site's own address may be new; another one is a mistake of who named it."""
    handler = partial(QuietHandler, directory=str(root / "content"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        named = run("check", "--previous", address)
        settings = root / "guichet.yaml"
        text = settings.read_text("utf-8").replace("https://www.example.org/guichet/", address)
        settings.write_text(text, "utf-8")
        own = run("check", "--previous", "en-ligne")
        server.shutdown()

    said = f"rien n’est publié à «\u00a0{address}\u00a0» (404)\u00a0: aucune comparaison"
    assert said in named.stderr
    assert said in own.stderr
    assert named.returncode == FAILURE
    assert own.returncode != FAILURE  # an address without « https » is a fault of its own
