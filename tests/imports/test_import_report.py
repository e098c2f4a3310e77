"""What an import says: the right command for a file, grouped faults, what is replaced or gone."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import UsageError
from generator.feed_report import feed_counts
from generator.import_data_inclusion import import_data_inclusion
from generator.import_hsds import hsds_choices, import_hsds
from generator.import_report import report_json, report_text
from generator.import_steps import ImportReport
from tests.imports.importing import files_of, run
from tests.imports.realistic_export import DAY, export

FEED_ROW = {"id": "velo", "nom": "Vélo", "resume": "Un vélo prêté.", "etat": "actif"}
HSDS_ROW = {"id": "1", "name": "Vélo", "status": "active", "organization_id": "2"}
OURS: dict[str, Any] = {
    "api/v1/services.json": {"schema_version": "1.1.0", "services": [FEED_ROW]},
    "api/v1/services/velo.json": {"content_key": "x", "service": FEED_ROW},
    "api/v1/services.ndjson": [FEED_ROW, FEED_ROW],
}
HSDS: dict[str, Any] = {
    "services.json": {"total_items": 1, "contents": [HSDS_ROW]},
    "services/1.json": HSDS_ROW,
    "organizations.json": [{"id": "2", "name": "Garage", "description": "Prête."}],
}


def bring(source: str, into: Path, form: str) -> ImportReport:
    """Import one file as the command of a format does."""
    if form == "data-inclusion":
        return import_data_inclusion(source, None, into, DAY)
    choices = hsds_choices((source,), DAY, nom="X", licence=None, thematiques=(), zones=())
    return import_hsds((source,), into, choices)


def wrong(document: Any, folder: Path, form: str) -> str:
    """What the command says of a file of another kind; it writes nothing."""
    path = folder / "fichier.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        bring(str(path), folder / "content", form)
    assert not (folder / "content").exists()
    return str(refused.value)


@pytest.mark.parametrize("form", ["hsds", "data-inclusion"])
@pytest.mark.parametrize("name", OURS)
def test_a_file_of_a_guichet_leads_to_import_feed(form: str, name: str, tmp_path: Path) -> None:
    assert "guichet import feed" in wrong(OURS[name], tmp_path, form)


@pytest.mark.parametrize("name", HSDS)
def test_an_hsds_file_leads_to_import_hsds(name: str, tmp_path: Path) -> None:
    assert "guichet import hsds" in wrong(HSDS[name], tmp_path, "data-inclusion")


@pytest.mark.parametrize("rank", [0, 1])
def test_a_data_inclusion_file_leads_to_its_command(rank: int, tmp_path: Path) -> None:
    rows = export(services=20, structures=20)[rank]

    for document in (rows, {"items": rows}):
        assert "guichet import data-inclusion" in wrong(document, tmp_path, "hsds")


def test_structures_alone_are_no_services(tmp_path: Path) -> None:
    structures = export(services=1, structures=5)[1]

    assert "celui des structures ?" in wrong(structures, tmp_path, "data-inclusion")


@pytest.mark.parametrize("form", ["hsds", "data-inclusion"])
def test_what_has_no_mark_leads_nowhere(form: str, tmp_path: Path) -> None:
    said = wrong({"type": "FeatureCollection", "name": "x", "features": []}, tmp_path, form)

    assert "guichet import" not in said


def test_entries_set_aside_for_one_reason_are_said_together(tmp_path: Path) -> None:
    rows, structures = export(services=30, structures=5)
    rows = [{**row, "thematiques": None} for row in rows]
    said = report_text(run(tmp_path, rows, structures, trial=True)).replace("\u00a0", " ")
    aside = said[said.index("mises de côté, à") :]
    aside = aside[: aside.index("\n\n")]

    assert aside.count("« thematiques »") == 1
    assert "services.json, fiche 2" in aside
    assert "… et " in aside
    assert aside.splitlines()[-1].endswith("ou relancez avec --thematique CODE.")


def test_every_entry_set_aside_is_named_in_the_whole_report(tmp_path: Path) -> None:
    rows, structures = export(services=30, structures=5)
    report = run(tmp_path, [{**row, "thematiques": None} for row in rows], structures, trial=True)

    said = report_text(report, every_case=True)
    for item in report.set_aside:
        assert item.origin.place in said
        assert item.origin.nom in said


def test_one_fault_is_said_once(tmp_path: Path) -> None:
    rows, structures = export(services=1, structures=1)
    report = run(tmp_path, [{**rows[0], "nom": "<p> </p>"}], structures, trial=True)

    (aside,) = report.set_aside
    assert len([reason for reason in aside.reasons if "vide" in reason]) <= 1, aside.reasons


def first_and_again(
    tmp_path: Path, changes: Mapping[str, Any], **options: Any
) -> tuple[ImportReport, Path]:
    """Three services imported, one edited here, then the same file again with a change."""
    rows, structures = export(services=3, structures=3)
    run(tmp_path, rows, structures)
    (edited, *_) = sorted((tmp_path / "content" / "services").iterdir())
    text = edited.read_text(encoding="utf-8").replace("etat: actif", "etat: a-confirmer")
    edited.write_text(text, encoding="utf-8")
    rows = [{**row, **changes} for row in rows]
    return run(tmp_path, rows, structures, **options), edited


@pytest.mark.parametrize("replacing", [True, False])
def test_what_differs_is_named_field_by_field(replacing: bool, tmp_path: Path) -> None:
    report, edited = first_and_again(tmp_path, {}, replacing=replacing)
    said = report_text(report).replace("\u00a0", " ")

    assert f"services/{edited.stem} : etat" in said
    assert ("ce qui y avait été changé ici est perdu" in said) == replacing
    assert ("1 remplacé," in said or "1 remplacé\n" in said) == replacing
    assert ("1 laissé en place" in said) != replacing
    assert "2 inchangés" in said
    document = json.loads(report_json(report))
    (differing,) = [item for item in document["fiches"] if item["champs_differents"]]
    assert differing["champs_differents"] == ["etat"]


def test_what_is_no_longer_in_the_file_is_counted_and_named(tmp_path: Path) -> None:
    """Of the publishers that the file speaks of: one directory gathers many."""
    rows, structures = export(services=4, structures=3)
    for row in rows:
        row["source"] = "dora"
    rows[3]["source"] = "carif-oref"
    first = run(tmp_path, rows, structures)
    before = files_of(tmp_path)
    report = run(tmp_path, rows[1:3], structures)
    said = report_text(report).replace("\u00a0", " ")

    gone = next(i.identifier for i in first.filed if i.entry.origin.source_id == rows[0]["id"])
    assert report.gone == (f"services/{gone}",)
    assert "1 fiche reprise auparavant n’est plus dans le fichier" in said
    assert f"services/{gone}" in said
    assert files_of(tmp_path) == before
    assert json.loads(report_json(report))["absentes"] == [f"services/{gone}"]
    assert first.gone == ()


def test_one_is_singular(tmp_path: Path) -> None:
    rows, structures = export(services=2, structures=1)
    for row in rows:
        row["structure_id"] = structures[0]["id"]
    run(tmp_path, rows[:1], structures)
    report = run(tmp_path, [rows[0], {**rows[1], "nom": None}], structures)
    said = report_text(report)

    assert "1 inchangée\n" in said
    assert "1 inchangé, 1 mis de côté\n" in said
    assert "1 nouveau\n" in report_text(run(tmp_path / "b", rows[:1], structures))


@pytest.mark.parametrize(
    ("collection", "numbers", "said"),
    [
        ("services", (1, 1, 1), "1 de plus, 1 qui change, 1 disparu"),
        ("structures", (0, 2, 1), "2 qui changent, 1 disparue"),
        ("structures", (0, 0, 2), "2 disparues"),
        ("services", (0, 0, 0), "rien ne change"),
    ],
)
def test_the_counts_of_a_feed_agree(
    collection: str, numbers: tuple[int, int, int], said: str
) -> None:
    assert feed_counts(collection, *numbers) == said


def test_windows_line_ends_are_said_once(tmp_path: Path) -> None:
    rows, structures = export(services=4, structures=1)
    text = "Un premier paragraphe.\r\n\r\nUn second, assez long pour être lu."
    rows = [{**row, "structure_id": structures[0]["id"], "description": text} for row in rows]
    report = run(tmp_path, rows, structures)
    said = report_text(report).replace("\u00a0", " ")

    assert "Fins de ligne de Windows (4 fois) :" in said
    assert said.count("ins de ligne") == 2  # the heading, and what became of them
    assert not [item for item in report.remarks if "invisible" in item.reason]
