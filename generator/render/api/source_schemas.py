"""Render: nothing → the schema of what `sources.json` holds."""

from collections.abc import Mapping

from generator.render.api.row_schemas import COUNT, IDENTIFIER, TEXT, URI, Schema, array_of, closed


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_DAY: Schema = {"type": "string", "format": "date"}
SOURCE_ROWS: Mapping[str, Schema] = {
    "sources": array_of(
        closed(
            {
                "id": _said("Son dossier dans « content/externes ».", IDENTIFIER),
                "nom": TEXT,
                "site": _said("L’adresse de ce guichet.", URI),
                "flux": _said("Celle de ses données.", URI),
                "licence": TEXT,
                "attribution": _said("Qui citer.", TEXT),
                "genere_le": _said("Le jour où ce guichet a construit ses données.", _DAY),
                "importe_le": _said("Le jour où elles ont changé ici pour la dernière fois.", _DAY),
                "services": _said("Ceux que ce site montre.", COUNT),
                "structures": _said("Celles que ce site montre.", COUNT),
                "non_montrees": _said(
                    "Les fiches que ce site ne montre pas, et pourquoi.",
                    closed(
                        {
                            "en_faute": _said("Elles ne respectent pas les règles.", COUNT),
                            "deja_la": _said("Ce site, ou une autre source, les a déjà.", COUNT),
                            "ailleurs": _said(
                                "Elles ne couvrent pas ce territoire, ou n’y proposent rien.",
                                COUNT,
                            ),
                        }
                    ),
                ),
            }
        )
    )
}
