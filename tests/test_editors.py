"""Editors of text: the schemas they read are whole, ours, and where their settings say."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.load import load_schemas
from generator.render import render_editor_files
from generator.reporters import report_concise
from tests.command_line import run_guichet

REPOSITORY = Path(__file__).parents[1]
EDITOR = REPOSITORY / ".vscode"
SCHEMAS = load_schemas(REPOSITORY / "schemas")
FILES = dict(render_editor_files(SCHEMAS, ".venv/bin/guichet"))
WHOLE = {Path(name).stem: json.loads(text) for name, text in FILES.items() if "/" in name}
ASSO = ["new", "structure", "asso", "--yaml", "--date", "2026-11-21"]
SETTINGS = json.loads(FILES["settings.json"])["yaml.schemas"]


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _parts(item)


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_this_repository_are_up_to_date(name: str) -> None:
    """`guichet export editors --command .venv/bin/guichet` makes them again."""
    assert (EDITOR / name).read_text("utf-8") == FILES[name]


def test_there_is_no_file_but_those() -> None:
    found = {path.relative_to(EDITOR).as_posix() for path in EDITOR.rglob("*") if path.is_file()}

    assert found == set(FILES)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_schema_needs_nothing_outside_itself(kind: str) -> None:
    schema = WHOLE[kind]
    references = {part["$ref"] for part in _parts(schema) if isinstance(part.get("$ref"), str)}
    for reference in references:
        found = schema
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found, reference
    Draft202012Validator.check_schema(schema)

    assert "$id" not in schema


def test_each_value_of_a_vocabulary_is_explained() -> None:
    lists = [part for part in _parts(list(WHOLE.values())) if "enumDescriptions" in part]
    assert len(lists) > 20
    for part in lists:
        assert len(part["enumDescriptions"]) == len(part["enum"])
        assert all(part["enumDescriptions"])


def test_what_an_editor_shows_is_said_by_every_field() -> None:
    for schema in WHOLE.values():
        for name, part in schema["properties"].items():
            assert part["title"], name
            assert part["description"], name


def test_real_entries_are_right_for_the_editor_too() -> None:
    judge = Draft202012Validator(WHOLE["structure"])
    entries = sorted((REPOSITORY / "content/structures").glob("*.yaml"))
    assert len(entries) > 20
    for path in entries:
        data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
        assert [error.message for error in judge.iter_errors(data)] == [], path.name
        assert [*judge.iter_errors({**data, "Nom": "x"})]


def test_every_yaml_entry_has_its_schema() -> None:
    for path in [*(REPOSITORY / "content").rglob("*.yaml"), REPOSITORY / "guichet.yaml"]:
        shown = PurePosixPath(path.relative_to(REPOSITORY).as_posix())
        schemas = [schema for schema, where in SETTINGS.items() if shown.match(where)]
        assert len(schemas) == 1, shown
        assert (REPOSITORY / schemas[0]).is_file()


def test_the_faults_are_marked_where_they_are(site: Any) -> None:
    site.lay(
        "content/services/b.md",
        (site.root / "content/services/garage-solidaire.md").read_text().replace("43", "99", 1),
    )
    tasks = json.loads(FILES["tasks.json"])["tasks"]
    (matchers,) = [task["problemMatcher"] for task in tasks if task["problemMatcher"]]
    lines = report_concise(site.check().diagnostics, {}).splitlines()
    assert lines
    for line in lines:
        found = [re.match(item["pattern"]["regexp"], line) for item in matchers]
        assert sum(match is not None for match in found) == 1, line


def test_a_plain_entry_says_its_schema_to_editors(site: Any) -> None:
    assert run_guichet(["export", "editors"], site.root).returncode == 0
    assert run_guichet(ASSO, site.root).returncode == 0
    path = site.root / "content/structures/asso.yaml"
    said = re.match(r"# yaml-language-server: \$schema=(.+)\n", path.read_text("utf-8"))

    assert said is not None
    assert json.loads((path.parent / said[1]).read_text("utf-8")) == WHOLE["structure"]
    assert {item.code for item in site.check().diagnostics} == {"valeur-vide"}


def test_what_somebody_set_stays(site: Any) -> None:
    site.lay(".vscode/settings.json", "{}")
    site.lay(".vscode/schemas/service.json", "{}")
    late = run_guichet(["export", "editors", "--check"], site.root)
    done = run_guichet(["export", "editors"], site.root)

    assert late.returncode == 1
    assert "settings.json" in done.stderr
    assert (site.root / ".vscode/settings.json").read_text("utf-8") == "{}"
    assert run_guichet(["export", "editors", "--check"], site.root).returncode == 0


def test_every_editor_writes_utf8_and_unix_lines() -> None:
    text = (REPOSITORY / ".editorconfig").read_text("utf-8")

    assert "charset = utf-8" in text
    assert "end_of_line = lf" in text
