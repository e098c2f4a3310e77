"""Parse: one document's data, judged by its JSON Schema → raw findings (door: jsonschema).

The registry holds our own schemas and nothing else: no `$ref` reads a file or the network. Formats
are judged by our checkers only, and what they say travels in each finding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator.diagnostics import FieldPath, GeneratorError
from generator.model import Schemas
from generator.parse.faults import Fault
from generator.parse.first_pass import make_first_pass

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that the schema refuses: the keyword, where, and what it was compared with."""

    keyword: str  # "required", "enum", "format"…
    path: FieldPath
    instance: Any
    schema: Schema  # the subschema that refused
    fault: Fault | None = None  # what our own format checker said


class Judge:
    """The compiled schema of one collection: finds what it refuses, resolves its references."""

    def __init__(
        self, name: str, schemas: Schemas, formats: Mapping[str, Callable[[str], None]]
    ) -> None:
        try:
            self.schema: Schema = schemas.documents[name]
        except KeyError:
            raise GeneratorError(f"il manque le schéma « {name} » dans schemas/") from None
        self._registry = _registry(schemas)
        self._base = str(self.schema.get("$id", ""))
        self._validator = Draft202012Validator(
            dict(self.schema), registry=self._registry, format_checker=_checker(formats)
        )
        self._resolved: dict[str, Schema] = {}
        self._surely_accepts = make_first_pass(self.schema, schemas.documents, formats)

    def find(self, data: object) -> list[Finding]:
        """What the schema refuses in `data`, in no particular order, once for each value."""
        if self._surely_accepts(data):
            return []
        return _most_telling([_finding(error) for error in self._validator.iter_errors(data)])

    def resolve(self, schema: Schema) -> Schema:
        """A subschema with its `$ref` followed, our own annotations kept."""
        reference = schema.get("$ref")
        if reference is None:
            return schema
        if reference not in self._resolved:
            resolver = self._registry.resolver(base_uri=self._base)
            target = resolver.lookup(reference).contents
            self._resolved[reference] = {
                **target,
                **{k: v for k, v in schema.items() if k != "$ref"},
            }
        return self._resolved[reference]


# What is wrong with one value, the most telling first: a name of town where a code is expected is
# an unknown code before it is a text too long.
_TELLING = ("type", "enum", "format", "pattern", "minLength", "maxLength")


def _most_telling(findings: list[Finding]) -> list[Finding]:
    """The findings, with one only of those of `_TELLING` for each value."""
    best: dict[FieldPath, int] = {}
    for finding in findings:
        warns = finding.fault is not None and finding.fault.warning
        if finding.keyword in _TELLING and not warns:
            rank = _TELLING.index(finding.keyword)
            best[finding.path] = min(rank, best.get(finding.path, rank))
    return [
        finding
        for finding in findings
        if finding.keyword not in _TELLING
        or _TELLING.index(finding.keyword) <= best.get(finding.path, len(_TELLING))
    ]


def _finding(error: ValidationError) -> Finding:
    cause = error.cause
    return Finding(
        keyword=str(error.validator),
        path=tuple(error.absolute_path),
        instance=error.instance,
        schema=error.schema if isinstance(error.schema, dict) else {},
        fault=cause if isinstance(cause, Fault) else None,
    )


def _checker(formats: Mapping[str, Callable[[str], None]]) -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, check in formats.items():
        checker.checks(name, raises=Fault)(_on_text(check))
    return checker


def _on_text(check: Callable[[str], None]) -> Callable[[object], bool]:
    def checked(value: object) -> bool:
        if isinstance(value, str):
            check(value)
        return True

    return checked


def _registry(schemas: Schemas) -> Registry[Any]:
    registry: Registry[Any] = Registry()
    for document in schemas.documents.values():
        resource = Resource.from_contents(dict(document), default_specification=DRAFT202012)
        registry = registry.with_resource(str(document["$id"]), resource)
    return registry
