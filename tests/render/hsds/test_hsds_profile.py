"""What the HSDS publication says of itself is what it does: page, profile, patches, OpenAPI."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from generator.entries import Service, Structure
from generator.page_views import ProfileView
from generator.plan.hsds_fields import LEFT_OUT, TABLES
from generator.render.hsds import render_hsds
from tests.render.hsds import judge

SITES = ("real", "complete", "minimal")
# Parts of a place that stand beside their entry in our files, and inside it in the table.
OBJECTS = {target: {term: ours for term, ours, _ in rows} for _, _, target, rows in TABLES}


@cache
def published(name: str) -> Mapping[str, Any]:
    return judge.documents(render_hsds(judge.plan_of(name)))


def kinds(value: Any, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(object of HSDS, row) of each object that the table describes, wherever it stands."""
    inner = {
        "organization": "organization",
        "location": "location",
        "locations": "location",
        "schedules": "schedule",
        "service_at_locations": "service_at_location",
    }
    if isinstance(value, list):
        for item in value:
            yield from kinds(item, kind)
    elif isinstance(value, Mapping):
        yield kind, value
        for key, item in value.items():
            if key in inner:
                yield from kinds(item, inner[key])


def everything(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file, schema, row in judge.objects(published(name)):
        kind = schema.removesuffix(".json")
        if kind in OBJECTS:
            yield from kinds(row, kind)
        assert kind in OBJECTS or kind.startswith("taxonomy"), file


def test_every_term_that_is_published_is_in_the_table_and_nothing_else_is() -> None:
    seen: dict[str, set[str]] = {kind: set() for kind in OBJECTS}
    for site in SITES:
        for kind, row in everything(site):
            seen[kind] |= set(row)

    # No price is asked in these sites: `test_hsds_terms.py` has some.
    assert {kind: set(terms) - seen[kind] for kind, terms in OBJECTS.items()} == {
        **{kind: set() for kind in OBJECTS},
        "service": {"cost_options"},
    }
    assert {kind: seen[kind] - set(terms) for kind, terms in OBJECTS.items()} == {
        kind: set() for kind in OBJECTS
    }


@pytest.mark.parametrize("target", OBJECTS)
def test_a_term_is_one_of_hsds_or_begins_with_x(target: str) -> None:
    official = judge.SCHEMAS[f"{target}.json"]["properties"]

    for term in OBJECTS[target]:
        assert (term in official) != term.startswith("x_"), term


def test_every_field_of_an_entry_is_in_the_table_or_said_to_be_left_out() -> None:
    for cls, collection in ((Service, "services"), (Structure, "structures")):
        targets = ("service", "location", "service_at_location")
        targets = targets if cls is Service else ("organization", "location")
        used = {
            word.strip().removeprefix("lieux.")
            for target in targets
            for ours in OBJECTS[target].values()
            for word in ours.split(",")
        }
        names = {field.name for field in fields(cls)} - {"id"}  # type: ignore[arg-type]

        assert names - used == set(LEFT_OUT[collection])


def test_the_patches_make_schemas_that_know_every_term() -> None:
    """Official schemas, our patches, nothing more allowed: all that is published is declared."""
    profile = published("complete")["profile.json"]
    judge.use_profile(profile["patches"])
    count = 0
    for site in SITES:
        for name, schema, row in judge.objects(published(site)):
            assert judge.faults(schema, row, profiled=True) == [], name
            count += 1
    assert count > 300

    judge.use_profile({})
    _, schema, row = next(judge.objects(published("complete")))
    assert judge.faults(schema, row, profiled=True) != []


@pytest.mark.parametrize("site", SITES)
def test_a_patch_only_adds(site: str) -> None:
    for name, patch in published(site)["profile.json"]["patches"].items():
        merged = judge.merged(judge.SCHEMAS[name], patch)

        Draft202012Validator.check_schema(merged)
        assert set(patch) == {"properties"}
        assert all(term.startswith("x_") for term in patch["properties"])
        assert all(item["description"] for item in patch["properties"].values())


@pytest.mark.parametrize("site", SITES)
def test_the_profile_answers_as_the_root_of_the_api(site: str) -> None:
    plan = judge.plan_of(site)
    found = published(site)
    profile = found["profile.json"]
    official = judge.official_openapi()["paths"]["/"]["get"]["responses"]["200"]
    schema = official["content"]["application/json"]["schema"]
    base = f"{plan.settings.url}donnees/hsds/"

    Draft202012Validator(schema, format_checker=judge.formats()).validate(profile)
    assert set(schema["properties"]) <= set(profile)
    assert profile["version"] == "3.1"
    assert profile["profile"] == base
    assert "static read-only subset" in profile["claim"]
    listed = {address.removeprefix(base) for address in profile["files"].values()}
    assert listed == {*judge.LISTS, "services/{id}.json"}


@pytest.mark.parametrize("site", SITES)
def test_a_list_is_a_page_of_the_official_api(site: str) -> None:
    schema = judge.official_openapi()["components"]["schemas"]["Page"]
    validator = Draft202012Validator(schema | {"required": list(schema["properties"])})

    for name in judge.LISTS:
        validator.validate(published(site)[name])


@pytest.mark.parametrize("site", SITES)
def test_the_openapi_description_is_valid_and_names_files_that_are_there(site: str) -> None:
    found = published(site)
    description = found["openapi.json"]

    validate(description)
    assert description["servers"] == [{"url": f"{judge.plan_of(site).settings.url}donnees/hsds"}]
    paths = {path.removeprefix("/") for path in description["paths"]}
    assert paths == {*judge.LISTS, "profile.json", "services/{id}.json"}


def test_the_paths_of_the_api_are_those_of_the_standard() -> None:
    official = set(judge.official_openapi()["paths"])
    ours = {path.removesuffix(".json") for path in published("real")["openapi.json"]["paths"]}

    # Locations alone have a list of their own here and none in the standard.
    assert ours - official == {"/profile", "/locations"}


@pytest.mark.parametrize("site", SITES)
def test_the_page_and_the_profile_say_the_same(site: str) -> None:
    plan = judge.plan_of(site)
    (page,) = [page for page in plan.pages if page.url == "donnees/hsds/"]
    profile = published(site)["profile.json"]

    assert isinstance(page.view, ProfileView)
    assert page.view.namespace == profile["namespaces"]["site"]
    assert {table.target for table in page.view.tables} == set(profile["fields"])
    made = {f"donnees/hsds/{name}" for name in published(site)}
    assert {file.url for file in page.view.files.files} <= made


@pytest.mark.parametrize("site", SITES)
def test_open_data_leads_to_the_profile_and_to_every_list(site: str) -> None:
    urls = {file.url for file in judge.plan_of(site).data_files}

    assert "donnees/hsds/" in urls
    assert {f"donnees/hsds/{name}" for name in judge.LISTS} <= urls
