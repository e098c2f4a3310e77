"""`guichet export cms`: the configuration of an editor of entries, for whoever hosts one."""

from pathlib import Path

import click

from generator.command_options import FINE, ROOT, Reply
from generator.french_click import FrenchCommand


@click.command("cms", cls=FrenchCommand)
@ROOT
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("admin"),
    show_default=True,
    help="Le dossier où écrire config.yml et index.html.",
)
@click.option(
    "--relay",
    metavar="URL",
    help="L’adresse du relais de connexion, pour les personnes sans jeton d’accès.",
)
def cms(*, root: Path, output: Path, relay: str | None) -> Reply:
    """Écrire la configuration de Sveltia CMS d’après les schémas."""
    from generator import cms_steps

    config, page = cms_steps.write_cms(root, output, relay)
    noted = f"Posez « sveltia-cms.js », version {cms_steps.CMS_VERSION}, à côté de {page.name}."
    return Reply(status=FINE, said=f"{config}\n{page}\n", noted=noted)
