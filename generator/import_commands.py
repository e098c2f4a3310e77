"""`guichet import …`: another directory → entries of ours. Says what to print, prints nothing."""

from pathlib import Path
from typing import Any

import click

from generator.command_options import DATE, FINE, REFUSED, Reply, day_of
from generator.french_click import FrenchGroup
from generator.import_options import FORMAT, INTO, LICENCE, REPLACE, REPORT, TRIAL
from generator.issue_commands import issue
from generator.table_commands import table_import


@click.group("import", cls=FrenchGroup)
def importing() -> None:
    """Reprendre des fiches : un autre annuaire, un autre guichet, un tableur, un ticket."""


importing.add_command(issue)


@importing.command("data-inclusion")
@click.argument("services", metavar="SERVICES")
@click.argument("structures", metavar="STRUCTURES", required=False)
@INTO
@DATE
@REPLACE
@TRIAL
@REPORT
@FORMAT
@LICENCE
@click.option(
    "--thematique",
    "thematiques",
    multiple=True,
    metavar="CODE",
    help="La thématique des services qui n’en donnent aucune ; sans elle, ils sont mis de côté.",
)
@click.option(
    "--zone",
    "zones",
    multiple=True,
    metavar="CODE",
    help="La zone des services qui n’en donnent aucune ; « france » par défaut.",
)
def data_inclusion(
    *,
    services: str,
    structures: str | None,
    into: Path,
    day: str | None,
    replacing: bool,
    trial: bool,
    report_path: Path | None,
    form: str,
    licence: str | None,
    thematiques: tuple[str, ...],
    zones: tuple[str, ...],
) -> Reply:
    """Reprendre un export data·inclusion : un fichier JSON de services, un de structures.

    Une fiche par fichier ; ce qui ne peut pas être gardé est dit, champ par champ.
    """
    from generator.import_data_inclusion import import_data_inclusion

    report = import_data_inclusion(
        services,
        structures,
        into,
        day_of(day),
        replacing=replacing,
        trial=trial,
        licence=licence,
        thematiques=thematiques,
        zones=zones,
    )
    return reply(report, form, report_path)


@importing.command("feed")
@click.argument("address", metavar="ADRESSE|DOSSIER")
@INTO
@DATE
@TRIAL
@FORMAT
@click.option(
    "--source",
    metavar="NOM",
    help="Le nom de cette source ici ; tiré de son adresse par défaut.",
)
def feed(
    *, address: str, into: Path, day: str | None, trial: bool, form: str, source: str | None
) -> Reply:
    """Reprendre les fiches d’un autre guichet, sans les modifier : les vôtres l’emportent.

    Elles sont rangées à part, dans « content/externes » ; relancer la commande les met à jour.
    """
    from generator.feed_report import feed_json, feed_text
    from generator.import_feed import import_feed

    report = import_feed(address, into, source, day_of(day), trial=trial)
    said = feed_json(report).decode() if form == "json" else feed_text(report)
    changed = "Lancez « guichet build » pour les publier." if report.is_written else ""
    noted = changed or ("" if trial else "Rien n’a changé depuis la dernière reprise.")
    return Reply(status=FINE, said=said, noted=noted or "Essai : rien n’est écrit.")


@importing.command("hsds")
@click.argument("sources", metavar="FICHIER…", nargs=-1, required=True)
@INTO
@DATE
@REPLACE
@TRIAL
@REPORT
@FORMAT
@LICENCE
@click.option(
    "--nom",
    default="HSDS",
    show_default=True,
    help="Le nom de l’annuaire d’où viennent les fiches, tel que le public le lira.",
)
@click.option(
    "--thematique",
    "thematiques",
    multiple=True,
    metavar="CODE",
    help="La thématique des services qui n’en ont aucune des nôtres, sinon mis de côté.",
)
@click.option(
    "--zone",
    "zones",
    multiple=True,
    metavar="CODE",
    help="La zone des services dont le territoire n’a pas de code ; « france » par défaut.",
)
def hsds(
    *,
    sources: tuple[str, ...],
    into: Path,
    day: str | None,
    replacing: bool,
    trial: bool,
    report_path: Path | None,
    form: str,
    licence: str | None,
    nom: str,
    thematiques: tuple[str, ...],
    zones: tuple[str, ...],
) -> Reply:
    """Reprendre des services au format HSDS (Open Referral) : un service, une liste, ou plusieurs.

    Les fichiers donnés ensemble se complètent : services, organizations, locations…
    """
    from generator.import_hsds import hsds_choices, import_hsds

    choices = hsds_choices(
        sources, day_of(day), nom=nom, licence=licence, thematiques=thematiques, zones=zones
    )
    report = import_hsds(sources, into, choices, replacing=replacing, trial=trial)
    return reply(report, form, report_path)


def reply(report: Any, form: str, report_path: Path | None) -> Reply:
    """An `ImportReport` → what to print; the whole of it in `report_path` when one is given."""
    from generator.import_report import report_json, report_text
    from generator.write import write_output

    if report_path is not None:
        whole = report_json(report)
        if report_path.suffix != ".json":
            whole = report_text(report, every_case=True).encode("utf-8", "backslashreplace")
        write_output(report_path, whole)
    said = report_json(report).decode() if form == "json" else report_text(report)
    aside = len(report.set_aside)
    noted = f"{aside} fiche{'s' if aside > 1 else ''} mise{'s' if aside > 1 else ''} de côté."
    return Reply(
        status=REFUSED if aside else FINE,
        said=said,
        noted=noted if aside else "Lancez « guichet check » pour relire ce qui a été repris.",
    )


importing.add_command(table_import)
