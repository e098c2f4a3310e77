"""Parse: what people write → the key or the code they meant, nine times in ten."""

import pytest

from generator.model import Schemas
from generator.parse.nearest import nearest

# (where it is written, what is written, what was meant)
MISSPELT = (
    # keys of a service
    ("service", "telefone", "telephone"),
    ("service", "téléphone", "telephone"),
    ("service", "Telephone", "telephone"),
    ("service", "tel", "telephone"),
    ("service", "thematique", "thematiques"),
    ("service", "thématiques", "thematiques"),
    ("service", "theme", "thematiques"),
    ("service", "public", "publics"),
    ("service", "statut", "statuts"),
    ("service", "résumé", "resume"),
    ("service", "Nom", "nom"),
    ("service", "nom ", "nom"),
    ("service", "code postal", "code_postal"),
    ("service", "code-postal", "code_postal"),
    ("service", "codepostal", "code_postal"),
    ("service", "code_insse", "code_insee"),
    ("service", "insee", "code_insee"),
    ("service", "lattitude", "latitude"),
    ("service", "adressse", "adresse"),
    ("service", "address", "adresse"),
    ("service", "courriels", "courriel"),
    ("service", "horaires", "horaires_accueil"),
    ("service", "horaire_accueil", "horaires_accueil"),
    ("service", "zone_eligibilité", "zone_eligibilite"),
    ("service", "éligibilité", "eligibilite"),
    ("service", "conditions", "conditions_acces"),
    ("service", "condition_acces", "conditions_acces"),
    ("service", "date_mise_a_jour", "date_maj"),
    ("service", "date-maj", "date_maj"),
    ("service", "datemaj", "date_maj"),
    ("service", "source", "sources"),
    ("service", "démarches", "demarches"),
    ("service", "justificatif", "justificatifs"),
    ("service", "mots-clés", "mots_cles"),
    ("service", "mot_cle", "mots_cles"),
    ("service", "langue", "langues"),
    ("service", "état", "etat"),
    ("service", "delais", "delai"),
    ("service", "relation", "relations"),
    ("service", "lieu", "lieux"),
    ("service", "modes_acceuil", "modes_accueil"),
    ("service", "mode_mobilisation", "modes_mobilisation"),
    ("service", "structures", "structure"),
    ("structure", "site", "site_web"),
    ("structure", "siteweb", "site_web"),
    ("structure", "SIRET", "siret"),
    # values
    ("thematiques", "mobilité", "mobilite--acceder-a-un-vehicule"),
    ("thematiques", "mobilite--acceder-a-un-véhicule", "mobilite--acceder-a-un-vehicule"),
    ("thematiques", "mobilite-acceder-a-un-vehicule", "mobilite--acceder-a-un-vehicule"),
    ("thematiques", "acceder-a-un-vehicule", "mobilite--acceder-a-un-vehicule"),
    ("thematiques", "Accéder à un véhicule", "mobilite--acceder-a-un-vehicule"),
    ("thematiques", "reparer-son-vehicule", "mobilite--entretenir-reparer-son-vehicule"),
    ("thematiques", "Louer un logement", "logement-hebergement--louer-un-logement"),
    ("thematiques", "louer un logment", "logement-hebergement--louer-un-logement"),
    ("thematiques", "garder-des-enfants", "famille--garde-denfants"),
    ("publics", "jeune", "jeunes"),
    ("publics", "Jeunes", "jeunes"),
    ("publics", "tous publics", "tous-publics"),
    ("publics", "tout-public", "tous-publics"),
    ("publics", "demandeurs d’emploi", "demandeurs-emploi"),
    ("publics", "demandeur-emploi", "demandeurs-emploi"),
    ("publics", "famille", "familles"),
    ("publics", "handicap", "personnes-en-situation-de-handicap"),
    ("publics", "étudiants", "etudiants"),
    ("statuts", "intérimaire", "interimaire"),
    ("statuts", "interimaires", "interimaire"),
    ("statuts", "CDD", "cdd"),
    ("statuts", "apprentis", "apprenti"),
    ("statuts", "saisonniers", "saisonnier"),
    ("statuts", "sans emploi", "sans-emploi"),
    ("statuts", "retraité", "retraite"),
    ("frais", "Gratuit", "gratuit"),
    ("frais", "gratuite", "gratuit"),
    ("frais", "payante", "payant"),
    ("etats", "active", "actif"),
    ("etats", "Actif", "actif"),
    ("etats", "terminé", "termine"),
    ("etats", "suspendue", "suspendu"),
    ("etats", "budget épuisé", "budget-epuise"),
    ("etats", "à confirmer", "a-confirmer"),
    ("modes-accueil", "présentiel", "en-presentiel"),
    ("modes-accueil", "à distance", "a-distance"),
    ("modes-mobilisation", "téléphone", "telephoner"),
    ("modes-mobilisation", "courriel", "envoyer-un-courriel"),
    ("modes-mobilisation", "se présenter", "se-presenter"),
    ("periodicites", "mensuel", "mensuelle"),
    ("periodicites", "annuel", "annuelle"),
    ("sens", "reçu", "recu"),
    ("sens", "payé", "paye"),
    ("langues", "français", "fr"),
    ("reseaux-porteurs", "mission locale", "mission-locale"),
    ("reseaux-porteurs", "France Travail", "france-travail"),
)


