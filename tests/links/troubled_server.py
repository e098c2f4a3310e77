"""A site with every trouble that a site can have: what each path answers is said below."""

import os
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from generator.load import Bounds, Manners

PAGE = "<!doctype html><title>{title}</title><h1>{title}</h1><p>Bonjour."

# Path → (status, where it redirects).
_REDIRECTS = {
    "/deplacee": (301, "/page"),
    "/deplacee-https": (301, "https://garage.example/page"),
    "/deux-fois": (308, "/deplacee"),
    "/pour-aujourdhui": (302, "/page"),
    "/vers-accueil": (301, "/"),
    "/vers-404": (302, "/erreur-404"),
    "/vers-connexion": (302, "/login?retour=/vers-connexion"),
    "/vers-session": (301, "/page?session=1"),
    "/vers-autre-site": (301, "https://autre.example/page"),
    "/boucle": (302, "/boucle-2"),
    "/boucle-2": (302, "/boucle"),
    "/vers-metadata": (302, "http://169.254.169.254/latest/meta-data/"),
    "/vers-localhost": (302, "http://localhost/"),
    "/vers-port": (302, "http://garage.example:22/"),
    "/vers-fichier": (302, "file:///etc/passwd"),
    "/vers-utilisateur": (302, "http://moi:secret@garage.example/"),
    "/vers-absente": (301, "/404"),
    "/vers-accents": (301, "/pagé d’été"),
}
_TITLES = {
    "/": "Garage",
    "/page": "Le garage solidaire",
    "/page?session=1": "Le garage solidaire",
    "/pag%C3%A9%20d%E2%80%99%C3%A9t%C3%A9": "L’été au garage",
    "/introuvable": "Page introuvable | Garage",
    "/erreur-404": "Accueil",
    "/a-vendre": "Ce nom de domaine est à vendre",
    "/en-travaux": "Site en maintenance",
    "/robot": "Just a moment...",
    "/login?retour=/vers-connexion": "Identifiez-vous",
    "/emploi-introuvable": "Trouver un logement introuvable ailleurs",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "TroubledServer"

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._play()

    def do_GET(self) -> None:
        self._play()

    def _play(self) -> None:
        asked = f"{self.command} {self.path}"
        self.server.seen[asked] += 1
        self.server.order.append(asked)
        self.path, _, query = self.path.partition("?")
        if f"{self.path}?{query}" in _TITLES:
            self.path = f"{self.path}?{query}"
        self.server.agents.add(self.headers["User-Agent"])
        self.close_connection = True
        with self.server.counting():
            time.sleep(0.005)  # long enough for another question to be seen beside this one
        self._answer()

    def _answer(self) -> None:
        trouble = getattr(self, f"play_{self.path.strip('/').replace('-', '_')}", None)
        if self.server.down:
            self.play_coupe()
        elif self.path in _REDIRECTS:
            status, to = _REDIRECTS[self.path]
            self._say(status, {"Location": to.encode().decode("latin-1")})
        elif trouble is not None:
            trouble()
        elif self.path.startswith("/statut/"):
            self._say(int(self.path.rpartition("/")[2]))
        elif self.path in _TITLES:
            self._page(_TITLES[self.path])
        else:
            self._say(404)

    def _say(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response_only(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if "Content-Length" not in (headers or {}):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _page(self, title: str, status: int = 200, **headers: str) -> None:
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        body = PAGE.format(title=title).encode()
        self._say(status, {"Content-Type": "text/html; charset=utf-8", **shown}, body)

    # What each path does, by its name.

    def play_document(self) -> None:
        self._say(200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")

    def play_tete_refusee(self) -> None:
        self._page("Le garage") if self.command == "GET" else self._say(405)

    def play_tete_fausse(self) -> None:
        self._page("Le garage") if self.command == "GET" else self._say(404)

    def play_tete_coupee(self) -> None:
        self._page("Le garage") if self.command == "GET" else self.play_coupe()

    def play_coupe(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        os.close(self.connection.detach())

    def play_muet(self) -> None:
        self.server.released.wait(30)

    def play_goutte_a_goutte(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.released.wait(0.02):
            self.wfile.write(b"X-Goutte: 1\r\n"[:1])

    def play_corps_goutte_a_goutte(self) -> None:
        self._say(200, {"Content-Type": "text/html", "Content-Length": "99999"})
        while self.command == "GET" and not self.server.released.wait(0.02):
            self.wfile.write(b" ")

    def play_enorme(self) -> None:
        self._say(200, {"Content-Type": "text/html", "Content-Length": str(10**12)})
        while self.command == "GET":
            self.server.sent += self.connection.send(b"<p>" * 10_000)

    def play_paquet(self) -> None:
        self._page("Page introuvable", Content_Encoding="gzip")

    def play_charabia(self) -> None:
        self.wfile.write(b"\x00\xff" * 200 + b"\r\n\r\n")

    def play_sans_fin(self) -> None:
        while not self.server.released.is_set():
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def play_beaucoup_d_entetes(self) -> None:
        self._say(200, {f"X-{rank}": "1" for rank in range(200)})

    def play_mur(self) -> None:
        self._page("Bloqué", 503, Server="cloudflare")

    def play_temoins(self) -> None:
        self._say(302, {"Location": "/temoins", "Set-Cookie": "vu=1"})

    def play_panne_courte(self) -> None:
        tries = self.server.seen["GET /panne-courte"]
        self._page("Le garage") if tries > 2 else self._say(503)

    def play_patience(self) -> None:
        tries = self.server.seen["GET /patience"]
        self._page("Le garage") if tries > 1 else self._say(429, {"Retry-After": "7"})

    def play_patience_datee(self) -> None:
        tries = self.server.seen["GET /patience-datee"]
        later = formatdate(time.time() + 3600, usegmt=True)
        self._page("Le garage") if tries > 1 else self._say(503, {"Retry-After": later})

    def play_trop_de_patience(self) -> None:
        self._say(429, {"Retry-After": "86400"})

    def play_nulle_part(self) -> None:
        self._say(301)

    def play_renvoi_illisible(self) -> None:
        self._say(301, {"Location": "http://[::1"})

    def play_renvoi_long(self) -> None:
        self._say(301, {"Location": "/" + "a" * 5_000})

    def play_renvoi_croissant(self) -> None:
        self._say(302, {"Location": f"/plus-loin/{self.server.seen.total()}"})


class TroubledServer(ThreadingHTTPServer):
    """Counts what it was asked; `released` lets go of those it keeps waiting."""

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: Counter[str] = Counter()
        self.order: list[str] = []
        self.agents: set[str] = set()
        self.sent = 0
        self.down = False
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self.released = threading.Event()
        if tls is not None:
            self.socket = tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    @contextmanager
    def counting(self) -> Iterator[None]:
        """How many are answered at the same time."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def handle_error(self, *_: object) -> None:
        """A visitor who goes away is no news."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[TroubledServer]:
    """A troubled server, until the end of the block."""
    server = TroubledServer(tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def manners(server: TroubledServer, *names: str, patience: float = 20, **chosen: object) -> Manners:
    """A visitor for whom these names are on the troubled server, and who waits for no turn."""
    place = ("127.0.0.1", server.server_address[1])
    hosts = names or ("garage.example:80", "autre.example:443", "garage.example:443")
    bounds = Bounds(timeout=patience, limit=2 * patience, routes=dict.fromkeys(hosts, place))
    settings: dict[str, object] = {"delay": 0, "backoff": 0, "bounds": bounds, **chosen}
    return Manners(**settings)  # type: ignore[arg-type]
