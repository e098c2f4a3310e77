"""The schemas themselves: complete, bounded, portable."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from generator.load.referentiels import load_referentiels
from generator.parse.faults import Fault
from generator.parse.formats import FORMATS, make_formats

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "schemas"
END = r"$(?![\s\S])"

Schema = Mapping[str, Any]


def _documents() -> dict[str, dict[str, Any]]:
    paths = [*FOLDER.glob("*.schema.json"), *FOLDER.glob("vocabulaires/*.json")]
    return {
        path.relative_to(FOLDER).as_posix(): json.loads(path.read_bytes()) for path in sorted(paths)
    }


DOCUMENTS = _documents()
SCHEMAS = {name: doc for name, doc in DOCUMENTS.items() if name.endswith(".schema.json")}
VOCABULARIES = {name: doc for name, doc in DOCUMENTS.items() if name not in SCHEMAS}


def _subschemas(schema: Schema, pointer: str = "") -> Iterator[tuple[str, Schema]]:
    """Every schema of a document with its JSON pointer."""
    yield pointer, schema
    for keyword in ("properties", "$defs"):
        for name, inner in schema.get(keyword, {}).items():
            yield from _subschemas(inner, f"{pointer}/{keyword}/{name}")
    if "items" in schema:
        yield from _subschemas(schema["items"], f"{pointer}/items")


ALL = {
    f"{name}#{pointer}": schema
    for name, document in DOCUMENTS.items()
    for pointer, schema in _subschemas(document)
}
# What a partner can fill in: properties, and the objects that lists hold.
PROPERTIES = {
    where: schema
    for where, schema in ALL.items()
    if "/properties/" in where and (not where.endswith("/items") or "properties" in schema)
}
PATTERNS = sorted({schema["pattern"] for schema in ALL.values() if "pattern" in schema})


def _typed(kind: str) -> dict[str, Schema]:
    found = {where: schema for where, schema in ALL.items() if schema.get("type") == kind}
    assert found
    return found


@pytest.fixture(scope="module")
def registry() -> Registry[Any]:
    resources = [(doc["$id"], Resource.from_contents(doc)) for doc in DOCUMENTS.values()]
    return Registry().with_resources(resources)


@pytest.fixture(scope="module")
def formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checks = make_formats(load_referentiels(ROOT / "referentiels"), ())
    for name, check in checks.items():
        checker.checks(name, raises=Fault)(lambda value, check=check: check(value) is None)
    return checker


def test_eleven_schemas_and_twenty_three_vocabularies_are_there() -> None:
    assert [name.partition(".")[0] for name in SCHEMAS] == [
        "doublons",
        "evenement",
        "guichet",
        "lexique",
        "manque",
        "page",
        "parcours",
        "retires",
        "service",
        "situation",
        "structure",
    ]
    assert len(VOCABULARIES) == 23


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_a_valid_schema_published_where_its_id_says(name: str) -> None:
    document = DOCUMENTS[name]
    Draft202012Validator.check_schema(document)

    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == f"/api/v1/schemas/{name}"
    assert document["title"]
    assert document["description"]


@pytest.mark.parametrize("where", PROPERTIES)
def test_a_property_has_a_title_a_description_and_examples(where: str) -> None:
    schema = PROPERTIES[where]

    assert schema["title"].strip()
    assert schema["description"].endswith((".", "?", "…"))
    assert schema["examples"]


@pytest.mark.parametrize("where", [where for where, schema in ALL.items() if "examples" in schema])
def test_an_example_is_accepted_by_its_own_schema(
    where: str, registry: Registry[Any], formats: FormatChecker
) -> None:
    judge = Draft202012Validator(
        {"$ref": f"/api/v1/schemas/{where}"}, registry=registry, format_checker=formats
    )
    for example in ALL[where]["examples"]:
        assert [error.message for error in judge.iter_errors(example)] == []


def test_every_object_refuses_unknown_keys() -> None:
    assert [
        w for w, s in _typed("object").items() if s.get("additionalProperties") is not False
    ] == []
    assert [w for w, s in ALL.items() if "properties" in s and s.get("type") != "object"] == []


def test_every_schema_has_a_type_or_a_reference() -> None:
    assert [w for w, s in ALL.items() if "type" not in s and "$ref" not in s] == []


def test_every_text_is_bounded() -> None:
    texts = _typed("string")

    assert [w for w, s in texts.items() if not {"maxLength", "enum"} & s.keys()] == []
    assert all(s["maxLength"] <= 32768 for s in texts.values() if "maxLength" in s)
    assert [w for w, s in texts.items() if "pattern" in s and s["maxLength"] > 300] == []


def test_every_list_is_bounded_and_only_texts_are_compared() -> None:
    for where, schema in _typed("array").items():
        items = schema["items"]
        is_text = items.get("type") == "string" or items.get("$ref", "").startswith("vocabulaires/")

        assert 1 <= schema["minItems"] <= schema["maxItems"] <= 2000, where
        assert schema.get("uniqueItems", False) is is_text, where


def test_every_number_has_both_bounds() -> None:
    numbers = _typed("number") | _typed("integer")

    assert [w for w, s in numbers.items() if not {"minimum", "maximum"} <= s.keys()] == []


def test_every_format_is_checked_by_us() -> None:
    used = {schema["format"] for schema in ALL.values() if "format" in schema}

    assert used == set(FORMATS)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_anchored_and_says_the_same_in_every_dialect(pattern: str) -> None:
    assert pattern.startswith("^")
    assert pattern.endswith(END)
    assert re.search(r"\\[dDwWbBAZ]|\(\?[P#<iLmsux]", pattern) is None


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_never_repeats_a_repetition(pattern: str) -> None:
    assert _repetition_depth(_parser.parse(pattern)) <= 1


def _repetition_depth(parsed: Any) -> int:
    """How many repetitions hold one another; `x?` and `x{5}` cannot take long."""
    deepest = 0
    for operation, argument in parsed:
        own, inner = 0, [argument]
        if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            least, most, body = argument
            own, inner = int(least != most and most > 1), [body]
        elif operation is _constants.BRANCH:
            inner = argument[1]
        elif operation in (_constants.SUBPATTERN, _constants.ASSERT, _constants.ASSERT_NOT):
            inner = [argument[-1]]
        elif operation is not _constants.ATOMIC_GROUP:
            inner = []
        deepest = max(deepest, own + max(map(_repetition_depth, inner), default=0))
    return deepest


@pytest.mark.parametrize(("pattern", "depth"), [("^a+b*$", 1), ("^(a+)*$", 2), ("^(a|(b+c)+)$", 2)])
def test_nested_repetitions_are_seen(pattern: str, depth: int) -> None:
    assert _repetition_depth(_parser.parse(pattern)) == depth


def test_patterns_judge_alike_in_python_and_in_a_browser() -> None:
    texts = _texts_for_patterns()
    ours = [[bool(re.search(pattern, text)) for text in texts] for pattern in PATTERNS]
    script = """
        const [patterns, texts, flag] = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const judge = (pattern) => texts.map((text) => new RegExp(pattern, flag).test(text));
        console.log(JSON.stringify(patterns.map(judge)));
    """
    for flag in ("u", "v"):  # JSON Schema's, and that of the `pattern` attribute in HTML
        given = json.dumps([PATTERNS, texts, flag])
        done = subprocess.run(
            ["node", "-e", script], input=given, capture_output=True, text=True, check=True
        )
        assert json.loads(done.stdout) == ours
    assert all(any(row) and not all(row) for row in ours)


def _texts_for_patterns() -> list[str]:
    right = [
        example
        for schema in ALL.values()
        for example in schema.get("examples", ())
        if isinstance(example, str)
    ]
    right += ["43", "2A", "974", "2A004", "200073419", "region-84", "france", "02-29"]
    return [
        *right,
        *(text + "\n" for text in right),
        *("\n" + text for text in right),
        "",
        "é",
        "-a",
    ]


def test_references_stay_in_this_folder() -> None:
    references = {(w.partition("#")[0], s["$ref"]) for w, s in ALL.items() if "$ref" in s}
    assert references
    for name, reference in references:
        file, _, pointer = reference.partition("#")
        target = DOCUMENTS[file or name]
        for step in pointer.split("/")[1:]:
            target = target[step]
        assert "type" in target


def test_every_vocabulary_is_used() -> None:
    used = {s["$ref"] for s in ALL.values() if s.get("$ref", "").startswith("vocabulaires/")}

    assert used == VOCABULARIES.keys() - {"vocabulaires/categories.json"}


@pytest.mark.parametrize("name", ["service.schema.json", "structure.schema.json"])
def test_a_field_belongs_to_a_section_of_the_page(name: str) -> None:
    document = SCHEMAS[name]
    sections = {section["code"] for section in document["x-groupes"]}

    assert {field["x-groupe"] for field in document["properties"].values()} == sections


def test_a_field_found_in_several_schemas_has_the_same_limits() -> None:
    service = SCHEMAS["service.schema.json"]["properties"]
    places = service["lieux"]["items"]["properties"]
    shared = []
    for name, field in SCHEMAS["structure.schema.json"]["properties"].items():
        for other in (service, places):
            if name in other and name not in ("nom", "description"):
                shared.append(name)
                assert _limits(field) == _limits(other[name]), name
    assert len(shared) == 27


def _limits(schema: Schema) -> object:
    wording = ("title", "description", "examples", "x-groupe", "x-saisie", "x-avance", "x-aide")
    if isinstance(schema, dict):
        return {key: _limits(value) for key, value in schema.items() if key not in wording}
    return schema


@pytest.mark.parametrize("name", DOCUMENTS)
def test_texts_follow_french_typography(name: str) -> None:
    texts = list(_texts(DOCUMENTS[name]))
    assert texts

    assert [text for text in texts if re.search(r"'| [:;?!»]|« |\w[?!»]|«\w", text)] == []


def _texts(value: object, key: str = "") -> Iterator[str]:
    """What people read: titles, descriptions, labels, and examples that are sentences."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("pattern", "$ref", "$id", "$schema", "enum", "code"):
                yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str) and "://" not in value:
        yield value