def suggestion(where: str, word: str, schemas: Schemas) -> str:
    """What a report would suggest."""
    terms = schemas.vocabularies.get(where)
    if terms is not None:
        return nearest(word, terms, {code: term.label for code, term in terms.items()})
    properties = schemas.documents[f"{where}.schema.json"]["properties"]
    assert isinstance(properties, dict)
    return nearest(word, properties)


def test_nine_suggestions_in_ten_are_what_was_meant(schemas: Schemas) -> None:
    wrong = {
        (where, word): suggestion(where, word, schemas)
        for where, word, meant in MISSPELT
        if suggestion(where, word, schemas) != meant
    }

    assert len(MISSPELT) >= 90
    assert len(wrong) <= len(MISSPELT) * 0.1, wrong


def test_every_word_that_is_meant_exists(schemas: Schemas) -> None:
    for where, _, meant in MISSPELT:
        known = (
            schemas.vocabularies.get(where)
            or schemas.documents[f"{where}.schema.json"]["properties"]
        )
        assert meant in known  # type: ignore[operator]


def test_one_letter_missing_doubled_or_swapped_is_always_understood(schemas: Schemas) -> None:
    tried = 0
    for where in ("publics", "statuts", "etats", "frais", "modes-accueil", "modes-mobilisation"):
        for code in schemas.vocabularies[where]:
            for damaged in _damaged(code):
                if damaged in schemas.vocabularies[where] or len(code) < 5:
                    continue
                tried += 1
                assert suggestion(where, damaged, schemas) == code, (where, damaged)

    assert tried > 1_000


def _damaged(code: str) -> list[str]:
    places = range(1, len(code) - 1)
    return [
        *(code[:place] + code[place + 1 :] for place in places),
        *(code[:place] + code[place] + code[place:] for place in places),
        *(code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in places),
    ]


@pytest.mark.parametrize("word", ["", " ", "é́", "🔧", "xyzzy", "-", "…", "12"])
def test_nothing_is_suggested_for_nonsense(word: str, schemas: Schemas) -> None:
    assert suggestion("publics", word, schemas) == ""
    assert suggestion("service", word, schemas) == ""


def test_labels_lead_to_their_codes(schemas: Schemas) -> None:
    """Every label of every vocabulary, as someone would copy it from the site."""
    wrong = [
        (name, term.label, found)
        for name, terms in schemas.vocabularies.items()
        for code, term in terms.items()
        if (found := suggestion(name, term.label, schemas)) != code
    ]

    assert len(wrong) <= 5, wrong
