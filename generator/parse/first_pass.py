"""Parse: a JSON Schema → a quick yes for data that obeys it (door: jsonschema_rs).

jsonschema is the judge and words every fault, but it takes milliseconds an entry, and most entries
are right. So a yes from here is final, and a no only means « ask the judge ». The registry holds
our own schemas and nothing else: whatever leaves it is refused, never fetched.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

from generator.parse.faults import Fault

Schema = Mapping[str, Any]
Accepts = Callable[[Any], bool]

# Our schemas name themselves by a path: this reserved host, which nothing answers, completes it.
_HOST = "https://schemas.invalid"


def make_first_pass(
    schema: Schema,
    documents: Mapping[str, Schema],
    formats: Mapping[str, Callable[[str], None]],
) -> Accepts:
    """A schema, among the documents it may refer to → whether a value surely obeys it."""
    absolute = [{**document, "$id": _HOST + document["$id"]} for document in documents.values()]
    registry = Registry([(item["$id"], item) for item in absolute], retriever=_never_fetch)
    validator = Draft202012Validator(
        {**schema, "$id": _HOST + schema["$id"]},
        registry=registry,
        formats={name: _quietly(check) for name, check in formats.items()},
        validate_formats=True,
    )
    return validator.is_valid


def _never_fetch(uri: str) -> Any:
    raise LookupError(uri)


def _quietly(check: Callable[[str], None]) -> Callable[[str], bool]:
    def accepts(value: str) -> bool:
        try:
            check(value)
        except Fault:
            return False
        return True

    return accepts
