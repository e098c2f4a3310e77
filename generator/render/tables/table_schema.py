"""Render: the columns of a table → its Table Schema, in the words of our own schemas."""

import re
from collections.abc import Mapping
from typing import Any

from generator.model import Schemas
from generator.render.api.envelope import API, SCHEMA_VERSION
from generator.render.tables.columns import Column, Table
from generator.site_plan import SitePlan

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean"}
_FORMATS = ("email", "uri")
_LIMITS = ("minLength", "maxLength", "minimum", "maximum")
_END = r"$(?![\s\S])"  # how our schemas forbid a final line feed
_TITLES = {"services": "Services", "structures": "Structures"}
_LIST = (
    "Valeurs séparées par « | ». Dans une valeur, « | » est écrit « \\p » et « \\ » est écrit "
    "« \\\\ »."
)
_JSON = "Valeur composée, en JSON."
_GUARD = (
    "Variante pour tableur : devant un texte qu’un tableur changerait ou exécuterait, une "
    "apostrophe droite (') est ajoutée ; la retirer rend le texte exact."
)


def table_schema(table: Table, plan: SitePlan, *, for_spreadsheet: bool = False) -> dict[str, Any]:
    """The Table Schema of a file; a guarded text no longer keeps to the limits of its field."""
    base = f"{plan.settings.url}{API}/schemas/"
    name = f"{table.name}-tableur" if for_spreadsheet else table.name
    title = f"{_TITLES[table.name]} (tableur)" if for_spreadsheet else _TITLES[table.name]
    one = table.name.removesuffix("s")
    described = str(plan.schemas.documents[f"{one}.schema.json"]["description"])
    document: dict[str, Any] = {
        "$schema": PROFILE,
        "name": name,
        "title": title,
        "description": f"{described} {_GUARD}" if for_spreadsheet else described,
        "version": SCHEMA_VERSION,
        "homepage": f"{base}{one}.schema.json",
        "missingValues": [""],
        "fields": [
            _field(column, plan.schemas, base, for_spreadsheet=for_spreadsheet)
            for column in table.columns
        ],
        "primaryKey": ["id"],
    }
    if table.name == "services":
        reference = {"resource": name.replace("services", "structures"), "fields": ["id"]}
        document["foreignKeys"] = [{"fields": ["structure"], "reference": reference}]
    return document


def _field(column: Column, schemas: Schemas, base: str, *, for_spreadsheet: bool) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": _described(column),
        **_type(column, for_spreadsheet=for_spreadsheet),
    }
    constraints = _constraints(column, schemas, for_spreadsheet=for_spreadsheet)
    if constraints:
        field["constraints"] = constraints
    field["x-chemin"] = list(column.path)  # where the value is in the JSON of the entry
    if column.vocabulary:
        field["x-vocabulaire"] = f"{base}vocabulaires/{column.vocabulary}.json"
    return field


def _described(column: Column) -> str:
    how = {"list": f" {_LIST}", "json": f" {_JSON}"}.get(column.kind, "")
    return f"{column.description}{how}"


def _type(column: Column, *, for_spreadsheet: bool) -> dict[str, Any]:
    match column.kind:
        case "list":
            return {"type": "list", "delimiter": "|", "itemType": "string"}
        case "json":
            return {"type": "array" if column.limits.get("type") == "array" else "object"}
        case "date":
            return {"type": "date"}
        case "number" if for_spreadsheet:
            return {"type": "number", "decimalChar": ","}
        case "text" if column.limits.get("format") in _FORMATS and not for_spreadsheet:
            return {"type": "string", "format": column.limits["format"]}
    return {"type": _TYPES[column.kind]}


def _constraints(column: Column, schemas: Schemas, *, for_spreadsheet: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if column.required else {}
    if column.path == ("id",):
        found["unique"] = True
    if column.kind in ("list", "json"):
        return found  # the limits are those of one item, which no constraint of a list can say
    if column.vocabulary:
        return found | {"enum": list(schemas.vocabularies[column.vocabulary])}
    if for_spreadsheet and column.kind == "text":
        return found
    found |= {name: column.limits[name] for name in _LIMITS if name in column.limits}
    if column.kind == "date":
        found.pop("maxLength", None)
    if "pattern" in column.limits:
        found["pattern"] = _whole(column.limits)
    return found


def _whole(limits: Mapping[str, Any]) -> str:
    """A pattern as Table Schema writes it: of the whole text, with plain groups."""
    pattern = str(limits["pattern"]).removeprefix("^").removesuffix(_END)
    return re.sub(r"\(\?:", "(", pattern)
