"""Parse: the schema decides what a value is; nothing is guessed from how it looks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.entries import Service
from generator.model import Document, Outcome, Plain
from generator.parse import Context
from generator.parse.document import Entry
from generator.parse.scalars import is_empty, type_scalars

Parse = Callable[[str], Outcome[Entry | None]]


def typed(value: str, kind: str, *, quoted: bool = False) -> object:
    data, _ = type_scalars(
        {"champ": value if quoted else Plain(value)},
        {"properties": {"champ": {"type": kind}}},
        lambda schema: schema,
    )
    return data["champ"]


@pytest.mark.parametrize(
    "text",
    [
        *("43000", "0471000000", "no", "yes", "12:30", "2026-02-30", "2026-11-21", "true", "1_000"),
        *("1200.50", "0x1F", "1e3", "= ", ".nan", "-1", "٣", "13003013300016"),
    ],
)
def test_where_a_text_is_expected_all_is_text(text: str) -> None:
    value = typed(text, "string")

    assert value == text
    assert type(value) is str


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("0", 0),
        ("-3", -3),
        ("1200.50", 1200.5),
        ("0.5", 0.5),
        ("-90.000001", -90.000001),
    ],
)
def test_a_plain_number_is_a_number(text: str, value: float) -> None:
    found = typed(text, "number")

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("012", "1_000", "1 000", "1,5", "1.", ".5", "+1", "1e3", "0x1F", "0o7", ".nan", ".inf"),
        *("-.inf", "1.2.3", "12:30", "٣", "１２", "12 €", "--1", "1" * 130, "0." + "1" * 30, "1\n"),
    ],
)
def test_what_only_looks_like_a_number_stays_a_text(text: str) -> None:
    assert typed(text, "number") == text
    assert typed(text, "integer") == text


def test_an_integer_is_written_with_digits_only() -> None:
    assert typed("12", "integer") == 12
    assert typed("12.0", "integer") == "12.0"
    assert typed("1" * 100, "integer") == int("1" * 100)  # too much is for the bounds to say
    assert typed("1" * 101, "integer") == "1" * 101


@pytest.mark.parametrize("text", ["True", "TRUE", "yes", "no", "on", "oui", "non", "1", "0", "y"])
def test_only_two_words_are_booleans(text: str) -> None:
    assert typed("true", "boolean") is True
    assert typed("false", "boolean") is False
    assert typed(text, "boolean") == text


@pytest.mark.parametrize("kind", ["number", "integer", "boolean"])
def test_what_is_between_quotes_is_a_text(kind: str) -> None:
    for text in ("12", "1.5", "true"):
        assert typed(text, kind, quoted=True) == text


@pytest.mark.parametrize(
    ("value", "empty"),
    [
        (Plain(""), True),
        (Plain("~"), True),
        (Plain("null"), True),
        ("", True),
        ("  \n", True),
        ("~", False),
        ("null", False),
        (Plain("Null"), False),
        (Plain("0"), False),
        (Plain("false"), False),
        ([], False),
        ({}, False),
    ],
)
def test_a_value_that_says_nothing_is_empty(value: object, empty: bool) -> None:
    assert is_empty(value) is empty


def test_empty_values_are_found_everywhere_and_left_out() -> None:
    data, empty = type_scalars(
        {"a": Plain(""), "b": {"c": Plain("~"), "d": Plain("1")}, "e": [Plain("null"), Plain("f")]},
        {},
        lambda schema: schema,
    )

    assert empty == [("a",), ("b", "c"), ("e", 0)]
    assert data == {"b": {"d": "1"}, "e": ["null", "f"]}


def test_codes_of_an_entry_need_no_quotes(garage: str, parse: Parse) -> None:
    entry = parse(
        garage.replace(
            '  - "43"\n',
            "  - 43\n  - 01001\ncode_postal: 01400\ncode_insee: 01001\ntelephone: 0471000000\n"
            "latitude: 45\nlongitude: 3.50\nvolume_horaire_hebdomadaire: 12.5\n"
            "nombre_semaines: 12\nlieux:\n  - adresse_masquee: true\n    commune: 12:30\n",
        )
    ).value

    assert isinstance(entry, Service)
    assert entry.zone_eligibilite == ("43", "01001")
    assert (entry.code_postal, entry.code_insee) == ("01400", "01001")
    assert entry.telephone == "0471000000"
    assert (entry.latitude, entry.longitude) == (45, 3.5)
    assert (entry.volume_horaire_hebdomadaire, entry.nombre_semaines) == (12.5, 12)
    assert (entry.lieux[0].adresse_masquee, entry.lieux[0].commune) == (True, "12:30")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('nombre_semaines: "12"', "retirez les guillemets"),
        ("nombre_semaines: 12.5", "chiffres"),
        ("nombre_semaines: douze", "chiffres"),
        ("latitude: 45,04", "point"),
        ("latitude: '45.04'", "retirez les guillemets"),
        ("volume_horaire_hebdomadaire: 1 200", "sans espace"),
    ],
)
def test_a_number_that_is_not_one_says_how_to_write_it(
    line: str, hint: str, garage: str, parse: Parse
) -> None:
    said = parse(garage.replace("etat: actif", f"etat: actif\n{line}")).diagnostics

    assert [item.code for item in said] == ["type-incorrect"]
    assert hint in said[0].hint


def test_every_value_of_every_entry_keeps_its_exact_type(
    context: Context, read: Callable[..., Document]
) -> None:
    """No `Plain` of the loader reaches an entry: it would be published as it is, and hashed."""
    path = "tests/cases/accepted/complete/content/services/complete.md"
    text = (Path(__file__).parents[2] / path).read_text(encoding="utf-8")
    judge = context.judges["services"]

    data, _ = type_scalars(read(text).data, judge.schema, judge.resolve)

    assert _types(data) == {dict, list, str, int, float, bool}


def _types(value: Any) -> set[type]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {type(value)}.union(*(_types(item) for item in inner))
