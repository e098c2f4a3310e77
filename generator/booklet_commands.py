"""`guichet booklet`: a territory or an event → its booklet as a PDF. Says what to print."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.diagnostics import UsageError
from generator.french_click import FrenchCommand


@click.command("booklet", cls=FrenchCommand)
@click.option("--epci", metavar="CODE", help="L’intercommunalité : son numéro SIREN.")
@click.option("--departement", metavar="CODE", help="Le département : « 43 », « 2A ».")
@click.option(
    "--evenement", metavar="ID", help="Le rendez-vous : le nom de son fichier, sans « .md »."
)
@click.option("--gros-caracteres", "big", is_flag=True, help="Écrire en grandes lettres.")
@ROOT
@DATE
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire ; « livret-CODE.pdf » ici par défaut.",
)
def booklet(
    *,
    epci: str | None,
    departement: str | None,
    evenement: str | None,
    big: bool,
    root: Path,
    day: str | None,
    output: Path | None,
) -> Reply:
    """Faire un livret en PDF accessible : un territoire ou un rendez-vous, à imprimer.

    Il faut l’extra « pdf » : pip install "guichet-unique[pdf]".
    """
    from generator.booklet_steps import make_booklet

    asked = {"epci": epci, "departement": departement, "evenement": evenement}
    chosen = [(kind, name) for kind, name in asked.items() if name is not None]
    if len(chosen) != 1:
        raise UsageError("choisissez un livret : --epci, --departement ou --evenement")
    kind, name = chosen[0]
    target = output or Path(f"livret-{name}.pdf")
    is_made, noted = make_booklet(kind, name, root, day_of(day), target, big=big)
    return Reply(status=FINE if is_made else REFUSED, noted=noted)
