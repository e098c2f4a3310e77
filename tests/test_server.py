"""The local server, with a real HTTP client and a real browser."""

import http.client
import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, sync_playwright

from generator.diagnostics import PublicationError, UsageError
from generator.model import Artifact
from generator.server import Rebuild, Watch, serve
from generator.write import write_site

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';
 style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none';
 form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'">
</head><body><h1>{text}</h1></body></html>
"""
DELAY = 10.0  # seconds before a test gives up waiting


@dataclass
class Project:
    """A folder whose `fiche.txt` makes the site; « refus » and « panne » make it fail."""

    folder: Path
    said: list[str] = field(default_factory=list)
    base: str = "/"

    @property
    def entry(self) -> Path:
        return self.folder / "content/fiche.txt"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def build(self) -> Rebuild:
        text = self.entry.read_text()
        if "refus" in text:
            return Rebuild(published=False, report=f"fiche.txt:1:1: <b>{text}</b>")
        if "panne" in text:
            raise PublicationError("Le disque est plein.")
        if "bug" in text:
            raise ZeroDivisionError
        pages = {
            "index.html": PAGE.format(text=text),
            "404.html": PAGE.format(text="introuvable"),
            "services/index.html": PAGE.format(text="services"),
            "services/été.json": "{}",
            "assets/a.css": "",
            "assets/a.woff2": "",
            "assets/inconnu.zzz": "",
        }
        write_site([Artifact(path=p, content=c.encode()) for p, c in pages.items()], self.site)
        report = "un avertissement" if "avertir" in text else ""
        return Rebuild(published=True, report=report, base=self.base)


@dataclass
class Served:
    project: Project
    address: str

    def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=DELAY)
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + DELAY
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def make_project(folder: Path) -> Project:
    project = Project(folder)
    project.entry.parent.mkdir()
    project.entry.write_text("premier")
    return project


@contextmanager
def running(project: Project, port: int = 0) -> Iterator[Served]:
    stop = threading.Event()
    thread = threading.Thread(
        target=serve,
        args=(project.site, project.build, (project.folder / "content",), project.said.append),
        kwargs={"port": port, "stop": stop},
        daemon=True,
    )
    thread.start()
    wait_for(lambda: any("http://" in text for text in project.said))
    address = next(word for text in project.said for word in text.split() if "http://" in word)
    try:
        yield Served(project, address)
    finally:
        stop.set()
        thread.join(DELAY)
    assert not thread.is_alive()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


@pytest.fixture
def served(project: Project) -> Iterator[Served]:
    with running(project) as served:
        yield served


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the tests that change nothing."""
    with running(make_project(tmp_path_factory.mktemp("projet"))) as served:
        link = served.project.site / "lien.txt"
        link.symlink_to(served.project.entry)
        yield served


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/services/", "text/html; charset=utf-8"),
        ("/services/%C3%A9t%C3%A9.json", "application/json"),
        ("/assets/a.css", "text/css; charset=utf-8"),
        ("/assets/a.css?v=1", "text/css; charset=utf-8"),
        ("/assets/a.woff2", "font/woff2"),
        ("/assets/inconnu.zzz", "application/octet-stream"),
        ("/manifest.json", "application/json"),
        ("/_guichet/recharge.js", "text/javascript; charset=utf-8"),
        ("/_guichet/recharge.css", "text/css; charset=utf-8"),
    ],
)
def test_each_file_is_sent_with_its_type(unchanged: Served, path: str, content_type: str) -> None:
    status, headers, _ = unchanged.get(path)

    assert (status, headers["Content-Type"]) == (200, content_type)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_pages_differ_from_the_published_ones_by_one_script(unchanged: Served) -> None:
    _, headers, content = unchanged.get("/")
    script = b'<script defer src="/_guichet/recharge.js?version=1"></script>'

    assert content.count(script) == 1
    assert content.replace(script, b"") == (unchanged.project.site / "index.html").read_bytes()
    assert headers["Content-Length"] == str(len(content))


