"""A JSON Schema and its vocabularies → the fields of a form, group by group.

Every way in is made of it: the form of the site, the issue form, the spreadsheet. What the
schema cannot say to a form is in its own keywords: `x-groupe`, `x-saisie` (another kind of
control), `x-avance` (what a newcomer does not need), `x-aide` (help for who fills a form).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.model import Schemas, Term

Schema = Mapping[str, Any]
Vocabularies = Mapping[str, Mapping[str, Term]]

KINDS = frozenset(
    (
        "text",  # one line
        "long-text",  # several lines
        "markdown",
        "choice",  # one code of `choices`
        "choices",  # several
        "number",
        "integer",
        "boolean",
        "date",
        "zone",  # a list of codes of territories
        "structure",  # an identifier, or a list of them when `many`
        "services",  # a list of identifiers
        "texts",  # a list of lines
        "rows",  # a list of objects: `fields` are those of one
        "group",  # an object
        "rule",  # conditions that may hold conditions: `fields` are those of one level
    )
)
_LINE = 255  # a text that may be longer is written in several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that a field accepts."""

    code: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: what it is called, what it accepts, how it is filled."""

    path: tuple[str, ...]  # ("lieux[]", "adresse"): a step that is a list of objects ends with []
    title: str
    help: str
    kind: str  # one of KINDS
    example: str = ""  # as a person writes it: label of a choice, 18/11/2026, one line per item
    sample: Any = None  # the same as data
    required: bool = False  # in what holds it: the entry, a group that is filled, a row
    many: bool = False
    choices: tuple[Choice, ...] = ()
    vocabulary: str = ""  # the name of the list that `choices` come from: "publics"
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""  # for the value, or for each item
    minimum: float | None = None
    maximum: float | None = None
    format: str = ""  # "date", "telephone"…: of the value, or of each item
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False
    item_title: str = ""  # of one item of a list of objects: "Lieu"
    fields: tuple["FormField", ...] = ()
    advanced: bool = False
    rank: int = 0  # its place in the schema, among the fields beside it

    @property
    def name(self) -> str:
        """Its path in one word: "montant.max", "lieux[].adresse"."""
        return ".".join(self.path)

    @property
    def key(self) -> str:
        """The key that holds it in the entry, in the group or in the row."""
        return self.path[-1].removesuffix("[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """Fields that the page of an entry tells together."""

    code: str
    label: str
    fields: tuple[FormField, ...]


def form_of(kind: str, schemas: Schemas) -> tuple[FormGroup, ...]:
    """The form of a kind of entry ("service"), from the schemas as read."""
    schema = schemas.documents[f"{kind}.schema.json"]
    return form_groups(schema, schemas.vocabularies, schemas.documents)


def form_groups(
    schema: Schema,
    vocabularies: Vocabularies,
    documents: Mapping[str, Schema] | None = None,
) -> tuple[FormGroup, ...]:
    """Groups in the order of `x-groupes`, fields in the order of the schema, none left out.

    `documents` are the other schemas: needed when a field borrows one of theirs.
    """
    form = _Form(schema, vocabularies, documents or {})
    fields = form.fields(schema, ())
    placed = {name: str(part.get("x-groupe", "")) for name, part in schema["properties"].items()}
    groups = [(str(group["code"]), str(group["label"])) for group in schema.get("x-groupes", ())]
    codes = {code for code, _ in groups}
    alone = tuple(field for field in fields if placed[field.key] not in codes)
    if alone:
        groups.append(("fiche", "Autres champs" if groups else str(schema["title"])))
    return tuple(
        FormGroup(
            code=code,
            label=label,
            fields=alone
            if code == "fiche"
            else tuple(field for field in fields if placed[field.key] == code),
        )
        for code, label in groups
    )


def every_field(groups: tuple[FormGroup, ...]) -> Iterator[FormField]:
    """Each field of a form and, after it, those that it holds."""

    def walk(fields: tuple[FormField, ...]) -> Iterator[FormField]:
        for field in fields:
            yield field
            yield from walk(field.fields)

    for group in groups:
        yield from walk(group.fields)


class _Form:
    """Reads one schema: follows its references, its recursion apart."""

    def __init__(
        self, schema: Schema, vocabularies: Vocabularies, documents: Mapping[str, Schema]
    ) -> None:
        self._root = schema
        self._vocabularies = vocabularies
        self._documents = documents

    def fields(self, schema: Schema, above: tuple[str, ...]) -> tuple[FormField, ...]:
        required = schema.get("required", ())
        return tuple(
            replace(self._field(name, part, above, required=name in required), rank=rank)
            for rank, (name, part) in enumerate(schema["properties"].items())
        )

    def _field(
        self, name: str, written: Schema, above: tuple[str, ...], *, required: bool
    ) -> FormField:
        schema, vocabulary = self._resolved(written)
        item, item_vocabulary = self._resolved(schema.get("items", {}))
        kind = _kind(schema, item, is_listed=bool(vocabulary or item_vocabulary))
        value = item if schema.get("type") == "array" else schema
        choices = self._choices(value, vocabulary or item_vocabulary)
        sample = next(iter(schema.get("examples", ())), None)
        return FormField(
            path=(*above, name),
            title=str(schema.get("title", name)),
            help=str(schema.get("x-aide", schema.get("description", ""))),
            kind=kind,
            example=_written(sample, {choice.code: choice.label for choice in choices}),
            sample=sample,
            required=required,
            many=schema.get("type") == "array",
            choices=choices,
            vocabulary=vocabulary or item_vocabulary,
            min_length=value.get("minLength"),
            max_length=value.get("maxLength"),
            pattern=str(value.get("pattern", "")),
            minimum=value.get("minimum"),
            maximum=value.get("maximum"),
            format=str(value.get("format", "")),
            min_items=schema.get("minItems"),
            max_items=schema.get("maxItems"),
            unique=bool(schema.get("uniqueItems", False)),
            item_title=str(item.get("title", "")),
            fields=self._inner(kind, schema, item, (*above, name)),
            advanced=bool(schema.get("x-avance", False)),
        )

    def _inner(
        self, kind: str, schema: Schema, item: Schema, path: tuple[str, ...]
    ) -> tuple[FormField, ...]:
        """The fields that a field holds; a condition inside a condition is not opened again."""
        rows = (*path[:-1], f"{path[-1]}[]")
        if kind == "rows":
            return self.fields(item, rows)
        if kind == "group" or (kind == "rule" and "properties" in schema):
            return self.fields(schema, path)
        if kind == "rule":
            simple = {
                name: part for name, part in item["properties"].items() if not _is_recursive(part)
            }
            return self.fields({**item, "properties": simple}, rows)
        return ()

    def _resolved(self, schema: Schema) -> tuple[Schema, str]:
        """A subschema with its `$ref` followed, its own words kept; the vocabulary it cites."""
        reference = str(schema.get("$ref", ""))
        if not reference:
            return schema, ""
        own = {key: value for key, value in schema.items() if key != "$ref"}
        if reference.startswith("vocabulaires/"):
            name = reference.removeprefix("vocabulaires/").removesuffix(".json")
            return {"type": "string", **own, "enum": tuple(self._vocabularies[name])}, name
        document, _, pointer = reference.partition("#")
        target: Any = self._documents[document] if document else self._root
        for step in pointer.strip("/").split("/"):
            target = target[step]
        resolved, vocabulary = self._resolved(target)
        return {**resolved, **own}, vocabulary

    def _choices(self, schema: Schema, vocabulary: str) -> tuple[Choice, ...]:
        terms = self._vocabularies.get(vocabulary, {})
        return tuple(
            Choice(code=code, label=terms[code].label, description=terms[code].description)
            if code in terms
            else Choice(code=str(code), label=str(code).capitalize())
            for code in schema.get("enum", ())
        )


def _is_recursive(schema: Schema) -> bool:
    """Whether a value is a list of conditions that may hold such a list."""
    return str(schema.get("items", {}).get("$ref", "")).startswith("#/$defs/")


def _kind(schema: Schema, item: Schema, *, is_listed: bool) -> str:
    if "x-saisie" in schema:
        return str(schema["x-saisie"])
    match schema.get("type"):
        case "object":
            holds_rules = any(_is_recursive(part) for part in schema["properties"].values())
            return "rule" if holds_rules else "group"
        case "array" if _is_recursive(schema) or _holds_itself(item):
            return "rule"
        case "array" if is_listed or "enum" in item:
            return "choices"
        case "array" if item.get("type") == "object":
            return "rows"
        case "array":
            return "zone" if item.get("format") == "zone" else "texts"
        case "string" | None:
            return _kind_of_text(schema)
        case other:
            return str(other)  # "number", "integer", "boolean"


def _holds_itself(item: Schema) -> bool:
    return any(_is_recursive(part) for part in item.get("properties", {}).values())


def _kind_of_text(schema: Schema) -> str:
    if "enum" in schema:
        return "choice"
    if schema.get("format") == "date":
        return "date"
    if schema.get("contentMediaType") == "text/markdown":
        return "markdown"
    is_plain = "format" not in schema and "pattern" not in schema
    return "long-text" if is_plain and schema.get("maxLength", 0) > _LINE else "text"


def _written(value: Any, labels: Mapping[str, str]) -> str:
    """An example as a person would write it; "" for an object, which no line can hold."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, list):
        return "\n".join(filter(None, (_written(item, labels) for item in value)))
    return labels.get(str(value), _day(str(value)))


def _day(text: str) -> str:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    is_day = (len(year), len(month), len(day)) == (4, 2, 2)
    return f"{day}/{month}/{year}" if is_day and (year + month + day).isdecimal() else text
