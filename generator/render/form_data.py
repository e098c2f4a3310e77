"""Render: schemas, territories and known entries → what the forms of the site read.

`modele-service.json` is the schema of a service, its references resolved inside: what judges an
entry in the browser is what judges it here. `fiches.json` names every identifier that is taken,
`territoires.json` every territory that is no commune. Only the form pages fetch them.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.form_fields import form_of
from generator.issue_form import field_questions
from generator.model import Artifact, Schemas
from generator.site_plan import SitePlan

FOLDER = "proposer/"
KINDS = ("service", "structure")
_VOCABULARY = "vocabulaires/"
# What judging and wording need; the help of each field is in the page.
_KEPT = frozenset(
    (
        *("title", "type", "properties", "required", "additionalProperties", "items", "enum"),
        *("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "anyOf"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
        *("examples", "x-termes", "$ref", "$defs"),
    )
)


def render_form_data(plan: SitePlan) -> Iterator[Artifact]:
    """One document a kind of entry, the identifiers, the territories."""
    for kind in KINDS:
        document = {
            "kind": kind,
            "schema": compact_schema(kind, plan.schemas),
            "hosts": sorted(plan.settings.domaines_autorises),
            "territoire": plan.settings.territoire.nom,
            "asked": _asked(kind, plan.schemas),
            "paths": _odd_paths(plan, kind),
        }
        yield _json(f"modele-{kind}", document)
    yield _json("fiches", _identifiers(plan))
    areas = plan.referentiels.areas
    yield _json("territoires", {code: areas[code].nom for code in areas})


def compact_schema(kind: str, schemas: Schemas) -> dict[str, Any]:
    """A schema that stands alone: each vocabulary it cites once, among its own definitions."""
    vocabularies: dict[str, Any] = {}
    schema = _kept(schemas.documents[f"{kind}.schema.json"], vocabularies)
    definitions = {**schema.get("$defs", {})}
    for name in sorted(vocabularies):
        definitions[name] = _kept(schemas.documents[f"{_VOCABULARY}{name}.json"], vocabularies)
    return {**schema, "$defs": definitions}


def _kept(schema: Mapping[str, Any], vocabularies: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in schema.items():
        if key not in _KEPT:
            continue
        if key in ("properties", "$defs"):
            kept[key] = {name: _kept(part, vocabularies) for name, part in value.items()}
        elif key == "items":
            kept[key] = _kept(value, vocabularies)
        elif key == "anyOf":
            kept[key] = [_kept(part, vocabularies) for part in value]
        elif key == "examples":
            told = [item for item in value if isinstance(item, (str, int, float))]
            kept |= {key: told[:1]} if told else {}
        elif key == "x-termes":
            kept[key] = [{"code": term["code"], "label": term["label"]} for term in value]
        elif key == "$ref" and value.startswith(_VOCABULARY):
            name = value.removeprefix(_VOCABULARY).removesuffix(".json")
            vocabularies[name] = None
            kept[key] = f"#/$defs/{name}"
        else:
            kept[key] = value
    return kept


def _asked(kind: str, schemas: Schemas) -> dict[str, bool]:
    """The fields that have a question of their own in the issue form, and whether it is long."""
    questions = field_questions(form_of(kind, schemas))
    return {one.field.name: one.is_long for one in questions if one.field is not None}


def _odd_paths(plan: SitePlan, kind: str) -> dict[str, str]:
    """The files that are not called as a new one would be: by identifier, their path."""
    paths = plan.catalogue.paths
    entries = [key.partition("/") for key in paths]
    return {
        identifier: paths[f"{collection}/{identifier}"]
        for collection, _, identifier in sorted(entries)
        if collection == f"{kind}s"
        and paths[f"{collection}/{identifier}"] != f"content/{collection}/{identifier}.md"
    }


def _identifiers(plan: SitePlan) -> dict[str, Any]:
    """Every identifier that a new entry cannot take, with the name of what bears it."""
    catalogue = plan.catalogue
    former = (
        *(name for service in catalogue.services for name in service.anciens_ids),
        *(name for structure in catalogue.structures for name in structure.anciens_ids),
    )
    gone = (stone.id for stone in plan.news.gone)
    return {
        "services": {entry.id: entry.nom for entry in catalogue.services},
        "structures": {entry.id: entry.nom for entry in catalogue.structures},
        "pris": sorted({*former, *gone}),
    }


def _json(name: str, value: Mapping[str, Any]) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Artifact(path=f"{FOLDER}{name}.json", content=text.encode())