def test_head_sends_no_content(unchanged: Served) -> None:
    status, headers, content = unchanged.get("/", "HEAD")

    assert (status, content) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_folder_without_its_slash_is_redirected_inside_the_site(unchanged: Served) -> None:
    status, headers, _ = unchanged.get("/services")

    assert (status, headers["Location"]) == (302, "/services/")


@pytest.mark.parametrize(
    "path",
    [
        "/absent.html",
        "/services/absent/",
        "/../content/fiche.txt",
        "/services/../../content/fiche.txt",
        "/%2e%2e/content/fiche.txt",
        "/services/%2e%2e%2f%2e%2e%2fcontent/fiche.txt",
        "/..%5ccontent%5cfiche.txt",
        "//content/fiche.txt",
        "/services//index.html",
        "/%00",
        "/%ff",
        "/index.html%0a",
        "/.guichet",
        "/lien.txt",
        "/_guichet/absent.js",
        "/_guichet/../server.py",
    ],
)
def test_nothing_else_than_the_site_is_sent(unchanged: Served, path: str) -> None:
    status, _, content = unchanged.get(path)

    assert status == 404
    assert b"premier" not in content


def test_unknown_page_shows_the_sites_own(unchanged: Served) -> None:
    status, _, content = unchanged.get("/absent.html")

    assert status == 404
    assert b"introuvable" in content


def test_address_that_looks_like_another_host_is_not_followed(unchanged: Served) -> None:
    for path in ("//exemple.fr/services", "//exemple.fr", "http://exemple.fr/services"):
        status, headers, _ = unchanged.get(path)
        assert status in {404, 302}
        assert not headers.get("Location", "/services/").startswith(("//", "http"))


def test_site_can_be_served_under_the_path_it_will_have(project: Project) -> None:
    project.base = "/guichet"
    with running(project) as served:
        at_root = served.get("/")
        at_base = served.get("/guichet/services/")

    assert served.address.endswith("/guichet/")
    assert (at_root[0], at_root[1]["Location"]) == (302, "/guichet/")
    assert at_base[0] == 200


def test_port_that_is_taken_gives_the_next_free_one(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(project, port) as served:
            status = served.get("/")[0]

    assert urlsplit(served.address).port != port
    assert project.said[0].startswith(f"Le port {port} est pris")
    assert status == 200


def test_host_that_does_not_exist_is_a_usage_error(project: Project) -> None:
    with pytest.raises(UsageError, match="adresse de cette machine"):
        serve(project.site, project.build, (), project.said.append, host="absent.invalid", port=0)


def test_only_this_machine_is_unchanged_unless_asked(unchanged: Served) -> None:
    assert urlsplit(unchanged.address).hostname == "127.0.0.1"


def test_refused_build_keeps_the_last_good_site(served: Served) -> None:
    served.project.entry.write_text("refus")
    wait_for(lambda: any("refus" in text for text in served.project.said))

    assert b"<h1>premier</h1>" in served.get("/")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("panne", "Le disque est plein."),
        ("bug", "ZeroDivisionError"),
        ("avertir", "un avertissement"),
    ],
)
def test_what_a_build_says_reaches_the_terminal_and_the_server_goes_on(
    served: Served, text: str, expected: str
) -> None:
    served.project.entry.write_text(text)
    wait_for(lambda: any(expected in said for said in served.project.said))
    served.project.entry.write_text("réparé")
    wait_for(lambda: "réparé".encode() in served.get("/")[2])

    assert served.get("/")[0] == 200


def test_first_build_refused_shows_why(project: Project) -> None:
    project.entry.write_text("refus")
    with running(project) as served:
        status, _, content = served.get("/")

    assert status == 503
    assert b"&lt;b&gt;refus&lt;/b&gt;" in content
    assert b"/_guichet/recharge.js" in content


def read_event(stream: http.client.HTTPResponse) -> dict[str, object]:
    while not (line := stream.readline()).startswith(b"data: "):
        assert line, "the stream ended"
    event = json.loads(line.removeprefix(b"data: "))
    assert isinstance(event, dict)
    return event


