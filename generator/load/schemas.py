"""Load: `schemas/` → the JSON Schemas and the vocabularies they cite."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import GeneratorError
from generator.model import Schemas, Term


def load_schemas(folder: Path) -> Schemas:
    """Every schema of a folder by its path in it, every vocabulary by its name."""
    documents = {
        path.relative_to(folder).as_posix(): _read(path)
        for pattern in ("*.schema.json", "vocabulaires/*.json")
        for path in sorted(folder.glob(pattern))
    }
    if not documents:
        raise GeneratorError(f"il n’y a pas de schéma dans « {folder} »")
    return Schemas(
        documents=documents,
        vocabularies={
            Path(name).stem: _terms(document)
            for name, document in documents.items()
            if name.startswith("vocabulaires/")
        },
        changelog=_changelog(folder / "CHANGELOG.md"),
    )


def _changelog(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise GeneratorError(f"le schéma « {path} » est illisible : {error}") from error
    if not isinstance(document, dict) or "$id" not in document:
        raise GeneratorError(f"le schéma « {path} » n’a pas d’identifiant « $id »")
    return document


def _terms(document: Mapping[str, Any]) -> dict[str, Term]:
    return {
        term["code"]: Term(
            code=term["code"],
            label=term["label"],
            description=term.get("description", ""),
            everyday=term.get("x-libelle", ""),
            icon=term.get("x-icone", ""),
            accent=term.get("x-accent", ""),
        )
        for term in document["x-termes"]
    }
