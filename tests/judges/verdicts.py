"""A built site → what the judges of each standard say of its files, read from outside.

Each judge is a program or a set of rules of the standard's own; the site is only a folder here.
`docs/make_conformity.py` writes the page of the site from these verdicts.
"""

import hashlib
import json
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from rdflib import Graph
from referencing import Registry, Resource

from tests.render.data_inclusion.judging import MODELS, judge, their_score
from tests.render.hsds import judge as hsds_judge

HERE = Path(__file__).parent
_PACKAGE = """
import json, sys
from frictionless import Package
report = Package(sys.argv[1]).validate()
faults = [fault for task in report.tasks for fault in task.errors]
print(json.dumps([fault.message for fault in (*report.errors, *faults)]))
"""
_OPENAPI = """
import json, sys
from pathlib import Path
from jsonschema_path import SchemaPath
from openapi_spec_validator import OpenAPIV31SpecValidator

spec = SchemaPath.from_dict(json.loads(Path(sys.argv[1]).read_text("utf-8")), handlers={})
print(json.dumps([fault.message for fault in OpenAPIV31SpecValidator(spec).iter_errors()]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one judge says."""

    standard: str  # key of the page's own words
    packages: tuple[str, ...]  # programs that judged, as their registry names them
    judged: int  # documents, objects or rows that were looked at
    faults: tuple[str, ...]


def judge_site(folder: Path) -> Iterator[Verdict]:
    """Every verdict on the site of a folder, in the order of the page."""
    for standard, judge_files in _JUDGES.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the judges, not of what they judge
            try:
                yield judge_files(folder)
            except Exception as error:  # noqa: BLE001 - what cannot be read is a fault as well
                yield Verdict(standard=standard, packages=(), judged=0, faults=(repr(error),))


def _interface(folder: Path) -> Verdict:
    """Each document of the interface, against the schema that it names."""
    schemas = [_read(path) for path in sorted((folder / "api/v1/schemas").rglob("*.json"))]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    faults, judged = [], 0
    for path in sorted((folder / "api/v1").rglob("*.json")):
        document = _read(path)
        if "schemas" in path.relative_to(folder).parts or path.name == "openapi.json":
            continue
        validator = Draft202012Validator({"$ref": document["$schema"]}, registry=registry)
        faults += [f"{path.name}: {fault.message}" for fault in validator.iter_errors(document)]
        judged += 1
    return Verdict(
        standard="interface", packages=("jsonschema",), judged=judged, faults=tuple(faults)
    )


def _openapi(folder: Path) -> Verdict:
    path = folder / "api/v1/openapi.json"
    return Verdict(
        standard="openapi",
        packages=("openapi-spec-validator",),
        judged=len(_read(path)["paths"]),
        faults=tuple(_run(_OPENAPI, str(path))),
    )


def _data_inclusion(folder: Path) -> Verdict:
    """Their models, strict; then their score, equal to the one that we publish."""
    faults, judged = [], 0
    own = folder / "donnees/data-inclusion"
    scores = _read(own / "scores.json")
    day = date.fromisoformat(scores["generated_at"])
    published = {row["id"]: row["score"] for row in scores["scores"]}
    for collection in MODELS:
        try:
            found = judge(collection, (own / f"{collection}.json").read_bytes())
        except ValueError as error:
            faults.append(str(error))
            continue
        judged += len(found)
        if collection == "services":
            with pytest.MonkeyPatch.context() as clock:
                for service in found:
                    theirs, _ = their_score(service, day, clock)
                    if round(theirs, 2) != published[service.id]:
                        faults.append(f"{service.id}: {theirs} ≠ {published[service.id]}")
    return Verdict(
        standard="data-inclusion",
        packages=("data-inclusion-schema",),
        judged=judged,
        faults=tuple(faults),
    )


def _hsds(folder: Path) -> Verdict:
    faults, judged = [], 0
    own = folder / "donnees/hsds"
    rows = [
        (schema, row)
        for name, schema in hsds_judge.LISTS.items()
        for row in _read(own / name)["contents"]
    ]
    rows += [("service.json", _read(path)) for path in sorted((own / "services").glob("*.json"))]
    for schema, row in rows:
        faults += hsds_judge.faults(schema, row)
        judged += 1
    return Verdict(standard="hsds", packages=("jsonschema",), judged=judged, faults=tuple(faults))


