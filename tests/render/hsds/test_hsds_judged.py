"""Everything under `donnees/hsds/`, judged by the official schemas of HSDS 3.1."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.import_hsds import hsds_choices, import_hsds
from generator.render.hsds import render_hsds
from generator.site_plan import SitePlan
from tests.render.hsds import judge
from tests.sites.building import TODAY
from tests.sites.hostile import write_hostile_content

SITES = ("real", "complete", "minimal")


@cache
def published(name: str) -> Mapping[str, Any]:
    return judge.documents(render_hsds(judge.plan_of(name)))


@pytest.fixture(params=SITES)
def found(request: pytest.FixtureRequest) -> Mapping[str, Any]:
    return published(request.param)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[SitePlan, Mapping[str, Any]]:
    plan = judge.plan(write_hostile_content(tmp_path_factory.mktemp("hostile-hsds")))
    return plan, judge.documents(render_hsds(plan))


def test_the_judges_are_those_of_open_referral() -> None:
    sums = (judge.FOLDER / "SHA256SUMS").read_text().splitlines()

    assert len(sums) == 27
    for line in sums:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((judge.FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_every_format_of_the_schemas_has_a_judge() -> None:
    text = json.dumps(judge.SCHEMAS)
    used = {word.split('"')[0] for word in text.split('"format": "')[1:]} - {"csv"}

    assert used == set(judge.formats().checkers)


def test_the_judge_refuses_what_is_wrong() -> None:
    (row, *_) = published("complete")["services.json"]["contents"]
    lies = (
        {"id": "pas-un-uuid"},
        {"id": row["id"].upper()},
        {"status": "ouvert"},
        {"url": "https://exemple.fr/é"},
        {"email": "personne"},
        {"last_modified": "2026-02-30T00:00:00.000Z"},
        {"minimum_age": "18"},
        {"phones": [{"number": "3949"}]},
        {"attributes": [{**row["attributes"][0], "taxonomy_term": {"id": row["id"]}}]},
        {"organization": {"id": row["id"], "name": "Sans description"}},
    )

    assert judge.faults("service.json", row) == []
    for lie in lies:
        assert judge.faults("service.json", row | lie) != [], lie


def test_the_official_example_is_accepted() -> None:
    """The judge is neither deaf nor stricter than the standard."""
    example = json.loads((judge.FOLDER / "examples" / "service_full.json").read_bytes())

    assert judge.faults("service.json", example) == []


def test_every_object_of_every_file_is_valid(found: Mapping[str, Any]) -> None:
    seen: Counter[str] = Counter()
    for name, schema, row in judge.objects(found):
        assert judge.faults(schema, row) == [], name
        seen[schema] += 1

    assert {"service.json", "organization.json", "taxonomy.json", "taxonomy_term.json"} <= set(seen)
    assert seen["service.json"] >= 2


def test_a_hostile_entry_gives_valid_objects(hostile: tuple[SitePlan, Mapping[str, Any]]) -> None:
    plan, found = hostile
    rows = list(judge.objects(found))

    assert len(found["services.json"]["contents"]) == len(plan.catalogue.services) > 60
    for name, schema, row in rows:
        assert judge.faults(schema, row) == [], name
    assert_whole(found)


def test_a_hostile_text_is_published_as_it_is(hostile: tuple[SitePlan, Mapping[str, Any]]) -> None:
    plan, found = hostile
    rows = {row["x_id"]: row for row in found["services.json"]["contents"]}

    for entry in plan.catalogue.services:
        row = rows[entry.id]
        assert row["name"] == entry.nom
        assert row["x_resume"] == entry.resume
        papers = [paper["document"] for paper in row.get("required_documents", ())]
        assert papers == list(entry.justificatifs)


def test_hostile_entries_come_back_or_are_set_aside_with_a_reason(
    hostile: tuple[SitePlan, Mapping[str, Any]], tmp_path: Path
) -> None:
    """What is hostile is text: it goes out, and comes in as far as our rules go."""
    plan, found = hostile
    chosen = found["services.json"]["contents"][::6]
    sources = []
    for row in chosen:
        sources.append(tmp_path / f"{row['id']}.json")
        sources[-1].write_text(json.dumps(found[f"services/{row['id']}.json"]), encoding="utf-8")
    files = tuple(map(str, sources))
    choices = hsds_choices(files, TODAY, nom="Essai", licence=None, thematiques=(), zones=())

    report = import_hsds(files, tmp_path / "content", choices, trial=True)

    read = {item.entry.origin for item in report.filed} | {item.origin for item in report.set_aside}
    assert len(report.filed) > 14
    assert len(read) == len(chosen) + len({row["organization_id"] for row in chosen})
    assert all(item.reasons for item in report.set_aside)
    entries = (*plan.catalogue.services, *plan.catalogue.structures)
    assert {item.identifier for item in report.filed} <= {entry.id for entry in entries}


def test_no_hostile_text_becomes_a_path(hostile: tuple[SitePlan, Mapping[str, Any]]) -> None:
    _, found = hostile

    for name in found:
        assert all(sign.isascii() and (sign.isalnum() or sign in "-_./") for sign in name)
        assert ".." not in name


def test_references_lead_to_objects_and_identifiers_are_unique(found: Mapping[str, Any]) -> None:
    assert_whole(found)


def assert_whole(found: Mapping[str, Any]) -> None:
    """Referential integrity: what is cited exists, and no identifier names two things."""
    lists = {name: {row["id"]: row for row in found[name]["contents"]} for name in judge.LISTS}
    for name, rows in lists.items():
        page = found[name]
        assert len(rows) == len(page["contents"]) == page["total_items"] == page["size"], name
        assert page["empty"] == (not rows)
    kinds = {
        "service_id": lists["services.json"],
        "organization_id": lists["organizations.json"],
        "location_id": lists["locations.json"],
        "service_at_location_id": lists["service_at_locations.json"],
        "taxonomy_id": lists["taxonomies.json"],
        "taxonomy_term_id": lists["taxonomy_terms.json"],
        "parent_id": lists["taxonomy_terms.json"],
    }
    owners = {"service": "services.json", "organization": "organizations.json"}
    identifiers: dict[str, Any] = {}
    cited = 0
    for name in judge.LISTS:
        for row in nested(found[name]["contents"]):
            assert identifiers.setdefault(row["id"], row) is row, row
            for key, targets in kinds.items():
                if key in row:
                    assert row[key] in targets, (name, key)
                    cited += 1
            if "link_id" in row:
                assert row["link_id"] in lists[owners[row["link_entity"]]]
    assert cited > 100
    assert_each_service_is_whole(found, lists)


def assert_each_service_is_whole(
    found: Mapping[str, Any], lists: Mapping[str, Mapping[str, Any]]
) -> None:
    """The file of a service says what the lists say, and is where its identifier leads."""
    places = lists["service_at_locations.json"].values()
    for identifier, row in lists["services.json"].items():
        whole = found[f"services/{identifier}.json"]
        assert whole["organization"]["id"] == row["organization_id"]
        links = whole.get("service_at_locations", [])
        said = [{k: v for k, v in link.items() if k != "location"} for link in links]
        assert said == [link for link in places if link["service_id"] == identifier]
        for link in links:
            assert lists["locations.json"][link["location_id"]] == link["location"]
        for attribute in whole["attributes"]:
            term = lists["taxonomy_terms.json"][attribute["taxonomy_term_id"]]
            assert attribute["taxonomy_term"] == term
        same = {"organization", "service_at_locations", "attributes"}
        assert {k: v for k, v in whole.items() if k not in same} == {
            k: v for k, v in row.items() if k not in same
        }


def nested(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object that has an identifier, wherever it stands."""
    if isinstance(value, Mapping):
        if "id" in value:
            yield value
        for key, item in value.items():
            if not key.startswith("x_"):
                yield from nested(item)
    elif isinstance(value, list):
        for item in value:
            yield from nested(item)
