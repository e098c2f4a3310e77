"""Render: what is kept of another guichet's feed → the files of its folder in `content/externes`.

One line an entry, sorted, so that a change of one entry is a change of one line; a manifest says
whose they are, and the digest of each file tells a hand that changed it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

MANIFEST = "source.json"
VERSION = 1


def render_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows → lines of JSON, in the order given."""
    return "".join(
        f"{json.dumps(row, ensure_ascii=False, allow_nan=False)}\n" for row in rows
    ).encode("utf-8", "surrogatepass")


def render_source_files(head: Mapping[str, str], lines: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is said of the source, and its files of lines by name → all its files."""
    contents = {f"{name}.ndjson": content for name, content in sorted(lines.items())}
    files = {
        name: {"lignes": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    }
    manifest = {"version": VERSION, **head, "fichiers": files}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
    return {MANIFEST: f"{text}\n".encode(), **contents}
