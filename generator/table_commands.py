"""`guichet export template`, `export table`, `import table`: entries in a spreadsheet."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.french_click import FrenchCommand
from generator.import_options import FORMAT, INTO, REPORT, TRIAL

FILE = click.argument("path", metavar="FICHIER", type=click.Path(path_type=Path, dir_okay=False))
KINDS = ("services", "structures")
OVER = click.option(
    "--replace", "replacing", is_flag=True, help="Écrire par-dessus le fichier, s’il existe."
)
KIND = click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="services",
    show_default=True,
    help="Les fiches d’un fichier CSV, qui n’a qu’un tableau ; un classeur a les deux.",
)


@click.command("template", cls=FrenchCommand)
@FILE
@ROOT
@DATE
@KIND
@OVER
def template(path: Path, root: Path, day: str | None, kind: str, *, replacing: bool) -> Reply:
    """Créer un classeur à remplir dans un tableur : guichet export template services.xlsx."""
    from generator.table_steps import export_template

    said = export_template(path, root, day_of(day), kind, replacing=replacing)
    noted = f"Remplissez-le, puis lancez « guichet import table {path} »."
    return Reply(status=FINE, said=f"{said}\n", noted=noted)


@click.command("table", cls=FrenchCommand)
@FILE
@ROOT
@DATE
@KIND
@OVER
@click.option("--structure", metavar="ID", help="Les fiches de cette structure seulement.")
def table(
    *, path: Path, root: Path, day: str | None, kind: str, structure: str | None, replacing: bool
) -> Reply:
    """Mettre les fiches dans un classeur (.xlsx) ou un fichier .csv, à corriger d’un coup."""
    from generator.table_steps import export_table

    said, refused = export_table(path, root, day_of(day), kind, structure, replacing=replacing)
    noted = f"Corrigez-le, puis lancez « guichet import table {path} --replace »."
    if refused:
        noted = f"Laissées de côté, car « guichet check » les refuse : {', '.join(refused)}."
    return Reply(status=REFUSED if refused else FINE, said=f"{said}\n", noted=noted)


@click.command("table", cls=FrenchCommand)
@FILE
@INTO
@DATE
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="Ce que contient un fichier CSV, quand ses titres ne le disent pas.",
)
@click.option(
    "--replace",
    "replacing",
    is_flag=True,
    help="Remplacer les fiches qui existent déjà par ce que dit le tableau.",
)
@click.option(
    "--partial",
    is_flag=True,
    help="Écrire les fiches sans faute même si d’autres lignes en ont ; sinon tout ou rien.",
)
@TRIAL
@REPORT
@FORMAT
def table_import(
    *,
    path: Path,
    into: Path,
    day: str | None,
    kind: str | None,
    replacing: bool,
    partial: bool,
    trial: bool,
    report_path: Path | None,
    form: str,
) -> Reply:
    """Reprendre les fiches d’un classeur .xlsx ou d’un fichier .csv, chaque erreur à sa cellule."""
    from generator.import_table import Wishes, import_table
    from generator.table_report import table_json, table_noted, table_text
    from generator.write import write_output

    wishes = Wishes(kind=kind or "", replacing=replacing, partial=partial, trial=trial)
    report = import_table(str(path), into, day_of(day), wishes)
    if report_path is not None:
        is_json = report_path.suffix == ".json"
        text = table_json(report) if is_json else table_text(report, every_case=True)
        write_output(report_path, text.encode("utf-8", "backslashreplace"))
    said = table_json(report) if form == "json" else table_text(report)
    return Reply(
        status=REFUSED if report.is_refused else FINE, said=said, noted=table_noted(report)
    )
