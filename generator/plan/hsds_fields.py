"""Plan: the table that says, for each term of HSDS that we publish, what it comes from.

One table for the page and for programs; tests hold it equal to what is published, both ways.
Where no term of HSDS says a thing, one of ours does, whose name begins with `x_`.
"""

_Row = tuple[str, str, str]  # term of HSDS or of ours, our fields, what to know

_CODED = (
    "thematiques, type, publics, statuts, frais, modes_accueil, mobilisable_par, modes_mobilisation"
)

SERVICE: tuple[_Row, ...] = (
    ("id", "nom du fichier", "UUID calculé, voir «\u00a0Les identifiants\u00a0»"),
    ("organization_id", "structure", ""),
    ("name", "nom", ""),
    ("description", "description", "en Markdown\u00a0; le résumé quand la fiche n’a pas de texte"),
    ("url", "lien_source", "la page de ce site quand la fiche n’en donne pas"),
    (
        "additional_urls",
        "lien_mobilisation",
        "«\u00a0Demande en ligne\u00a0», et la page de ce site («\u00a0Fiche\u00a0»)",
    ),
    ("email", "courriel", ""),
    ("status", "etat", "voir «\u00a0Les états\u00a0»"),
    (
        "application_process",
        "demarches, mobilisation_precisions, delai",
        "un paragraphe pour chacun\u00a0; les étapes sont numérotées",
    ),
    ("fees_description", "frais_precisions, frais", ""),
    (
        "eligibility_description",
        "conditions_acces, publics_precisions, eligibilite",
        "un paragraphe pour chacun, puis la liste «\u00a0Pour\u00a0:\u00a0» de la page",
    ),
    ("minimum_age", "eligibilite", "seulement l’âge demandé à tous"),
    ("maximum_age", "eligibilite", "seulement l’âge demandé à tous"),
    ("assured_date", "verification", "jour où quelqu’un a vérifié que la fiche dit vrai"),
    ("alert", "etat_precisions", "l’état en toutes lettres, sauf quand tout va bien"),
    ("last_modified", "date_maj", "seul le jour est connu\u00a0: l’heure est toujours minuit"),
    ("phones", "telephone", "forme internationale\u00a0; un numéro court (3949) reste tel quel"),
    ("schedules", "horaires_accueil", "voir «\u00a0Les horaires\u00a0»"),
    ("service_areas", "zone_eligibilite", "qui a droit au service, un code par territoire"),
    ("service_at_locations", "adresse, lieux, modes_accueil", "dans le fichier du service"),
    ("languages", "langues", "codes ISO 639"),
    ("organization", "structure", "dans le fichier du service"),
    (
        "cost_options",
        "montant",
        "ce que la personne paie, en euros\u00a0; jamais ce qu’elle reçoit",
    ),
    ("required_documents", "justificatifs", ""),
    ("contacts", "contact_nom_prenom", "seulement si la personne a donné son accord"),
    (
        "attributes",
        f"{_CODED}, etat",
        "un terme par valeur\u00a0; link_type dit le champ",
    ),
    ("x_id", "nom du fichier", "l’identifiant de la fiche sur ce site"),
    ("x_anciens_ids", "anciens_ids", "les UUID d’avant, qui répondent encore"),
    ("x_fiche", "", "la fiche entière, en JSON, avec ce que HSDS ne sait pas dire"),
    ("x_resume", "resume", "une phrase de 160 signes au plus"),
    ("x_mots_cles", "mots_cles", "les mots que l’on cherche et que la fiche ne dit pas"),
    ("x_eligibilite", "eligibilite", "les conditions, écrites pour être calculées"),
    ("x_montant", "montant", "ce que la personne reçoit ou paie"),
    ("x_etat_precisions", "etat_precisions", "depuis, jusqu’à, message, saison"),
    ("x_verification", "verification", "qui a vérifié, et comment"),
    ("x_falc", "falc", "la version facile à lire, et qui l’a relue"),
    (
        "x_remplace_par",
        "",
        "d’un service retiré, l’UUID de celui qui le remplace",
    ),
    ("x_relations", "relations", "les UUID des services liés"),
    ("x_sources", "sources", "d’où viennent les informations"),
    ("x_provenance", "provenance", "l’annuaire dont la fiche est reprise, et sa licence"),
)