def test_tabs_are_told_of_each_build(served: Served) -> None:
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=DELAY)
    connection.request("GET", "/_guichet/evenements")
    stream = connection.getresponse()

    assert stream.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    assert read_event(stream) == {"version": 1, "report": ""}
    served.project.entry.write_text("second")
    assert read_event(stream) == {"version": 2, "report": ""}
    served.project.entry.write_text("refus")
    assert read_event(stream) == {"version": 2, "report": "fiche.txt:1:1: <b>refus</b>"}
    served.project.entry.write_text("avertir")
    assert read_event(stream) == {"version": 3, "report": ""}


def test_browser_reloads_by_itself_and_shows_errors_as_text(served: Served) -> None:
    # In a thread of its own: another test of this process may be driving a browser already.
    with ThreadPoolExecutor(1) as thread:
        seen = thread.submit(watch_in_browser, served).result()

    assert (seen.panel, seen.title) == ("fiche.txt:1:1: <b>refus</b>", "second")
    assert seen.position == "fixed"
    assert seen.panels_after == 0
    assert seen.complaints == []


@dataclass
class Seen:
    """What a browser showed of the served site, edited three times."""

    panel: str | None
    title: str | None
    position: str
    panels_after: int
    complaints: list[str]


def watch_in_browser(served: Served) -> Seen:
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "favicon" not in str(message.location):
            complaints.append(message.text)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served.address)
        served.project.entry.write_text("second")
        page.wait_for_selector("h1:text-is('second')", timeout=DELAY * 1000)
        served.project.entry.write_text("refus")
        panel = page.wait_for_selector(".guichet-panel pre", timeout=DELAY * 1000)
        assert panel is not None
        shown = panel.text_content()
        title = page.text_content("h1")
        background = page.eval_on_selector(
            ".guichet-panel", "panel => getComputedStyle(panel).position"
        )
        served.project.entry.write_text("réparé")
        page.wait_for_selector("h1:text-is('réparé')", timeout=DELAY * 1000)
        panels = page.locator(".guichet-panel").count()
        browser.close()

    return Seen(shown, title, background, panels, complaints)


def write_in(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / name).write_text(name)


@pytest.mark.parametrize("polling", [False, True])
def test_watch_sees_what_is_added_changed_replaced_and_removed(
    tmp_path: Path, polling: bool
) -> None:
    folder, alone = tmp_path / "content", tmp_path / "guichet.yaml"
    folder.mkdir()
    alone.write_text("a")
    stop = threading.Event()
    watched = _count(Watch((folder, alone, tmp_path / "absent"), polling=polling), stop)
    steps: tuple[Callable[[], object], ...] = (
        lambda: (folder / "a.md").write_text("a"),
        lambda: (folder / "a.md").write_text("ab"),
        lambda: write_in(folder / "sous", "b.md"),
        (folder / "a.md").unlink,
        lambda: (tmp_path / "neuf").write_text("abc") and (tmp_path / "neuf").replace(alone),
        lambda: write_in(tmp_path / "absent", "c.md"),
    )
    for number, step in enumerate(steps, start=1):
        step()
        wait_for(lambda number=number: len(watched) >= number)  # type: ignore[misc]
        time.sleep(0.6)
        assert len(watched) == number
    stop.set()


def _count(watch: Watch, stop: threading.Event) -> list[None]:
    seen: list[None] = []

    def run() -> None:
        for tick in watch.changes(stop):
            seen.append(tick)  # noqa: PERF402 - read while it grows

    threading.Thread(target=run, daemon=True).start()
    return seen


def test_working_copies_of_editors_are_not_changes(tmp_path: Path) -> None:
    stop = threading.Event()
    seen = _count(Watch((tmp_path,)), stop)
    time.sleep(0.3)
    for name in (".fiche.md.swp", "fiche.md~", ".#fiche.md", "fiche.md.tmp"):
        (tmp_path / name).write_text("x")
    time.sleep(1.2)
    stop.set()

    assert seen == []
