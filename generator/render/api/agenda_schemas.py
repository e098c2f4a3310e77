"""Render: nothing → the schema of the dates of events, as `api/v1/agenda.json` publishes them."""

from collections.abc import Mapping

from generator.render.api.row_schemas import COUNT, IDENTIFIER, TEXT, URI, Schema, array_of, closed


def _described(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_DAY: Schema = {"type": "string", "format": "date"}
_HOUR: Schema = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}
AGENDA_ROWS: Mapping[str, Schema] = {
    "agenda": array_of(
        closed(
            {
                "evenement": IDENTIFIER,
                "nom": TEXT,
                "type": _described("Un code de la liste « types-evenements ».", TEXT),
                "etat": {"enum": ["maintenu", "complet", "reporte", "annule"]},
                "jour": _DAY,
                "url": URI,
                "ics": _described("Les dates de l’événement, pour un agenda.", URI),
            },
            {
                "jusqu_a": _described("Le dernier jour, quand il y en a plusieurs.", _DAY),
                "debut": _described("À l’heure du lieu.", _HOUR),
                "fin": _HOUR,
                "fuseau": _described("Le fuseau horaire du lieu.", TEXT),
                "a_confirmer": _described(
                    "Vrai quand il faut demander avant de venir.", {"const": True}
                ),
                "permanence": _described(
                    "Le rang de la permanence dans la fiche, 1 pour la première.", COUNT
                ),
                "lieu": TEXT,
                "commune": TEXT,
                "code_insee": TEXT,
                "zone": _described("À quels habitants il s’adresse.", array_of(TEXT)),
            },
        )
    )
}
