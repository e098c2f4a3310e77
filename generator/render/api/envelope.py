"""Render: what a document of the interface holds → the document, with what each one says of itself.

Its schema, its version, its date, its licence, its author, and a digest of what it holds: the same
as yesterday's when nothing has changed, whatever the date.
"""

from collections.abc import Mapping
from types import MappingProxyType

from generator.model import Artifact
from generator.render.api.answer_schemas import FEED_SCHEMAS
from generator.render.api.json_values import JsonText, encode, indented, pretty_json
from generator.site_plan import SitePlan

API = "api/v1"
SCHEMA_VERSION = "1.2.0"
LICENCE = {
    "id": "etalab-2.0",
    "nom": "Licence Ouverte 2.0",
    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}

NOTHING_MORE: Mapping[str, object] = MappingProxyType({})


def answer(
    plan: SitePlan,
    path: str,
    name: str,
    content: object,
    *,
    total: int | None = None,
    also: Mapping[str, object] = NOTHING_MORE,
) -> Artifact:
    """A document at `api/v1/{path}` whose key `name` holds `content`: a value, or one encoded.

    `also` is what this document alone says of itself.
    """
    held = content if isinstance(content, JsonText) else encode(content)
    head: dict[str, object] = {
        "$schema": f"{plan.settings.url}{API}/schemas/{FEED_SCHEMAS[name]}",
        "schema_version": SCHEMA_VERSION,
        "generated_at": plan.today.isoformat(),
        "licence": LICENCE,
        "attribution": plan.settings.editeur.nom,
        "content_key": name,
        "content_sha256": held.digest,
    }
    if total is not None:
        head["total"] = total
    head.update(also)
    opening = encode(head).pretty.removesuffix("\n}")
    text = f'{opening},\n "{name}": {indented(held.pretty)}\n}}\n'
    return Artifact(path=f"{API}/{path}", content=text.encode())


def plain_json(path: str, document: object) -> Artifact:
    """A document of another standard, which has its own way to say whose it is."""
    return Artifact(path=path, content=f"{pretty_json(document)}\n".encode())
