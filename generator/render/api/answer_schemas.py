"""Render: the schemas of entries → the schemas of the feed's answers, derived, never written."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Schemas
from generator.render.api.agenda_schemas import AGENDA_ROWS
from generator.render.api.change_schemas import BESIDE, CHANGE_ROWS
from generator.render.api.freshness_schemas import FRESHNESS_ROWS
from generator.render.api.history_schemas import HISTORY_ROWS
from generator.render.api.observatory_schemas import OBSERVATORY_ROWS
from generator.render.api.quality_schemas import QUALITY_ROWS
from generator.render.api.row_schemas import COUNT, IDENTIFIER, ROWS, SHA256, TEXT, URI, array_of
from generator.render.api.rupture_schemas import RUPTURE_ROWS
from generator.render.api.solution_schemas import SOLUTION_ROWS
from generator.render.api.source_schemas import SOURCE_ROWS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What each document holds, and whether it says how many (`total`); in the order of the entry point.
_COUNTED = {
    "index": False,
    "services": True,
    "service": False,
    "structures": True,
    "structure": False,
    "situations": True,
    "situation": False,
    "solutions": False,
    "besoins_sans_reponse": True,
    "parcours": True,
    "un_parcours": False,
    "ruptures": True,
    "evenements": True,
    "evenement": False,
    "manques": True,
    "manque": False,
    "observatoire": True,
    "observatoire_territoire": False,
    "agenda": True,
    "fraicheur": False,
    "qualite": False,
    "contradictions": True,
    "observatoire_historique": True,
    "observatoire_mois": False,
    "categories": False,
    "categorie": False,
    "thematiques": False,
    "thematique": False,
    "publics": False,
    "public": False,
    "territoires": True,
    "territoire": False,
    "lexique": True,
    "sources": True,
    "changements": True,
    "disparus": True,
    "disparu": False,
}

# One entry, all of them, the schema of what partners write.
_ENTRIES = (
    ("service", "services", "service.schema.json"),
    ("structure", "structures", "structure.schema.json"),
    ("situation", "situations", "situation.schema.json"),
    ("un_parcours", "parcours", "parcours.schema.json"),
    ("evenement", "evenements", "evenement.schema.json"),
    ("manque", "manques", "manque.schema.json"),
)

# What each document holds → the schema that describes the whole document.
FEED_SCHEMAS = {name: f"feed/{name}.schema.json" for name in _COUNTED}


def published_schemas(schemas: Schemas, base: str) -> dict[str, Mapping[str, Any]]:
    """File name → schema: those of entries as they are, but for their `$id`, those of answers."""
    entries = {
        name: {**schema, "$id": f"{base}{name}"} for name, schema in schemas.documents.items()
    }
    return {**entries, **feed_schemas(schemas, base)}


def feed_schemas(schemas: Schemas, base: str) -> dict[str, dict[str, Any]]:
    """File name → schema, for every kind of document under `api/v1/`; `base` ends with a slash."""
    held = {
        **ROWS,
        **CHANGE_ROWS,
        **SOURCE_ROWS,
        **AGENDA_ROWS,
        **SOLUTION_ROWS,
        **RUPTURE_ROWS,
        **FRESHNESS_ROWS,
        **QUALITY_ROWS,
        **OBSERVATORY_ROWS,
        **HISTORY_ROWS,
        **dict(_entries(schemas, base)),
        "lexique": _words(schemas.documents["lexique.schema.json"]),
    }
    return {
        path: _envelope(name, held[name], f"{base}{path}") for name, path in FEED_SCHEMAS.items()
    }


def _entries(schemas: Schemas, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each collection, the schema of one entry, and of all of them."""
    for one, many, file in _ENTRIES:
        yield one, _published(schemas.documents[file], base)
        yield many, array_of({"$ref": f"{one}.schema.json#/properties/{one}"})


def _envelope(name: str, content: Mapping[str, Any], identifier: str) -> dict[str, Any]:
    total = {"total": COUNT} if _COUNTED[name] else {}
    required = {
        "schema_version": {"type": "string", "pattern": "^1\\.[0-9]+\\.[0-9]+$"},
        "generated_at": {
            "description": "La date de la construction du site.",
            "type": "string",
            "format": "date",
        },
        "licence": {
            "type": "object",
            "properties": {"id": TEXT, "nom": TEXT, "url": URI},
            "required": ["id", "nom", "url"],
        },
        "attribution": {"description": "Qui citer comme source.", **TEXT},
        "content_key": {"description": "La clé du contenu.", "const": name},
        "content_sha256": {
            "description": "SHA-256 du contenu, dans sa forme canonique (RFC 8785).",
            **SHA256,
        },
        **total,
        name: dict(content),
    }
    return {
        "$schema": DIALECT,
        "$id": identifier,
        "title": f"Réponse « {name} »",
        "description": "Un document de l’interface de données, version 1\u00a0: "
        "des champs peuvent s’ajouter, aucun ne disparaît.",
        "type": "object",
        "properties": {"$schema": URI, **required, **BESIDE.get(name, {})},
        "required": list(required),
    }


def _published(schema: Mapping[str, Any], base: str) -> dict[str, Any]:
    """The schema of an entry with what publication adds: identifier and addresses."""
    inner = _absolute({key: schema[key] for key in ("properties", "required")}, schema, base)
    return {
        "title": schema["title"],
        "description": schema["description"],
        "type": "object",
        "additionalProperties": False,
        "properties": {"id": IDENTIFIER, "url": URI, "json": URI, **inner["properties"]},
        "required": ["id", "url", "json", *inner["required"]],
    }


def _words(lexicon: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the lexicon as they are written; there may be none."""
    return {"type": "array", "items": lexicon["properties"]["termes"]["items"]}


def _absolute(value: Any, schema: Mapping[str, Any], base: str) -> Any:
    """The same value with each `$ref` made absolute: it moves to another document."""
    if isinstance(value, Mapping):
        return {
            key: _reference(item, schema, base) if key == "$ref" else _absolute(item, schema, base)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_absolute(item, schema, base) for item in value]
    return value


def _reference(reference: str, schema: Mapping[str, Any], base: str) -> str:
    name = str(schema["$id"]).rpartition("/schemas/")[2]
    return f"{base}{name}{reference}" if reference.startswith("#") else f"{base}{reference}"
