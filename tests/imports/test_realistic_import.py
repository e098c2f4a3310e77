"""A realistic data·inclusion export, with its faults: imported, built, exported, compared."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import commands, pipeline
from generator.diagnostics import Severity
from generator.import_report import report_json, report_text
from generator.import_steps import KEPT, NEW, REPLACED, SAME
from tests.imports.importing import (
    check,
    files_of,
    realistic_cycle,
    run,
    unexplained,
)
from tests.imports.realistic_export import DAY, export
from tests.render.data_inclusion.judging import judge_rows


def test_what_is_imported_is_accepted_by_check() -> None:
    checked = realistic_cycle().checked

    assert [item for item in checked.diagnostics if item.severity is Severity.ERROR] == []
    assert len(realistic_cycle().report.filed) > 500


def test_what_is_imported_can_be_built_and_nothing_of_it_is_lost() -> None:
    cycle = realistic_cycle()
    artifacts = pipeline.render(cycle.checked, commands.folders(cycle.root), lambda *_: None)

    assert any(artifact.path == "donnees/data-inclusion/services.json" for artifact in artifacts)


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_every_field_comes_back_the_same_or_is_in_the_report(collection: str) -> None:
    cycle = realistic_cycle()
    back = cycle.exported(collection)
    aside = {item.origin.place for item in cycle.report.set_aside}
    compared = 0
    for rank, row in enumerate(getattr(cycle, collection), start=1):
        if f"{collection}.json, fiche {rank}" not in aside:
            assert unexplained(row, back.get(row["id"]), cycle.report, collection) == [], row["id"]
            compared += 1

    assert compared == len(getattr(cycle, collection)) - sum(
        item.origin.collection == collection for item in cycle.report.set_aside
    )
    assert compared >= 150


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_what_comes_back_is_accepted_by_their_models(collection: str) -> None:
    rows = list(realistic_cycle().exported(collection).values())

    assert len(judge_rows(collection, rows)) == len(rows)


def test_an_entry_set_aside_says_where_it_is_and_why_and_is_not_written() -> None:
    cycle = realistic_cycle()
    written = {item.entry.origin.place for item in cycle.report.filed}

    assert 5 < len(cycle.report.set_aside) < 30
    for item in cycle.report.set_aside:
        assert ".json, fiche " in item.origin.place
        assert item.origin.place not in written
        assert all(reason.strip() for reason in item.reasons)


def test_each_entry_is_one_file_that_tells_its_origin() -> None:
    cycle = realistic_cycle()
    files = files_of(cycle.root)

    assert len(files) == len(cycle.report.filed)
    for item in cycle.report.filed:
        text = files[f"{item.entry.origin.collection}/{item.identifier}.md"]
        assert "provenance:\n  nom: data·inclusion\n" in text
        assert f"  importe_le: {DAY.isoformat()}\n" in text


def test_importing_again_changes_nothing_even_another_day(tmp_path: Path) -> None:
    services, structures = export(services=60, structures=30)
    first = run(tmp_path, services, structures)
    before = files_of(tmp_path)
    again = run(tmp_path, services, structures, today=DAY + timedelta(days=9), replacing=True)

    assert {item.outcome for item in first.filed} == {NEW}
    assert {item.outcome for item in again.filed} == {SAME}
    assert files_of(tmp_path) == before


def test_the_order_of_the_rows_changes_no_name(tmp_path: Path) -> None:
    services, structures = export(services=80, structures=30)
    once = [row for row in {row["id"]: row for row in services}.values() if row["id"]]
    run(tmp_path / "one", once, structures)
    run(tmp_path / "two", once[::-1], structures[::-1])

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_namesakes_that_arrive_later_take_no_name_that_is_taken(tmp_path: Path) -> None:
    services, structures = export(services=40, structures=20)
    services = [row for row in services if row["id"]]
    run(tmp_path, services[:20], structures)
    before = files_of(tmp_path)
    run(tmp_path, services, structures)
    after = files_of(tmp_path)

    assert before.items() <= after.items()
    assert len(after) > len(before)


def test_a_file_that_someone_changed_is_kept_unless_asked(tmp_path: Path) -> None:
    services, structures = export(services=4, structures=4)
    report = run(tmp_path, services, structures)
    item = next(it for it in report.filed if it.entry.origin.collection == "services")
    path = tmp_path / "content" / "services" / f"{item.identifier}.md"
    mine = path.read_text(encoding="utf-8").replace("resume: ", "resume: Ma phrase. ", 1)
    path.write_text(mine, encoding="utf-8")

    kept = run(tmp_path, services, structures)
    assert [it.identifier for it in kept.filed if it.outcome == KEPT] == [item.identifier]
    assert path.read_text(encoding="utf-8") == mine
    assert item.identifier in report_text(kept)

    replaced = run(tmp_path, services, structures, replacing=True)
    assert [it.identifier for it in replaced.filed if it.outcome == REPLACED] == [item.identifier]
    assert path.read_text(encoding="utf-8") != mine


def test_a_local_entry_is_never_touched(tmp_path: Path) -> None:
    services, structures = export(services=1, structures=1)
    report = run(tmp_path / "first", services, structures)
    name = next(it.identifier for it in report.filed if it.entry.origin.collection == "structures")
    mine = "---\nnom: La nôtre\ndate_maj: 2026-01-01\nsources:\n  - nom: Nous\n---\n"
    path = tmp_path / "second" / "content" / "structures" / f"{name}.md"
    path.parent.mkdir(parents=True)
    path.write_text(mine, encoding="utf-8")
    run(tmp_path / "second", services, structures, replacing=True)

    assert path.read_text(encoding="utf-8") == mine
    assert len(list(path.parent.iterdir())) > 1


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    services, structures = export(services=10, structures=5)
    report = run(tmp_path, services, structures, trial=True)

    assert files_of(tmp_path) == {}
    assert "rien n’est écrit" in report_text(report)
    assert {item.outcome for item in report.filed} == {NEW}


def test_the_text_report_is_in_french_and_names_every_field() -> None:
    report = realistic_cycle().report
    text = report_text(report, every_case=True)

    assert "\u00a0:" in text
    for remark in report.remarks:
        assert f"  {remark.field}\u00a0: " in text
        assert remark.reason.strip()
        assert remark.origin.place in text


def test_the_json_report_counts_every_row() -> None:
    cycle = realistic_cycle()
    document = json.loads(report_json(cycle.report))

    assert len(document["fiches"]) == len(cycle.report.filed)
    assert len(document["remarques"]) == len(cycle.report.remarks)
    services = document["total"]["services"]
    assert services["nouvelle"] + services["mises_de_cote"] == len(cycle.services)


def test_what_the_operator_says_of_the_file_is_written(tmp_path: Path) -> None:
    services, structures = export(services=1, structures=1)
    bare = {**services[0], "thematiques": None, "zone_eligibilite": None}
    report = run(
        tmp_path,
        [bare],
        structures,
        licence="Licence Ouverte 2.0",
        zones=("43",),
        thematiques=("mobilite--preparer-un-permis",),
    )
    text = files_of(tmp_path)[f"services/{report.filed[-1].identifier}.md"]

    assert "  licence: Licence Ouverte 2.0\n" in text
    assert "    - thematiques\n" in text
    assert 'zone_eligibilite:\n  - "43"\n' in text
    assert check(tmp_path).plan is not None


def test_the_day_of_the_import_is_the_one_given(tmp_path: Path) -> None:
    services, structures = export(services=1, structures=1)
    run(tmp_path, services, structures, today=date(2026, 12, 1))

    assert all("importe_le: 2026-12-01" in text for text in files_of(tmp_path).values())


def test_a_file_that_cannot_be_read_is_never_written_over(tmp_path: Path) -> None:
    services, structures = export(services=1, structures=1)
    report = run(tmp_path / "first", services, structures)
    name = next(it.identifier for it in report.filed if it.entry.origin.collection == "services")
    path = tmp_path / "second" / "content" / "services" / f"{name}.md"
    path.parent.mkdir(parents=True)
    path.write_text("une fiche en cours d’écriture", encoding="utf-8")
    run(tmp_path / "second", services, structures, replacing=True)

    assert path.read_text(encoding="utf-8") == "une fiche en cours d’écriture"
    assert len(list(path.parent.iterdir())) > 1
