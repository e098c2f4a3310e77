"""Each mistake of a table is told at its cell, with what to write instead; else nothing is lost."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from generator.diagnostics import CODES, UsageError
from generator.import_steps import KEPT, NEW, REPLACED, SAME
from generator.import_table import TableReport, Wishes, import_table
from generator.table_report import table_json, table_text
from generator.table_steps import export_table, export_template
from tests.command_line import run_guichet

BASE = Path(__file__).parents[1] / "cases" / "base"
TODAY = date(2026, 11, 21)
GOOD: Mapping[str, Any] = {
    "Nom": "Vélos de la gare",
    "Structure": "maison-mobilite",
    "Résumé": "Un vélo prêté pour aller travailler.",
    "Thématiques": "Accéder à un véhicule",
    "Territoires couverts": "43",
    "État": "Ouvert",
    "Date de mise à jour": datetime(2026, 11, 18),  # noqa: DTZ001 - as a spreadsheet has it
    "Nom de la source": "Site de l’organisme",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "site")
    return tmp_path / "site"


def save(path: Path, *rows: Mapping[str, Any], **sheets: list[list[Any]]) -> str:
    """A workbook with a sheet of services, the titles of all its rows, and other sheets."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = "Services"
    titles = list(dict.fromkeys(title for row in rows for title in row))
    sheet.append(titles)
    for row in rows:
        sheet.append([row.get(title) for title in titles])
    for name, lines in sheets.items():
        other = book.create_sheet(name.replace("_", " "))
        for line in lines:
            other.append(line)
    book.save(path)
    return str(path)


def run(root: Path, source: str, **wishes: Any) -> TableReport:
    return import_table(source, root / "content", TODAY, Wishes(**wishes))


def told(report: TableReport) -> list[str]:
    """Place, code, hint of each fault."""
    for fault in (*report.faults, *report.warnings):
        assert fault.code in CODES
        assert fault.hint
    return [
        f"{fault.place} [{fault.code}] {fault.message} → {fault.hint}" for fault in report.faults
    ]


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def test_a_good_row_becomes_an_entry_that_check_accepts(root: Path) -> None:
    report = run(root, save(root / "t.xlsx", GOOD))

    assert told(report) == []
    assert [item.outcome for item in report.filed] == [NEW]
    assert (root / "content/services/velos-de-la-gare.md").is_file()
    assert run_guichet(["check", "--date", "2026-11-21"], root).returncode == 0
    again = run(root, str(root / "t.xlsx"))
    assert [item.outcome for item in again.filed] == [SAME]


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "a word of no list": (
        {"Thématiques": "Accéder à un véhicul"},
        (
            "(Thématiques) [valeur-inconnue] « Accéder à un véhicul » n’est pas une valeur "
            "de « Thématiques » → vouliez-vous dire « Accéder à un véhicule » ?"
        ),
    ),
    "one wrong value among several": (
        {"Thématiques": "Accéder à un véhicule, Bidule"},
        "(Thématiques) [valeur-inconnue] « Bidule » n’est pas une valeur",
    ),
    "a required cell that is empty": (
        {"Résumé": None},
        "(Résumé) [champ-manquant] la cellule « Résumé » est vide → remplissez-la, par",
    ),
    "no source": (
        {"Nom de la source": None},
        "(Nom de la source) [champ-manquant] la cellule « Nom de la source » est vide",
    ),
    "a zero that a spreadsheet took off": (
        {"Code postal": 1000},
        (
            "(Code postal) [format-incorrect] « 1000 » a perdu son zéro du début : les "
            "tableurs l’enlèvent → vouliez-vous dire « 01000 » ?"
        ),
    ),
    "a phone without its zero": (
        {"Téléphone": 471000000},
        "(Téléphone) [telephone-invalide] « 471000000 » a perdu son zéro",
    ),
    "a day of every year made a date": (
        {"Période › Début": datetime(2026, 6, 1), "Période › Fin": "09-30"},  # noqa: DTZ001
        (
            "(Période › Début) [date-invalide] le tableur a fait de ce jour une date : "
            "« 2026-06-01 » → vouliez-vous dire « 06-01 » ?"
        ),
    ),
    "no date": (
        {"Date de mise à jour": "hier"},
        "(Date de mise à jour) [date-invalide] « hier » n’est pas une date → écrivez le",
    ),
    "a day to come": (
        {"Date de mise à jour": "25/12/2026"},
        "(Date de mise à jour) [date-future]",
    ),
    "no number": (
        {"Montant maximal": "environ 300 euros"},
        (
            "(Montant maximal) [type-incorrect] « environ 300 euros » n’est pas un nombre → "
            "des chiffres seulement, sans unité : « 300 »"
        ),
    ),
    "a structure that nobody knows": (
        {"Structure": "maison-mobilitte"},
        (
            "(Structure) [structure-inconnue] aucune structure ne s’appelle "
            "« maison-mobilitte » → vouliez-vous dire « maison-mobilite » ?"
        ),
    ),
    "a structure that is nearly named": (
        {"Structure": "Maison Mobilit"},
        (
            "(Structure) [structure-inconnue] aucune structure ne s’appelle "
            "« Maison Mobilit » → vouliez-vous dire « maison-mobilite » ?"
        ),
    ),
    "a département that is nearly named": (
        {"Territoires couverts": "Haute Loir"},
        "« Haute Loir » n’est le code d’aucun territoire → vouliez-vous dire « 43 » (Haute-Loire)",
    ),
    "a town instead of its code": (
        {"Territoires couverts": "Le Puy-en-Velay"},
        (
            "(Territoires couverts) [code-territoire-inconnu] « Le Puy-en-Velay » n’est le "
            "code d’aucun territoire → vouliez-vous dire « 43157 » ?"
        ),
    ),
    "an identifier with spaces": (
        {"Identifiant": "Vélos de la Gare"},
        (
            "(Identifiant) [nom-de-fichier] « Vélos de la Gare » ne peut pas être un "
            "identifiant → sans majuscule, accent ni espace : « velos-de-la-gare »"
        ),
    ),
    "an identifier that climbs": (
        {"Identifiant": "../../../tmp/x"},
        "(Identifiant) [nom-de-fichier]",
    ),
    "a formula without a value": (
        {"Résumé": '=CONCATENATE("a";A1)'},
        "(Résumé) [type-incorrect] la formule de cette cellule n’a pas de valeur",
    ),
    "a character that nobody sees": (
        {"Résumé": "Un vélo\u202eprêté pour aller travailler."},
        "(Résumé) [caractere-interdit] caractère invisible ou de contrôle (U+202E)",
    ),
    "a rule between two fields": (
        {"Montant minimal": 500, "Montant maximal": 300},
        "[minimum-au-dessus-du-maximum]",
    ),
}


