"""Parse: how each field of data·inclusion v1 is read, and those that it has for itself."""

from collections.abc import Mapping

from generator.parse.imports.values import (
    Reader,
    read_code,
    read_date,
    read_first,
    read_hours,
    read_integer,
    read_mail,
    read_markdown,
    read_name,
    read_number,
    read_phone,
    read_prose,
    read_word,
    read_words,
)

DIRECTORY = "data·inclusion"
MAX_ID = 255
MAX_TEXT = 10_000
FRANCE = ("99100", "france", "France", "FRANCE")
UNKNOWN = "data·inclusion v1 n’a pas ce champ, et les fiches non plus"
COMPUTED = "data·inclusion le calcule : il n’est pas à garder"
COMPUTED_FIELDS = frozenset(
    ("score_qualite", "adresse_certifiee", "doublons", "distance", "structure", "is_orphan")
)
NO_MEANING = "cette valeur n’a pas de sens ici"

_PLACE: Mapping[str, Reader] = {
    "adresse": read_prose,
    "complement_adresse": read_prose,
    "code_postal": read_code,
    "commune": read_prose,
    "code_insee": read_code,
    "latitude": read_number,
    "longitude": read_number,
    "telephone": read_phone,
    "courriel": read_mail,
    "horaires_accueil": read_hours,
    "lien_source": read_word,
    "date_maj": read_date,
    "nom": read_name,
    "description": read_markdown,
}
SERVICE_FIELDS: Mapping[str, Reader] = {
    **_PLACE,
    "type": read_first,
    "thematiques": read_words,
    "publics": read_words,
    "publics_precisions": read_prose,
    "frais": read_first,
    "frais_precisions": read_prose,
    "conditions_acces": read_prose,
    "contact_nom_prenom": read_prose,
    "modes_accueil": read_words,
    "zone_eligibilite": read_words,
    "mobilisable_par": read_words,
    "modes_mobilisation": read_words,
    "lien_mobilisation": read_word,
    "mobilisation_precisions": read_prose,
    "volume_horaire_hebdomadaire": read_number,
    "nombre_semaines": read_integer,
}
STRUCTURE_FIELDS: Mapping[str, Reader] = {
    **_PLACE,
    "siret": read_code,
    "site_web": read_word,
    "accessibilite_lieu": read_word,
    "reseaux_porteurs": read_words,
}
FIELDS = {"services": SERVICE_FIELDS, "structures": STRUCTURE_FIELDS}
IDENTITY = ("source", "id", "structure_id")
