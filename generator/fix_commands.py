"""`guichet fix`: what can be written in one way only is written so."""

from pathlib import Path

import click

from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.french_click import FrenchCommand


@click.command("fix", cls=FrenchCommand)
@click.argument("entries", metavar="[FICHE…]", nargs=-1)
@ROOT
@DATE
@click.option("--diff", is_flag=True, help="Montrer ce qui changerait, sans rien écrire.")
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Ne rien écrire ; échouer s’il reste quelque chose à corriger.",
)
def fix(
    *, entries: tuple[str, ...], root: Path, day: str | None, diff: bool, is_check: bool
) -> Reply:
    """Remettre au propre téléphones, dates, espaces, apostrophes, codes et ordre des champs."""
    from generator import fix_report, fix_steps

    mended = fix_steps.mend_all(root, entries, fix_steps.make_mender(day_of(day)))
    is_trial = diff or is_check
    if not is_trial:
        fix_steps.write_all(mended)
    return Reply(
        status=REFUSED if is_check and any(item.is_changed for item in mended) else FINE,
        said=fix_report.differences(mended) if diff else fix_report.report(mended),
        noted=fix_report.count(mended, is_trial=is_trial),
    )
