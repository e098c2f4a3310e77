"""Render: what the interface adds to the entries → its JSON Schemas: terms, territories, index."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

URI: Schema = {"type": "string", "format": "uri"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
IDENTIFIER: Schema = {
    "title": "Identifiant",
    "description": "Ne change jamais.",
    "type": "string",
    "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$",
}
IDENTIFIERS: Schema = {"type": "array", "items": IDENTIFIER}
_CODE: Schema = {"type": "string", "pattern": "^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$"}
AREA_CODE: Schema = {"type": "string", "pattern": "^(?:[0-9AB]{2,3}|[0-9]{9}|region-[0-9]{2})$"}


def closed(required: Schema, optional: Schema | None = None) -> dict[str, Any]:
    """An object that has these keys and no other."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {**required, **(optional or {})},
        "required": list(required),
    }


def array_of(items: Schema) -> dict[str, Any]:
    """A list of such things; it may be empty."""
    return {"type": "array", "items": items}


def _said(description: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, **schema}


_TERM: Schema = {
    "code": _CODE,
    "label": TEXT,
    "description": TEXT,
    "url": URI,
    "json": URI,
    "total": _said("Combien de fiches nomment ce code.", COUNT),
    "total_liste": _said("Combien de fiches la page du site montre.", COUNT),
    "services": _said(
        "Les fiches qui nomment ce code, terminées comprises, triées par identifiant.", IDENTIFIERS
    ),
}
_PRECISE: Schema = {"categorie": _said("Le grand thème qui le contient.", _CODE)}
_GREAT: Schema = {"thematiques": _said("Les thématiques qu’il contient.", array_of(_CODE))}
_LISTE: Schema = {
    "liste": {
        "description": "Ce que la page du site montre, dans son ordre : ni les fiches terminées "
        "ou retirées, ni, pour un public, celles qui s’adressent à d’autres ; celles qui "
        "n’excluent personne y sont.",
        **array_of(
            closed(
                {
                    "id": IDENTIFIER,
                    "nom": TEXT,
                    "resume": TEXT,
                    "structure": IDENTIFIER,
                    "etat": TEXT,
                    "url": URI,
                    "json": URI,
                }
            )
        ),
    }
}
_TERRITORY: Schema = {
    "code": AREA_CODE,
    "nom": TEXT,
    "kind": {"enum": ["departement", "epci"]},
    "parents": _said(
        "Les départements et les régions où il se trouve.",
        array_of(AREA_CODE),
    ),
    "url": URI,
    "json": URI,
    "total": COUNT,
}
_REACHED: Schema = {
    "services": _said(
        "Ce qui couvre au moins une partie du territoire, dans l’ordre des listes.", IDENTIFIERS
    ),
    "partout": _said("Ce qui couvre tout le territoire.", IDENTIFIERS),
}
_COMMUNES: Schema = {
    "communes": _said(
        "Pour chaque commune d’une intercommunalité, ce qui la couvre en plus de « partout ».",
        array_of(
            closed(
                {
                    "code": {"type": "string", "pattern": "^[0-9][0-9AB][0-9]{3}$"},
                    "nom": TEXT,
                    "services": IDENTIFIERS,
                }
            )
        ),
    )
}
_FILE: Schema = closed(
    {
        "nom": TEXT,
        "url": URI,
        "groupe": TEXT,
        "description": TEXT,
        "media_type": TEXT,
    },
    {
        "conforme_a": _said("Le standard ou le schéma que le fichier suit.", URI),
        "octets": _said("Le poids du fichier ; absent de ceux qui sont écrits après.", COUNT),
    },
)
_INDEX: Schema = {
    "type": "object",
    "properties": {
        "nom": TEXT,
        "site": URI,
        "territoire": {
            "type": "object",
            "properties": {"nom": TEXT, "departements": array_of(TEXT)},
            "required": ["nom", "departements"],
        },
        "millesime_territoires": TEXT,
        "total": {"type": "object", "additionalProperties": COUNT},
        "liens": {"type": "object"},
        "fichiers": _said("Tous les fichiers de données du site.", array_of(_FILE)),
    },
    "required": ["nom", "site", "territoire", "total", "liens", "fichiers"],
}

# What a document holds → its schema; those of the entries are in `answer_schemas.py`.
ROWS: Mapping[str, Schema] = {
    "index": _INDEX,
    "categories": array_of(closed({**_TERM, **_GREAT})),
    "categorie": closed({**_TERM, **_GREAT, **_LISTE}),
    "thematiques": array_of(closed({**_TERM, **_PRECISE})),
    "thematique": closed({**_TERM, **_PRECISE, **_LISTE}),
    "publics": array_of(closed(_TERM)),
    "public": closed({**_TERM, **_LISTE}),
    "territoires": array_of(closed(_TERRITORY)),
    "territoire": closed({**_TERRITORY, **_REACHED}, _COMMUNES),
}
