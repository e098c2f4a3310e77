"""Render: nothing → the schemas of the months of the observatory, and of their list."""

from collections.abc import Mapping
from typing import Any

from generator.render.api.row_schemas import COUNT, URI, Schema, array_of, closed

MONTH: Schema = {
    "description": "L’année et le mois.",
    "type": "string",
    "pattern": "^[0-9]{4}-(?:0[1-9]|1[0-2])$",
}
_DAY: Schema = {"type": "string", "format": "date"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_NEED: Schema = {"type": "string", "pattern": "^(?:[a-z0-9]+(?:-{1,2}[a-z0-9]+)*)?$"}
_AUDIENCE: Schema = {
    "type": "string",
    "pattern": "^(?:(?:public|statut)/[a-z0-9]+(?:-{1,2}[a-z0-9]+)*)?$",
}
_AREA = "^(?:[0-9AB]{2,3}|[0-9]{9})$"
_AREAS: Schema = array_of({"type": "string", "pattern": _AREA})


def _said(description: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, **schema}


def _by_area(inner: Schema) -> dict[str, Any]:
    """An object whose keys are codes of territories."""
    return {
        "type": "object",
        "propertyNames": {"pattern": _AREA},
        "additionalProperties": dict(inner),
    }


_ENTRIES: Schema = {
    "services": _said("Les services publiés et non terminés.", COUNT),
    "structures": COUNT,
    "ouverts": _said("Ceux qui sont ouverts, à jour ou à revoir, et servent le territoire.", COUNT),
    "a_jour": COUNT,
    "a_revoir": COUNT,
    "perimes": COUNT,
    "retires": COUNT,
    "verifies": _said("Vérifiés par quelqu’un, et dont la revue est à venir.", COUNT),
}
_QUALITY: Schema = {"qualite": _said("La moyenne des scores de qualité, de 0 à 1.", _SHARE)}
_OPENED = _said("Les identifiants des services ouverts.", array_of({"type": "string"}))
_GRID: Schema = array_of(array_of(COUNT))
_MONTH = closed(
    {
        "format": {"const": 1},
        "mois": MONTH,
        "jour": _said("Le jour où le relevé a été fait.", _DAY),
        "departements": _AREAS,
        "habitants": _said("De ces départements.", COUNT),
        "fiches": closed(_ENTRIES, _QUALITY),
        "besoins": _said(
            "Les lignes de « ensemble »\u00a0: vide pour tous les besoins, puis les grands thèmes.",
            array_of(_NEED),
        ),
        "publics": _said(
            "Ses colonnes\u00a0: vide pour tout le monde, puis chaque public et chaque situation "
            "d’emploi.",
            array_of(_AUDIENCE),
        ),
        "ensemble": _said(
            "Le territoire du site entier\u00a0: une ligne par besoin, une colonne par public.",
            closed({"services": _GRID, "habitants_servis": _GRID}),
        ),
        "territoires": _said(
            "Chaque département et chaque intercommunalité\u00a0: un nombre par besoin, pour tout "
            "le monde.",
            _by_area(
                closed(
                    {
                        "habitants": COUNT,
                        "services": array_of(COUNT),
                        "habitants_servis": array_of(COUNT),
                    }
                )
            ),
        ),
        "manques": array_of(
            closed(
                {
                    "besoin": _NEED,
                    "public": _AUDIENCE,
                    "etat": {"enum": ["manque", "non-recense", "servi-sans-dedie"]},
                    "territoires": _said("Ceux dont tous les habitants sont concernés.", _AREAS),
                },
                {"en_partie": _said("Les autres, et combien le sont.", _by_area(COUNT))},
            )
        ),
        "structures": {
            "description": "Les fiches de chaque structure, par identifiant.",
            "type": "object",
            "additionalProperties": closed(
                {"services": COUNT, "verifies": COUNT}, {**_QUALITY, "ouverts": _OPENED}
            ),
        },
    }
)
HISTORY_ROWS: Mapping[str, Schema] = {
    "observatoire_mois": _MONTH,
    "observatoire_historique": array_of(
        closed(
            {
                "mois": MONTH,
                "jour": _DAY,
                "json": URI,
                "departements": _AREAS,
                "habitants": COUNT,
                **_ENTRIES,
                "besoins_sans_reponse": _said(
                    "Les grands besoins auxquels aucun service ouvert ne répond, nulle part.", COUNT
                ),
                "sans_aide": _said("Les manques où rien ne répond.", COUNT),
                "sans_aide_dediee": _said(
                    "Ceux où seules des aides générales répondent à un public.", COUNT
                ),
            },
            _QUALITY,
        )
    ),
}
