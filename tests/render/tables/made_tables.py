"""A content repository, or services made up for a test → the tables that would be published."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator import commands, pipeline
from generator.contradictions import KINDS, Contradiction
from generator.entries import Citation, Lieu, Montant, Service
from generator.published import published
from generator.render.sheets import render_sheets
from generator.render.tables import render_tables
from generator.render.tables.columns import tables_of
from generator.render.tables.csv_files import csv_file, spreadsheet_file
from generator.render.tables.rows import fill
from generator.render.tables.table_schema import table_schema
from generator.site_plan import SitePlan
from tests.sites.building import SITES, TODAY
from tests.sites.hostile import HOSTILE

Files = Mapping[str, bytes]
FOLDER = "donnees/"
_READERS = {
    "integer": int,
    "number": lambda cell: float(cell.replace(",", ".")),
    "boolean": {"true": True, "false": False}.__getitem__,
    "array": json.loads,
    "object": json.loads,
}


@cache
def plan_of(root: Path) -> SitePlan:
    """What would be published of a content repository, which nothing must forbid."""
    checked = pipeline.check(commands.folders(root), TODAY, lambda *_: None)
    assert checked.plan is not None, checked.diagnostics
    return checked.plan


def complete_plan() -> SitePlan:
    return plan_of(SITES / "complete")


def complete_service() -> Service:
    (found,) = (s for s in complete_plan().catalogue.services if s.id == "service-complet")
    return found


def plan_with(*services: Service) -> SitePlan:
    """The complete site with these services instead of its own."""
    plan = complete_plan()
    return replace(plan, catalogue=replace(plan.catalogue, services=services))


def plain_service(identifier: str, **fields: Any) -> Service:
    """A service that says what a service must, and these fields."""
    whole = complete_service()
    required: dict[str, Any] = {
        name: getattr(whole, name)
        for name in ("structure", "thematiques", "zone_eligibilite", "date_maj", "sources")
    }
    said = {"nom": "Un service", "resume": "Un service d’essai.", "etat": "actif", **fields}
    return Service(id=identifier, **required | said)


def hostile_plan() -> SitePlan:
    """Everything an attacker could write, in all that is free text: more than is accepted."""
    services = [
        plain_service(
            f"hostile-{rank}",
            nom=text[:140],
            resume=f"{text[:100]} en résumé",
            delai=text,
            publics_precisions=text,
            justificatifs=(text, f"{text}|{text}"),
            mots_cles=(text[:60],),
            montant=Montant(max=1000, precisions=text),
            lieux=(Lieu(nom=text[:140], commune=text[:90]),),
            sources=(Citation(nom=text),),
        )
        for rank, text in enumerate(HOSTILE.values())
    ]
    contradictions = tuple(
        Contradiction(
            code=KINDS[rank % len(KINDS)],
            fiche=f"services/hostile-{rank}",
            champ=("resume",),
            message=text,
            conseil=text,
            texte=text if rank % 2 else "",
        )
        for rank, text in enumerate(HOSTILE.values())
        if text.strip()
    )
    return replace(plan_with(*services), contradictions=contradictions)


def files_of(plan: SitePlan) -> dict[str, bytes]:
    return {
        artifact.path.removeprefix(FOLDER): artifact.content
        for artifact in render_tables(plan, render_sheets(plan))
    }


def csv_files_of(plan: SitePlan) -> dict[str, bytes]:
    """The CSV files alone, with what is needed to read them: hundreds of them are made."""
    files = {}
    for table in tables_of(plan.schemas):
        filled = fill(table, plan)
        for name, make in (("", csv_file), ("-tableur", spreadsheet_file)):
            schema = table_schema(table, plan, for_spreadsheet=bool(name))
            files[f"schemas/{table.name}{name}.tableschema.json"] = json.dumps(schema).encode()
            files[f"{table.name}{name}.csv"] = make(table, filled.texts)
    return files


def write(files: Files, folder: Path) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def cells_of(content: bytes, delimiter: str = ",") -> list[list[str]]:
    """The cells as the standard library reads them."""
    text = content.decode("utf-8")
    lines = (f"{line}\n" for line in text.removesuffix("\n").split("\n"))
    return list(csv.reader(lines, delimiter=delimiter, strict=True))


def entries_of(files: Files, name: str) -> list[dict[str, Any]]:
    """The entries that a CSV file tells, as its Table Schema says to read them."""
    schema = json.loads(files[f"schemas/{name}.tableschema.json"])
    is_guarded = name.endswith("-tableur")
    content = files[f"{name}.csv"].removeprefix(b"\xef\xbb\xbf")
    names, *rows = cells_of(content, ";" if is_guarded else ",")
    assert names == [field["name"] for field in schema["fields"]]
    return [_entry(row, schema["fields"], is_guarded=is_guarded) for row in rows]


def _entry(
    row: Iterable[str], fields: Iterable[Mapping[str, Any]], *, is_guarded: bool
) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for cell, field in zip(row, fields, strict=True):
        if cell == "":
            continue
        text = cell.removeprefix("'") if is_guarded else cell
        if field["type"] == "list":
            value: Any = [_item(item) for item in text.split("|")]
        else:
            value = _READERS.get(field["type"], str)(text)
        *path, last = field["x-chemin"]
        target = entry
        for part in path:
            target = target.setdefault(part, {})
        target[last] = value
    return entry


def _item(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"p": "|"}.get(found[1], found[1]), text, flags=re.DOTALL)


def published_of(plan: SitePlan, collection: str) -> list[dict[str, Any]]:
    """The entries as the feed publishes them, with the address of their page."""
    entries = getattr(plan.catalogue, collection)
    base = f"{plan.settings.url}{collection}/"
    return [published(entry) | {"url": f"{base}{entry.id}.html"} for entry in entries]
