"""Render: the published files → the service worker that keeps them, `sw.js` at the site's root.

It lists files whose names hold the digest of their content: so its own bytes are its version, and
a visitor's browser takes a new one when, and only when, something that it keeps has changed.
"""

import json
import zlib
from collections.abc import Iterable, Sequence

from generator.model import Artifact, Theme
from generator.render.scripts import shorten_script

PATH = "sw.js"
MAX_SEARCH = 300_000  # compressed bytes that a phone may fetch ahead
# Compressing tells the truth and takes time: above this, raw, the answer is known.
MAX_RAW = 8 * MAX_SEARCH


def render_offline(
    theme: Theme, assets: Sequence[Artifact], search: Sequence[Artifact]
) -> tuple[Artifact, ...]:
    """The worker, with the list of what every page needs and of what a search may need."""
    source = theme.assets.get(PATH)
    if source is None:
        return ()
    named = [file for file in search if not _is_of_all_france(file.path)]
    site = {
        "shell": sorted(file.path for file in assets if _is_needed(file.path)),
        "search": sorted(file.path for file in named) if _is_small(named) else [],
        "folders": sorted({_folder(file.path) for file in (*assets, *search)}),
    }
    code = shorten_script(PATH, source)
    told = json.dumps(site, ensure_ascii=False, separators=(",", ":")).encode()
    return (Artifact(path=PATH, content=b"const SITE = " + told + b";\n" + code),)


def _is_needed(path: str) -> bool:
    """Licences are published, and read by nobody on a phone."""
    return not path.endswith((".txt", "LICENSE"))


def _is_of_all_france(path: str) -> bool:
    """Communes beyond the served territory: kept when used, never fetched ahead."""
    folder, _, name = path.removeprefix("recherche/").partition("/")
    return folder.startswith("communes-") and name != "served.json"


def _is_small(files: Iterable[Artifact]) -> bool:
    contents = [file.content for file in files]
    if sum(map(len, contents)) > MAX_RAW:
        return False
    return sum(len(zlib.compress(content)) for content in contents) < MAX_SEARCH


def _folder(path: str) -> str:
    """recherche/communes-0123456789ab/43.json → what its name has of its content."""
    first, _, rest = path.partition("/")
    return f"{first}/{rest.partition('/')[0].removesuffix('.json')}"
