"""Files of HSDS (Open Referral) → entries of the content folder, and what was not kept."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from generator.diagnostics import UsageError
from generator.import_steps import (
    ImportReport,
    Workshop,
    file_entries,
    name_all,
    no_longer_there,
    open_workshop,
    settle_all,
    with_structure,
)
from generator.load import load_json
from generator.parse import (
    HSDS,
    HsdsChoices,
    Imported,
    ImportedEntry,
    Remark,
    SetAside,
    read_hsds,
    refuse_other_kind,
    with_relations,
    without_lost_relations,
)


def import_hsds(
    sources: tuple[str, ...],
    folder: Path,
    choices: HsdsChoices,
    *,
    replacing: bool = False,
    trial: bool = False,
) -> ImportReport:
    """Read all files as one, judge every entry, write those that hold; the rest is reported."""
    documents = [(source, load_json(source)) for source in sources]
    for source, document in documents:
        refuse_other_kind(source, document, HSDS)
    imported, unread = read_hsds([(_name(source), it) for source, it in documents], choices)
    if not imported.entries and not imported.set_aside:
        raise UsageError(
            f"il n’y a ni service ni structure au format HSDS dans « {', '.join(sources)} »"
        )
    if unread:
        raise UsageError(f"« {unread[0]} » n’est pas un fichier HSDS")
    workshop = open_workshop(folder, choices.today)
    names = name_all(workshop, imported, choices.nom)
    ready, remarks, aside = _settled(workshop, imported, names)
    return ImportReport(
        source=choices.nom,
        folder=str(folder),
        filed=file_entries(workshop, ready, names, replacing=replacing, trial=trial),
        remarks=(*imported.remarks, *remarks),
        set_aside=(*imported.set_aside, *aside),
        is_trial=trial,
        gone=no_longer_there(workshop, imported, choices.nom),
    )


def _settled(
    workshop: Workshop, imported: Imported, names: Mapping[str, Mapping[str, str]]
) -> tuple[list[ImportedEntry], list[Remark], list[SetAside]]:
    """The entries that our rules accept: structures, then the services of those structures."""
    structures, remarks, aside = settle_all(
        workshop, _of(imported.entries, "structures"), names["structures"]
    )
    lost = {item.origin.source_id for item in aside}
    services = []
    for entry in _of(imported.entries, "services"):
        if entry.structure in lost:
            reason = "sa structure est mise de côté"
            aside.append(SetAside(origin=entry.origin, reasons=(reason,)))
            continue
        related, unknown = with_relations(entry, names["services"])
        services.append(with_structure(related, names["structures"]))
        remarks += unknown
    ready, said, refused = settle_all(workshop, services, names["services"])
    there = {names["services"][entry.origin.source_id] for entry in ready}
    pruned = [without_lost_relations(entry, there) for entry in ready]
    remarks += [*said, *(remark for _, broken in pruned for remark in broken)]
    return [*structures, *(entry for entry, _ in pruned)], remarks, [*aside, *refused]


def hsds_choices(
    sources: tuple[str, ...],
    today: date,
    *,
    nom: str,
    licence: str | None,
    thematiques: tuple[str, ...],
    zones: tuple[str, ...],
) -> HsdsChoices:
    """What the operator said on the command line."""
    web = [source for source in sources if source.startswith(("https://", "http://"))]
    return HsdsChoices(
        today=today,
        nom=nom,
        licence=licence,
        url=web[0] if web else None,
        thematiques=thematiques,
        zone=zones or ("france",),
    )


def _name(source: str) -> str:
    """The last part of a path or of an address: it tells what the file holds."""
    return PurePosixPath(urlsplit(source).path if "://" in source else source).name


def _of(entries: tuple[ImportedEntry, ...], collection: str) -> list[ImportedEntry]:
    return [entry for entry in entries if entry.origin.collection == collection]
