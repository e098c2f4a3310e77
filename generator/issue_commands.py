"""`guichet import issue`: an issue → the entry that it proposes. Prints nothing."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, Reply, day_of
from generator.french_click import FrenchCommand


@click.command("issue", cls=FrenchCommand)
@click.argument("source", metavar="FICHIER|-")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="Le dossier des fiches.",
)
@DATE
@click.option(
    "--replace",
    "replacing",
    is_flag=True,
    help="Écrire par-dessus la fiche que le ticket dit corriger.",
)
@click.option("--dry-run", "trial", is_flag=True, help="Dire ce qui serait fait, sans rien écrire.")
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Écrire le rapport dans ce fichier : JSON si son nom finit par .json, sinon Markdown.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    show_default=True,
    help="La forme du rapport affiché ; « markdown » est la réponse à mettre dans le ticket.",
)
def issue(
    *,
    source: str,
    into: Path,
    day: str | None,
    replacing: bool,
    trial: bool,
    report_path: Path | None,
    form: str,
) -> Reply:
    """Reprendre un ticket : une aide proposée, ou une fiche corrigée, par les formulaires du dépôt.

    FICHIER est le texte du ticket, ou l’événement que reçoit un robot ; « - » lit l’entrée.
    """
    from generator import issue_outcome as outcomes
    from generator.issue_reporters import REPORTERS
    from generator.issue_steps import import_issue
    from generator.write import write_output

    report = import_issue(source, into, day_of(day), replacing=replacing, trial=trial)
    if report_path is not None:
        whole = REPORTERS["json" if report_path.suffix == ".json" else "markdown"](report)
        write_output(report_path, whole.encode("utf-8", "backslashreplace"))
    refused = report.outcome in (outcomes.KEPT, outcomes.REFUSED)
    return Reply(status=REFUSED if refused else FINE, said=REPORTERS[form](report))
