"""The quick judge and jsonschema: a yes of the first is a yes of the second, always."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import load_content, load_referentiels, load_schemas, resource_folder
from generator.parse.document import make_context
from generator.parse.first_pass import make_first_pass
from generator.parse.scalars import type_scalars

REPOSITORY = Path(__file__).parents[2]
CONTEXT = make_context(
    load_schemas(resource_folder("schemas")),
    load_referentiels(resource_folder("referentiels")),
    date(2026, 11, 21),
)
DOCUMENTS = [
    document
    for document in load_content(REPOSITORY).value.documents
    if document.collection in ("services", "structures")
]
ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(("43", "france", "2026-02-30", "gratuit", "http://example.org", "Mo 09:00")),
    st.lists(st.sampled_from(("jeunes", "interimaire", 1, True)), max_size=3),
    st.dictionaries(st.sampled_from(("min", "max", "nom", "age")), st.integers(), max_size=2),
)


def typed(document: Any) -> Any:
    judge = CONTEXT.judges[document.collection]
    return type_scalars(dict(document.data), judge.schema, judge.resolve)[0]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of a value."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from places(value[key])


def test_a_real_entry_never_waits_for_jsonschema() -> None:
    assert len(DOCUMENTS) > 60

    slow = [
        document.path
        for document in DOCUMENTS
        if not CONTEXT.judges[document.collection]._surely_accepts(typed(document))
    ]

    assert slow == []


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_it_accepts_jsonschema_accepts(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(DOCUMENTS))
    judge = CONTEXT.judges[document.collection]
    entry = deepcopy(typed(document))
    container, key = data.draw(st.sampled_from(list(places(entry))))
    if isinstance(container, dict) and data.draw(st.booleans()):
        container[data.draw(st.sampled_from((key, "inconnu", "nom", "montant")))] = data.draw(
            ODD_VALUES
        )
    else:
        container[key] = data.draw(ODD_VALUES)

    assert not judge._surely_accepts(entry) or judge._validator.is_valid(entry)


def test_a_reference_that_leaves_our_schemas_is_refused_and_never_fetched(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    for reference in (outside.as_uri(), "https://example.org/a.json", "absent.json"):
        schema = {"$id": "/api/v1/schemas/a.json", "$ref": reference}

        with pytest.raises(Exception, match=r"a\.json|outside\.json|absent\.json"):
            make_first_pass(schema, {}, {})
