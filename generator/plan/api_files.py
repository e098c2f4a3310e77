"""Plan: the catalogue → what the page of open data says of the programming interface."""

from generator.model import Catalogue
from generator.plan import urls
from generator.plan.observatory_files import observatory_documents
from generator.plan.wording import counted

JSON = "application/json"
JSON_LINES = "application/x-ndjson"
_SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ICS = "https://www.rfc-editor.org/rfc/rfc5545"
Row = tuple[str, str, str, str, str]  # label, URL, note, media type, standard


def api_files(catalogue: Catalogue) -> tuple[Row, ...]:
    """What programs read, the entry point first, then what describes it."""
    schemas = f"{catalogue.settings.url}{urls.API}schemas/"
    return (
        *_documents(catalogue, schemas),
        *_lines(schemas),
        ("Les dates à venir, pour un agenda", urls.CALENDAR, "iCalendar", "text/calendar", _ICS),
        (
            "Les jours de vérification",
            urls.review_calendar_url(),
            "iCalendar",
            "text/calendar",
            _ICS,
        ),
        *_descriptions(),
    )


def _documents(catalogue: Catalogue, schemas: str) -> tuple[Row, ...]:
    services = counted(len(catalogue.services), "service")
    structures = counted(len(catalogue.structures), "structure")
    words = counted(len(catalogue.lexique.termes), "terme")
    one = "un fichier par"
    rows = (
        ("Point d’entrée", "index", "la liste des fichiers, leurs poids, les comptes"),
        ("Tous les services", "services", f"{services}, tous les champs\u00a0; {one} service"),
        ("Toutes les structures", "structures", f"{structures}\u00a0; {one} structure"),
        ("Les situations", "situations", f"les besoins de chacune\u00a0; {one} situation"),
        ("Les parcours", "parcours", f"les étapes de chacun\u00a0; {one} parcours"),
        ("Les ruptures de parcours", "ruptures", "où un chemin s’arrête, et pour qui"),
        ("Les événements", "evenements", f"passés compris\u00a0; {one} événement"),
        ("Les dates à venir", "agenda", "jour par jour\u00a0; les permanences, pour trois mois"),
        ("La fraîcheur des fiches", "fraicheur", "à jour, à revoir, périmées\u00a0; par structure"),
        ("La qualité des fiches", "qualite", "le score de chacune, et ce qui manque"),
        ("Les contradictions", "contradictions", "ce que deux fiches, ou deux endroits, disent"),
        (
            "Les manques confirmés",
            "manques",
            f"dits par un partenaire, et datés\u00a0; {one} manque",
        ),
        ("Les grands thèmes", "categories", f"ce qui répond à chacun\u00a0; {one} thème"),
        ("Les thématiques", "thematiques", f"ce qui répond à chacune\u00a0; {one} thématique"),
        ("Les publics", "publics", f"ce qui s’adresse à chacun\u00a0; {one} public"),
        ("Les territoires", "territoires", f"ce qui couvre chacun\u00a0; {one} territoire"),
        ("Le lexique", "lexique", f"{words}, synonymes et définitions"),
        ("Les autres guichets", "sources", _taken(catalogue)),
    )
    return (
        *(
            (label, f"{urls.API}{name}.json", note, JSON, f"{schemas}feed/{name}.schema.json")
            for label, name, note in rows
        ),
        (
            "Les besoins sans réponse",
            urls.GAPS_JSON,
            "situation par situation, où rien ne répond, et combien de personnes y vivent",
            JSON,
            f"{schemas}feed/besoins_sans_reponse.schema.json",
        ),
        *observatory_documents(schemas),
    )


def _taken(catalogue: Catalogue) -> str:
    """How much of what is published comes from other guichets."""
    if not catalogue.sources:
        return "dont des fiches sont reprises ici\u00a0: aucun"
    guichets = counted(len(catalogue.sources), "source")
    taken = counted(len(catalogue.externals), "fiche reprise", "fiches reprises")
    return f"{guichets}, {taken}, et ce qui n’est pas montré"


def _lines(schemas: str) -> tuple[Row, ...]:
    rows = (
        (
            "Les services, un par ligne",
            "service",
            "les mêmes, pour les outils qui lisent ligne par ligne (JSON Lines)",
        ),
        ("Les structures, une par ligne", "structure", "les mêmes, une par ligne"),
    )
    return tuple(
        (
            label,
            f"{urls.API}{one}s.ndjson",
            note,
            JSON_LINES,
            f"{schemas}feed/{one}.schema.json#/properties/{one}",
        )
        for label, one, note in rows
    )


def _descriptions() -> tuple[Row, ...]:
    fields = "chaque champ, ses valeurs, un exemple (JSON Schema)"
    schemas = f"{urls.API}schemas/"
    return (
        (
            "Description de l’interface",
            f"{urls.API}openapi.json",
            "pour produire un client ou une documentation (OpenAPI 3.1)",
            OPENAPI,
            "https://spec.openapis.org/oas/v3.1.0",
        ),
        ("Schéma d’un service", f"{schemas}service.schema.json", fields, _SCHEMA, _DIALECT),
        ("Schéma d’une structure", f"{schemas}structure.schema.json", fields, _SCHEMA, _DIALECT),
    )
