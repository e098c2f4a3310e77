"""Render: nothing → the schemas of `api/v1/qualite.json` and `api/v1/contradictions.json`."""

from collections.abc import Mapping

from generator.contradictions import KINDS
from generator.render.api.row_schemas import COUNT, IDENTIFIER, TEXT, URI, Schema, array_of, closed

_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_GAIN: Schema = closed(
    {
        "critere": _said("Le code du critère, celui de data·inclusion.", TEXT),
        "gain": _said("Ce que le score gagnerait si ce critère seul était rempli.", _SHARE),
        "remede": _said("Ce qu’il faut écrire dans la fiche.", TEXT),
    }
)
_SERVICE: Schema = closed(
    {
        "id": IDENTIFIER,
        "nom": TEXT,
        "url": URI,
        "structure": IDENTIFIER,
        "score": _said("La moyenne des critères qui concernent le service.", _SHARE),
        "a_gagner": _said("Ce qui manque, le plus rentable d’abord.", array_of(_GAIN)),
    }
)
_STRUCTURE: Schema = closed(
    {"id": IDENTIFIER, "nom": TEXT, "url": URI, "services": COUNT, "moyenne": _SHARE}
)
QUALITY_ROWS: Mapping[str, Schema] = {
    "qualite": closed(
        {
            "moyenne": _said(
                "De tous les services ; nulle quand il n’y en a pas.",
                {"anyOf": [_SHARE, {"type": "null"}]},
            ),
            "criteres": _said(
                "Les dix critères de data·inclusion, dans leur ordre.",
                array_of(closed({"code": TEXT, "nom": TEXT})),
            ),
            "services": _said(
                "Les services en cours ; le détail par critère est dans "
                "donnees/data-inclusion/scores.json.",
                array_of(_SERVICE),
            ),
            "structures": _said("Celles qui ont un service en cours.", array_of(_STRUCTURE)),
        }
    ),
    "contradictions": array_of(
        closed(
            {
                "genre": _said("Ce qui se contredit.", {"enum": list(KINDS)}),
                "collection": {"enum": ["services", "structures"]},
                "id": IDENTIFIER,
                "url": _said("La page de la fiche.", URI),
                "champ": _said("Où, dans la fiche : « eligibilite.toutes.0.zone ».", TEXT),
                "message": _said("Ce qui ne va pas.", TEXT),
                "conseil": TEXT,
            },
            {
                "vers": _said("L’autre fiche, dans la même collection.", IDENTIFIER),
                "texte": _said("Les mots du texte, quand c’est un texte.", TEXT),
            },
        )
    ),
}
