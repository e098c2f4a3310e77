"""The longest entries that the schemas accept, and a site without any: what a layout must stand."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.sites.building import SITES
from tests.sites.hostile import context, full_data, text_fields, with_value, write_neighbours

WORD = "hexakosioihexekontahexaphobie-intercommunautairement"  # 51 signs and no space
SENTENCE = (
    "Les personnes qui travaillent de nuit et habitent loin de leur lieu de travail peuvent "
    "demander cette aide auprès de la mission locale de leur communauté de communes. "
)


def write_long_content(root: Path) -> Path:
    """A content repository where each free text is as long as its schema allows; its root."""
    write_neighbours(root)
    for collection in ("services", "structures", "pages", "guichet"):
        data = full_data(collection)
        for place, is_free in text_fields(collection):
            if is_free:
                data = with_value(data, place, long_text(collection, place))
        data.pop("anciens_ids", None)
        for name in ("justificatifs", "demarches", "mots_cles"):
            if name in data:
                data[name] = [f"{rank} {data[name][0]}"[:80] for rank in range(20)]
        folder = root if collection == "guichet" else root / "content" / collection
        identifier = {"guichet": "guichet", "structures": "structure-complete"}.get(
            collection, "tres-long"
        )
        write_entry(folder / f"{identifier}.yaml", data)
    return root


def long_text(collection: str, place: tuple[str | int, ...]) -> str:
    """As many signs as the schema allows, up to 3,000, with one word that is very long."""
    schema: Any = context().judges[collection].schema
    for part in place:
        if "$ref" in schema and schema["$ref"].startswith("#/$defs/"):
            schema = context().judges[collection].schema["$defs"][schema["$ref"][8:]]
        schema = schema["items"] if isinstance(part, int) else schema["properties"][part]
    length = min(schema["maxLength"], 3_000)
    text = f"{WORD} {SENTENCE * 20}"
    if place == ("description",):
        text = f"## {WORD}\n\n{SENTENCE * 3}\n\n- {WORD}\n- {SENTENCE}\n\n`{WORD * 2}`\n\n{TABLE}\n"
    return text[:length].strip() if length >= len(WORD) else WORD[:length]


TABLE = f"| {WORD} | Deuxième | Troisième | Quatrième |\n|---|---|---|---|\n| {WORD} | 1 | 2 | 3 |"


def write_empty_content(root: Path) -> Path:
    """A site that begins: its settings and no entry; its root."""
    (root / "content" / "services").mkdir(parents=True)
    shutil.copyfile(SITES / "minimal" / "guichet.yaml", root / "guichet.yaml")
    return root


def write_entry(path: Path, data: Mapping[str, Any]) -> None:
    """One entry, in a folder that is made if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