ORGANIZATION: tuple[_Row, ...] = (
    ("id", "nom du fichier", "UUID calculé"),
    ("name", "nom", ""),
    ("alternate_name", "sigle", ""),
    (
        "description",
        "description",
        "HSDS l’exige\u00a0: «\u00a0Description non renseignée.\u00a0» quand il n’y en a pas",
    ),
    ("email", "courriel", ""),
    ("website", "site_web", ""),
    ("uri", "", "la page de la structure sur ce site"),
    ("contacts", "referent", "une fonction et une adresse générique, jamais une personne"),
    ("phones", "telephone", ""),
    ("locations", "adresse, horaires_accueil", "dans le fichier du service"),
    (
        "organization_identifiers",
        "siret, siren",
        "identifier_scheme est absent\u00a0: org-id.guide ne nous a pas donné de code",
    ),
    ("attributes", "reseaux_porteurs", "un terme par réseau"),
    ("x_id", "nom du fichier", "l’identifiant de la structure sur ce site"),
    ("x_anciens_ids", "anciens_ids", ""),
    ("x_fiche", "", "la fiche entière, en JSON"),
    ("x_date_maj", "date_maj", "HSDS ne date que les services"),
    ("x_territoires", "territoires", "où la structure agit"),
    ("x_sources", "sources", ""),
    ("x_provenance", "provenance", "l’annuaire dont la fiche est reprise, et sa licence"),
)

LOCATION: tuple[_Row, ...] = (
    ("id", "", "UUID calculé de ce que le lieu dit, jamais d’une adresse masquée"),
    (
        "location_type",
        "modes_accueil",
        "physical\u00a0; virtual pour un service rendu à distance",
    ),
    ("url", "lien_mobilisation", "d’un lieu virtual"),
    ("organization_id", "structure", "du lieu d’une structure"),
    ("name", "lieux.nom", ""),
    ("latitude", "latitude", "absente si l’adresse est masquée"),
    ("longitude", "longitude", "absente si l’adresse est masquée"),
    ("external_identifier", "code_insee", "le code de la commune"),
    ("external_identifier_type", "", "toujours INSEE-COG"),
    (
        "addresses",
        "adresse, complement_adresse, code_postal, commune",
        "les six parties que HSDS exige, ou rien\u00a0; state_province est le département",
    ),
    ("accessibility", "accessibilite_lieu", "la page qui décrit l’accès au lieu"),
    ("schedules", "horaires_accueil", "d’une structure"),
    ("x_adresse", "adresse, complement_adresse, code_postal, commune", "ce qui est connu, sinon"),
    ("x_adresse_masquee", "lieux.adresse_masquee", "l’adresse est donnée par téléphone"),
)

SERVICE_AT_LOCATION: tuple[_Row, ...] = (
    ("id", "", "UUID calculé du service et du lieu"),
    ("service_id", "nom du fichier", ""),
    ("location_id", "adresse, lieux", "le lieu de la structure quand le service n’en dit aucun"),
    ("phones", "lieux.telephone", ""),
    ("schedules", "lieux.horaires_accueil", ""),
    ("location", "adresse, lieux", "dans le fichier du service"),
)

SCHEDULE: tuple[_Row, ...] = (
    ("id", "", "UUID calculé"),
    ("service_id", "", "de qui sont ces horaires\u00a0: du service,"),
    ("location_id", "", "de la structure,"),
    ("service_at_location_id", "", "ou du service en ce lieu"),
    ("wkst", "", "MO"),
    ("freq", "horaires_accueil", "WEEKLY, ou rien quand la semaine ne dit pas tout"),
    ("interval", "", "1"),
    ("byday", "horaires_accueil", ""),
    ("opens_at", "horaires_accueil", "heure du lieu, sans décalage"),
    ("closes_at", "horaires_accueil", "heure du lieu, sans décalage"),
    ("description", "horaires_accueil", "le texte d’origine, en écriture OpenStreetMap"),
    ("notes", "horaires_accueil", "«\u00a0Fermé les jours fériés.\u00a0»"),
    ("x_timezone", "code_insee", "le fuseau du lieu, par exemple Europe/Paris"),
)

# Heading, anchor, object of HSDS, rows.
TABLES: tuple[tuple[str, str, str, tuple[_Row, ...]], ...] = (
    ("Un service", "champs-service", "service", SERVICE),
    ("Une structure", "champs-structure", "organization", ORGANIZATION),
    ("Un lieu", "champs-lieu", "location", LOCATION),
    (
        "Un service dans un lieu",
        "champs-service-lieu",
        "service_at_location",
        SERVICE_AT_LOCATION,
    ),
    ("Un horaire", "champs-horaire", "schedule", SCHEDULE),
)

# What our entries say and HSDS is not given: read it in the whole entry.
LEFT_OUT = {
    "services": (
        "volume_horaire_hebdomadaire",
        "nombre_semaines",
        "delai_jours",
        "prochaine_revue",
    ),
    "structures": ("logo", "lien_source", "verification", "prochaine_revue"),
}
