"""Plan: the files of open data → the datasets that a catalogue describes, each with its files.

A file goes to the set that its name tells; one that tells none is of the whole directory, so that
no published file is missing from the catalogue. What only describes other files is left out.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.model import Catalogue
from generator.plan.wording import counted
from generator.view_parts import DatasetView, FeedFile

WHOLE = "guichet"
# The first word of a file's name → the set that it publishes.
_SETS = {
    **dict.fromkeys(("services", "locations", "service_at_locations", "scores"), "services"),
    **dict.fromkeys(("structures", "organizations"), "structures"),
    **dict.fromkeys(("changements", "disparus"), "changements"),
    **dict.fromkeys(("evenements", "agenda"), "evenements"),
    **dict.fromkeys(("territoires", "communes"), "territoires"),
    **dict.fromkeys(("categories", "thematiques", "publics", "lexique"), "vocabulaires"),
    **dict.fromkeys(("taxonomies", "taxonomy_terms"), "vocabulaires"),
}
# Descriptions of files, not data: the catalogue cites them where it describes what they describe.
_ABOUT = re.compile(
    r"(?:openapi|catalogue|datasette|profile)\.json(?:ld)?\Z"
    r"|(?:SHA256SUMS|CHANGELOG\.md|llms\.txt)\Z"
    r"|modele[a-z-]*\.(?:csv|xlsx)\Z"  # to fill: they hold an example, and no entry
    r"|\.(?:table)?schema\.json\Z|\.html\Z|/\Z"
)
_WORD = re.compile(r"[a-zA-Z_]+")


def plan_datasets(catalogue: Catalogue, files: Iterable[FeedFile]) -> tuple[DatasetView, ...]:
    """Every dataset that has a file, the widest first."""
    published: dict[str, list[FeedFile]] = {}
    for file in files:
        if not _ABOUT.search(file.url):
            published.setdefault(dataset_of(file.url), []).append(file)
    days = sorted(_days(catalogue))
    return tuple(
        DatasetView(
            id=name,
            title=f"{title} – {catalogue.settings.nom}",
            description=description,
            keywords=(*_KEYWORDS, *keywords),
            files=tuple(published[name]),
            start=days[0].isoformat() if days else "",
            end=days[-1].isoformat() if days else "",
        )
        for name, title, description, keywords in _described(catalogue)
        if name in published
    )


def dataset_of(url: str) -> str:
    """The set that a file publishes: "donnees/services-tableur.csv" → "services"."""
    word = _WORD.match(url.rpartition("/")[2])
    return _SETS.get(word.group(), WHOLE) if word else WHOLE


_KEYWORDS = ("mobilité", "logement", "emploi", "insertion")
_Described = tuple[str, str, str, tuple[str, ...]]  # identifier, title, description, keywords


def _described(catalogue: Catalogue) -> tuple[_Described, ...]:
    services = counted(len(catalogue.services), "aide ou service", "aides et services")
    structures = counted(len(catalogue.structures), "structure")
    place = catalogue.settings.territoire.nom
    whole = (
        f"{services} et {structures} qui les proposent ({place})\u00a0: tout en un seul fichier."
    )
    entries = (
        f"{services} de mobilité, de logement et d’emploi ({place})\u00a0: à qui ils s’adressent, "
        "ce qu’ils apportent, sur quel territoire, comment les demander, et d’où vient chaque "
        "information."
    )
    providers = f"{structures} qui proposent ces aides\u00a0: nom, contact, adresse, territoire."
    return (
        (WHOLE, "Tout l’annuaire", whole, ("annuaire", "guichet unique")),
        ("services", "Aides et services", entries, ("aides", "services", "action sociale")),
        ("structures", "Structures", providers, ("structures", "associations", "annuaire")),
        ("evenements", "Rendez-vous", _MEETINGS, ("agenda", "forum", "permanence")),
        ("territoires", "Territoires couverts", _PLACES, ("territoires", "intercommunalités")),
        ("vocabulaires", "Thématiques, publics et lexique", _WORDS, ("vocabulaire", "lexique")),
        ("changements", "Ce qui change", _CHANGES, ("actualité", "historique")),
    )


_MEETINGS = (
    "Les forums, les ateliers et les permanences\u00a0: quand, où, pour qui, qui y est présent."
)
_PLACES = (
    "Pour chaque département et chaque intercommunalité, les aides et services qui en couvrent au "
    "moins une partie."
)
_WORDS = "Les listes de valeurs qui classent les aides et services, et les mots expliqués."
_CHANGES = (
    "Les aides et services nouveaux, modifiés, suspendus ou terminés, jour après jour, et les "
    "fiches qui ont disparu."
)


def _days(catalogue: Catalogue) -> Iterator[date]:
    yield from (service.date_maj for service in catalogue.services)
    yield from (structure.date_maj for structure in catalogue.structures)