@pytest.fixture(scope="module")
def every_case(tmp_path_factory: pytest.TempPathFactory) -> TableReport:
    """A table with a row for each case: reading it once is enough."""
    root = tmp_path_factory.mktemp("cases") / "site"
    shutil.copytree(BASE, root)
    rows = [
        {"Identifiant": f"cas-{rank}", **GOOD, **change}
        for rank, (change, _) in enumerate(CASES.values())
    ]
    before = files(root)
    report = run(root, save(root / "t.xlsx", *rows))

    assert not report.is_written
    assert files(root) == before
    return report


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_at_its_cell_and_nothing_is_written(
    case: str, every_case: TableReport
) -> None:
    row = list(CASES).index(case) + 2
    lines = [
        line
        for line, fault in zip(told(every_case), every_case.faults, strict=True)
        if fault.row == row
    ]

    assert len(lines) == 1
    assert lines[0].startswith("feuille « Services », cellule ")
    assert CASES[case][1] in lines[0]


def test_a_column_that_nobody_knows_is_told_at_its_title(root: Path) -> None:
    source = save(root / "t.xlsx", {**GOOD, "Telefone": "04 71 00 00 00"})

    assert told(run(root, source)) == [
        (
            "feuille « Services », cellule I1 [champ-inconnu] la colonne « Telefone » n’existe pas "
            "→ vouliez-vous dire « Téléphone » ?"
        )
    ]


def test_a_fault_of_a_list_is_told_in_its_sheet(root: Path) -> None:
    places = [
        ["Fiche", "Nom du lieu", "Code postal", "Latitude"],
        ["Vélos de la gare", "Gare", "43000", 45.04],
        ["velos-de-la-gare", "Place", "4300", "loin"],
        ["velos", "Ailleurs", None, None],
    ]
    report = run(root, save(root / "t.xlsx", GOOD, Lieux_des_services=places))

    assert [line.partition(" : ")[0].partition(" → ")[0] for line in told(report)] == [
        (
            "feuille « Lieux des services », cellule C3 (Code postal) [format-incorrect] « 4300 » "
            "a perdu son zéro du début"
        ),
        (
            "feuille « Lieux des services », cellule D3 (Latitude) [type-incorrect] « loin » n’est "
            "pas un nombre"
        ),
        (
            "feuille « Lieux des services », cellule A4 (Fiche) [fiche-inconnue] aucune ligne de "
            "la feuille « Services » ne s’appelle « velos »"
        ),
    ]


