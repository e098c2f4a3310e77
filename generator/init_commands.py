"""`guichet init`: six questions → a repository of entries for another territory."""

import sys
from pathlib import Path
from typing import Any

import click

from generator.command_options import DATE, FINE, Reply, day_of
from generator.diagnostics import UsageError
from generator.french_click import FrenchCommand


@click.command("init", cls=FrenchCommand)
@click.argument(
    "folder", metavar="[DOSSIER]", type=click.Path(path_type=Path), required=False, default=Path()
)
@click.option(
    "--departement",
    multiple=True,
    metavar="CODE|NOM",
    help="Un département desservi, par son code ou son nom ; à répéter s’il y en a plusieurs.",
)
@click.option("--nom", help="Le nom du guichet, en haut de chaque page.")
@click.option("--structure", help="L’organisme qui publie le guichet.")
@click.option("--couleur", help="La couleur des titres et des boutons, par exemple « #1B4B5A ».")
@click.option("--depot", help="L’adresse du dépôt des fiches, ou « organisation/depot ».")
@click.option("--url", help="L’adresse publique du site ; celle de GitHub Pages par défaut.")
@click.option(
    "--generateur",
    metavar="ORGANISATION/DEPOT@EMPREINTE",
    help="Le générateur que prennent les workflows ; par défaut celui-ci, quand il sait d’où il "
    "vient.",
)
@DATE
def init(
    *,
    folder: Path,
    departement: tuple[str, ...],
    generateur: str | None,
    day: str | None,
    **given: str | None,
) -> Reply:
    """Créer le dépôt des fiches d’un autre territoire : guichet init mon-guichet.

    Sur un terminal, six questions ; ailleurs, les options. Rien de ce qui est déjà là n’est changé.
    """
    from generator.init_steps import QUESTIONS, Interview, laid_text

    interview = Interview(day_of(day), folder)
    if generateur is not None:
        interview.accept_generator(generateur)
    answers = {**given, "departement": ", ".join(departement) or None}
    for question, words in QUESTIONS.items():
        _settle(interview, question, words, answers[question])
    laid = interview.lay()
    noted = laid_text(laid, folder, is_complete=interview.knows_its_generator)
    return Reply(status=FINE, noted=noted)


def _settle(interview: Any, question: str, words: str, answer: str | None) -> None:
    """One answer: the option's, else the one typed on a terminal, else the one proposed."""
    proposal = interview.proposal(question)
    if answer is None and sys.stdin.isatty():
        _ask(interview, question, words, proposal)
        return
    if answer is None and proposal is None:
        raise UsageError(f"il manque l’option --{question} : {words.lower()}")
    try:
        interview.accept(question, answer if answer is not None else proposal)
    except UsageError as error:
        raise UsageError(f"--{question} : {error}") from None


def _ask(interview: Any, question: str, words: str, proposal: str | None) -> None:
    """Ask until the answer is right; what was wrong with it is said before asking again."""
    asked = words
    while True:
        typed = click.prompt(
            asked,
            default=proposal,
            show_default=bool(proposal),
            prompt_suffix=" : " if not asked.endswith("?") else " ",
            err=True,
        )
        try:
            interview.accept(question, typed)
        except UsageError as error:
            asked = f"  {error}\n{words}"
        else:
            return
