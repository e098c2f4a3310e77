"""Load: `schemas/` → Schemas."""

import json
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.load.schemas import load_schemas
from generator.model import Schemas, Term

NAMES = (
    *("doublons", "evenement", "guichet", "lexique", "manque", "page", "parcours", "retires"),
    *("service", "situation", "structure"),
)
FOLDER = Path(__file__).parent.parent.parent / "schemas"


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return load_schemas(FOLDER)


def test_schemas_are_known_by_their_path(schemas: Schemas) -> None:
    names = {name for name in schemas.documents if "/" not in name}

    assert names == {f"{name}.schema.json" for name in NAMES}
    assert schemas.documents["vocabulaires/frais.json"]["type"] == "string"


def test_nothing_but_schemas_is_read(schemas: Schemas) -> None:
    assert not any("complements" in name for name in schemas.documents)
    assert len(schemas.documents) == len(NAMES) + len(schemas.vocabularies)


def test_a_vocabulary_gives_its_terms_in_order(schemas: Schemas) -> None:
    assert list(schemas.vocabularies["frais"]) == ["gratuit", "payant"]
    assert schemas.vocabularies["frais"]["gratuit"].label == "Gratuit"


def test_a_great_theme_carries_what_dresses_it(schemas: Schemas) -> None:
    theme = schemas.vocabularies["categories"]["mobilite"]

    assert theme == Term(
        code="mobilite",
        label="Mobilité",
        description=theme.description,
        everyday="Me déplacer",
        icon="bus",
        accent="mobilite",
    )
    assert theme.description


def test_a_folder_without_schema_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="pas de schéma"):
        load_schemas(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"type": "object"}), "\udcff"])
def test_a_broken_schema_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "service.schema.json").write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(GeneratorError, match=r"service\.schema\.json"):
        load_schemas(tmp_path)
