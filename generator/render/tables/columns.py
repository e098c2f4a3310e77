"""Render: the JSON Schema of an entry → the columns of its table, nested fields laid flat.

The schema decides: a field that it gains is a new column, with its title, its words and its limits,
and no table can forget it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from generator.diagnostics import GeneratorError
from generator.model import Schemas

Kind = Literal["text", "number", "integer", "boolean", "date", "list", "json"]
_SCALARS: Mapping[str, Kind] = {
    "string": "text",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}
_IDENTIFIER: Mapping[str, Any] = {
    "title": "Identifiant",
    "description": "Le nom du fichier de la fiche, sans son suffixe : il ne change jamais.",
    "type": "string",
    "pattern": r"^[a-z0-9](?:-?[a-z0-9])*$(?![\s\S])",
    "maxLength": 80,
}
_PAGE: Mapping[str, Any] = {
    "title": "Page",
    "description": "Adresse de la page de la fiche sur le site.",
    "type": "string",
    "format": "uri",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: where its value is in an entry, what it may be, what to say of it."""

    name: str  # "montant_max"
    path: tuple[str, ...]  # ("montant", "max")
    kind: Kind
    title: str
    description: str
    limits: Mapping[str, Any]  # the schema of the value; of one item when it is a list
    vocabulary: str = ""  # "publics": the list of codes that it takes its values from
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """The columns of a collection, in the order of its schema."""

    name: str  # "services"
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def opened(self) -> tuple[tuple[str, str], ...]:
        """The objects whose fields have columns of their own, outer ones first, and a prefix."""
        paths = {column.path[:depth] for column in self.columns for depth in range(1, 4)}
        known = {column.path for column in self.columns}
        objects = sorted((path for path in paths if path not in known), key=lambda p: (len(p), p))
        return tuple(("_".join(path), "_".join(path) + "_") for path in objects)

    def ranks(self, kind: Kind) -> tuple[int, ...]:
        """Where the columns of one kind are."""
        return tuple(rank for rank, column in enumerate(self.columns) if column.kind == kind)


def tables_of(schemas: Schemas) -> tuple[Table, ...]:
    """The tables of the services and of the structures."""
    return (
        _table("services", schemas.documents["service.schema.json"]),
        _table("structures", schemas.documents["structure.schema.json"]),
    )


def place_columns(schemas: Schemas) -> tuple[Column, ...]:
    """The columns of the places of the services, which have a table of their own in databases."""
    fields: Any = schemas.documents["service.schema.json"]["properties"]
    return tuple(_columns(fields["lieux"]["items"]["properties"], (), set(), ""))


def _table(name: str, schema: Mapping[str, Any]) -> Table:
    fields = {"id": _IDENTIFIER, **schema["properties"], "url": _PAGE}
    columns = tuple(_columns(fields, (), {"id", *schema["required"], "url"}, ""))
    names = [column.name for column in columns]
    if len(set(names)) != len(names):
        twice = ", ".join(sorted({item for item in names if names.count(item) > 1}))
        raise GeneratorError(f"deux champs du schéma auraient la même colonne : {twice}")
    return Table(name=name, columns=columns)


def _columns(
    fields: Mapping[str, Any], above: tuple[str, ...], required: set[str], heading: str
) -> Iterator[Column]:
    for name, schema in fields.items():
        path = (*above, name)
        title = f"{heading}{schema['title']}"
        if _is_flat(schema):
            yield from _columns(schema["properties"], path, set(), f"{title} › ")
        else:
            yield _column(path, schema, title, required=name in required)


def _is_flat(schema: Mapping[str, Any]) -> bool:
    """Whether an object holds only what fits in cells, whatever the depth."""
    return schema.get("type") == "object" and all(
        _is_flat(field) or _kind(field) != "json" for field in schema["properties"].values()
    )


def _column(
    path: tuple[str, ...], schema: Mapping[str, Any], title: str, *, required: bool
) -> Column:
    limits = schema.get("items", {}) if _kind(schema) == "list" else schema
    return Column(
        name="_".join(path),
        path=path,
        kind=_kind(schema),
        title=title,
        description=schema["description"],
        limits=limits,
        vocabulary=_vocabulary(limits),
        required=required,
    )


def _kind(schema: Mapping[str, Any]) -> Kind:
    if _vocabulary(schema):
        return "text"
    if schema.get("type") == "array":
        items = schema["items"]
        is_text = items.get("type") == "string" or bool(_vocabulary(items))
        return "list" if is_text else "json"
    if schema.get("format") == "date":
        return "date"
    return _SCALARS.get(schema.get("type", ""), "json")


def _vocabulary(schema: Mapping[str, Any]) -> str:
    reference = str(schema.get("$ref", ""))
    is_one = reference.startswith("vocabulaires/")
    return reference.removeprefix("vocabulaires/").removesuffix(".json") if is_one else ""
