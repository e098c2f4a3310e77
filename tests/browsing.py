"""A browser, and folders served to it: one of each for a whole test run, whoever asks."""

import functools
import os
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

Serve = Callable[..., str]


class _QuietHandler(SimpleHTTPRequestHandler):
    """Answers as a static host does: a site may live under a path, 404.html answers the rest."""

    def __init__(self, *arguments: object, prefix: str = "/", **named: object) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "absent")
        return super().translate_path(path[len(self.prefix) - 1 :])

    def send_error(self, code: int, *_: object, **__: object) -> None:
        page = Path(self.directory) / "404.html"
        content = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM if Path(CHROMIUM).exists() else None,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder on this machine, under a path: gives its address, ended by a slash."""
    servers = []

    def start(folder: Path, prefix: str = "/") -> str:
        handler = functools.partial(_QuietHandler, directory=str(folder), prefix=prefix)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
