"""Render: nothing → the schema of `api/v1/fraicheur.json`."""

from collections.abc import Mapping

from generator.freshness import STATES
from generator.render.api.row_schemas import COUNT, IDENTIFIER, TEXT, URI, Schema, array_of, closed

_DAY: Schema = {"type": "string", "format": "date"}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_ENTRY: Schema = {
    "id": IDENTIFIER,
    "nom": TEXT,
    "url": URI,
    "json": URI,
    "fraicheur": _said(
        "Dans quel état est la fiche le jour de la construction du site : à jour, à revoir, "
        "périmée (après les autres dans les listes), retirée (des listes et de la recherche).",
        {"enum": list(STATES)},
    ),
    "verifie": _said("Faux quand personne n’a jamais vérifié la fiche.", {"type": "boolean"}),
    "reference": _said(
        "Le jour de la dernière vérification ; à défaut, celui de la mise à jour.", _DAY
    ),
    "depuis": _said("Depuis quand la fiche est dans cet état.", _DAY),
    "revue_le": _said("Le jour où la fiche est à revoir.", _DAY),
    "perime_le": _said("Le jour où elle devient périmée, si personne ne la vérifie.", _DAY),
    "retire_le": _said("Le jour où elle quitte les listes, si personne ne la vérifie.", _DAY),
}
_DAYS: Schema = {"type": "integer", "minimum": 1}
_COUNTS: Schema = closed(
    {
        "total": _said("Les services de la structure, sans ceux qui sont terminés.", COUNT),
        "verifies_a_temps": _said("Vérifiés, et pas encore à revoir.", COUNT),
        **dict.fromkeys(STATES, COUNT),
    }
)
FRESHNESS_ROWS: Mapping[str, Schema] = {
    "fraicheur": closed(
        {
            "fenetres": _said(
                "Les durées du site, en jours depuis la dernière vérification.",
                closed({"a_revoir_jours": _DAYS, "perime_jours": _DAYS, "retrait_jours": _DAYS}),
            ),
            "services": _said(
                "Tous les services, sauf ceux qui sont terminés, par identifiant.",
                array_of(closed({**_ENTRY, "structure": IDENTIFIER})),
            ),
            "structures": _said(
                "Toutes les structures, par identifiant.",
                array_of(closed({**_ENTRY, "services": _COUNTS})),
            ),
        }
    )
}
