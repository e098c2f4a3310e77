"""Load: one question to one web server → its answer or why there is none, within bounds.

An address is content, and content is hostile: only public servers are asked, at the very address
that was judged public, so that a name which changes its mind leads nowhere inside. Nothing of the
environment (proxies, credentials) is used.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from urllib.parse import SplitResult, quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_MAX_ADDRESSES = 2  # of each family, for one name
_UNFINISHED_CHAINS = (2, 20, 21)  # OpenSSL: the issuer is not at hand; a browser looks for it
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long, how much, and where the servers of a test are."""

    timeout: float = 20  # seconds of silence
    limit: float = 60  # seconds for one exchange, however slowly it drips
    max_bytes: int = 64 * 1024
    # "garage.example:80" → where to connect instead, as curl's --resolve; no argument sets it.
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a server answered."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters
    body: bytes = b""  # its beginning


class ExchangeFault(Exception):
    """Why there was no answer, as a code of `link_words.MOTIFS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask(method: str, url: str, agent: str, bounds: Bounds) -> Exchange:
    """The answer to one request; the body, of a GET only, is cut at `bounds.max_bytes`."""
    parts = _split(url)
    line = _Line(parts, bounds)
    try:
        return line.ask(method, parts, agent)
    except ExchangeFault:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ExchangeFault("delai" if line.is_cut else _code(error)) from error
    finally:
        line.close()


def host_of(url: str) -> str:
    """The server of an address: what delays are counted by."""
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or ''}:{parts.port or _PORTS.get(parts.scheme, 0)}"
    except ValueError:
        return ""  # no server: whoever asks for it is told so


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the Internet may ask."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if not found.is_global or found.is_multicast:
        return False
    return isinstance(found, ipaddress.IPv4Address) or all(map(is_public, _inside(found)))


def _inside(address: ipaddress.IPv6Address) -> list[str]:
    """The IPv4 addresses that an IPv6 one leads to."""
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or address in _COMPATIBLE:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [str(item) for item in inner if item is not None]


def _split(url: str) -> SplitResult:
    """The parts of an address that may be asked; a redirection comes here too."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        raise ExchangeFault("renvoi") from None
    if parts.scheme not in _PORTS or port not in _PORTS.values():
        raise ExchangeFault("renvoi")
    if not parts.hostname or "@" in parts.netloc:
        raise ExchangeFault("renvoi")
    return parts


class _Line:
    """A connection that is cut when its time is over, whatever the server is doing."""

    def __init__(self, parts: SplitResult, bounds: Bounds) -> None:
        self._parts, self._bounds = parts, bounds
        self._end = time.monotonic() + bounds.limit
        self._socket: socket.socket | None = None
        self._cut = threading.Event()
        self._timer = threading.Timer(bounds.limit, self._stop)
        self._timer.daemon = True

    @property
    def is_cut(self) -> bool:
        return self._cut.is_set()

    def ask(self, method: str, parts: SplitResult, agent: str) -> Exchange:
        self._timer.start()
        host = _ascii(parts.hostname or "")
        connection = http.client.HTTPConnection(host, parts.port or _PORTS[parts.scheme])
        connection.sock = self._open(host, connection.port)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
        headers = {
            "User-Agent": agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "fr",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request(method, f"{path}?{query}" if query else path, headers=headers)
        answer = connection.getresponse()
        if self.is_cut:  # what looks like the end of the headers is ours
            raise ExchangeFault("delai")
        with answer:
            found = {name.lower(): value for name, value in reversed(answer.getheaders())}
            body = b"" if method == "HEAD" else _read(answer, self._bounds.max_bytes)
            return Exchange(status=answer.status, headers=found, body=body)

    def close(self) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    def _open(self, host: str, port: int) -> socket.socket:
        plain = self._connect(host, port)
        self._socket = plain
        if self._parts.scheme == "https":
            context = _authorities(ssl.get_default_verify_paths())
            # The shake of hands comes after, so that it can be cut.
            self._socket = secure = context.wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
            secure.do_handshake()
            return secure
        return plain

    def _connect(self, host: str, port: int) -> socket.socket:
        """A connection to the first address of a name that is public and answers."""
        route = self._bounds.routes.get(f"{host}:{port}")
        found = socket.getaddrinfo(*(route or (host, port)), type=socket.SOCK_STREAM)
        public = [row for row in found if route or is_public(str(row[4][0]))]
        if not public:
            raise ExchangeFault("prive")
        # Some of both families: where one leads nowhere, its addresses often come first.
        by_family = ([row for row in public if row[0] == kind] for kind in _FAMILIES)
        faults: list[OSError] = []
        for row in chain.from_iterable(rows[:_MAX_ADDRESSES] for rows in by_family):
            family, kind, protocol, _, address = row
            left = self._end - time.monotonic()
            if left <= 0:
                break
            line = socket.socket(family, kind, protocol)
            line.settimeout(min(self._bounds.timeout, left))
            try:
                line.connect(address)
            except OSError as error:
                faults.append(error)
                line.close()
            else:
                line.settimeout(self._bounds.timeout)
                return line
        raise faults[0] if faults else TimeoutError()

    def _stop(self) -> None:
        self._cut.set()
        line = self._socket
        if line is not None:
            try:  # not SSLSocket's own, which the other thread would trip over
                socket.socket.shutdown(line, socket.SHUT_RDWR)
            except OSError:
                return  # closed meanwhile


@cache
def _authorities(_places: ssl.DefaultVerifyPaths) -> ssl.SSLContext:
    """Those that this machine believes: reading them takes longer than most answers."""
    return ssl.create_default_context()


def _read(answer: http.client.HTTPResponse, most: int) -> bytes:
    """The beginning of a body; what breaks after some of it came is no fault of the page."""
    body = b""
    try:
        while len(body) < most and (part := answer.read(min(most - len(body), 8192))):
            body += part
    except (OSError, http.client.HTTPException, ValueError):
        if not body:
            raise
    return body


def _ascii(host: str) -> str:
    try:
        return host.removesuffix(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ExchangeFault("nom") from None


def _code(error: Exception) -> str:
    """The first that fits: a certificate before the secure connection that it breaks."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "chaine" if error.verify_code in _UNFINISHED_CHAINS else "certificat"
    return next((code for kind, code in _CODES if isinstance(error, kind)), "illisible")


_CODES: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "nom"),
    (ConnectionRefusedError, "refus"),
    (http.client.RemoteDisconnected, "coupure"),
    (ConnectionError, "coupure"),
    (TimeoutError, "delai"),
    (ssl.SSLError, "protege"),
    (http.client.HTTPException, "illisible"),
    (OSError, "reseau"),
)
