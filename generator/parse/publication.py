"""Parse: what a publication says of itself → its addresses, and whether its history is whole."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

# Since this version of the interface, a publication always holds these documents.
_WITH_HISTORY = (1, 1)
_HISTORY = ("changements", "disparus")
_LOC = re.compile(r"<loc>([^<]{1,2000})</loc>")
_SUM = re.compile(r"^[0-9a-f]{64} [ *](.{1,2000})$", re.MULTILINE)
_ADDRESS = re.compile(r"[A-Za-z0-9_./-]{1,300}")  # ours have no other sign


def read_addresses(documents: Mapping[str, Any], site: str) -> frozenset[str]:
    """Pages of the sitemap and data files of the digests, relative to the root of the site."""
    sitemap = str(documents.get("sitemap.xml", ""))
    pages = (unescape(found[1]) for found in _LOC.finditer(sitemap)) if site else ()
    relative = (page.removeprefix(site) for page in pages if page.startswith(site))
    files = (found[1] for found in _SUM.finditer(str(documents.get("donnees/SHA256SUMS", ""))))
    return frozenset(address for address in (*relative, *files) if _ADDRESS.fullmatch(address))


def missing_history(documents: Mapping[str, Any]) -> str:
    """What a feed of today always gives and this one does not, as the end of a sentence.

    Building on it would forget what it told.
    """
    said = documents["services"].get("schema_version")
    parts = said[:20].split(".") if isinstance(said, str) else ()
    version = tuple(int(part) if part.isdecimal() else 0 for part in parts)
    for name in _HISTORY:
        if version >= _WITH_HISTORY and name not in documents:
            return (
                f"n’a pas de fichier api/v1/{name}.json, que la version "
                f"{'.'.join(map(str, version))} contient toujours : l’historique serait perdu"
            )
    return ""
