"""Render: the catalogue → the JSON feed under `api/v1/`, in stable order and bytes.

Each document says its version, its date, its licence and its schema; the schemas of the answers
are derived from those of the entries, so that they cannot drift.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Artifact
from generator.published import published
from generator.render.feed_schemas import FEED_SCHEMAS, feed_schemas
from generator.site_plan import SitePlan

API = "api/v1"
SCHEMA_VERSION = "1.0.0"
LICENCE = {
    "id": "etalab-2.0",
    "nom": "Licence Ouverte 2.0",
    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}


def render_open_data(plan: SitePlan) -> Iterator[Artifact]:
    """Every file of the feed."""
    services = [_row(plan, "services", entry) for entry in plan.catalogue.services]
    structures = [_row(plan, "structures", entry) for entry in plan.catalogue.structures]
    yield from _collection(plan, "services", services)
    yield from _collection(plan, "structures", structures)
    themes = _facet(plan, "thematiques", services, "thematiques", plan.schemas.vocabularies)
    publics = _facet(plan, "publics", services, "publics", plan.schemas.vocabularies)
    yield _artifact(f"{API}/thematiques.json", _document(plan, "thematiques", themes))
    yield _artifact(f"{API}/publics.json", _document(plan, "publics", publics))
    yield from _territories(plan)
    words = [published(term) for term in plan.catalogue.lexique.termes]
    lexicon = _document(plan, "lexique", words, total=len(words))
    yield _artifact(f"{API}/lexique.json", lexicon)
    counts = {"services": len(services), "structures": len(structures), "lexique": len(words)}
    yield _artifact(f"{API}/index.json", _index(plan, counts))
    yield from _schemas(plan)


def _row(plan: SitePlan, collection: str, entry: Any) -> dict[str, Any]:
    """One entry with its identifier, its page and its own file."""
    base = plan.settings.url
    row = published(entry)
    links = {
        "url": f"{base}{collection}/{entry.id}.html",
        "json": f"{base}{API}/{collection}/{entry.id}.json",
    }
    return {"id": row.pop("id"), **links, **row}


def _collection(plan: SitePlan, name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Artifact]:
    yield _artifact(f"{API}/{name}.json", _document(plan, name, rows, total=len(rows)))
    one = name.removesuffix("s")
    for row in rows:
        yield _artifact(f"{API}/{name}/{row['id']}.json", _document(plan, one, row))


def _facet(
    plan: SitePlan,
    vocabulary: str,
    services: Sequence[Mapping[str, Any]],
    field: str,
    vocabularies: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Each term of a vocabulary with the identifiers of the services that name it."""
    members: dict[str, list[str]] = {}
    for row in services:
        for code in row.get(field, ()):
            members.setdefault(code, []).append(row["id"])
    return [
        {
            "code": term.code,
            "label": term.label,
            "description": term.description,
            "url": f"{plan.settings.url}{vocabulary}/{term.code}.html",
            "total": len(members.get(term.code, ())),
            "services": members.get(term.code, []),
        }
        for term in vocabularies[vocabulary].values()
    ]


def _territories(plan: SitePlan) -> Iterator[Artifact]:
    """The served départements and EPCI, and what reaches each: the same as their pages."""
    base = plan.settings.url
    rows = []
    for reached in plan.territories:
        area = reached.area
        row = {
            "code": area.code,
            "nom": area.nom,
            "kind": area.kind,
            "parents": list(area.parents),
            "url": f"{base}territoires/{area.code}.html",
            "json": f"{base}{API}/territoires/{area.code}.json",
            "total": len(reached.services),
        }
        rows.append(row)
        services = {"services": reached.services, "partout": reached.partout}
        communes = [
            {"code": code, "nom": plan.referentiels.communes[code][0], "services": identifiers}
            for code, identifiers in reached.communes.items()
        ]
        content = row | services | ({"communes": communes} if communes else {})
        path = f"{API}/territoires/{area.code}.json"
        yield _artifact(path, _document(plan, "territoire", content))
    document = _document(plan, "territoires", rows, total=len(rows))
    yield _artifact(f"{API}/territoires.json", document)


def _document(
    plan: SitePlan, name: str, content: object, total: int | None = None
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "$schema": f"{plan.settings.url}{API}/schemas/{FEED_SCHEMAS[name]}",
        "schema_version": SCHEMA_VERSION,
        "generated_at": plan.today.isoformat(),
        "licence": LICENCE,
        "attribution": plan.settings.editeur.nom,
    }
    if total is not None:
        document["total"] = total
    document[name] = content
    return document


def _index(plan: SitePlan, counts: Mapping[str, int]) -> dict[str, Any]:
    base = f"{plan.settings.url}{API}/"
    names = ("services", "structures", "thematiques", "publics", "territoires", "lexique")
    content = {
        "nom": plan.settings.nom,
        "site": plan.settings.url,
        "territoire": {
            "nom": plan.settings.territoire.nom,
            "departements": list(plan.settings.territoire.departements),
        },
        "millesime_territoires": plan.referentiels.millesime,
        "total": dict(counts),
        "liens": {
            **{name: f"{base}{name}.json" for name in names},
            "service": f"{base}services/{{id}}.json",
            "structure": f"{base}structures/{{id}}.json",
            "territoire": f"{base}territoires/{{code}}.json",
            "schemas": [f"{base}schemas/{name}" for name in sorted(plan.schemas.documents)],
        },
    }
    return _document(plan, "index", content)


def _schemas(plan: SitePlan) -> Iterator[Artifact]:
    """The schemas of entries as they are, but for their `$id`, and those of the answers."""
    base = f"{plan.settings.url}{API}/schemas/"
    for name, schema in plan.schemas.documents.items():
        yield _artifact(f"{API}/schemas/{name}", {**schema, "$id": f"{base}{name}"})
    for name, schema in feed_schemas(plan.schemas, base).items():
        yield _artifact(f"{API}/schemas/{name}", schema)


def _artifact(path: str, document: Mapping[str, Any]) -> Artifact:
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return Artifact(path=path, content=f"{text}\n".encode())
