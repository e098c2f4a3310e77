"""`guichet doctor`: arguments → what is in place to work, and what is not."""

from pathlib import Path

import click

from generator.characters import french_spaces
from generator.command_options import DATE, FINE, REFUSED, ROOT, Reply, day_of
from generator.diagnostics import GeneratorError
from generator.french_click import FrenchCommand


@click.command("doctor", cls=FrenchCommand)
@ROOT
@DATE
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="La forme du rapport.",
)
@click.option(
    "--with",
    "wanted",
    multiple=True,
    type=click.Choice(("pdf", "tests")),
    help="Regarder aussi ce qu’il faut pour les PDF, ou pour les tests du générateur.",
)
@click.option(
    "--show",
    metavar="CHEMIN",
    help="Écrire plutôt un fichier tel que le ferait « guichet init » aujourd’hui, par exemple "
    "« .github/workflows/publish.yml ».",
)
def doctor(
    *, root: Path, day: str | None, form: str, wanted: tuple[str, ...], show: str | None
) -> Reply:
    """Dire si tout est en place pour travailler, et quoi faire sinon. Rien n’est écrit."""
    from generator.machine import State

    try:
        from generator import doctor_steps
    except ModuleNotFoundError as error:
        return _incomplete(error.name or "")
    if show is not None:
        return Reply(status=FINE, said=doctor_steps.file_text(root, day_of(day), show))
    findings = doctor_steps.examine(root, day_of(day), wanted)
    said = doctor_steps.findings_json if form == "json" else doctor_steps.findings_text
    is_faulty = doctor_steps.count(findings, State.FAULT) > 0
    return Reply(
        status=REFUSED if is_faulty else FINE,
        said=said(findings),
        noted=doctor_steps.verdict(findings),
    )


def _incomplete(module: str) -> Reply:
    """What is said when the generator itself cannot be read: a package is missing."""
    if module.partition(".")[0] == "generator":
        raise GeneratorError(
            f"le générateur est incomplet : il manque « {module} », réinstallez-le"
        )
    remedy = "relancez l’installation : « make site », ou pip comme le dit README.md"
    said = f"à corriger  Paquets Python : il manque « {module} »\n            → {remedy}\n"
    return Reply(status=REFUSED, said=french_spaces(said), noted="1 à corriger.")
