"""What a file says never leaves its entry: no path, no YAML, no page, no program."""

from pathlib import Path
from typing import Any

import pytest

from generator import commands, pipeline
from generator.diagnostics import UsageError
from generator.import_data_inclusion import import_data_inclusion
from generator.import_report import report_text
from tests.imports.importing import check, files_of, run, write_export
from tests.imports.realistic_export import DAY, Row, export

HOSTILE = (
    "../../../etc/passwd",
    "a\n---\netat: termine\n---\n",
    "nom: x\nstructure: y",
    "</script><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("https://exemple.fr")',
    "&ancre *alias !!python/object:os.system [ls]",
    "CON",
    "index",
    "٣ хакер раypal",
    "\u202egnp.exe",
    "é" * 149,
    "😀☎️👩‍👩‍👧",
    "'\"\\\t`#:%@",
)


def hostile_rows() -> tuple[list[Row], list[Row]]:
    services, structures = export(services=len(HOSTILE), structures=len(HOSTILE))
    for row, text in zip(services[: len(HOSTILE)], HOSTILE, strict=True):
        row.update(dict.fromkeys(("nom", "commune", "adresse", "frais_precisions"), text))
        row.update(
            {"id": f"dora--{text}", "description": f"{text}\n{text}", "conditions_acces": text}
        )
    for row, text in zip(structures, HOSTILE, strict=True):
        row.update({"nom": text, "description": f"{text} {text}", "source": text})
    return services[: len(HOSTILE)], structures


def test_what_is_written_stays_in_its_folder_and_builds(tmp_path: Path) -> None:
    services, structures = hostile_rows()
    report = run(tmp_path, services, structures)
    checked = check(tmp_path)

    assert checked.plan is not None, checked.diagnostics
    assert len(files_of(tmp_path)) == len(report.filed) >= len(HOSTILE)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "export", "guichet.yaml"}
    pipeline.render(checked, commands.folders(tmp_path), lambda *_: None)
    assert "\u202e" not in report_text(report, every_case=True)


@pytest.mark.parametrize(
    "row",
    [None, 1, "texte", [], {}, {"id": {}}, {"id": "a" * 300}, {"id": "a", "structure_id": []}],
)
def test_a_row_that_is_no_entry_is_set_aside(tmp_path: Path, row: Any) -> None:
    report = run(tmp_path, [row])

    assert len(report.set_aside) == 1
    assert files_of(tmp_path) == {}


def test_every_field_may_be_null(tmp_path: Path) -> None:
    services, structures = export(services=2, structures=2)
    kept = ("id", "structure_id", "nom", "date_maj", "thematiques", "source")
    bare = [{name: row[name] if name in kept else None for name in row} for row in services[:2]]
    report = run(tmp_path, bare, [dict.fromkeys(row) | {"id": row["id"]} for row in structures])

    assert report.set_aside == ()
    assert check(tmp_path).plan is not None


def test_files_given_in_the_wrong_order_are_wrong_usage(tmp_path: Path) -> None:
    paths = write_export(tmp_path, *export(services=2, structures=2))

    with pytest.raises(UsageError, match="échangés"):
        import_data_inclusion(paths[1], paths[0], tmp_path / "content", DAY)


def test_one_page_of_several_is_said(tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_text('{"items": [], "total": 2705, "page": 1}')
    report = import_data_inclusion(str(path), None, tmp_path / "content", DAY)

    assert "annonce 2705 fiches et en contient 0" in report.set_aside[0].reasons[0]
