"""Plan: the catalogue → what the page of open data says of each table and database."""

from generator.entries import Lieu, Service
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.observatory_files import observatory_tables
from generator.plan.wording import counted

CSV = "text/csv"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
Row = tuple[str, str, str, str, str]  # label, URL, note, media type, standard


def table_files(catalogue: Catalogue) -> tuple[Row, ...]:
    """Spreadsheets first, then what maps, analysts and databases open."""
    return (*_sheets(catalogue), *_databases(catalogue), *_models())


def _models() -> tuple[Row, ...]:
    """The models that people fill and send back; no data, so no dataset has them."""
    data = urls.OPEN_DATA
    book = "à remplir\u00a0: une ligne par fiche, avec listes de valeurs, aide et exemple"
    flat = "à remplir\u00a0: tout dans une feuille, les noms des champs et un exemple"
    return (
        ("Le modèle de classeur (XLSX)", f"{data}modele.xlsx", book, _XLSX, ""),
        ("Le modèle des services en CSV", f"{data}modele-services.csv", flat, CSV, ""),
        ("Le modèle des structures en CSV", f"{data}modele-structures.csv", flat, CSV, ""),
    )


def _sheets(catalogue: Catalogue) -> tuple[Row, ...]:
    data = urls.OPEN_DATA
    services = counted(len(catalogue.services), "service")
    structures = counted(len(catalogue.structures), "structure")
    guarded = "aucune cellule ne peut y lancer de calcul"
    own = f"{catalogue.settings.url}{data}schemas/"
    book = "services, structures, sens de chaque colonne"
    tables = (
        ("Les services, pour un tableur", "services-tableur", f"{services}\u00a0; {guarded}"),
        ("Les structures, pour un tableur", "structures-tableur", f"{structures}\u00a0; {guarded}"),
        ("Les services en CSV", "services", f"{services}, tous les champs, pour un programme"),
        ("Les structures en CSV", "structures", f"{structures}, tous les champs"),
    )
    described = "chaque colonne\u00a0: titre, sens, type, limites (Data Package, Table Schema)"
    return (
        ("Le classeur (XLSX)", f"{data}guichet.xlsx", book, _XLSX, ""),
        *(
            (label, f"{data}{name}.csv", note, CSV, f"{own}{name}.tableschema.json")
            for label, name, note in tables
        ),
        (
            "Les besoins sans réponse, pour un tableur",
            urls.GAPS_CSV,
            "situation par situation, où rien ne répond, et combien de personnes y vivent",
            CSV,
            f"{own}besoins-sans-reponse.tableschema.json",
        ),
        *observatory_tables(own),
        (
            "Description des tableaux",
            f"{data}datapackage.json",
            described,
            "application/vnd.datapackage+json",
            DATA_PACKAGE,
        ),
        *(
            (
                f"Colonnes des {name}",
                f"{data}schemas/{name}.tableschema.json",
                "la description de ce tableau seul (Table Schema)",
                "application/json",
                TABLE_SCHEMA,
            )
            for name in _COLLECTIONS
        ),
    )


def _databases(catalogue: Catalogue) -> tuple[Row, ...]:
    data = urls.OPEN_DATA
    sqlite = "toutes les fiches, recherche dans les textes (SQLite\u00a0; s’ouvre avec Datasette)"
    typed = "pour l’analyse de données\u00a0: colonnes déjà typées"
    explained = "licence, source, titre de chaque colonne"
    return (
        ("La carte des services", f"{data}services.geojson", _points(catalogue), _GEOJSON, _RFC),
        ("La base de données", f"{data}guichet.sqlite", sqlite, "application/vnd.sqlite3", ""),
        (
            "La base expliquée à Datasette",
            f"{data}datasette.json",
            explained,
            "application/json",
            "",
        ),
        *(
            (f"Les {name} en Parquet", f"{data}{name}.parquet", typed, _PARQUET, "")
            for name in _COLLECTIONS
        ),
    )


_COLLECTIONS = ("services", "structures")
_GEOJSON = "application/geo+json"
_PARQUET = "application/vnd.apache.parquet"
_RFC = "https://www.rfc-editor.org/rfc/rfc7946"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _points(catalogue: Catalogue) -> str:
    """How many points the map has; a withheld address is none."""
    known = sum(
        _has_position(service)
        + sum(_has_position(place) for place in service.lieux if not place.adresse_masquee)
        for service in catalogue.services
    )
    if known:
        return f"{counted(known, 'point')}, un par lieu dont la position est connue (GeoJSON)"
    return "vide pour l’instant\u00a0: aucune fiche ne donne la position d’un lieu (GeoJSON)"


def _has_position(place: Service | Lieu) -> bool:
    return place.latitude is not None and place.longitude is not None
