"""`guichet export editors`: what an editor of text needs to help with entries."""

from pathlib import Path

import click

from generator.command_options import FINE, REFUSED, ROOT, Reply
from generator.french_click import FrenchCommand


@click.command("editors", cls=FrenchCommand)
@ROOT
@click.option(
    "--command",
    default="guichet",
    show_default=True,
    help="Comment se lance guichet sur cette machine, pour les tâches de l’éditeur.",
)
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Ne rien écrire ; échouer si les schémas de l’éditeur ne sont pas à jour.",
)
def editors(*, root: Path, command: str, is_check: bool) -> Reply:
    """Écrire « .vscode » : schémas, réglages et tâches pour VS Code et ses cousins."""
    from generator import editor_steps

    late, kept = editor_steps.write_editor_files(root, command, is_check=is_check)
    if is_check:
        said = "".join(f"{path}\n" for path in late)
        noted = "Lancez « guichet export editors »." if late else "« .vscode » est à jour."
        return Reply(status=REFUSED if late else FINE, said=said, noted=noted)
    noted = f"Gardés tels quels : {', '.join(map(str, kept))}" if kept else ""
    return Reply(status=FINE, said="".join(f"{path}\n" for path in late), noted=noted)
