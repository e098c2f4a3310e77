"""`guichet watch-links`: the links that leave the site → those to look at. Says what to print."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.diagnostics import UsageError
from generator.french_click import FrenchCommand

_CHOICES = (
    ROOT,
    DATE,
    click.option(
        "--state",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Le fichier où les visites sont retenues ; sans lui, aucun lien n’est dit cassé.",
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "markdown")),
        default="text",
        show_default=True,
        help="La forme du rapport ; « markdown » pour un ticket.",
    ),
    click.option(
        "--only",
        metavar="ID",
        multiple=True,
        help="Les liens de cette fiche, ou de toutes les fiches de cette structure.",
    ),
    click.option(
        "--skip", "skipped", metavar="SITE", multiple=True, help="Ne rien demander à ce site."
    ),
    click.option(
        "--offline",
        "is_offline",
        is_flag=True,
        help="Ne rien demander : dire ce que retient le fichier de --state.",
    ),
    click.option("--strict", is_flag=True, help="Finir par un échec (1) s’il y a un lien cassé."),
    click.option(
        "--timeout",
        type=click.IntRange(1, 120),
        default=20,
        show_default=True,
        metavar="SECONDES",
        help="Le silence au bout duquel un site est dit ne pas répondre.",
    ),
    click.option(
        "--delay",
        type=click.IntRange(0, 60),
        default=1,
        show_default=True,
        metavar="SECONDES",
        help="L’attente entre deux demandes à un même site.",
    ),
    click.option(
        "--budget",
        type=click.IntRange(1, 600),
        default=30,
        show_default=True,
        metavar="MINUTES",
        help="La durée de la visite ; ce qui reste attend la suivante.",
    ),
)


def _with_choices(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command, with all that may be chosen."""
    for choice in reversed(_CHOICES):
        function = choice(function)
    return function


@click.command("watch-links", cls=FrenchCommand)
@_with_choices
def watching_links(
    *,
    root: Path,
    day: str | None,
    state: Path | None,
    form: str,
    only: tuple[str, ...],
    skipped: tuple[str, ...],
    is_offline: bool,
    strict: bool,
    timeout: int,
    delay: int,
    budget: int,
) -> Reply:
    """Visiter les adresses que citent les fiches, et dire celles qu’il faut relire.

    Un lien n’est « cassé » qu’après deux échecs à une semaine d’écart ; rien n’est jamais modifié.
    """
    from generator.link_reporters import REPORTS
    from generator.link_steps import watch_links
    from generator.link_words import counted
    from generator.links import CASSE
    from generator.load import Bounds, Manners

    if is_offline and state is None:
        raise UsageError("« --offline » relit une visite : dites où elle est retenue, avec --state")
    bounds = Bounds(timeout=timeout, limit=3 * timeout)
    manners = Manners(bounds=bounds, delay=delay, backoff=5 * delay, budget=60 * budget)
    tour = watch_links(
        root,
        day_of(day),
        manners,
        state=state,
        only=only,
        skipped=skipped,
        is_offline=is_offline,
    )
    left = f" ; {tour.left} sans visite, faute de temps" if tour.left else ""
    noted = f"{counted(tour.report.counts)}{left}."
    status = REFUSED if strict and tour.report.counts[CASSE] else FINE
    return Reply(status=status, said=REPORTS[form](tour.report), noted=noted)