def test_one_fault_stops_all_unless_the_others_are_asked_for(root: Path) -> None:
    other = {**GOOD, "Nom": "Prêt de scooters", "Résumé": None}
    source = save(root / "t.xlsx", GOOD, other)
    refused = run(root, source)
    partial = run(root, source, partial=True)

    assert not refused.is_written
    assert refused.set_aside == ("services/pret-de-scooters",)
    assert partial.is_refused
    assert [item.identifier for item in partial.filed] == ["velos-de-la-gare"]
    assert (root / "content/services/velos-de-la-gare.md").is_file()
    assert not (root / "content/services/pret-de-scooters.md").exists()


def test_an_entry_that_is_there_is_replaced_only_when_asked(root: Path) -> None:
    export_table(root / "t.xlsx", root, TODAY, "services", None, replacing=False)
    book: Any = load_workbook(root / "t.xlsx")
    titles = {cell.value.removesuffix(" *"): cell.column for cell in book["Services"][2]}
    identifier = book["Services"].cell(3, titles["Identifiant"]).value
    book["Services"].cell(3, titles["Nom"]).value = "Un autre nom"
    book.save(root / "t.xlsx")
    before = files(root)
    kept = run(root, str(root / "t.xlsx"))

    assert {item.outcome for item in kept.filed} == {SAME, KEPT}
    assert [item.differing for item in kept.filed if item.outcome == KEPT] == [("nom", "date_maj")]
    assert files(root) == before
    tried = run(root, str(root / "t.xlsx"), replacing=True, trial=True)
    assert not tried.is_written
    assert files(root) == before
    replaced = run(root, str(root / "t.xlsx"), replacing=True)
    assert {item.outcome for item in replaced.filed} == {SAME, REPLACED}
    assert f"services/{identifier}\u00a0: nom, date_maj" in table_text(replaced)
    text = (root / f"content/services/{identifier}.md").read_text()
    assert "Un autre nom" in text
    assert f"date_maj: {TODAY}" in text  # the day when the text changed


def test_a_number_is_written_as_fix_would(root: Path) -> None:
    run(root, save(root / "t.xlsx", {**GOOD, "Téléphone": "0471000012"}))

    text = (root / "content/services/velos-de-la-gare.md").read_text()
    assert 'telephone: "04 71 00 00 12"' in text


def test_a_column_that_is_taken_away_keeps_what_it_said(root: Path) -> None:
    run(root, save(root / "t.xlsx", {**GOOD, "Téléphone": "04 71 00 00 00"}))
    row = {"Identifiant": "velos-de-la-gare", "Nom": "Vélos", "Résumé": GOOD["Résumé"]}
    report = run(root, save(root / "t.xlsx", row), replacing=True)

    assert told(report) == []
    assert [item.differing for item in report.filed] == [("nom", "date_maj")]
    assert "04 71 00 00 00" in (root / "content/services/velos-de-la-gare.md").read_text()


def test_a_column_of_places_that_would_be_lost_is_asked_back(root: Path) -> None:
    places = [["Fiche", "Nom du lieu", "Latitude"], ["Vélos de la gare", "Gare", 45.04]]
    run(root, save(root / "t.xlsx", GOOD, Lieux_des_services=places))
    fewer = [line[:2] for line in places]
    row = {"Identifiant": "velos-de-la-gare", **GOOD}
    source = save(root / "t.xlsx", row, Lieux_des_services=fewer)
    before = files(root)
    report = run(root, source, replacing=True, partial=True)

    assert told(report) == [
        (
            "feuille « Services », ligne 2 [champ-manquant] la feuille « Lieux des services » n’a "
            "pas la colonne « Latitude » → remettez-la : cette fiche s’en sert, et « guichet "
            "export table » la donne"
        )
    ]
    assert files(root) == before


def test_a_name_that_is_taken_does_not_write_over_another_entry(root: Path) -> None:
    run(root, save(root / "t.xlsx", GOOD))
    other = {**GOOD, "Résumé": "Un tout autre service, du même nom."}
    report = run(root, save(root / "t.xlsx", other), replacing=True)

    assert (
        "[identifiant-en-double] l’identifiant « velos-de-la-gare », tiré du nom" in told(report)[0]
    )
    twice = run(root, save(root / "t.xlsx", other, other))
    assert any("est déjà à la ligne 2" in line for line in told(twice))


