"""`docs/fiche.md` is what the schemas give, and every example in it can be read."""

import runpy
from pathlib import Path

import pytest

from generator.load.yaml_document import read_yaml

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "fiche.md").read_text(encoding="utf-8")
EXAMPLES = [part.split("```", 1)[0] for part in PAGE.split("```yaml\n")[1:]]


def test_the_page_of_fields_is_what_the_schemas_give() -> None:
    made = runpy.run_path(str(DOCS / "make_fiche.py"))["fiche_page"]()

    assert made == PAGE, "python docs/make_fiche.py"


@pytest.mark.parametrize("example", EXAMPLES, ids=[text.split(":", 1)[0] for text in EXAMPLES])
def test_an_example_is_yaml_that_an_entry_may_hold(example: str) -> None:
    data, diagnostics = read_yaml("exemple", example)

    assert data is not None
    assert diagnostics == ()
