"""Shared by the tests of the second stage: real schemas and reference data, read once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.load import load_referentiels, load_schemas, read_content
from generator.model import Document, Outcome, Referentiels, Schemas
from generator.parse import Context, make_context, parse_document
from generator.parse.document import Entry

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas(REPOSITORY / "schemas")


@pytest.fixture(scope="session")
def referentiels() -> Referentiels:
    return load_referentiels(REPOSITORY / "referentiels")


@pytest.fixture(scope="session")
def context(schemas: Schemas, referentiels: Referentiels) -> Context:
    return make_context(schemas, referentiels, date(2026, 11, 21))


@pytest.fixture(scope="session")
def garage() -> str:
    """The minimal valid service, as a Markdown entry."""
    path = REPOSITORY / "tests/cases/base/content/services/garage-solidaire.md"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """The text of a service → its document; whatever loading says must be nothing."""

    def read_text(text: str, name: str = "garage-solidaire.md") -> Document:
        outcome, _ = read_content(text.encode(), f"content/services/{name}", "services")

        assert outcome.diagnostics == ()
        assert outcome.value is not None
        return outcome.value

    return read_text


@pytest.fixture(scope="session")
def parse(
    context: Context, read: Callable[[str], Document]
) -> Callable[[str], Outcome[Entry | None]]:
    """The text of a service → its entry and what is said of it."""
    return lambda text: parse_document(read(text), context)
