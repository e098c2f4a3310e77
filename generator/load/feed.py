"""Load: another guichet's feed, at an address or in a folder → its documents, unjudged.

Four files at known places of one base: no link that the feed gives is ever followed.
"""

from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import UsageError
from generator.load.imported import load_bytes, load_optional
from generator.load.strict_json import read_json
from generator.model import RawFeed

API = "api/v1/"
MAX_BYTES = 128 * 1024 * 1024  # one document; 50,000 services weigh about as much
NAMES = ("index", "services", "structures")
OPTIONAL = "disparus"  # before version 1.1.0 there was none


def load_feed(source: str) -> RawFeed:
    """The documents of a feed; `UsageError` says what fails.

    `source` is the address of a guichet, of its interface or of one of its files, or a folder or a
    file of the same.
    """
    base = _address(source) if _is_web(source) else _folder(source)
    found = {}
    for name in (*NAMES, OPTIONAL):
        place = f"{base}{name}.json"
        load = load_optional if name == OPTIONAL else load_bytes
        content = load(place, MAX_BYTES)
        try:
            found[name] = None if content is None else read_json(content)
        except ValueError as error:
            raise UsageError(f"« {place} » ne peut pas être lu : {error}") from None
    return RawFeed(address=base if _is_web(source) else "", **found)


def _is_web(source: str) -> bool:
    return urlsplit(source).scheme.lower() in ("http", "https")


def _address(source: str) -> str:
    """`https://guichet.example/` → `https://guichet.example/api/v1/`."""
    bare = source.partition("#")[0].partition("?")[0]
    if bare.endswith(".json"):
        return f"{bare.rpartition('/')[0]}/"
    bare = bare if bare.endswith("/") else f"{bare}/"
    return bare if bare.endswith(f"/{API}") else f"{bare}{API}"


def _folder(source: str) -> str:
    path = Path(source)
    folder = path.parent if path.suffix == ".json" else path
    for place in (folder / API, folder):
        if (place / "index.json").is_file():
            return f"{place.as_posix()}/"
    raise UsageError(
        f"« {source} » n’est pas le flux d’un guichet : il faut l’adresse d’un guichet, ou le "
        f"dossier d’un site construit, qui contient « {API}index.json »"
    )
