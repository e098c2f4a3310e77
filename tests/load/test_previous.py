"""Load: a published site, in a folder, at an address or in git → its documents, or why not."""

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError, UsageError
from generator.load import load_previous, load_revision

SERVICES = json.dumps({"services": []}).encode()
STRUCTURES = json.dumps({"structures": []}).encode()
GOOD = {"/api/v1/services.json": SERVICES, "/api/v1/structures.json": STRUCTURES}


class Server(HTTPServer):
    """Answers what a test tells it to."""

    answers: dict[str, bytes | int | str]
    asked: list[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """A number is a status, a text is where to go instead."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path, 404)
        self.send_response(
            200 if isinstance(answer, bytes) else answer if isinstance(answer, int) else 302
        )
        if isinstance(answer, str):
            self.send_header("Location", answer)
        self.end_headers()
        if isinstance(answer, bytes):
            self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(("127.0.0.1", 0), Handler)
    found.answers, found.asked = {}, []
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        target = folder / path.removeprefix("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def test_a_folder_and_an_address_say_the_same(tmp_path: Path, server: Server) -> None:
    server.answers.update(GOOD)

    assert (
        load_previous(str(lay(tmp_path, GOOD)))
        == load_previous(server.address)
        == load_previous(f"{server.address}/")
        == {"services": {"services": []}, "structures": {"structures": []}}
    )


def test_each_document_is_asked_for_once(server: Server) -> None:
    server.answers.update(GOOD)
    load_previous(server.address)

    assert len(server.asked) == len(set(server.asked)) == 7


def test_what_a_publication_says_of_its_addresses_comes_along(tmp_path: Path) -> None:
    parts = {"/sitemap.xml": b"<sitemapindex>", "/sitemap-1.xml": b"<loc>a</loc>",
             "/sitemap-2.xml": b"<loc>b</loc>", "/donnees/SHA256SUMS": b"00  c\n",
             "/api/v1/index.json": b"{}"}  # fmt: skip
    documents = load_previous(str(lay(tmp_path, GOOD | parts)))

    assert documents is not None
    assert documents["sitemap.xml"] == "<loc>a</loc><loc>b</loc>"
    assert documents["donnees/SHA256SUMS"] == "00  c\n"
    assert documents["index"] == {}


def test_nothing_published_yet_is_no_fault(server: Server) -> None:
    assert load_previous(server.address) is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/api/v1/services.json": 500}, "erreur 500"),
        ({"/api/v1/services.json": 403}, "erreur 403"),
        ({"/api/v1/index.json": b"{}"}, "n’a pas de fichier api/v1/services.json"),
        ({"/api/v1/services.json": SERVICES}, "n’a pas de fichier api/v1/structures.json"),
        ({"/api/v1/services.json": "file:///etc/passwd"}, "erreur 302"),
        ({"/api/v1/services.json": "ftp://example.org/"}, "renvoie vers « ftp:"),
        ({"/api/v1/services.json": "/api/v1/services.json"}, "erreur 302"),
        ({**GOOD, "/api/v1/changements.json": 502}, "erreur 502"),
        ({**GOOD, "/api/v1/services.json": b"<html>"}, "JSON"),
        ({**GOOD, "/api/v1/services.json": b"\xff\xfe{"}, "UTF-8"),
        ({**GOOD, "/api/v1/services.json": b'{"a": NaN}'}, "NaN"),
        ({**GOOD, "/api/v1/services.json": b"[" * 200_000}, "illisible"),
        ({**GOOD, "/api/v1/services.json": b"[" + b"9" * 9_000 + b"]"}, "illisible"),
    ],
)
def test_any_other_answer_stops(
    answers: dict[str, bytes | int | str], said: str, server: Server
) -> None:
    server.answers.update(answers)

    with pytest.raises(GeneratorError) as refusal:
        load_previous(server.address)

    assert said in str(refusal.value)
    assert not isinstance(refusal.value, UsageError)


def test_a_redirection_to_another_page_is_followed(server: Server) -> None:
    server.answers.update({**GOOD, "/vieux/api/v1/services.json": "/api/v1/services.json"})
    server.answers["/vieux/api/v1/structures.json"] = STRUCTURES

    assert load_previous(f"{server.address}/vieux/") is not None


@pytest.mark.parametrize(
    "source", ["http://127.0.0.1:1/", "https://[/", "http://a\u00a0b.example/"]
)
def test_an_address_that_does_not_answer_stops(source: str) -> None:
    with pytest.raises(GeneratorError, match="ne répond pas"):
        load_previous(source)


@pytest.mark.parametrize("source", ["nulle-part", "ftp://example.org/", "file:///tmp"])
def test_what_is_no_source_is_wrong_usage(source: str) -> None:
    with pytest.raises(UsageError, match="ni un dossier"):
        load_previous(source)


def test_a_folder_without_a_feed_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="n’a pas de fichier"):
        load_previous(str(tmp_path))


# git


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr")
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose content is in a folder, with one revision."""
    files = {"site/guichet.yaml": b"nom: a\n", "site/content/services/a.yaml": b"nom: a\n",
             "site/generator/b.py": b"", "other/content/c.yaml": b""}  # fmt: skip
    lay(tmp_path, files)
    (tmp_path / "site/content/link.yaml").symlink_to("/etc/passwd")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "content: un")
    return tmp_path


def test_a_revision_gives_the_content_of_its_folder(repository: Path) -> None:
    (repository / "site/guichet.yaml").write_text("nom: changé\n")

    files = load_revision(repository / "site", "main")

    assert files == {"guichet.yaml": b"nom: a\n", "content/services/a.yaml": b"nom: a\n"}


@pytest.mark.parametrize("revision", ["inconnue", "main~4", "--output=x", "", "-h", "main; ls"])
def test_a_revision_that_is_none_is_refused(revision: str, repository: Path) -> None:
    with pytest.raises(GeneratorError):
        load_revision(repository / "site", revision)

    assert not (repository / "x").exists()


def test_a_folder_that_git_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="git"):
        load_revision(tmp_path, "main")
