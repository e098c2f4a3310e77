"""Arguments → work done, a report and an exit status. The only code that prints or exits.

Results go to stdout, progress and errors of usage to stderr. 0 fine, 1 content refused, 2 wrong
usage, 3 generator failure; a traceback is a bug of ours.
"""

import gc
import os
import signal
import sys
import time
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__
from generator.advice import CHOICES
from generator.booklet_commands import booklet
from generator.characters import french_spaces
from generator.command_options import DATE, FAILURE, FINE, REFUSED, ROOT, WRONG_USAGE, Reply
from generator.diagnostics import GeneratorError, UsageError
from generator.diff_commands import differing
from generator.doctor_commands import doctor
from generator.entry_commands import explain, new, preview
from generator.export_commands import exporting
from generator.fix_commands import fix
from generator.french_click import FrenchGroup, usage_sentence
from generator.import_commands import importing
from generator.init_commands import init
from generator.link_commands import watching_links
from generator.list_commands import listing

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "concise", "json", "jsonl", "github", "sarif")),
    help="La forme du rapport ; « github » de soi-même dans une GitHub Action.",
)
_PREVIOUS = click.option(
    "--previous",
    metavar="DOSSIER|URL|en-ligne|git:RÉVISION",
    help="La publication précédente : ce qui a changé depuis, et les adresses à garder ; "
    "« en-ligne » pour l’adresse que dit guichet.yaml.",
)
_STRICT = click.option(
    "--strict",
    is_flag=True,
    help="Un avertissement compte comme une erreur, sauf un conseil d’écriture.",
)


@click.group(cls=FrenchGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, help="Afficher la version.", message="%(prog)s %(version)s")
def guichet() -> None:
    """Des fiches des partenaires au site du guichet unique et à ses données ouvertes.

    Pour commencer : « guichet check » relit les fiches, « guichet serve » montre le site.
    """


@guichet.command()
@ROOT
@DATE
@_FORMAT
@_STRICT
@_PREVIOUS
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ajouter un résumé en Markdown à ce fichier.",
)
@click.option(
    "--advice",
    type=click.Choice(CHOICES),
    help="Les conseils d’écriture : « some » en montre quelques-uns par fichier, « all » tous, "
    "« none » aucun. « some » par défaut, « all » dans un rapport pour une machine.",
)
@click.option(
    "--changed",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Un fichier qui liste les chemins à montrer d’abord, comme l’écrit « git diff -z ».",
)
def check(
    *,
    root: Path,
    day: str | None,
    form: str | None,
    strict: bool,
    previous: str | None,
    summary: Path | None,
    advice: str | None,
    changed: Path | None,
) -> int:
    """Relire toutes les fiches et dire ce qui ne va pas."""
    from generator import commands

    outcome = commands.check(root, _today(day), changed, previous, _note)
    _say(commands.report(outcome, _format(form), advice))
    if summary is not None:
        commands.summarise(outcome, summary)
    _note(
        commands.count(outcome, _format(form), advice)
        + commands.mendable(outcome, root, _today(day))
    )
    return REFUSED if outcome.refused or (strict and commands.is_doubtful(outcome)) else FINE


@guichet.command()
@ROOT
@DATE
@_FORMAT
@_STRICT
@_PREVIOUS
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Le dossier du site ; « site » à côté de « content » par défaut.",
)
@click.option(
    "--snapshot",
    is_flag=True,
    help="Garder aussi le mois de l’observatoire dans « observatoire », à côté de « content ».",
)
def build(
    *,
    root: Path,
    day: str | None,
    form: str | None,
    strict: bool,
    previous: str | None,
    output: Path | None,
    snapshot: bool,
) -> int:
    """Construire le site ; une seule fiche refusée, et le site déjà publié reste tel quel."""
    from generator import commands

    started = time.monotonic()
    outcome, publication = commands.build(
        root,
        output or root / "site",
        _today(day),
        strict=strict,
        previous=previous,
        announce=_note,
    )
    _say(commands.report(outcome, _format(form)))
    if publication is None:
        _note(f"{commands.count(outcome)} : le site n’a pas été touché.")
        return REFUSED
    _note(commands.published(outcome, publication, time.monotonic() - started))
    if snapshot:
        _note(commands.keep_month(outcome, root))
    return FINE


@guichet.command()
@ROOT
@DATE
@click.option("--host", default="127.0.0.1", show_default=True, help="L’adresse à écouter.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Le port ; 0 pour un port libre.",
)
def serve(root: Path, day: str | None, host: str, port: int) -> int:
    """Montrer le site, et le reconstruire à chaque enregistrement d’une fiche."""
    from generator import commands

    commands.serve(root, _today(day), host, port, _note)
    return FINE


for _command in (
    init,
    doctor,
    new,
    explain,
    preview,
    differing,
    fix,
    booklet,
    importing,
    exporting,
    listing,
    watching_links,
):
    guichet.add_command(_command)


def main(arguments: list[str] | None = None) -> NoReturn:
    """The `guichet` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no « ’ » shows its code
            stream.reconfigure(errors="backslashreplace")
    # What a build makes lives until its end: looking for what died is a tenth of its time.
    gc.set_threshold(100_000, 20, 20)
    # Told to stop: leave in order, so that nothing half-done stays on the disk.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        status: Any = guichet.main(
            arguments, prog_name="guichet", standalone_mode=False, obj=_today
        )
        if isinstance(status, Reply):
            _say(status.said)
            if status.noted:
                _note(status.noted)
            return status.status
    except click.exceptions.NoArgsIsHelpError as error:
        _note(error.format_message())
        return WRONG_USAGE
    except click.UsageError as error:
        _note(f"guichet : {usage_sentence(error)}")
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        return WRONG_USAGE
    except GeneratorError as error:
        _note(f"guichet : {error}")
        return WRONG_USAGE if isinstance(error, UsageError) else FAILURE
    except BrokenPipeError:  # « guichet check | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return status if isinstance(status, int) else FINE


def _today(day: str | None) -> date:
    """The day given, else SOURCE_DATE_EPOCH, else today's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if day is not None:
            return date.fromisoformat(day)
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        refused = f"« {day or epoch} » n’est pas une date : écrivez par exemple 2026-11-21"
        raise UsageError(refused) from None
    return datetime.now(UTC).astimezone().date()


def _format(form: str | None) -> str:
    return form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")


def _say(text: str) -> None:
    click.echo(text, nl=False)


def _note(text: str) -> None:
    click.echo(french_spaces(text), err=True)
