"""Render: the interface → its description in OpenAPI 3.1, whose schemas are those we publish.

The dialect of OpenAPI 3.1 is the one of our schemas, which stand in it whole: no other file is
needed.
"""

from collections.abc import Mapping
from typing import Any

from generator.model import Artifact
from generator.render.api.answer_schemas import DIALECT, FEED_SCHEMAS, published_schemas
from generator.render.api.bundle import COMPONENTS, bundle, component
from generator.render.api.collections import LINE_BY_LINE, ONE_OF
from generator.render.api.envelope import API, SCHEMA_VERSION, plain_json
from generator.render.api.history_schemas import MONTH
from generator.render.api.row_schemas import AREA_CODE, IDENTIFIER
from generator.site_plan import SitePlan

_JSON = "application/json"
_LINES = "application/x-ndjson"

# Path, group, what it answers (`FEED_SCHEMAS`), what it is.
_PATHS = (
    ("/index.json", "entree", "index", "Le point d’entrée : liens, comptes, fichiers"),
    ("/services.json", "services", "services", "Tous les services, tous les champs"),
    ("/services.ndjson", "services", "service", "Tous les services, un par ligne"),
    ("/services/{id}.json", "services", "service", "Un service"),
    ("/structures.json", "structures", "structures", "Toutes les structures"),
    ("/structures.ndjson", "structures", "structure", "Toutes les structures, une par ligne"),
    ("/structures/{id}.json", "structures", "structure", "Une structure"),
    ("/situations.json", "situations", "situations", "Les situations et leurs besoins"),
    ("/situations/{id}.json", "situations", "situation", "Une situation"),
    (
        "/situations/{id}/solutions.json",
        "situations",
        "solutions",
        "Ce qui répond à chaque besoin d’une situation, territoire par territoire",
    ),
    (
        "/besoins-sans-reponse.json",
        "situations",
        "besoins_sans_reponse",
        "Les besoins auxquels rien ne répond, et où",
    ),
    ("/parcours.json", "parcours", "parcours", "Les parcours et leurs étapes"),
    ("/parcours/{id}.json", "parcours", "un_parcours", "Un parcours"),
    ("/ruptures.json", "parcours", "ruptures", "Là où un parcours ou un lien se rompt"),
    ("/evenements.json", "evenements", "evenements", "Les événements, passés compris"),
    ("/evenements/{id}.json", "evenements", "evenement", "Un événement"),
    ("/agenda.json", "evenements", "agenda", "Les dates à venir, dans l’ordre"),
    ("/fraicheur.json", "observatoire", "fraicheur", "La fraîcheur de chaque fiche"),
    ("/qualite.json", "observatoire", "qualite", "La qualité de chaque fiche, et ce qui manque"),
    (
        "/contradictions.json",
        "observatoire",
        "contradictions",
        "Ce que des fiches disent autrement",
    ),
    (
        "/observatoire/historique.json",
        "observatoire",
        "observatoire_historique",
        "Les mois de l’observatoire",
    ),
    ("/observatoire/{mois}.json", "observatoire", "observatoire_mois", "Un mois entier"),
    ("/observatoire.json", "observatoire", "observatoire", "Ce qui est servi, et ce qui manque"),
    (
        "/observatoire/territoires/{code}.json",
        "observatoire",
        "observatoire_territoire",
        "Un territoire, besoin par besoin et public par public",
    ),
    ("/manques.json", "observatoire", "manques", "Les manques confirmés par un partenaire"),
    ("/manques/{id}.json", "observatoire", "manque", "Un manque confirmé"),
    ("/categories.json", "besoins", "categories", "Les grands thèmes"),
    ("/categories/{code}.json", "besoins", "categorie", "Un grand thème et sa liste"),
    ("/thematiques.json", "besoins", "thematiques", "Les thématiques"),
    ("/thematiques/{code}.json", "besoins", "thematique", "Une thématique et sa liste"),
    ("/publics.json", "publics", "publics", "Les publics"),
    ("/publics/{code}.json", "publics", "public", "Un public et sa liste"),
    ("/territoires.json", "territoires", "territoires", "Les territoires desservis"),
    ("/territoires/{code}.json", "territoires", "territoire", "Un territoire, ce qui le couvre"),
    ("/lexique.json", "lexique", "lexique", "Les mots et les sigles du site"),
    ("/sources.json", "sources", "sources", "Les autres guichets dont des fiches sont reprises"),
    ("/changements.json", "changements", "changements", "Ce qui a changé, champ par champ"),
    ("/disparus.json", "changements", "disparus", "Les fiches retirées ou renommées"),
)
_TAGS = (
    ("entree", "Par où commencer"),
    ("services", "Les aides et les services"),
    ("structures", "Qui les propose"),
    ("situations", "Les situations de vie, et ce qui répond à chacune"),
    ("parcours", "Les parcours entre partenaires"),
    ("evenements", "Les forums, ateliers et permanences"),
    ("observatoire", "Qui est servi, ce qui manque, ce qui est à revoir"),
    ("besoins", "Par besoin : grands thèmes et thématiques"),
    ("publics", "Par public"),
    ("territoires", "Par département et par intercommunalité"),
    ("lexique", "Les mots du site"),
    ("sources", "Les fiches d’autres guichets"),
    ("changements", "Ce qui change, ce qui disparaît"),
)


