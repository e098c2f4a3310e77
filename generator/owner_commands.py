"""`guichet export codeowners`: who reviews which entries, as the repository's host reads it."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.french_click import FrenchCommand


@click.command("codeowners", cls=FrenchCommand)
@ROOT
@DATE
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire ; .github/CODEOWNERS par défaut.",
)
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Ne rien écrire ; échouer si le fichier n’est pas à jour.",
)
def codeowners(*, root: Path, day: str | None, output: Path | None, is_check: bool) -> Reply:
    """Écrire qui relit les fiches de chaque structure, d’après « referent.compte »."""
    from generator import owner_steps

    path = output or root / ".github" / "CODEOWNERS"
    written = owner_steps.write_owners(root, path, day_of(day), is_check=is_check)
    if isinstance(written, str):
        noted = "Corrigez d’abord ces fiches : « guichet check » montre chaque ligne."
        return Reply(status=REFUSED, said=written, noted=noted)
    is_late = is_check and written.is_changed
    noted = owner_steps.told(written, path, is_late=is_late)
    return Reply(status=REFUSED if is_late else FINE, noted=noted)
