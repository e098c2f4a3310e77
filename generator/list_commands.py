"""`guichet list`: the entries and how fresh each is → who has to check what. Says what to print."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.french_click import FrenchCommand


@click.command("list", cls=FrenchCommand)
@click.option("--stale", is_flag=True, help="Seulement les fiches à vérifier aujourd’hui.")
@click.option(
    "--soon",
    type=click.IntRange(0, 3660),
    metavar="JOURS",
    help="Les fiches à vérifier, et celles qui le seront dans ce nombre de jours.",
)
@click.option(
    "--by",
    type=click.Choice(("structure",)),
    help="Ranger par structure, avec la part de ses fiches vérifiées à temps.",
)
@click.option(
    "--quality",
    is_flag=True,
    help="Le score de qualité de chaque service, et ce qui manque pour gagner des points.",
)
@click.option("--structure", metavar="ID", help="Les fiches d’une seule structure.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "csv")),
    default="text",
    show_default=True,
    help="La forme de la liste ; « csv » s’ouvre dans un tableur.",
)
@ROOT
@DATE
def listing(
    *,
    stale: bool,
    soon: int | None,
    by: str | None,
    quality: bool,
    structure: str | None,
    form: str,
    root: Path,
    day: str | None,
) -> Reply:
    """Lister les fiches et leur fraîcheur : guichet list --stale --by structure."""
    if quality:
        if stale or soon is not None:
            raise click.UsageError("« --quality » ne va pas avec « --stale » ni « --soon »")
        from generator.quality_steps import list_quality

        by_structure = by is not None
        found = list_quality(root, day_of(day), structure, form, by_structure=by_structure)
        return Reply(status=FINE if found[0] else REFUSED, said=found[1], noted=found[2])
    from generator.list_steps import Asked, list_entries

    asked = Asked(
        stale=stale or soon is not None,
        soon=soon or 0,
        structure=structure,
        by_structure=by is not None,
    )
    is_read, said, noted = list_entries(root, day_of(day), asked, form)
    return Reply(status=FINE if is_read else REFUSED, said=said, noted=noted)
