"""Render: the files that were made → `api/v1/index.json`, from which a program finds all others."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from generator.model import Artifact
from generator.render.api.envelope import API, answer
from generator.site_plan import SitePlan

# Key of the link → the file; in braces, what the rows of the list before it say in `json`.
_LINKS = (
    ("services", "services.json"),
    ("service", "services/{id}.json"),
    ("services_ndjson", "services.ndjson"),
    ("structures", "structures.json"),
    ("structure", "structures/{id}.json"),
    ("structures_ndjson", "structures.ndjson"),
    ("situations", "situations.json"),
    ("situation", "situations/{id}.json"),
    ("solutions", "situations/{id}/solutions.json"),
    ("besoins_sans_reponse", "besoins-sans-reponse.json"),
    ("parcours", "parcours.json"),
    ("un_parcours", "parcours/{id}.json"),
    ("ruptures", "ruptures.json"),
    ("evenements", "evenements.json"),
    ("evenement", "evenements/{id}.json"),
    ("agenda", "agenda.json"),
    ("manques", "manques.json"),
    ("manque", "manques/{id}.json"),
    ("observatoire", "observatoire.json"),
    ("observatoire_territoire", "observatoire/territoires/{code}.json"),
    ("fraicheur", "fraicheur.json"),
    ("qualite", "qualite.json"),
    ("contradictions", "contradictions.json"),
    ("observatoire_historique", "observatoire/historique.json"),
    ("observatoire_mois", "observatoire/{mois}.json"),
    ("categories", "categories.json"),
    ("categorie", "categories/{code}.json"),
    ("thematiques", "thematiques.json"),
    ("thematique", "thematiques/{code}.json"),
    ("publics", "publics.json"),
    ("public", "publics/{code}.json"),
    ("territoires", "territoires.json"),
    ("territoire", "territoires/{code}.json"),
    ("lexique", "lexique.json"),
    ("sources", "sources.json"),
    ("changements", "changements.json"),
    ("disparus", "disparus.json"),
    ("openapi", "openapi.json"),
    ("evolutions", "schemas/CHANGELOG.md"),
)


def render_entry_point(
    plan: SitePlan, made: Sequence[Artifact], to_come: Collection[str]
) -> Artifact:
    """Links, counts, and every file of data with its weight.

    What signs or describes the entry point itself is still to come: its weight is not known yet.
    """
    settings, catalogue = plan.settings, plan.catalogue
    base = f"{settings.url}{API}/"
    known = {artifact.path.removeprefix(f"{API}/") for artifact in made}
    content = {
        "nom": settings.nom,
        "site": settings.url,
        "territoire": {
            "nom": settings.territoire.nom,
            "departements": settings.territoire.departements,
        },
        "millesime_territoires": plan.referentiels.millesime,
        "total": {
            "services": len(catalogue.services),
            "structures": len(catalogue.structures),
            "situations": len(catalogue.situations),
            "parcours": len(catalogue.parcours),
            "evenements": len(catalogue.evenements),
            "manques": len(catalogue.manques),
            "lexique": len(catalogue.lexique.termes),
        },
        "liens": {
            **{name: f"{base}{path}" for name, path in _LINKS if "{" in path or path in known},
            "schemas": [f"{base}schemas/{name}" for name in sorted(plan.schemas.documents)],
        },
        "fichiers": list(_files(plan, made, to_come)),
    }
    return answer(plan, "index.json", "index", content)


def _files(plan: SitePlan, made: Sequence[Artifact], to_come: Collection[str]) -> Iterator[Any]:
    """The files of the page of open data, but for those that this build does not make."""
    weights = {artifact.path: len(artifact.content) for artifact in made}
    for file in plan.data_files:
        if file.url not in weights and file.url not in to_come:
            continue
        said: dict[str, object] = {
            "nom": file.label,
            "url": f"{plan.settings.url}{file.url}",
            "groupe": file.group,
            "description": file.note,
            "media_type": file.media_type,
        }
        if file.conforms_to:
            said["conforme_a"] = file.conforms_to
        if file.url in weights:
            said["octets"] = weights[file.url]
        yield said
