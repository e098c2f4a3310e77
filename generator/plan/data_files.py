"""Plan: the catalogue → the files of open data, in the order in which a person would look for them.

One list for the page that presents them, the entry point of the feed and the catalogue of datasets.
A file that this build does not make (an optional library is absent) is dropped by who reads it.
"""

from generator.model import Catalogue
from generator.plan import urls
from generator.plan.wording import counted
from generator.view_parts import FeedFile

JSON = "application/json"
SCHEMA = "application/schema+json"


def data_files(catalogue: Catalogue) -> tuple[FeedFile, ...]:
    """Every published file that holds data, but for those of one entry or one territory."""
    return tuple(
        FeedFile(
            label=label, url=url, note=note, group=group, media_type=kind, conforms_to=standard
        )
        for group, files in (("Interface de programmation", _api(catalogue)),)
        for label, url, note, kind, standard in files
    )


_Row = tuple[str, str, str, str, str]  # label, URL, note, media type, standard


def _api(catalogue: Catalogue) -> tuple[_Row, ...]:
    services = counted(len(catalogue.services), "service")
    structures = counted(len(catalogue.structures), "structure")
    words = counted(len(catalogue.lexique.termes), "terme")
    codes = "codes, libellés, comptes"
    schema = "la forme de chaque donnée (JSON Schema)"
    return (
        ("Point d’entrée", f"{urls.API}index.json", "liens, licence, comptes", JSON, ""),
        ("Tous les services", f"{urls.API}services.json", services, JSON, ""),
        ("Toutes les structures", f"{urls.API}structures.json", structures, JSON, ""),
        ("Thématiques", f"{urls.API}thematiques.json", codes, JSON, ""),
        ("Publics", f"{urls.API}publics.json", codes, JSON, ""),
        ("Lexique", f"{urls.API}lexique.json", words, JSON, ""),
        ("Schémas", f"{urls.API}schemas/service.schema.json", schema, SCHEMA, ""),
    )
