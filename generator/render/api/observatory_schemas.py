"""Render: nothing → the meaning of each column of the observatory, and the schemas of its files."""

from collections.abc import Mapping

from generator.observatory import COLUMNS, MANQUE, NON_RECENSE, SERVI, SERVI_SANS_DEDIE
from generator.render.api.row_schemas import (
    AREA_CODE,
    COUNT,
    IDENTIFIERS,
    TEXT,
    URI,
    Schema,
    array_of,
    closed,
)

MEANINGS: Mapping[str, str] = {
    "services": "Services distincts, ouverts et à jour, qui couvrent au moins une commune du "
    "territoire et répondent à ce besoin pour ce public.",
    "dedies": "Parmi eux, ceux qui nomment ce public ; pour tout le monde, ceux qui ne nomment "
    "personne.",
    "locaux": "Parmi eux, ceux dont la zone ne dépasse pas des communes ou des intercommunalités.",
    "departementaux": "Parmi eux, ceux dont la zone la plus large est un département.",
    "regionaux": "Parmi eux, ceux dont la zone la plus large est une région.",
    "nationaux": "Parmi eux, ceux qui valent dans toute la France.",
    "sur_place": "Parmi eux, ceux qui reçoivent sur place.",
    "a_distance": "Parmi eux, ceux qui répondent à distance.",
    "gratuits": "Parmi eux, ceux qui disent être gratuits.",
    "autonomes": "Parmi eux, ceux que la personne peut demander elle-même.",
    "manques": "Manques ouverts, confirmés par un partenaire, qui touchent cette case : même "
    "besoin ou un besoin qu’il contient ou qui le contient, même public ou tout le monde.",
    "communes_servies": "Communes où l’un de ces services répond.",
    "habitants_servis": "Habitants de ces communes.",
    "communes_manque": "Communes où rien ne répond, et où un partenaire le confirme pour ce "
    "besoin entier et pour ce public entier.",
    "habitants_manque": "Habitants de ces communes.",
}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_COMMUNES = array_of({"type": "string", "pattern": "^[0-9][0-9AB][0-9]{3}$"})
_KIND: Schema = {"enum": ["departement", "epci"]}
_THEME: Schema = _said(
    "Code d’un grand thème ou d’une thématique ; vide : tous les besoins.",
    {"type": "string", "pattern": "^(?:[a-z0-9]+(?:-{1,2}[a-z0-9]+)*)?$"},
)
_AUDIENCE: Schema = _said(
    "« public/ » ou « statut/ » et le code ; vide : tout le monde.",
    {"type": "string", "pattern": "^(?:(?:public|statut)/[a-z0-9]+(?:-[a-z0-9]+)*)?$"},
)
_AREA: Schema = {
    "code": AREA_CODE,
    "nom": TEXT,
    "kind": _KIND,
    "url": URI,
    "json": URI,
    "communes": _said("Combien le territoire en a.", COUNT),
    "habitants": _said("La population de ces communes.", COUNT),
}
_COUNTS: Schema = {name: _said(MEANINGS[name], COUNT) for name in COLUMNS}
_STATES = closed(dict.fromkeys((SERVI, MANQUE, NON_RECENSE), COUNT))
_GAP = closed(
    {
        "etat": _said(
            "« manque » : un partenaire le confirme ; « non-recense » : rien n’est publié, et "
            "personne ne l’a confirmé ; « servi-sans-dedie » : des services répondent, aucun ne "
            "nomme ce public.",
            {"enum": [MANQUE, NON_RECENSE, SERVI_SANS_DEDIE]},
        ),
        "besoin": _THEME,
        "public": _AUDIENCE,
        "territoire": AREA_CODE,
        "nom": TEXT,
        "kind": _KIND,
        "communes": _said("Combien de communes sont concernées.", COUNT),
        "habitants": _said("Combien de personnes y vivent.", COUNT),
        "services": _said(
            "Combien de services répondent tout de même à ce besoin pour ce public dans ce "
            "territoire : plus généraux, ou dans d’autres communes.",
            COUNT,
        ),
        "manques": _said("Les manques confirmés qui le disent.", IDENTIFIERS),
    },
    {
        "depuis": _said(
            "Le jour du constat, ou le premier mois où l’observatoire l’a vu.",
            {"type": "string", "format": "date"},
        )
    },
)
_NUMBERS = array_of(COUNT)
_GROUP = closed(
    {
        "communes": _COMMUNES,
        "habitants": COUNT,
        "services": _said("Ce qui les couvre, en plus de « partout ».", IDENTIFIERS),
        "manques": _said("Les manques ouverts qui les touchent.", IDENTIFIERS),
    }
)
OBSERVATORY_ROWS: Mapping[str, Schema] = {
    "observatoire": closed(
        {
            "avertissement": TEXT,
            "besoins": _said(
                "L’axe des besoins, dans l’ordre des cases : tous, les grands thèmes, les "
                "thématiques.",
                array_of(closed({"code": _THEME, "nom": TEXT})),
            ),
            "publics": _said(
                "L’axe des publics, dans l’ordre des cases : tout le monde, les publics, les "
                "situations d’emploi.",
                array_of(closed({"code": _AUDIENCE, "nom": TEXT})),
            ),
            "colonnes": array_of(closed({"nom": {"enum": list(COLUMNS)}, "description": TEXT})),
            "territoires": _said(
                "Chaque territoire, avec sa case « tous les besoins, tout le monde ».",
                array_of(
                    closed(
                        {
                            **_AREA,
                            **_COUNTS,
                            "cellules": _said("Combien de cases par état.", _STATES),
                        }
                    )
                ),
            ),
            "lacunes": _said("Ce qui manque, le plus grave d’abord.", array_of(_GAP)),
        }
    ),
    "observatoire_territoire": closed(
        {
            **_AREA,
            "cellules": _said(
                "Les cases où quelque chose est connu, par leur rang : rang du besoin × nombre de "
                "publics + rang du public, les axes étant ceux de « observatoire.json ». Les "
                "autres valent zéro partout : elles sont « non-recense ».",
                _NUMBERS,
            ),
            "colonnes": _said(
                "Pour chaque colonne, un nombre par case de « cellules », dans le même ordre.",
                closed({name: _said(MEANINGS[name], _NUMBERS) for name in COLUMNS}),
            ),
            "partout": _said("Les services qui couvrent tout le territoire.", IDENTIFIERS),
            "en_partie": _said("Ceux qui n’en couvrent qu’une partie.", IDENTIFIERS),
            "groupes": _said(
                "Les communes du territoire, réunies quand les mêmes services et les mêmes "
                "manques les touchent.",
                array_of(_GROUP),
            ),
        }
    ),
}