def test_the_example_of_the_template_is_not_imported_but_never_lost(root: Path) -> None:
    export_template(root / "m.xlsx", root, TODAY, "services", replacing=False)
    alone = run(root, str(root / "m.xlsx"))

    assert told(alone) == []
    assert alone.filed == ()
    assert alone.notes == ("lignes d’exemple du modèle : non lues",)
    book: Any = load_workbook(root / "m.xlsx")
    book["Services"]["B3"].value = "Mon vrai service"
    book.save(root / "m.xlsx")
    (line,) = told(run(root, str(root / "m.xlsx")))
    assert line.startswith("feuille « Services », cellule B3 (Nom) [champ-inconnu] la ligne d’ex")


def test_a_sheet_that_looks_like_ours_is_not_passed_over(root: Path) -> None:
    lines = [list(GOOD), list(GOOD.values())]
    wrong = run(root, save(root / "t.xlsx", GOOD, Servises=lines, Notes=[["à moi"]]))

    assert told(wrong) == [
        (
            "feuille « Servises » [champ-inconnu] cette feuille n’a pas un nom connu → "
            "vouliez-vous dire « Services » ?"
        )
    ]
    assert wrong.notes == ("feuille « Notes » : non lue",)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_is_imported_and_its_faults_are_told(
    encoding: str, separator: str, root: Path
) -> None:
    good = {**GOOD, "Date de mise à jour": "18/11/2026"}
    bad = {**good, "Nom": "Autre", "Date de mise à jour": "46344", "Résumé": "Été"}
    text = "\r\n".join(
        separator.join(f'"{cell}"' for cell in line)
        for line in (list(good), list(good.values()), list(bad.values()))
    )
    (root / "t.csv").write_bytes(text.encode(encoding))
    report = run(root, str(root / "t.csv"))

    assert told(report) == [
        (
            "cellule C3 (Résumé) [texte-trop-court] « Résumé » compte 3 signes → "
            "écrivez au moins 10 signes"
        ),
        (
            "cellule G3 (Date de mise à jour) [date-invalide] « 46344 » est une date comme les "
            "comptent les tableurs → vouliez-vous dire « 18/11/2026 » ?"
        ),
    ]


def test_a_text_file_that_could_be_either_asks_which(root: Path) -> None:
    (root / "t.csv").write_text("Nom;Adresse;Courriel\nGare;1 rue;\n", encoding="utf-8")

    assert "--kind services" in told(run(root, str(root / "t.csv")))[0]
    assert "Résumé" not in table_text(run(root, str(root / "t.csv"), kind="structures"))


def test_hostile_texts_drive_no_terminal(root: Path) -> None:
    name = "\x1b[31mrouge\x1b[0m ::error::x"
    row = {**GOOD, "Nom": name, "\x1b[2J": "x"}
    text = ";".join(f'"{key}"' for key in row) + "\n" + ";".join(f'"{row[key]}"' for key in row)
    (root / "t.csv").write_text(text, encoding="utf-8")
    report = run(root, str(root / "t.csv"))

    assert "\x1b" not in table_text(report) + table_json(report)
    assert report.is_refused


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["export", "template", "m.xlsx"], 0, "guichet import table m.xlsx"),
        (["export", "template", "m.csv", "--kind", "structures"], 0, "m.csv : structures"),
        (["export", "table", "t.csv", "--structure", "maison-mobilite"], 0, "t.csv : "),
        (["export", "table", "t.csv", "--structure", "inconnue"], 2, "aucune structure"),
        (["export", "table", "t.ods"], 2, "finit par .xlsx ou .csv"),
        (["export", "table", "guichet.yaml"], 2, "finit par .xlsx ou .csv"),
        (["import", "table", "absent.xlsx"], 2, "ce fichier n’existe pas"),
        (["import", "table", "guichet.yaml"], 1, "[champ-inconnu]"),
    ],
)
def test_the_commands_answer_in_french(
    arguments: list[str], status: int, words: str, root: Path
) -> None:
    answer = run_guichet([*arguments, "--date", "2026-11-21"], root)

    assert answer.returncode == status, answer.stderr
    assert words in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_what_is_there_is_not_written_over(root: Path) -> None:
    (root / "m.xlsx").write_bytes(b"mon travail")

    with pytest.raises(UsageError, match="existe déjà"):
        export_template(root / "m.xlsx", root, TODAY, "services", replacing=False)
    assert (root / "m.xlsx").read_bytes() == b"mon travail"
