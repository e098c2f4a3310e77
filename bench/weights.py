"""What a page weighs once compressed, with everything that a browser fetches to show it."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath

_LOADED = {"link": "href", "script": "src", "img": "src", "use": "href"}
_NOT_LOADED = ("canonical", "alternate", "license")
_CSS_URL = re.compile(r"url\([\"']?([^\"')]+)")


@dataclass(frozen=True, slots=True)
class Weight:
    """Compressed bytes of a page alone and of the page with its resources."""

    page: int
    everything: int
    requests: int


def weigh(site: Path, path: str) -> Weight:
    """Weigh the page at `path` of a built site."""
    page = compressed(site / path)
    text = (site / path).read_text(encoding="utf-8")
    found = dict.fromkeys(_resolve(path, address) for address in _resources(text))
    for sheet in [name for name in found if name.endswith(".css")]:
        addresses = _CSS_URL.findall((site / sheet).read_text(encoding="utf-8"))
        found.update(dict.fromkeys(_resolve(sheet, address) for address in addresses))
    resources = sum(compressed(site / name) for name in found)
    return Weight(page, page + resources, 1 + len(found))


def compressed(path: Path) -> int:
    """Bytes of a file as a host sends it: what is compressed already is sent as it is."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, compresslevel=6, mtime=0)))


def size(folder: Path, pattern: str = "*") -> int:
    """Bytes of all the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def _resources(html: str) -> list[str]:
    parser = _Parser()
    parser.feed(html)
    return [address for address in parser.found if "//" not in address]


def _resolve(page: str, address: str) -> str:
    folder = page.rpartition("/")[0]
    return normpath(f"{folder}/{address}".lstrip("/")).partition("#")[0]


class _Parser(HTMLParser):
    """Collects the addresses that a browser fetches by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this element loads."""
        self.found.extend(self._loaded(tag, dict(attrs)))

    def _loaded(self, tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
        address = attributes.get(_LOADED.get(tag, ""))
        if address and attributes.get("rel") not in _NOT_LOADED:
            yield address.partition("#")[0]
