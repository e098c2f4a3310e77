"""Files and addresses of other directories: read within bounds, refused in one French sentence."""

import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from generator.load.imported import list_taken, load_bytes, load_entries, load_json


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}/"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"id": "a"}]', [{"id": "a"}]),
        (b'\xef\xbb\xbf[{"id": "\xc3\xa9"}]', [{"id": "é"}]),
        (b'{"id": "a"}\n\n{"id": "b"}\n', [{"id": "a"}, {"id": "b"}]),
        (b'[{"latitude": NaN, "longitude": Infinity}]', [{"latitude": None, "longitude": None}]),
    ],
)
def test_json_and_lines_of_json_are_read(tmp_path: Path, content: bytes, expected: object) -> None:
    path = tmp_path / "services.json"
    path.write_bytes(content)

    assert load_json(str(path)) == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rien à lire"),
        (b" \n", "rien à lire"),
        (b"\xff\xfe[\x00]\x00", "UTF-8"),
        (b'[{"id": "a"', "JSON (ligne 1, colonne 12)"),
        (b"id;nom\n1;a\n", "JSON"),
        (b"[" * 61 + b"]" * 61, "60 niveaux"),
        (b"[" * 200_000, "60 niveaux"),
        (b"[" + b"9" * 5_000 + b"]", "JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "services.json"
    path.write_bytes(content)

    with pytest.raises(UsageError, match="impossible de lire") as refused:
        load_json(str(path))
    assert words in str(refused.value)


def test_a_file_that_is_not_there_or_not_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    for name in ("absent.json", ".", "tube", "nul\0.json"):
        with pytest.raises(UsageError, match="impossible de lire"):
            load_bytes(str(tmp_path / name))


def test_a_file_too_big_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_bytes(b"[" + b" " * 2_000_000 + b"]")

    with pytest.raises(UsageError, match="plus de 1 Mio"):
        load_json(str(path), max_bytes=1024 * 1024)


def test_an_address_is_read_as_a_file_is(tmp_path: Path, server: str) -> None:
    (tmp_path / "services.json").write_text(json.dumps([{"id": "é"}]))

    assert load_json(f"{server}services.json") == [{"id": "é"}]
    with pytest.raises(UsageError, match="plus de 0 Mio"):
        load_bytes(f"{server}services.json", max_bytes=3)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("{}absent.json", "cette adresse répond par une erreur 404"),
        ("http://127.0.0.1:1/", "ne répond pas"),
    ],
)
def test_an_address_that_does_not_answer_is_refused(server: str, address: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        load_json(address.format(server))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://exemple.fr/a.json"])
def test_no_other_kind_of_address_is_fetched(address: str) -> None:
    with pytest.raises(UsageError, match="n’existe pas"):
        load_json(address)


def test_entries_already_there_are_read_and_faulty_files_passed_over(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "services").mkdir(parents=True)
    (content / "services" / "a.md").write_text("---\nnom: A\n---\n")
    (content / "services" / "b.md").write_text("pas une fiche")
    (tmp_path / "guichet.yaml").write_text("nom: Guichet\n")

    assert [item.id for item in load_entries(content)] == ["a", "guichet"]
    assert list_taken(content) == {"services": {"a", "b"}, "structures": set()}
    assert load_entries(tmp_path / "nowhere" / "absent") == ()
