"""A value in JSON: the text that is read, and the one that every language signs alike."""

import json
import math
import subprocess
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.api.json_values import (
    JsonText,
    canonical_json,
    compact,
    encode,
    encode_list,
    encode_object,
    indented,
)

KEYS = st.from_regex(r"[a-zA-Z$_][a-zA-Z0-9_-]{0,8}", fullmatch=True)
# What our schemas allow: no number reaches 10^8, and whole ones are published as such.
NUMBERS = st.integers(-(10**8), 10**8) | st.floats(-(10**8), 10**8).filter(
    lambda value: not value.is_integer()
)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES = st.recursive(
    NUMBERS | TEXTS | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_encoded_is_the_value(value: Any) -> None:
    text = encode(value)

    assert text.pretty == json.dumps(value, ensure_ascii=False, indent=1)
    assert json.loads(text.pretty) == json.loads(text.canonical) == json.loads(compact(value))


@given(st.lists(VALUES, max_size=4), KEYS)
def test_parts_encoded_apart_give_the_text_of_the_whole(values: list[Any], key: str) -> None:
    items = encode_list(encode(value) for value in values)
    held = encode_object({"autre": 1, key: items})

    assert items == encode(values)
    assert held == encode({"autre": 1, key: values})


@given(VALUES)
def test_a_text_is_indented_as_json_does(value: Any) -> None:
    assert encode([value]).pretty == f"[\n {indented(encode(value).pretty)}\n]"


_NODE = """
const canonical = (value) => Array.isArray(value)
  ? `[${value.map(canonical).join(",")}]`
  : value !== null && typeof value === "object"
    ? `{${Object.keys(value).sort().map((key) => pair(key, value[key])).join(",")}}`
    : JSON.stringify(value);
const pair = (key, value) => `${JSON.stringify(key)}:${canonical(value)}`;
const lines = require("fs").readFileSync(0, "utf8").trimEnd().split("\\n");
process.stdout.write(lines.map((line) => canonical(JSON.parse(line)) + "\\n").join(""));
"""


@settings(max_examples=5)
@given(st.lists(VALUES, min_size=50, max_size=80))
def test_another_language_signs_the_same_text(values: list[Any]) -> None:
    """Node writes what ECMAScript says, to which RFC 8785 refers."""
    asked = "".join(f"{json.dumps(value)}\n" for value in values)
    answer = subprocess.run(
        ["node", "-e", _NODE], input=asked, capture_output=True, text=True, check=True
    )

    assert answer.stdout.split("\n")[:-1] == [canonical_json(value) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45, "45"),
        (45.5, "45.5"),
        (0.0001, "0.0001"),
        (0.00004, "0.00004"),
        (-0.000001, "-0.000001"),
        (1.5e-7, "1.5e-7"),
        (3e-12, "3e-12"),
        ({"b": [0.00001], "a": "1e-5"}, '{"a":"1e-5","b":[0.00001]}'),
        ('é\u2028\x07"\\', '"é\u2028\\u0007\\"\\\\"'),
    ],
)
def test_numbers_and_signs_are_written_as_ecmascript_does(value: Any, text: str) -> None:
    assert canonical_json(value) == text


def test_a_digest_is_the_one_of_the_canonical_text() -> None:
    text = encode({"b": 1, "a": "é"})

    assert text.canonical == '{"a":"é","b":1}'
    assert text.digest == sha256('{"a":"é","b":1}'.encode()).hexdigest()


def test_the_order_of_keys_changes_what_is_read_and_not_what_is_signed() -> None:
    one, other = encode({"a": 1, "b": 2}), encode({"b": 2, "a": 1})

    assert one.pretty != other.pretty
    assert one.digest == other.digest


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_json_cannot_write_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode([value])


def test_an_empty_list_is_one() -> None:
    assert encode_list(()) == encode([]) == JsonText("[]", "[]")
