"""The issue forms: made from the schemas, valid for GitHub, and nothing in them that it refuses."""

import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.make_issue_forms import made_forms
from generator.characters import slug
from generator.flat_entry import leaves, ordered
from generator.issue_form import OTHERS, own_names
from tests.entry_strategies import form

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
TOOLS = Path(sysconfig.get_path("scripts"))
FORMS = ("corriger.yml", "proposer-service.yml", "proposer-structure.yml")


def read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def test_forms_are_what_the_schemas_give() -> None:
    there = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in FOLDER.iterdir()
    }

    assert there == made_forms(), "lancez python docs/make_issue_forms.py"


@pytest.mark.parametrize(
    ("schema", "names"),
    [("vendor.github-issue-forms", FORMS), ("vendor.github-issue-config", ("config.yml",))],
)
def test_forms_follow_githubs_own_schemas(schema: str, names: tuple[str, ...]) -> None:
    done = subprocess.run(
        [
            TOOLS / "check-jsonschema",
            "--builtin-schema",
            schema,
            *(FOLDER / name for name in names),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", FORMS)
def test_every_question_can_be_filled_by_an_address(name: str) -> None:
    """A list to choose from, named in an address, makes GitHub show an empty issue."""
    elements = [item for item in read(name)["body"] if item["type"] != "markdown"]
    ids = [item["id"] for item in elements]
    labels = [slug(item["attributes"]["label"]) for item in elements]

    assert {item["type"] for item in elements} <= {"input", "textarea"}
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels), "GitHub refuses two labels that look alike"
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids)
    # Parameters that mean something else in the same address.
    assert not {"title", "body", "labels", "template", "assignees", "type"} & set(ids)


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_every_field_has_its_question_or_stands_among_the_others(kind: str) -> None:
    every = {field.name for field in leaves(ordered(form(kind)))}
    ids = [item.get("id") for item in read(f"proposer-{kind}.yml")["body"]]

    assert own_names(form(kind)) < every
    assert {name.replace(".", "_") for name in own_names(form(kind))} < set(ids)
    assert OTHERS in ids


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_what_the_schema_requires_is_required_or_has_a_default(kind: str) -> None:
    elements = {item.get("id"): item for item in read(f"proposer-{kind}.yml")["body"]}
    required = {name for name, item in elements.items() if item.get("validations")}
    of_schema = {field.name for field in ordered(form(kind)) if field.required}

    assert required == of_schema - {"etat", "date_maj"}
