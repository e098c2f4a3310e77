"""Render: what can be asked of `guichet.sqlite` without writing SQL: full text, views, titles.

`donnees/datasette.json` says it to Datasette, which shows it above each table.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.render.api.envelope import LICENCE
from generator.render.tables.columns import Table
from generator.site_plan import SitePlan

# Table → the columns of its full-text index.
SEARCHED: Mapping[str, Sequence[str]] = {
    "services": ("nom", "resume", "description", "conditions_acces", "mots_cles", "recherche"),
    "structures": ("nom", "sigle", "description", "recherche"),
}

VIEWS: Mapping[str, str] = {
    "services_ouverts": """
SELECT s.id, s.nom, s.resume, t.nom AS structure_nom, s.commune, s.telephone,
       t.telephone AS structure_telephone, s.etat, s.verification_le, s.date_maj, s.url,
       s.rowid AS numero
FROM services AS s JOIN structures AS t ON t.id = s.structure
WHERE s.etat <> 'termine'""",
    "services_par_thematique": """
SELECT v.code AS thematique, v.libelle, c.libelle AS categorie, s.id AS service, s.nom, s.structure,
       s.etat, s.url
FROM services AS s, json_each(s.thematiques) AS j
JOIN vocabulaires AS v ON v.vocabulaire = 'thematiques' AND v.code = j.value
LEFT JOIN vocabulaires AS c ON c.vocabulaire = 'categories'
  AND c.code = substr(v.code, 1, instr(v.code, '--') - 1)""",
    "services_par_public": """
SELECT v.code AS public, v.libelle, s.id AS service, s.nom, s.structure,
       s.etat, s.url
FROM services AS s, json_each(s.publics) AS j
JOIN vocabulaires AS v ON v.vocabulaire = 'publics' AND v.code = j.value""",
    "services_par_territoire": """
SELECT z.code, z.nom AS territoire, z.genre, s.id AS service, s.nom, s.structure,
       s.etat, s.url
FROM services AS s, json_each(s.zone_eligibilite) AS j
JOIN territoires AS z ON z.code = j.value""",
    "services_a_verifier": """
SELECT s.id, s.nom, t.nom AS structure_nom, s.verification_le, s.prochaine_revue, s.date_maj, s.url
FROM services AS s JOIN structures AS t ON t.id = s.structure
WHERE s.etat <> 'termine'
ORDER BY coalesce(s.verification_le, s.date_maj), s.id""",
}
_TOLD = {
    "structures": "Qui propose les services.",
    "lieux": "Les lieux des services qui en ont plusieurs ; une adresse masquée n’y est pas.",
    "sources": "D’où viennent les informations de chaque fiche.",
    "territoires": "Les territoires que les fiches citent.",
    "vocabulaires": "Les codes, ce qu’ils veulent dire.",
    "informations": "De quel site et de quel jour vient cette base.",
    "services_ouverts": "Les services qui ne sont pas terminés, avec le nom de leur structure.",
    "services_par_thematique": "Une ligne pour chaque thématique de chaque service.",
    "services_par_public": "Une ligne pour chaque public de chaque service.",
    "services_par_territoire": "Une ligne pour chaque territoire que cite un service.",
    "services_a_verifier": "Les services ouverts, ceux vérifiés il y a le plus longtemps d’abord.",
}
_BEGIN = (
    "Pour chercher parmi les services\u00a0: services_ouverts. Tous leurs champs\u00a0: services."
)
_SEARCH_TITLE = "Mots ajoutés pour la recherche : libellés, structure, territoires, autres formes"


def datasette_metadata(plan: SitePlan, tables: Sequence[Table]) -> dict[str, Any]:
    """What Datasette prints: licence, source, titles of the columns, facets."""
    settings = plan.settings
    told: dict[str, dict[str, Any]] = {name: {"description": text} for name, text in _TOLD.items()}
    # A page with few columns that can be searched: where a person begins.
    told["services_ouverts"] |= {"fts_table": "services_fts", "fts_pk": "numero", "sort": "nom"}
    facets: Mapping[str, list[Any]] = {
        "services": ["etat", "frais", {"array": "thematiques"}, {"array": "publics"}],
        "structures": [{"array": "reseaux_porteurs"}],
    }
    entries = {
        table.name: {
            "description": _TOLD.get(table.name, "Les aides et les services."),
            "label_column": "nom",
            "fts_table": f"{table.name}_fts",
            "facets": facets[table.name],
            "columns": {
                **{column.name: column.title for column in table.columns},
                "recherche": _SEARCH_TITLE,
            },
        }
        for table in tables
    }
    return {
        "title": settings.nom,
        "description": settings.sous_titre,
        "license": LICENCE["nom"],
        "license_url": LICENCE["url"],
        "source": settings.editeur.nom,
        "source_url": f"{settings.url}donnees/",
        "about": settings.nom,
        "about_url": settings.url,
        "databases": {"guichet": {"description": _BEGIN, "tables": {**told, **entries}}},
    }