def _tables(folder: Path) -> Verdict:
    """The data package, then each table as two other programs read it: same rows everywhere."""
    own = folder / "donnees"
    faults = _run(_PACKAGE, str(own / "datapackage.json"))
    judged = 0
    for collection in ("services", "structures"):
        expected = len(_read(folder / f"api/v1/{collection}.json")[collection])
        path = own / f"{collection}.csv"
        table = duckdb.read_csv(str(path), all_varchar=True, header=True)
        read = {
            "duckdb": len(table.fetchall()),
            "pandas": len(pd.read_csv(path, dtype=str)),
        }
        faults += [f"{path.name}: {name} {n}" for name, n in read.items() if n != expected]
        judged += expected
    return Verdict(
        standard="tables",
        packages=("frictionless", "duckdb", "pandas"),
        judged=judged,
        faults=tuple(faults),
    )


def _database(folder: Path) -> Verdict:
    """SQLite says that the file is whole, Datasette opens it and searches it."""
    own = folder / "donnees"
    with sqlite3.connect(f"file:{own / 'guichet.sqlite'}?mode=ro", uri=True) as base:
        (said,) = base.execute("pragma integrity_check").fetchone()
        (judged,) = base.execute("select count(*) from services").fetchone()
    base.close()
    program = HERE.parent / "render/tables/ask_datasette.py"
    paths = ("/guichet/services.json?_shape=array&_search=permis", "/guichet/services")
    done = subprocess.run(
        (sys.executable, "-W", "ignore", str(program), str(own), *paths),
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [said] if said != "ok" else []
    if done.returncode:
        faults.append(done.stderr.strip().splitlines()[-1])
    return Verdict(
        standard="database", packages=("datasette",), judged=judged, faults=tuple(faults)
    )


def _catalogue(folder: Path) -> Verdict:
    from pyshacl import validate  # noqa: PLC0415 - it takes a second to load

    graph = Graph().parse(folder / "donnees/catalogue.jsonld", format="json-ld")
    shapes = Graph().parse(HERE / "dcat/dcat-ap.shapes.ttl", format="turtle")
    conforms, _, text = validate(graph, shacl_graph=shapes)
    return Verdict(
        standard="catalogue",
        packages=("rdflib", "pyshacl"),
        judged=len(graph),
        faults=() if conforms else (str(text),),
    )


def _feeds(folder: Path) -> Verdict:
    """Each Atom feed as feedparser reads it, each JSON Feed by the rules of version 1.1."""
    faults, judged = [], 0
    for path in sorted((folder / "donnees").rglob("*.atom")):
        read = feedparser.parse(path.read_bytes())
        if read.bozo or read.version != "atom10" or not read.feed.get("updated_parsed"):
            faults.append(f"{path.name}: {read.get('bozo_exception', read.version)}")
        judged += 1
    own = (folder / "donnees/changements.json", *(folder / "donnees/changements").rglob("*.json"))
    for path in own:
        faults += [f"{path.name}: {fault}" for fault in _json_feed(_read(path))]
        judged += 1
    return Verdict(standard="feeds", packages=("feedparser",), judged=judged, faults=tuple(faults))


def _json_feed(feed: dict[str, Any]) -> Iterator[str]:
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    if not feed.get("title") or not isinstance(feed.get("items"), list):
        yield "title, items"
    identifiers = [item.get("id") for item in feed.get("items", ())]
    if len(set(identifiers)) != len(identifiers) or not all(map(_is_text, identifiers)):
        yield "id"
    for item in feed.get("items", ()):
        if not (item.get("content_text") or item.get("content_html")):
            yield f"{item.get('id')}: content"
        if datetime.fromisoformat(item["date_published"]).tzinfo is None:
            yield f"{item.get('id')}: date_published"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _checksums(folder: Path) -> Verdict:
    lines = (folder / "donnees/SHA256SUMS").read_text("utf-8").splitlines()
    faults = []
    for line in lines:
        digest, _, path = line.partition("  ")
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != digest:
            faults.append(path)
    return Verdict(standard="checksums", packages=(), judged=len(lines), faults=tuple(faults))


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _run(program: str, *arguments: str) -> list[str]:
    """A judge in a process of its own: its libraries warn of themselves."""
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", program, *arguments),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return [done.stderr.strip().splitlines()[-1]]
    return list(json.loads(done.stdout))


_JUDGES: Mapping[str, Callable[[Path], Verdict]] = {
    "interface": _interface,
    "openapi": _openapi,
    "data-inclusion": _data_inclusion,
    "hsds": _hsds,
    "tables": _tables,
    "database": _database,
    "catalogue": _catalogue,
    "feeds": _feeds,
    "checksums": _checksums,
}
