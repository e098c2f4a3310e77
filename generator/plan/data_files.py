"""Plan: the catalogue → the files of open data, in the order in which a person would look for them.

One list for the page that presents them, the entry point of the feed and the catalogue of datasets.
A file that this build does not make (an optional library is absent) is dropped by who reads it.
"""

from collections.abc import Callable, Mapping

from generator.model import Catalogue
from generator.plan import urls
from generator.plan.api_files import JSON, OPENAPI, api_files
from generator.plan.table_files import table_files
from generator.plan.wording import counted
from generator.view_parts import FeedFile

HSDS_STANDARD = "https://docs.openreferral.org/en/3.1/hsds/schema_reference.html"

DATA_INCLUSION_STANDARD = "https://gip-inclusion.github.io/data-inclusion-schema/latest/"


def data_files(catalogue: Catalogue) -> tuple[FeedFile, ...]:
    """Every published file that holds data, but for those of one entry or one territory."""
    return tuple(
        FeedFile(
            label=label, url=url, note=note, group=group, media_type=kind, conforms_to=standard
        )
        for group, _, rows in _GROUPS
        for label, url, note, kind, standard in rows(catalogue)
    )


def group_notes() -> Mapping[str, str]:
    """What each group is for, by heading, in the order of the page."""
    return {heading: note for heading, note, _ in _GROUPS}


_Row = tuple[str, str, str, str, str]  # label, URL, note, media type, standard


def hsds_files(catalogue: Catalogue) -> tuple[FeedFile, ...]:
    """The files in the model of Open Referral, for the page that presents them."""
    return tuple(file for file in data_files(catalogue) if file.url.startswith(urls.HSDS))


def model_files(catalogue: Catalogue) -> tuple[FeedFile, ...]:
    """The files to fill and send back, for the page that says how."""
    start = f"{urls.OPEN_DATA}modele"
    return tuple(file for file in data_files(catalogue) if file.url.startswith(start))


def _hsds(catalogue: Catalogue) -> tuple[_Row, ...]:
    """HSDS 3.1: what it claims, then each kind of object."""
    services = counted(len(catalogue.services), "service")
    structures = counted(len(catalogue.structures), "structure")
    rows = (
        ("services", f"{services}, et un fichier complet pour chacun"),
        ("organizations", structures),
        ("locations", "les lieux et leurs adresses"),
        ("service_at_locations", "quel service dans quel lieu"),
        ("taxonomies", "les listes de valeurs"),
        ("taxonomy_terms", "les valeurs, celles de data·inclusion et les nôtres"),
    )
    note = "ce que cette publication dit et ne dit pas, champ par champ (Open Referral)"
    return (
        ("HSDS 3.1\u00a0: le profil", urls.HSDS, note, "text/html", ""),
        *(
            (f"HSDS\u00a0: {name}", f"{urls.HSDS}{name}.json", said, JSON, HSDS_STANDARD)
            for name, said in rows
        ),
        (
            "HSDS\u00a0: le profil pour les programmes",
            f"{urls.HSDS}profile.json",
            "version, identifiants, termes ajoutés (correctifs JSON)",
            JSON,
            "",
        ),
        (
            "HSDS\u00a0: description de l’interface",
            f"{urls.HSDS}openapi.json",
            "la part de l’API de HSDS que des fichiers savent servir (OpenAPI 3.1)",
            OPENAPI,
            "https://spec.openapis.org/oas/v3.1.0",
        ),
    )


def _data_inclusion(_catalogue: Catalogue) -> tuple[_Row, ...]:
    rows = (
        ("services", "les services en cours, sur les champs que ce schéma connaît"),
        ("structures", "les structures, sur les champs que ce schéma connaît"),
        ("scores", "la qualité de chaque service, critère par critère, telle qu’il la calcule"),
    )
    return tuple(
        (
            f"data·inclusion v1\u00a0: {name}",
            f"{urls.DATA_INCLUSION}{name}.json",
            note,
            JSON,
            DATA_INCLUSION_STANDARD,
        )
        for name, note in rows
    )


def _changes(catalogue: Catalogue) -> tuple[_Row, ...]:
    schemas = f"{catalogue.settings.url}{urls.API}schemas/feed/"
    feed = urls.feed_url()
    return (
        (
            "Fil Atom des changements",
            f"{feed}.atom",
            "pour un lecteur de flux\u00a0; un fil par besoin, par territoire, par structure",
            "application/atom+xml",
            "https://www.rfc-editor.org/rfc/rfc4287",
        ),
        (
            "Fil JSON des changements",
            f"{feed}.json",
            "le même, pour un programme (JSON Feed 1.1)",
            "application/feed+json",
            "https://jsonfeed.org/version/1.1",
        ),
        (
            "Tous les changements",
            f"{urls.API}changements.json",
            "champ par champ, avec la valeur d’avant et celle d’après, sur trois ans",
            JSON,
            f"{schemas}changements.schema.json",
        ),
        (
            "Les fiches disparues",
            f"{urls.API}disparus.json",
            "retirées ou renommées\u00a0: depuis quand, et ce qui les remplace",
            JSON,
            f"{schemas}disparus.schema.json",
        ),
    )


def _trust(_catalogue: Catalogue) -> tuple[_Row, ...]:
    return (
        (
            "Évolutions des schémas",
            f"{urls.API}schemas/CHANGELOG.md",
            "ce qui s’est ajouté, version par version",
            "text/markdown",
            "",
        ),
        (
            "Empreintes des fichiers",
            "donnees/SHA256SUMS",
            "pour vérifier une copie\u00a0: sha256sum -c donnees/SHA256SUMS",
            "text/plain",
            "",
        ),
    )


def _catalogue(_catalogue: Catalogue) -> tuple[_Row, ...]:
    return (
        (
            "Catalogue pour les portails de données",
            "donnees/catalogue.jsonld",
            "chaque jeu de données, ses fichiers, leur poids, leur empreinte (DCAT-AP 3)",
            "application/ld+json",
            "http://data.europa.eu/r5r/",
        ),
        (
            "Guide pour les assistants et les robots",
            "llms.txt",
            "par où commencer, comment citer, et chaque fiche en texte (Markdown)",
            "text/markdown",
            "https://llmstxt.org/",
        ),
    )


# Heading of the page, what it is for, its rows. The order is the one in which a person looks.
_GROUPS: tuple[tuple[str, str, Callable[[Catalogue], tuple[_Row, ...]]], ...] = (
    (
        "Tableaux et bases",
        "Pour un tableur, une carte, une analyse\u00a0: toutes les fiches, une par ligne.",
        table_files,
    ),
    (
        "Interface de programmation",
        "Pour une application, un site, un script\u00a0: du JSON, sans clé ni compte.",
        api_files,
    ),
    (
        "Formats d’autres annuaires",
        "Pour un annuaire qui parle déjà un de ces modèles, en France ou ailleurs.",
        lambda catalogue: (*_data_inclusion(catalogue), *_hsds(catalogue)),
    ),
    (
        "Ce qui change",
        "Pour suivre les nouveautés, et tenir à jour une copie.",
        _changes,
    ),
    (
        "Catalogue",
        "Pour qu’un portail, un moteur de recherche ou un assistant trouve ces fichiers seul.",
        _catalogue,
    ),
    (
        "Confiance",
        "Pour savoir ce qui a changé dans la forme des données, et vérifier une copie.",
        _trust,
    ),
)
