"""A data·inclusion export → what an import makes of it: files, report, and the export back."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from generator import commands, pipeline
from generator.checked import Checked
from generator.data_inclusion import project
from generator.import_data_inclusion import import_data_inclusion
from generator.import_steps import ImportReport
from tests.imports.realistic_export import DAY, Row, export

REPOSITORY = Path(__file__).parents[2]
SETTINGS = REPOSITORY / "tests" / "sites" / "minimal" / "guichet.yaml"
SETS = frozenset(
    (
        *("thematiques", "publics", "modes_accueil", "mobilisable_par", "modes_mobilisation"),
        "reseaux_porteurs",
    )
)


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """Rows, what was imported of them, and what the site exports."""

    services: Sequence[Row]
    structures: Sequence[Row]
    report: ImportReport
    root: Path
    checked: Checked

    def exported(self, collection: str) -> Mapping[str, Row]:
        """Their identifier → the object exported."""
        assert self.checked.plan is not None, self.checked.diagnostics
        plan = self.checked.plan
        services, structures = project(plan.catalogue, plan.schemas, plan.referentiels)
        rows = services if collection == "services" else structures
        return {row["id"]: row for _, row in rows}


def write_export(folder: Path, services: Sequence[Any], structures: Sequence[Any]) -> list[str]:
    """Both files in a folder; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in (("services", services), ("structures", structures)):
        path = folder / f"{name}.json"
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8-sig")
        paths.append(str(path))
    return paths


def run(
    root: Path, services: Sequence[Any], structures: Sequence[Any] = (), **options: Any
) -> ImportReport:
    """Import rows into the content folder of `root`."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    shutil.copy(SETTINGS, root / "guichet.yaml")
    paths = write_export(root / "export", services, structures)
    today: date = options.pop("today", DAY)
    return import_data_inclusion(paths[0], paths[1], root / "content", today, **options)


def check(root: Path) -> Checked:
    """`guichet check` on what was imported."""
    return pipeline.check(commands.folders(root), DAY, lambda *_: None)


@cache
def realistic_cycle() -> Cycle:
    """The realistic export imported once for all tests; nobody may write in its folder."""
    root = Path(mkdtemp(prefix="guichet-import-"))
    services, structures = export()
    report = run(root, services, structures)
    return Cycle(
        services=services, structures=structures, report=report, root=root, checked=check(root)
    )


def files_of(root: Path) -> dict[str, str]:
    """Path in the content folder → text."""
    content = root / "content"
    return {
        path.relative_to(content).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(content.rglob("*"))
        if path.is_file()
    }


def same(field: str, one: Any, other: Any) -> bool:
    """Whether two values of their field say the same: sets have no order, blank is null."""
    if _is_blank(one) or _is_blank(other):
        return _is_blank(one) and _is_blank(other)
    if field in SETS and isinstance(one, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def _is_blank(value: Any) -> bool:
    return value in (None, []) or (isinstance(value, str) and not value.strip())


def unexplained(row: Row, back: Row | None, report: ImportReport, collection: str) -> list[str]:
    """Fields of a row that neither came back the same nor are in the report."""
    said = {
        remark.field
        for remark in report.remarks
        if remark.origin.collection == collection and remark.origin.source_id == row["id"]
    }
    return [
        field
        for field, value in row.items()
        if field not in said and not same(field, value, (back or {}).get(field))
    ]
