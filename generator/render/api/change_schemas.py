"""Render: what changed and what is gone → the JSON Schemas of those answers."""

from collections.abc import Mapping
from typing import Any

from generator.news import KINDS
from generator.render.api.row_schemas import IDENTIFIER, TEXT, URI, array_of, closed

Schema = Mapping[str, Any]

_DATE: Schema = {"type": "string", "format": "date"}
_COLLECTION: Schema = {"enum": ["services", "structures"]}
_ANY: Schema = {}


def _said(description: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, **schema}


_FIELD = closed(
    {
        "champ": _said("Le champ, ou la partie d’un champ\u00a0: « montant.max ».", TEXT),
        "phrase": _said("Ce qui a changé, en français, sans majuscule ni point.", TEXT),
    },
    {
        "avant": _said("La valeur d’avant\u00a0; pour un texte long, les passages changés.", _ANY),
        "apres": _said("La valeur d’après\u00a0; absente si rien ne remplace l’ancienne.", _ANY),
    },
)
_CHANGE = closed(
    {
        "id": _said("Ne sert qu’une fois.", TEXT),
        "le": _said("Le jour de la publication qui montre le changement.", _DATE),
        "rang": _said(
            "1, ou plus si la fiche a changé plusieurs fois ce jour-là.",
            {"type": "integer", "minimum": 1},
        ),
        "genre": _said("Ce qui est arrivé à la fiche.", {"enum": list(KINDS)}),
        "collection": _COLLECTION,
        "fiche": IDENTIFIER,
        "nom": TEXT,
        "url": URI,
    },
    {
        "phrase": _said("Ce qu’il y a à dire quand aucun champ n’est comparé.", TEXT),
        "champs": array_of(_FIELD),
        "ancien_id": _said("L’identifiant que la fiche avait avant.", IDENTIFIER),
        "remplace_par": _said("La fiche qui prend la suite.", IDENTIFIER),
        "structure": _said("Qui propose le service.", IDENTIFIER),
        "thematiques": _said("Celles d’après, puis celles d’avant.", array_of(TEXT)),
        "zone_eligibilite": _said(
            "Les codes des territoires concernés, ceux d’après puis ceux d’avant.", array_of(TEXT)
        ),
    },
)
_GONE = closed(
    {
        "id": IDENTIFIER,
        "collection": _COLLECTION,
        "genre": _said(
            "« renomme »\u00a0: la fiche continue sous un autre identifiant.",
            {"enum": ["renomme", "retire"]},
        ),
        "nom": TEXT,
        "url": _said("Sa page, qui répond toujours.", URI),
        "json": URI,
    },
    {
        "depuis": _said("Le jour où elle a disparu, s’il est connu.", _DATE),
        "remplace_par": _said("La fiche qui prend la suite.", IDENTIFIER),
        "url_remplacant": _said(
            "Sa page, ici, ou sur le site du guichet dont venait la fiche.", URI
        ),
        "motif": TEXT,
        "thematiques": array_of(TEXT),
    },
)

CHANGE_ROWS: Mapping[str, Schema] = {
    "changements": array_of(_CHANGE),
    "disparus": array_of(_GONE),
    "disparu": _GONE,
}
# What the whole document says besides what it holds.
BESIDE: Mapping[str, Schema] = {
    "changements": {
        "depuis": _said(
            "Le jour depuis lequel les changements sont suivis\u00a0; absent tant que rien n’a "
            "été comparé.",
            _DATE,
        )
    }
}
