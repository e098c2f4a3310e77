"""`guichet diff`: two states of the content → what there is to review. Says what to print."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.french_click import FrenchCommand


@click.command("diff", cls=FrenchCommand)
@click.argument("base", metavar="AVANT")
@click.argument("head", metavar="APRÈS")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "json", "github")),
    default="text",
    show_default=True,
    help="La forme du rapport ; « markdown » pour un résumé, « github » pour des notes.",
)
@click.option(
    "--preview",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dessiner chaque fiche changée dans ce dossier : un fichier HTML par fiche, après et "
    "avant, et « apercu.html » pour toutes.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ajouter aussi le résumé en Markdown à ce fichier.",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ce que « guichet watch-links » retient des liens : dit ceux qu’il sait cassés.",
)
@ROOT
@DATE
def differing(
    *,
    base: str,
    head: str,
    form: str,
    preview: Path | None,
    summary: Path | None,
    state: Path | None,
    root: Path,
    day: str | None,
) -> Reply:
    """Expliquer une proposition : guichet diff git:main . compare la branche main et ce dossier."""
    from generator.diff_reporters import REPORTS, report_note
    from generator.diff_steps import compare, put_previews, summarise

    compared = compare(root, base, head, day_of(day), state)
    if summary is not None:
        summarise(compared.proposal, summary)
    drawn = put_previews(compared, root, preview) if preview is not None else 0
    noted = report_note(compared.proposal, drawn)
    status = REFUSED if compared.proposal.refused else FINE
    return Reply(status=status, said=REPORTS[form](compared.proposal), noted=noted)
