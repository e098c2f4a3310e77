"""What the commands share: options said the same way everywhere, and what a command replies."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

FINE, REFUSED, WRONG_USAGE, FAILURE = range(4)

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Le dossier qui contient « content » et guichet.yaml ; ici par défaut.",
)
DATE = click.option(
    "--date",
    "day",
    metavar="AAAA-MM-JJ",
    help="La date du jour pour cette commande ; aujourd’hui par défaut.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a command has to say: its status, its result, its notes to the operator."""

    status: int
    said: str = ""
    noted: str = ""


def day_of(day: str | None) -> date:
    """The day given to the command, else today's: the command line alone has a clock."""
    found: date = click.get_current_context().obj(day)
    return found
