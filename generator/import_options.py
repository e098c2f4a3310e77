"""Options that the imports share, said the same way everywhere."""

from pathlib import Path

import click

INTO = click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="Le dossier des fiches.",
)
REPLACE = click.option(
    "--replace",
    "replacing",
    is_flag=True,
    help="Remplacer les fiches déjà reprises dont le contenu a changé.",
)
TRIAL = click.option(
    "--dry-run", "trial", is_flag=True, help="Dire ce qui serait fait, sans rien écrire."
)
REPORT = click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Écrire le rapport complet dans ce fichier : JSON si son nom finit par .json.",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="La forme du rapport affiché.",
)
LICENCE = click.option(
    "--licence", help="La licence des données reprises, telle que leur auteur la nomme."
)
