"""Load: what was published last time, in a folder or at an address → its documents, unjudged.

Nothing there yet is not a fault; anything else that does not answer is, or a change could go unseen
and an address be lost.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import GeneratorError, UsageError
from generator.load.strict_json import read_json
from generator.load.web import WebFault, fetch, read_bounded

MAX_BYTES = 256 * 1024 * 1024  # one document; 50,000 entries weigh about 150 MB
_API = "api/v1/"
# What a feed must hold, then what it may hold: an older one tells nothing of changes.
_REQUIRED = ("services", "structures")
_OPTIONAL = ("changements", "disparus", "index")
# Where a publication names its own addresses, one a line or between `loc`.
_LISTS = ("sitemap.xml", "donnees/SHA256SUMS")
_MAX_PARTS = 100  # of a sitemap, of 50,000 addresses each

Fetch = Callable[[str], bytes | None]  # path → bytes; None when it is not there


def load_previous(source: str) -> Mapping[str, Any] | None:
    """The documents of a published site, by name; `None` when nothing is published there yet."""
    is_address = source.startswith(("https://", "http://"))
    fetch = _from_address(source) if is_address else _from_folder(source)
    if fetch(f"{_API}services.json") is None:
        if is_address and fetch(f"{_API}index.json") is None:
            return None
        raise GeneratorError(f"« {source} » n’a pas de fichier {_API}services.json")
    found = {name: fetch(f"{_API}{name}.json") for name in (*_REQUIRED, *_OPTIONAL)}
    for name in _REQUIRED:
        if found[name] is None:
            raise GeneratorError(f"« {source} » n’a pas de fichier {_API}{name}.json")
    documents = {
        name: _read(content, f"{source} ({_API}{name}.json)")
        for name, content in found.items()
        if content is not None
    }
    lists = {name: text for name in _LISTS if (text := _list(fetch, name))}
    return documents | lists


def _list(fetch: Fetch, path: str) -> str:
    """The text that names addresses, "" without one; a sitemap in parts gives all of them."""
    text = (fetch(path) or b"").decode("utf-8", "replace")
    if "<sitemapindex" not in text:
        return text
    parts = []
    for rank in range(1, _MAX_PARTS + 1):
        part = fetch(f"sitemap-{rank}.xml")
        if part is None:
            break
        parts.append(part.decode("utf-8", "replace"))
    return "".join(parts)


def _from_folder(source: str) -> Fetch:
    folder = Path(source)
    if not folder.is_dir():
        raise UsageError(
            f"la publication précédente « {source} » n’est ni un dossier, ni une adresse https, "
            "ni une révision « git:main »"
        )

    def read(path: str) -> bytes | None:
        file = folder / path
        if not file.exists():
            return None
        try:
            with file.open("rb") as stream:
                return read_bounded(stream, MAX_BYTES)
        except WebFault as fault:
            raise GeneratorError(f"« {source} ({path}) » {fault}") from fault
        except OSError as error:
            raise GeneratorError(f"« {file} » est illisible : {error.strerror}") from error

    return read


def _from_address(source: str) -> Fetch:
    base = source if source.endswith("/") else f"{source}/"
    seen: dict[str, bytes | None] = {}

    def read(path: str) -> bytes | None:
        if path not in seen:
            seen[path] = _ask(base + path)
        return seen[path]

    return read


def _ask(address: str) -> bytes | None:
    try:
        return fetch(address, MAX_BYTES)
    except WebFault as fault:
        if fault.is_absent:
            return None
        raise GeneratorError(f"« {address} » {fault}") from fault


def _read(content: bytes, shown: str) -> Any:
    try:
        return read_json(content)
    except ValueError as error:
        raise GeneratorError(f"« {shown} » est illisible : {error}") from error
