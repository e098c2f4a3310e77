"""Beside the pipeline: a published folder → answers to a browser, on this machine only.

Files are sent as they are, but for one script added to each page: it listens to the builds that
`server.py` makes, reloads the page, and shows what went wrong.
"""

import contextlib
import errno
import html
import json
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from generator.diagnostics import UsageError

_ASSETS = Path(__file__).parent / "server_assets"
_RESERVED = "/_guichet/"
_PORTS_TRIED = 20
_HEARTBEAT = 10.0  # seconds; how soon a tab that was closed is noticed
_CONTENT_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".ndjson": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".sqlite": "application/vnd.sqlite3",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
_NO_SITE_YET = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
    "<title>Le site n’est pas encore construit</title></head>"
    "<body><h1>Le site n’est pas encore construit</h1><pre>{report}</pre></body></html>"
)


class BuildState:
    """How many builds succeeded and what the last one said; tabs wait here for news."""

    def __init__(self) -> None:
        self.version = 0
        self.report = ""
        self.closed = False
        self._changes = 0
        self._news = threading.Condition()

    def update(self, *, published: bool, report: str) -> None:
        """Tell the tabs what a build came to."""
        with self._news:
            self.version += published
            self.report = report
            self._changes += 1
            self._news.notify_all()

    def close(self) -> None:
        """Let the tabs go."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def messages(self) -> Iterator[bytes]:
        """One message now and one at each change; a comment when nothing happens."""
        seen = 0
        while not self.closed:
            with self._news:
                if self._changes == seen:
                    self._news.wait(_HEARTBEAT)
                state = {"version": self.version, "report": self.report}
                message = (
                    ": rien de neuf" if self._changes == seen else f"data: {json.dumps(state)}"
                )
                seen = self._changes
            yield f"{message}\n\n".encode()


class SiteServer(ThreadingHTTPServer):
    """A thread for each request; `site` is the folder, `base` the path it is served under."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.state = BuildState()
        self.site = Path()
        self.base = "/"
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """What to type in the browser."""
        host, port = str(self.server_address[0]), self.server_address[1]
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{port}{self.base}"

    def server_bind(self) -> None:
        """Not HTTPServer's, which asks the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of a page is not news."""


def open_server(host: str, port: int, announce: Callable[[str], None]) -> SiteServer:
    """A server on this port, or on the next free one."""
    candidates = [*range(port, min(port + _PORTS_TRIED, 65536)), 0] if port else [0]
    for candidate in candidates:
        try:
            server = SiteServer(host, candidate)
        except socket.gaierror as error:
            raise UsageError(f"« {host} » n’est pas une adresse de cette machine.") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            raise UsageError(
                f"impossible d’ouvrir le port {candidate} sur « {host} » : choisissez-en un autre."
            ) from error
        if candidate != port:
            announce(f"Le port {port} est pris : ce sera le {server.server_address[1]}.")
        return server
    raise UsageError(f"aucun port n’est libre sur « {host} ».")


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer

    def do_GET(self) -> None:
        """Send a page, a file or the news of the builds."""
        self._answer()

    def do_HEAD(self) -> None:
        """Send the headers alone."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Requests are not news: the terminal is for what the person must read."""

    def _answer(self) -> None:
        path = urlsplit(f"//h{self.path}").path if self.path.startswith("/") else ""
        if path == f"{_RESERVED}evenements":
            self._send_events()
        elif path.startswith(_RESERVED):
            self._send_own(path.removeprefix(_RESERVED))
        elif not path.startswith(self.server.base):
            self._redirect(self.server.base)
        else:
            self._send_page(path.removeprefix(self.server.base))

    def _send_page(self, path: str) -> None:
        file = _find_file(self.server.site, path)
        if file is None and _find_file(self.server.site, f"{path}/"):
            self._redirect(f"{self.server.base}{path}/")
            return
        status = HTTPStatus.OK
        if file is None:
            file, status = _find_file(self.server.site, "404.html"), HTTPStatus.NOT_FOUND
        if file is not None:
            self._send(status, _content_type(file), _read(file))
        elif _find_file(self.server.site, "index.html"):
            self._send(status, _CONTENT_TYPES[".txt"], "Cette page n’existe pas.".encode())
        else:
            page = _NO_SITE_YET.format(report=html.escape(self.server.state.report))
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _CONTENT_TYPES[".html"], page.encode())

    def _send_own(self, name: str) -> None:
        file = _ASSETS / name
        if name in {"recharge.js", "recharge.css"}:
            self._send(HTTPStatus.OK, _content_type(file), file.read_bytes())
        else:
            self._send(HTTPStatus.NOT_FOUND, _CONTENT_TYPES[".txt"], b"")

    def _send_events(self) -> None:
        self._send_headers(HTTPStatus.OK, "text/event-stream; charset=utf-8")
        if self.command == "HEAD":
            return
        for message in self.server.state.messages():
            self.wfile.write(message)
            self.wfile.flush()

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(target, safe="/%"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content_type: str, content: bytes) -> None:
        if content_type == _CONTENT_TYPES[".html"]:
            content = _with_reload(content, self.server.state.version)
        self._send_headers(status, content_type, len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_headers(self, status: HTTPStatus, content_type: str, size: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if size is not None:
            self.send_header("Content-Length", str(size))
        self.end_headers()


def _find_file(site: Path, path: str) -> Path | None:
    """The file of the site that a path asks for; nothing outside the site, hidden or linked."""
    try:
        names = unquote(path, errors="strict").split("/")
    except UnicodeDecodeError:
        return None
    if names[-1] == "":
        names[-1] = "index.html"
    if any(name.startswith(".") or not name.isprintable() or "\\" in name for name in names):
        return None
    if not all(names):
        return None
    root = site.resolve()
    file = root.joinpath(*names)
    return file if file.is_file() and file.resolve() == file else None


def _read(file: Path) -> bytes:
    """The file's bytes; a second look when a build took its place at that very moment."""
    with contextlib.suppress(FileNotFoundError):
        return file.read_bytes()
    return file.read_bytes()


def _content_type(file: Path) -> str:
    return _CONTENT_TYPES.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream")


def _with_reload(page: bytes, version: int) -> bytes:
    """The page with our script: the one thing that differs from what is published."""
    script = f'<script defer src="{_RESERVED}recharge.js?version={version}"></script>'.encode()
    before, head, after = page.partition(b"</head>")
    return before + script + head + after
