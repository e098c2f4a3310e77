"""Render: an address that a browser accepts → a URI, in which RFC 3986 allows fewer signs."""

import re
from functools import cache
from urllib.parse import quote, urlsplit, urlunsplit

_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_IN_PATH = "/:@!$&'()*+,;=%-._~"


@cache
def uri(address: str) -> str:
    """The same address, with what a URI cannot hold percent-encoded, its host in ASCII."""
    parts = urlsplit(_LONE_PERCENT.sub("%25", address))
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path = quote(parts.path, safe=_IN_PATH)
    query, fragment = (quote(part, safe=_IN_PATH + "?") for part in parts[3:])
    return urlunsplit((parts.scheme, host, path, query, fragment))
