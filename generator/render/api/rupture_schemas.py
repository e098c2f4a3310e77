"""Render: nothing → the schema of what the document of breaks holds."""

from collections.abc import Mapping

from generator.render.api.row_schemas import COUNT, IDENTIFIER, TEXT, URI, Schema, array_of, closed

_DAY: Schema = {"type": "string", "format": "date"}
_COMMUNE: Schema = {"type": "string", "pattern": "^[0-9][0-9AB][0-9]{3}$"}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


RUPTURE_ROWS: Mapping[str, Schema] = {
    "ruptures": array_of(
        closed(
            {
                "genre": _said(
                    "Ce qui rompt : une étape sans réponse, un service fermé, un trou de dates, "
                    "des communes oubliées, deux zones sans commune, un relais que l’autre "
                    "structure n’a pas confirmé.",
                    {
                        "enum": [
                            "etape-sans-reponse",
                            "relation-fermee",
                            "relation-hors-dates",
                            "zone-incomplete",
                            "relation-hors-zone",
                            "relation-a-sens-unique",
                        ]
                    },
                ),
                "collection": {"enum": ["services", "parcours"]},
                "id": IDENTIFIER,
                "url": _said("La page de la fiche qui dit le lien, ou qui a l’étape.", URI),
                "message": _said("Ce qui ne va pas ; le sujet de la phrase est la fiche.", TEXT),
                "conseil": TEXT,
            },
            {
                "lien": _said("Le champ de « relations ».", TEXT),
                "etape": _said("Le rang de l’étape dans la fiche, 1 pour la première.", COUNT),
                "vers": _said("Le service cité.", IDENTIFIER),
                "communes": _said("Celles que le chemin oublie.", array_of(_COMMUNE)),
                "habitants": _said("Combien de personnes y vivent.", COUNT),
                "debut": _said("Le premier jour sans réponse.", _DAY),
                "fin": _said("Le dernier ; absent quand il n’est pas connu.", _DAY),
            },
        )
    )
}
