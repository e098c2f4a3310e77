"""Plan: the catalogue and its files → the page of open data: what, how fresh, how to use it."""

import re
from collections.abc import Iterator
from datetime import date

from generator.model import Catalogue
from generator.page_views import OpenDataView
from generator.plan import urls
from generator.plan.data_files import group_notes
from generator.plan.data_usages import data_usages
from generator.plan.page import make_page
from generator.plan.wording import NBSP, capitalised, counted, date_text, number_text
from generator.site_plan import Page
from generator.view_parts import Fact, FeedFile, FileGroup, Link, SchemaVersion

_LATELY = 365  # days
_BEFORE = re.compile(" (?=[:;?!»])")
_INTRO = (
    "Toutes les fiches de ce site, libres de réutilisation, en fichiers que d’autres outils lisent."
)


def open_data_page(
    catalogue: Catalogue, files: tuple[FeedFile, ...], changelog: str, today: date
) -> Page:
    """The page where a person finds every file, and how to use each."""
    settings = catalogue.settings
    view = OpenDataView(
        heading="Données ouvertes",
        intro=_INTRO,
        facts=_facts(catalogue, today),
        starts=tuple(_starts(files)),
        groups=tuple(_groups(files)),
        usages=data_usages(settings.url),
        mention=f"Source{NBSP}: {settings.editeur.nom}, «{NBSP}{settings.nom}{NBSP}», "
        f"{date_text(today)}",
        versions=tuple(_versions(changelog)),
        conformity=_conformity(catalogue),
    )
    return make_page(urls.OPEN_DATA, "pages/open-data.html", view)


def _conformity(catalogue: Catalogue) -> Link | None:
    """The editorial page that `docs/make_conformity.py` writes, where there is one."""
    page = next((page for page in catalogue.pages if page.id == urls.CONFORMITY), None)
    return Link(label=page.titre, url=urls.editorial_url(page.id)) if page else None


def _facts(catalogue: Catalogue, today: date) -> tuple[Fact, ...]:
    """How much there is, and how fresh: on the day of the build, never of the visit."""
    services, structures = catalogue.services, catalogue.structures
    days = [service.date_maj for service in services]
    days += [structure.date_maj for structure in structures]
    last = f". Dernière fiche modifiée le {date_text(max(days))}" if days else ""
    count = (
        f"{capitalised(counted(len(services), 'aide ou service', 'aides et services'))}, "
        f"{counted(len(structures), 'structure')}"
    )
    return (
        Fact(label="Contenu", value=count, icon="database"),
        Fact(label="Fraîcheur", value=f"Publié le {date_text(today)}{last}", icon="calendar"),
        Fact(label="Vérification", value=_checked(catalogue, today), icon="badge-check"),
        Fact(label="Licence", value="Licence Ouverte 2.0, sans clé ni compte", icon="scale"),
    )


def _checked(catalogue: Catalogue, today: date) -> str:
    """How many entries somebody checked lately."""
    checks = [entry.verification.le for entry in catalogue.services if entry.verification]
    fresh = sum((today - day).days < _LATELY for day in checks)
    if not checks:
        return "Aucune fiche n’a encore été vérifiée"
    lately = f"{counted(fresh, 'fiche vérifiée', 'fiches vérifiées')} depuis moins d’un an"
    once = f"{number_text(len(checks))} l’ont été au moins une fois"
    return f"{capitalised(lately)}, {once}" if len(checks) > 1 else capitalised(lately)


# What one has in mind, and the files that answer it, the first the best.
_STARTS = (
    (
        "Ouvrir un tableau",
        "list-checks",
        "emploi",
        "Pour lire, trier, compter dans Excel ou LibreOffice.",
        ("donnees/services-tableur.csv", "donnees/structures-tableur.csv", "donnees/guichet.xlsx"),
    ),
    (
        "Brancher un programme",
        "laptop",
        "mobilite",
        "Pour un site, une application, un annuaire voisin.",
        (f"{urls.API}index.json", f"{urls.API}services.json", f"{urls.API}openapi.json"),
    ),
    (
        "Tout emporter",
        "database",
        "logement",
        "Pour chercher dans toutes les fiches, sur sa machine.",
        ("donnees/guichet.sqlite", f"{urls.API}services.ndjson", f"{urls.API}structures.ndjson"),
    ),
)


def _starts(files: tuple[FeedFile, ...]) -> Iterator[FileGroup]:
    known = {file.url: file for file in files}
    for rank, (heading, icon, accent, note, wanted) in enumerate(_STARTS, start=1):
        found = tuple(known[url] for url in wanted if url in known)
        yield FileGroup(
            heading=heading,
            anchor=f"debut-{rank}",
            note=note,
            files=found,
            icon=icon,
            accent=accent,
        )


def _groups(files: tuple[FeedFile, ...]) -> Iterator[FileGroup]:
    for rank, (heading, note) in enumerate(group_notes().items(), start=1):
        found = tuple(file for file in files if file.group == heading)
        if found:
            yield FileGroup(heading=heading, anchor=f"fichiers-{rank}", note=note, files=found)


def _versions(changelog: str) -> Iterator[SchemaVersion]:
    """A changelog in Markdown → its versions; a note is a list item, its code in backquotes."""
    for part in changelog.split("\n## ")[1:]:
        number, _, body = part.partition("\n")
        notes = (line[2:] for line in body.splitlines() if line.startswith("- "))
        cut = tuple(tuple(_typeset(note).split("`")) for note in notes)
        yield SchemaVersion(number=number.strip(), notes=cut)


def _typeset(text: str) -> str:
    """A file of the repository has plain spaces; a page keeps signs with their words."""
    return _BEFORE.sub(NBSP, text).replace("« ", f"«{NBSP}")
