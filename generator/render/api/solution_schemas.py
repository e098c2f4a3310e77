"""Render: nothing → the schemas of what solved situations and needs without an answer hold."""

from collections.abc import Mapping

from generator.render.api.row_schemas import (
    AREA_CODE,
    COUNT,
    IDENTIFIER,
    IDENTIFIERS,
    TEXT,
    URI,
    Schema,
    array_of,
    closed,
)


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_COMMUNE: Schema = {"type": "string", "pattern": "^[0-9][0-9AB][0-9]{3}$"}
_RANK = _said("Le rang du besoin dans la situation, 1 pour le premier.", COUNT)
_ROLE: Schema = {"enum": ["indispensable", "utile"]}
_STATE: Schema = _said(
    "« servi » : chaque commune du territoire a une réponse ; « en-partie » : certaines "
    "seulement ; « personne » : aucune.",
    {"enum": ["servi", "en-partie", "personne"]},
)
_KIND: Schema = {"enum": ["departement", "epci"]}
_ANSWER = closed(
    {"service": IDENTIFIER, "nom": TEXT, "url": URI},
    {
        "eligibilite": _said(
            "Ce que les conditions calculables répondent à la personne décrite ; absent quand la "
            "situation ne décrit personne, ou que le service n’a pas de conditions calculables.",
            {"enum": ["oui", "a-verifier"]},
        ),
        "delai": _said(
            "Si le service dit son délai en jours ; absent quand le besoin n’a pas de délai.",
            {"enum": ["connu", "a-demander"]},
        ),
    },
)
_NEED = closed(
    {
        "rang": _RANK,
        "nom": TEXT,
        "role": _ROLE,
        "ordre": _said("Son moment ; deux besoins du même ordre se règlent en même temps.", COUNT),
        "reponses": _said(
            "Tout ce qui répond quelque part sur ce site, dans l’ordre des réponses.",
            array_of(_ANSWER),
        ),
        "hors_delai": _said("Ce qui arriverait trop tard.", array_of(_ANSWER)),
        "partout": _said("Ce qui répond dans chaque commune de ce site.", IDENTIFIERS),
    },
    {"delai_jours": COUNT},
)
_HERE = closed(
    {
        "rang": _RANK,
        "etat": _STATE,
        "reponses": _said("Ce qui répond dans une commune au moins, dans l’ordre.", IDENTIFIERS),
    },
    {
        "hors_delai": _said("Ce qui arriverait trop tard.", IDENTIFIERS),
        "communes_sans_reponse": _said(
            "Quand l’état est « en-partie » : les communes où rien ne répond.", array_of(_COMMUNE)
        ),
        "partielles": _said(
            "Dans une intercommunalité, les réponses qui n’en couvrent qu’une partie, et les "
            "communes où elles répondent.",
            {"type": "object", "additionalProperties": array_of(_COMMUNE)},
        ),
    },
)
SOLUTION_ROWS: Mapping[str, Schema] = {
    "solutions": closed(
        {
            "situation": IDENTIFIER,
            "titre": TEXT,
            "url": URI,
            "besoins": _said("Dans l’ordre de la situation.", array_of(_NEED)),
            "territoires": array_of(
                closed(
                    {
                        "code": AREA_CODE,
                        "nom": TEXT,
                        "kind": _KIND,
                        "url": _said("La feuille de ce territoire.", URI),
                        "besoins": array_of(_HERE),
                    }
                )
            ),
        }
    ),
    "besoins_sans_reponse": array_of(
        closed(
            {
                "situation": IDENTIFIER,
                "titre": TEXT,
                "rang": _RANK,
                "besoin": TEXT,
                "role": _ROLE,
                "territoire": AREA_CODE,
                "nom": TEXT,
                "kind": _KIND,
                "etat": {"enum": ["en-partie", "personne"]},
                "communes": _said("Combien de communes n’ont pas de réponse.", COUNT),
                "population": _said("Combien de personnes y vivent.", COUNT),
                "url": _said("La feuille de ce territoire.", URI),
            },
            {
                "communes_sans_reponse": _said(
                    "Quand l’état est « en-partie » : leurs codes.", array_of(_COMMUNE)
                )
            },
        )
    ),
}
