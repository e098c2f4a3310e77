"""Render: the schemas of entries → the schemas of the feed's answers, derived, never written."""

from collections.abc import Mapping
from typing import Any

from generator.model import Schemas

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What each document of the feed holds → the schema that describes that document.
FEED_SCHEMAS = {
    "index": "feed/index.schema.json",
    "service": "feed/service.schema.json",
    "services": "feed/services.schema.json",
    "structure": "feed/structure.schema.json",
    "structures": "feed/structures.schema.json",
    "thematiques": "feed/thematiques.schema.json",
    "publics": "feed/publics.schema.json",
    "territoire": "feed/territoire.schema.json",
    "territoires": "feed/territoires.schema.json",
    "lexique": "feed/lexique.schema.json",
}

_URI = {"type": "string", "format": "uri"}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}
_IDENTIFIER = {
    "title": "Identifiant",
    "description": "Ne change jamais.",
    "type": "string",
    "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$",
}


def feed_schemas(schemas: Schemas, base: str) -> dict[str, dict[str, Any]]:
    """File name → schema, for every kind of document under `api/v1/`; `base` ends with a slash."""
    service = _published(schemas.documents["service.schema.json"], base)
    structure = _published(schemas.documents["structure.schema.json"], base)
    row_of = {
        "service": service,
        "services": {"type": "array", "items": {"$ref": "service.schema.json#/properties/service"}},
        "structure": structure,
        "structures": {
            "type": "array",
            "items": {"$ref": "structure.schema.json#/properties/structure"},
        },
        "thematiques": _FACET,
        "publics": _FACET,
        "territoire": _TERRITORY,
        "territoires": {"type": "array", "items": _TERRITORY_ROW},
        "lexique": _words(schemas.documents["lexique.schema.json"]),
        "index": _INDEX,
    }
    return {
        FEED_SCHEMAS[name]: _envelope(name, content, f"{base}{FEED_SCHEMAS[name]}")
        for name, content in row_of.items()
    }


def _envelope(name: str, content: Mapping[str, Any], identifier: str) -> dict[str, Any]:
    counted = name in ("services", "structures", "territoires", "lexique")
    required = ["schema_version", "generated_at", "licence", "attribution", name]
    return {
        "$schema": DIALECT,
        "$id": identifier,
        "title": f"Réponse « {name} »",
        "description": "Un document de l’interface de données, version 1 : "
        "des champs peuvent s’ajouter, aucun ne disparaît.",
        "type": "object",
        "properties": {
            "$schema": _URI,
            "schema_version": {"type": "string", "pattern": "^1\\.[0-9]+\\.[0-9]+$"},
            "generated_at": {"type": "string", "format": "date"},
            "licence": {
                "type": "object",
                "properties": {"id": _TEXT, "nom": _TEXT, "url": _URI},
                "required": ["id", "nom", "url"],
            },
            "attribution": _TEXT,
            **({"total": _COUNT} if counted else {}),
            name: dict(content),
        },
        "required": [*required, "total"] if counted else required,
    }


def _published(schema: Mapping[str, Any], base: str) -> dict[str, Any]:
    """The schema of an entry with what publication adds: identifier and addresses."""
    inner = _absolute({key: schema[key] for key in ("properties", "required")}, schema, base)
    return {
        "title": schema["title"],
        "description": schema["description"],
        "type": "object",
        "additionalProperties": False,
        "properties": {"id": _IDENTIFIER, "url": _URI, "json": _URI, **inner["properties"]},
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


_FACET: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "code": _TEXT,
            "label": _TEXT,
            "description": _TEXT,
            "url": _URI,
            "total": _COUNT,
            "services": {"type": "array", "items": _IDENTIFIER},
        },
        "required": ["code", "label", "url", "total", "services"],
    },
}
_AREA_CODE = {"type": "string", "pattern": "^(?:[0-9AB]{2,3}|[0-9]{9}|region-[0-9]{2})$"}
_IDENTIFIERS = {"type": "array", "items": _IDENTIFIER}
_TERRITORY_ROW: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "code": _AREA_CODE,
        "nom": _TEXT,
        "kind": {"enum": ["departement", "epci"]},
        "parents": {
            "description": "Les départements et les régions où il se trouve.",
            "type": "array",
            "items": _AREA_CODE,
        },
        "url": _URI,
        "json": _URI,
        "total": _COUNT,
    },
    "required": ["code", "nom", "kind", "parents", "url", "json", "total"],
}
_TERRITORY: Mapping[str, Any] = {
    **_TERRITORY_ROW,
    "properties": {
        **_TERRITORY_ROW["properties"],
        "services": {
            "description": "Ce qui couvre au moins une partie du territoire, "
            "dans l’ordre des listes.",
            **_IDENTIFIERS,
        },
        "partout": {"description": "Ce qui couvre tout le territoire.", **_IDENTIFIERS},
        "communes": {
            "description": "Pour chaque commune d’une intercommunalité, ce qui la couvre "
            "en plus de « partout ».",
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "code": {"type": "string", "pattern": "^[0-9][0-9AB][0-9]{3}$"},
                    "nom": _TEXT,
                    "services": _IDENTIFIERS,
                },
                "required": ["code", "nom", "services"],
            },
        },
    },
    "required": [*_TERRITORY_ROW["required"], "services", "partout"],
}
_INDEX: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "nom": _TEXT,
        "site": _URI,
        "territoire": {
            "type": "object",
            "properties": {"nom": _TEXT, "departements": {"type": "array", "items": _TEXT}},
            "required": ["nom", "departements"],
        },
        "millesime_territoires": _TEXT,
        "total": {"type": "object", "additionalProperties": _COUNT},
        "liens": {"type": "object"},
    },
    "required": ["nom", "site", "territoire", "total", "liens"],
}
