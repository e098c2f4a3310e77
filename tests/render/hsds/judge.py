"""The official schemas of HSDS 3.1 as judges: `$ref` between files, formats asserted."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator import commands, pipeline
from generator.model import Artifact
from generator.site_plan import SitePlan
from tests.sites.building import REPOSITORY, SITES, TODAY, newest_day

FOLDER = Path(__file__).parents[2] / "judges" / "hsds"
PREFIX = "donnees/hsds/"
# File of a list → the schema of each object that it holds.
LISTS = {
    "services.json": "service.json",
    "organizations.json": "organization.json",
    "locations.json": "location.json",
    "service_at_locations.json": "service_at_location.json",
    "taxonomies.json": "taxonomy.json",
    "taxonomy_terms.json": "taxonomy_term.json",
}
SCHEMAS: Mapping[str, Any] = {
    path.name: json.loads(path.read_bytes())
    for path in sorted(FOLDER.glob("*.json"))
    if path.name != "openapi.json"
}
_URI = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::[0-9]+)?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\Z"
)
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}\Z")

Row = Mapping[str, Any]


@cache
def official_openapi() -> Mapping[str, Any]:
    """The API that the standard describes."""
    found: Mapping[str, Any] = json.loads((FOLDER / "openapi.json").read_bytes())
    return found


@cache
def plan_of(name: str) -> SitePlan:
    """The plan of a site of the tests, of which nothing is drawn."""
    if name == "real":
        return plan(REPOSITORY, newest_day())
    return plan(SITES / name)


def plan(root: Path, today: date = TODAY) -> SitePlan:
    """The plan of a content repository, which nothing must forbid."""
    checked = pipeline.check(commands.folders(root), today, lambda *_: None)
    assert checked.plan is not None, checked.diagnostics
    return checked.plan


@cache
def validator(name: str, *, profiled: bool = False) -> Draft202012Validator:
    """The validator of one kind of object; `profiled` ones also know the terms of ours."""
    schemas = profiled_schemas() if profiled else SCHEMAS
    registry: Registry[Any] = Registry().with_resources(
        (file, Resource.from_contents(schema, default_specification=DRAFT202012))
        for file, schema in schemas.items()
    )
    return Draft202012Validator({"$ref": name}, registry=registry, format_checker=formats())


_PROFILE: dict[str, Any] = {}


def use_profile(patches: Mapping[str, Any]) -> None:
    """Take the JSON merge patches of a published profile into account."""
    _PROFILE.clear()
    _PROFILE.update(patches)
    validator.cache_clear()


def profiled_schemas() -> Mapping[str, Any]:
    """The official schemas with the profile's patches, closed: an unknown term is a fault."""
    return {
        name: merged(schema, _PROFILE.get(name, {})) | {"additionalProperties": False}
        for name, schema in SCHEMAS.items()
    }


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396."""
    if not isinstance(patch, Mapping):
        return patch
    found = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = merged(found.get(key), value)
    return found


@cache
def formats() -> FormatChecker:
    """The four formats of HSDS, strictly: none is left to what happens to be installed."""
    checker = FormatChecker(formats=())

    @checker.checks("uuid", raises=ValueError)
    def is_uuid(text: object) -> bool:
        return not isinstance(text, str) or str(UUID(text)) == text

    @checker.checks("uri")
    def is_uri(text: object) -> bool:
        return not isinstance(text, str) or bool(_URI.match(text))

    @checker.checks("email")
    def is_mail(text: object) -> bool:
        return not isinstance(text, str) or bool(_MAIL.match(text))

    @checker.checks("date-time", raises=ValueError)
    def is_moment(text: object) -> bool:
        return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None

    return checker


def faults(name: str, row: Row, *, profiled: bool = False) -> list[str]:
    """What the schema of an object says against it, and the dates that no format guards."""
    said = [
        f"{error.json_path}: {error.message[:200]}"
        for error in validator(name, profiled=profiled).iter_errors(row)
    ]
    days = ("assured_date", "valid_from", "valid_to")
    wrong = [day for day in days if day in row and not _is_day(row[day])]
    return [*said, *(f"$.{day}: not a date" for day in wrong)]


def _is_day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


def documents(artifacts: Iterator[Artifact]) -> dict[str, Any]:
    """Path under `donnees/hsds/` → what each file holds, read strictly."""
    return {
        artifact.path.removeprefix(PREFIX): strictly(artifact.content)
        for artifact in artifacts
        if artifact.path.startswith(PREFIX) and artifact.path.endswith(".json")
    }


def strictly(content: bytes) -> Any:
    """JSON as RFC 8259 has it: no NaN, no key twice."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)

    return json.loads(content.decode(), parse_constant=refuse, object_pairs_hook=once)


def objects(found: Mapping[str, Any]) -> Iterator[tuple[str, str, Row]]:
    """(file, schema, object) of each object of each list, and each service whole."""
    for name, schema in LISTS.items():
        for row in found[name]["contents"]:
            yield name, schema, row
    for name, row in found.items():
        if name.startswith("services/"):
            yield name, "service.json", row
