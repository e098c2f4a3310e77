"""Load: an http(s) address → its bytes, within bounds; `guarded` alone asks the network besides.

Only what the command line names is asked for: with a timeout, a limit of size and of time, and no
other protocol than HTTP, redirections included.
"""

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO, Any

TIMEOUT = 30  # seconds of silence
MAX_SECONDS = 180  # for one document, however slowly it drips
_CHUNK = 1024 * 1024
_NOT_FOUND = 404
# The first that fits is said: a certificate before the secure connection that it breaks.
_REASONS: Mapping[type[Exception], str] = {
    socket.gaierror: "aucun site à cette adresse",
    ConnectionRefusedError: "la connexion est refusée",
    ConnectionError: "la connexion a été coupée",
    http.client.InvalidURL: "cette adresse est mal écrite",
    http.client.HTTPException: "la réponse est illisible",
    TimeoutError: f"rien n’est venu en {TIMEOUT} secondes",
    ssl.SSLCertVerificationError: "son certificat n’est pas valable",
    ssl.SSLError: "la connexion protégée a échoué",
    OSError: "la connexion a échoué",
}


class WebFault(Exception):
    """Why an address gave nothing, as the end of a French sentence that begins with it."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.is_absent = status == _NOT_FOUND


def fetch(address: str, max_bytes: int) -> bytes:
    """The bytes at an address; `WebFault` when it gives none, or more than `max_bytes`."""
    opener = urllib.request.build_opener(_HttpOnly)
    headers = {"User-Agent": "guichet-unique", "Accept": "application/json"}
    try:
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 — http or https
        with opener.open(request, timeout=TIMEOUT) as answer:
            return read_bounded(answer, max_bytes)
    except urllib.error.HTTPError as error:
        error.close()
        raise WebFault(f"répond par une erreur {error.code}", error.code) from error
    except (
        OSError,
        ValueError,
        http.client.HTTPException,
    ) as error:  # no answer, a wrong certificate, a wrong address
        raise WebFault(f"ne répond pas : {_in_french(error)}") from error


def _in_french(error: Exception) -> str:
    """What a machine says in English of a failure, in French."""
    reason = getattr(error, "reason", None) or error
    said = (words for kind, words in _REASONS.items() if isinstance(reason, kind))
    return next(said, "cette adresse est mal écrite")


class _HttpOnly(urllib.request.HTTPRedirectHandler):
    """A redirection that leaves HTTP is not followed."""

    def redirect_request(self, *arguments: Any) -> urllib.request.Request | None:
        """The next request; none to another protocol. The last argument is its address."""
        address = str(arguments[-1])
        if not address.startswith(("https://", "http://")):
            arguments[1].close()
            raise WebFault(f"renvoie vers « {address[:200]} »")
        return super().redirect_request(*arguments)


def read_bounded(stream: IO[bytes], max_bytes: int) -> bytes:
    """All of a stream; `WebFault` when it is too long or too slow."""
    parts, size, end = [], 0, time.monotonic() + MAX_SECONDS
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        parts.append(chunk)
        if size > max_bytes:
            raise WebFault(f"pèse plus de {max_bytes // 1024 // 1024} Mio")
        if time.monotonic() > end:
            raise WebFault(f"met plus de {MAX_SECONDS} secondes à répondre")
    return b"".join(parts)
