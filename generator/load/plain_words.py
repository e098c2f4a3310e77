"""Load: `referentiels/mots-simples.json` → the words of offices and the everyday ones."""

import json
from pathlib import Path

from generator.diagnostics import GeneratorError
from generator.entries import MotSimple


def load_plain_words(folder: Path) -> tuple[MotSimple, ...]:
    """The words that come with the generator; a site adds its own in its lexicon."""
    path = folder / "mots-simples.json"
    try:
        rows = json.loads(path.read_bytes())["mots"]
        return tuple(
            MotSimple(ecrit=row["ecrit"], formes=tuple(row.get("formes", ())), plutot=row["plutot"])
            for row in rows
        )
    except (OSError, ValueError, LookupError) as error:
        raise GeneratorError(f"la liste « {path} » est illisible : {error}") from error
