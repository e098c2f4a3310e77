"""`guichet new`, `explain`, `preview`: one entry written, understood, looked at."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.french_click import FrenchCommand

KINDS = ("service", "structure", "situation", "parcours", "evenement", "manque")


@click.command("new", cls=FrenchCommand)
@click.argument("kind", metavar="|".join(KINDS), type=click.Choice(KINDS))
@click.argument("identifier", metavar="IDENTIFIANT")
@ROOT
@DATE
@click.option(
    "--yaml",
    "is_yaml",
    is_flag=True,
    help="Une fiche sans texte dessous (.yaml), que les éditeurs aident à remplir.",
)
def new(*, kind: str, identifier: str, root: Path, day: str | None, is_yaml: bool) -> Reply:
    """Créer une fiche à remplir : guichet new service garage-solidaire."""
    from generator import commands

    path = commands.new_entry(kind, identifier, root, day_of(day), is_yaml=is_yaml)
    noted = "Remplissez la fiche, puis lancez « guichet check »."
    return Reply(status=FINE, said=f"{path}\n", noted=noted)


@click.command("explain", cls=FrenchCommand)
@click.argument("code", metavar="[CODE]", required=False)
def explain(code: str | None) -> Reply:
    """Expliquer une erreur : guichet explain valeur-inconnue."""
    from generator import commands

    return Reply(status=FINE, said=commands.explain(code))


@click.command("preview", cls=FrenchCommand)
@click.argument("entries", metavar="FICHE…", nargs=-1, required=True)
@ROOT
@DATE
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("apercu.html"),
    show_default=True,
    help="Le fichier à écrire.",
)
def preview(entries: tuple[str, ...], root: Path, day: str | None, output: Path) -> Reply:
    """Dessiner des fiches dans un seul fichier HTML, qui s’ouvre partout, même sur un téléphone."""
    from generator import commands

    outcome, shown = commands.preview(entries, root, day_of(day), output)
    if outcome.refused:
        noted = f"{commands.count(outcome)} : corrigez d’abord ce que dit « guichet check »."
        return Reply(status=REFUSED, noted=noted)
    return Reply(status=FINE, noted=f"{output} : {shown}")