def render_openapi(plan: SitePlan) -> Artifact:
    """`api/v1/openapi.json`."""
    settings = plan.settings
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.nom} : données ouvertes",
            "summary": "Des fichiers JSON statiques, sans clé ni compte.",
            "description": "Tout ce que le site montre, pour les programmes. "
            f"Source à citer : {settings.editeur.nom}, et la date (`generated_at`).",
            "version": SCHEMA_VERSION,
            "license": {"name": "Licence Ouverte 2.0", "identifier": "etalab-2.0"},
            "contact": {"name": settings.editeur.nom, "url": f"{settings.url}donnees/"},
        },
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": f"{settings.url}{API}"}],
        "externalDocs": {
            "description": "Ce que sont les fichiers, et comment s’en servir",
            "url": f"{settings.url}donnees/",
        },
        "tags": [{"name": name, "description": description} for name, description in _TAGS],
        "paths": {path: {"get": _operation(plan, path, *rest)} for path, *rest in _PATHS},
        "components": {"schemas": _components(plan)},
    }
    return plain_json(f"{API}/openapi.json", document)


def _operation(plan: SitePlan, path: str, tag: str, name: str, summary: str) -> dict[str, Any]:
    schema = _answer(name)
    lines = path.endswith(".ndjson")
    kind = _LINES if lines else _JSON
    described: dict[str, Any] = {"$ref": f"{schema}/properties/{name}" if lines else schema}
    if (
        tag in LINE_BY_LINE and "{id}" in path
    ):  # the address of an entry outlives it: it then tells what became of it
        gone = {"$ref": _answer("disparu")}
        described = {"oneOf": [described, gone]}
    held = {"schema": described}
    operation: dict[str, Any] = {
        "operationId": f"{name}_par_ligne" if lines else name,
        "summary": summary,
        "tags": [tag],
    }
    responses: dict[str, Any] = {"200": {"description": summary, "content": {kind: held}}}
    if "{" in path:
        operation["parameters"] = [_parameter(plan, name)]
        responses["404"] = {"description": "Il n’y a rien à cette adresse"}
    return {**operation, "responses": responses}


def _components(plan: SitePlan) -> dict[str, dict[str, Any]]:
    base = f"{plan.settings.url}{API}/schemas/"
    return bundle(published_schemas(plan.schemas, base), base)


def _answer(name: str) -> str:
    return f"{COMPONENTS}{component(FEED_SCHEMAS[name])}"


def _parameter(plan: SitePlan, name: str) -> dict[str, Any]:
    """What stands in braces in a path; its example, the first that is published."""
    if name == "observatoire_mois":
        example = {"example": plan.history[-1].mois} if plan.history else {}
        return {"name": "mois", "in": "path", "required": True, "schema": MONTH} | example
    schemas, catalogue = plan.schemas, plan.catalogue
    collection = next((many for many, one in ONE_OF.items() if one == name), "")
    collection = "situations" if name == "solutions" else collection
    if collection:
        schema: Mapping[str, Any] = IDENTIFIER
        known = [entry.id for entry in getattr(catalogue, collection)]
    elif name in ("territoire", "observatoire_territoire"):
        schema = AREA_CODE
        known = [reached.area.code for reached in plan.territories]
    else:
        vocabulary = f"{name}s"
        schema = {"$ref": f"{COMPONENTS}{component(f'vocabulaires/{vocabulary}.json')}"}
        known = list(schemas.vocabularies[vocabulary])
    parameter = {
        "name": "id" if collection else "code",
        "in": "path",
        "required": True,
        "schema": schema,
    }
    return parameter | ({"example": known[0]} if known else {})
