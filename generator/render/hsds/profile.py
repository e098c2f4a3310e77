"""Render: what this publication of HSDS is, for programs: its profile and its OpenAPI description.

A profile of HSDS is a set of JSON merge patches to the official schemas: ours only add terms.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Artifact
from generator.page_views import ProfileView
from generator.render.hsds.frame import FOLDER
from generator.render.hsds.identifiers import DATA_INCLUSION, site_namespace
from generator.site_plan import SitePlan

VERSION = "3.1"
CLAIM = "HSDS 3.1 data, static read-only subset of its API"
STANDARD = "https://docs.openreferral.org/en/3.1/hsds/schema_reference.html"
SCHEMAS = "https://github.com/openreferral/specification/tree/3.1/schema"
LICENCE = {
    "id": "etalab-2.0",
    "nom": "Licence Ouverte 2.0",
    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
LISTS = {
    "services": "service",
    "organizations": "organization",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}

_TEXT = {"type": "string"}
_OBJECT = {"type": "object"}
_STRINGS = {"type": "array", "items": _TEXT}
_UUIDS = {"type": "array", "items": {"type": "string", "format": "uuid"}}
_ADDRESS = {"type": "string", "format": "uri"}
_OBJECTS = {"type": "array", "items": _OBJECT}
# Object of HSDS → the terms that we add to it, and the form of each.
ADDED: Mapping[str, Mapping[str, Any]] = {
    "service": {
        "x_id": _TEXT,
        "x_anciens_ids": _UUIDS,
        "x_fiche": _ADDRESS,
        "x_resume": _TEXT,
        "x_mots_cles": _STRINGS,
        "x_eligibilite": _OBJECT,
        "x_montant": _OBJECT,
        "x_etat_precisions": _OBJECT,
        "x_verification": _OBJECT,
        "x_falc": _OBJECT,
        "x_remplace_par": {"type": "string", "format": "uuid"},
        "x_relations": {"type": "object", "additionalProperties": _UUIDS},
        "x_sources": _OBJECTS,
        "x_provenance": _OBJECT,
    },
    "organization": {
        "x_id": _TEXT,
        "x_anciens_ids": _UUIDS,
        "x_fiche": _ADDRESS,
        "x_date_maj": _TEXT,
        "x_territoires": _STRINGS,
        "x_sources": _OBJECTS,
        "x_provenance": _OBJECT,
    },
    "location": {"x_adresse": _OBJECT, "x_adresse_masquee": {"type": "boolean"}},
    "schedule": {"x_timezone": _TEXT},
}


def render_profile(plan: SitePlan) -> Iterator[Artifact]:
    """`profile.json`, which answers as the root of the API would, and `openapi.json`."""
    yield _artifact("profile.json", profile(plan))
    yield _artifact("openapi.json", openapi(plan))


def profile(plan: SitePlan) -> dict[str, Any]:
    """The three terms of the API's root, then what they lead to."""
    base = f"{plan.settings.url}{FOLDER}/"
    return {
        "version": VERSION,
        "profile": base,
        "openapi_url": f"{base}openapi.json",
        "claim": CLAIM,
        "standard": STANDARD,
        "schemas": SCHEMAS,
        "generated_at": plan.today.isoformat(),
        "licence": LICENCE,
        "attribution": plan.settings.editeur.nom,
        "namespaces": {
            "site": str(site_namespace(plan.settings.url)),
            "data-inclusion": str(DATA_INCLUSION),
        },
        "files": {
            **{name: f"{base}{name}.json" for name in LISTS},
            "service": f"{base}services/{{id}}.json",
        },
        "patches": {f"{name}.json": _patch(plan, name, terms) for name, terms in ADDED.items()},
        "fields": {
            table.target: [
                {"term": row.term, "fields": row.fields, "note": row.note} for row in table.rows
            ]
            for table in _view(plan).tables
        },
        "left_out": list(_view(plan).left_out),
    }


def openapi(plan: SitePlan) -> dict[str, Any]:
    """The part of the API that files serve; the objects are described by the standard itself."""
    base = f"{plan.settings.url}{FOLDER}"
    kinds = {kind: _kind(kind) for kind in LISTS.values()}
    listed = {f"/{name}.json": _list_path(name, kind) for name, kind in LISTS.items()}
    identifier = {"type": "string", "format": "uuid"}
    one = {
        "parameters": [{"in": "path", "name": "id", "required": True, "schema": identifier}],
        "get": _operation("service", "Un service entier", {"$ref": "#/components/schemas/service"}),
    }
    root = _operation("profil", "La version, le profil, cette description", {"type": "object"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{plan.settings.nom}, données HSDS {VERSION}",
            "version": VERSION,
            "description": CLAIM,
            "license": {"name": LICENCE["nom"], "url": LICENCE["url"]},
        },
        "externalDocs": {"url": STANDARD},
        "servers": [{"url": base}],
        "paths": {"/profile.json": {"get": root}, **listed, "/services/{id}.json": one},
        "components": {"schemas": {"page": _PAGE, **kinds}},
    }


_PAGE = {
    "type": "object",
    "required": ["total_items", "contents"],
    "properties": {
        **{name: {"type": "integer"} for name in ("total_items", "total_pages")},
        **{name: {"type": "integer"} for name in ("page_number", "size")},
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
        "contents": {"type": "array"},
    },
}


def _kind(kind: str) -> dict[str, Any]:
    identifier = {"type": "string", "format": "uuid"}
    docs = {"url": f"https://github.com/openreferral/specification/tree/3.1/schema/{kind}.json"}
    row: dict[str, Any] = {"type": "object", "required": ["id"], "properties": {"id": identifier}}
    return row | {"externalDocs": docs}


def _list_path(name: str, kind: str) -> dict[str, Any]:
    items = {"contents": {"items": {"$ref": f"#/components/schemas/{kind}"}}}
    schema = {"allOf": [{"$ref": "#/components/schemas/page"}, {"properties": items}]}
    return {"get": _operation(name, f"Tous les objets « {kind} », en une page", schema)}


def _operation(name: str, summary: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    answer = {"200": {"description": summary, "content": content}}
    return {"operationId": name, "summary": summary, "responses": answer}


def _patch(plan: SitePlan, name: str, terms: Mapping[str, Any]) -> dict[str, Any]:
    table = next(table for table in _view(plan).tables if table.target == name)
    notes = {row.term: row.note or row.fields for row in table.rows}
    return {
        "properties": {
            term: {"name": term, **form, "description": notes[term]} for term, form in terms.items()
        }
    }


def _view(plan: SitePlan) -> ProfileView:
    views = (page.view for page in plan.pages)
    return next(view for view in views if isinstance(view, ProfileView))


def _artifact(name: str, document: Mapping[str, Any]) -> Artifact:
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return Artifact(path=f"{FOLDER}/{name}", content=f"{text}\n".encode())
