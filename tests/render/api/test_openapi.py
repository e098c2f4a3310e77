"""The description of the interface: judged by its own validator, and true of every file."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.render.api.answer_schemas import FEED_SCHEMAS
from generator.render.api.bundle import component
from tests.sites.building import Built, complete_site, minimal_site, real_site

API = "api/v1/"
SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
_FILES = re.compile(r"api/v1/(?!schemas/|openapi\.json).*")
# The judge's own command would print the document; its classes say the fault alone. Nothing is
# fetched: the description needs no other file.
_JUDGE = """
import json, sys
from jsonschema_path import SchemaPath
from openapi_spec_validator import OpenAPIV31SpecValidator

def faults(text):
    try:
        spec = SchemaPath.from_dict(json.loads(text), handlers={})
        return [fault.message for fault in OpenAPIV31SpecValidator(spec).iter_errors()]
    except Exception as error:
        return [repr(error)[:300]]

print(json.dumps([faults(text) for text in json.load(sys.stdin)]))
"""


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def described(built: Built) -> dict[str, Any]:
    return dict(json.loads(built.files[f"{API}openapi.json"]))


def operations(built: Built) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, methods in described(built)["paths"].items():
        assert list(methods) == ["get"]
        yield path, methods["get"]


def judge(texts: list[str]) -> list[list[str]]:
    """What openapi-spec-validator says of each description, far from the site's files."""
    answer = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", _JUDGE),
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(answer.stdout))


def test_the_validator_of_openapi_accepts_it(built: Built) -> None:
    assert judge([built.files[f"{API}openapi.json"].decode()]) == [[]]


def test_the_validator_s_own_command_accepts_the_file(tmp_path: Path, built: Built) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes(built.files[f"{API}openapi.json"])
    program = (sys.executable, "-W", "ignore", "-m", "openapi_spec_validator", str(path))
    done = subprocess.run(program, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.strip()[-2:]) == (0, "OK")


def test_the_validator_refuses_a_description_that_is_wrong() -> None:
    text = minimal_site().files[f"{API}openapi.json"].decode()
    mistakes = (
        ('"name": "id"', '"name": "identifiant"'),
        ('"in": "path"', '"in": "chemin"'),
        ('"description": "Un service"', '"descriptio": "Un service"'),
        ("#/components/schemas/feed-service", "#/components/schemas/feed-inconnu"),
    )
    assert all(right in text for right, _ in mistakes)

    assert all(judge([text.replace(right, wrong) for right, wrong in mistakes]))


def test_every_file_of_the_interface_is_described_and_nothing_else(built: Built) -> None:
    shapes = {r"\{id\}": "[^/]+", r"\{code\}": "[^/]+", r"\{mois\}": "[0-9]{4}-[0-9]{2}"}
    patterns = {
        path: re.compile(
            API + re.sub(r"\\{\w+\\}", lambda name: shapes[name[0]], re.escape(path[1:]))
        )
        for path, _ in operations(built)
    }
    files = {path for path in built.files if _FILES.fullmatch(path)}
    found = {
        path: {file for file in files if pattern.fullmatch(file)}
        for path, pattern in patterns.items()
    }

    assert set().union(*found.values()) == files
    for path, matched in found.items():
        assert matched or "{" in path, path


def test_every_answer_is_described_by_a_schema_that_is_published(built: Built) -> None:
    named = set()
    for path, operation in operations(built):
        ((media, content),) = operation["responses"]["200"]["content"].items()
        for choice in content["schema"].get("oneOf", [content["schema"]]):
            _, _, _, name, *pointer = choice["$ref"].split("/")
            schema = described(built)["components"]["schemas"][name]
            named.add(name)

            assert (media == "application/x-ndjson") == path.endswith(".ndjson") == bool(pointer)
            for step in pointer:
                schema = schema[step]
            assert schema["type"] == "object"

    assert named == {component(path) for path in FEED_SCHEMAS.values()}


def test_the_schemas_are_those_we_publish_and_refer_to_one_another(built: Built) -> None:
    published = {
        path.removeprefix(f"{API}schemas/"): json.loads(content)
        for path, content in built.files.items()
        if path.startswith(f"{API}schemas/") and path.endswith(".json")
    }
    held = described(built)["components"]["schemas"]

    assert {component(path) for path in published} == set(held)
    assert len(held) == len(published)
    for path, schema in published.items():
        for key, value in schema.items():
            if key not in ("$id", "$schema"):
                assert plain(held[component(path)][key]) == plain(value), (path, key)
    references = re.findall(r'"\$ref": "([^"]+)"', built.files[f"{API}openapi.json"].decode())
    assert len(references) > 50
    for reference in references:
        found: Any = {"components": {"schemas": held}}
        for step in reference.removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]


def plain(value: Any) -> Any:
    """The same without what references lead to."""
    if isinstance(value, dict):
        return {key: None if key == "$ref" else plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def test_every_example_of_a_path_is_a_file(built: Built) -> None:
    tried = 0
    for path, operation in operations(built):
        for parameter in operation.get("parameters", ()):
            name, folder = parameter["name"], f"{API}{path[1:].partition('{')[0]}"
            tried += 1

            assert f"{{{name}}}" in path
            if "example" in parameter:
                example = path[1:].replace(f"{{{name}}}", parameter["example"])
                assert API + example in built.files
            else:
                assert not any(file.startswith(folder) for file in built.files)
    assert tried == 13


def test_operations_have_names_of_their_own(built: Built) -> None:
    names = [operation["operationId"] for _, operation in operations(built)]
    tags = {tag for _, operation in operations(built) for tag in operation["tags"]}

    assert len(set(names)) == len(names)
    assert tags == {tag["name"] for tag in described(built)["tags"]}


def test_it_says_whose_it_is(built: Built) -> None:
    settings = built.plan.settings
    document = described(built)

    assert document["info"]["license"]["identifier"] == "etalab-2.0"
    assert document["info"]["contact"]["name"] == settings.editeur.nom
    assert document["servers"] == [{"url": f"{settings.url}api/v1"}]
