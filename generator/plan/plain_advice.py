"""Plan: an advice that names fields of the files → the same for who never sees a file.

`guichet check` speaks to who writes the files; the mirror speaks to the partner who knows the aid.
"""

import re

from generator.plan.wording import NBSP

_CODE = f"«[ {NBSP}][a-z_]+(?:/[a-z_.]+)?[ {NBSP}]»"
# « (« frais ») » after words that say it already, « (retirez ce champ de « completes ») ».
_BESIDE = re.compile(rf" \((?:retirez (?:ce champ|ces champs) de )?{_CODE}(?:, {_CODE})*…?\)")
_QUOTED = re.compile(f"«[ {NBSP}]([a-z_]+(?:/[a-z_.]+)?)[ {NBSP}]»")
_WORDS = {
    "accessibilite_lieu": "accessibilité",
    "adresse": "adresse",
    "communes": "communes",
    "conditions_acces": "conditions d’accès",
    "content/doublons.yaml": "fiches à ne pas confondre",
    "courriel": "courriel",
    "cumulable_avec": "aides qui se cumulent",
    "date_maj": "date de mise à jour",
    "description": "texte de la fiche",
    "eligibilite": "conditions pour y avoir droit",
    "etat": "état",
    "etat_precisions": "dates d’ouverture",
    "frais": "prix",
    "frais_precisions": "précisions sur le prix",
    "lien_mobilisation": "lien pour demander",
    "mobilisable_par": "qui peut demander",
    "modes_accueil": "accueil",
    "modes_mobilisation": "comment demander",
    "montant": "montant",
    "non_cumulable_avec": "aides qui ne se cumulent pas",
    "publics": "publics",
    "telephone": "téléphone",
    "thematiques": "thématiques",
    "verification": "vérification",
    "zone_eligibilite": "zone",
    "actif": "ouvert",
    "termine": "terminé",
}


def plain_advice(text: str) -> str:
    """« dites le prix (« frais ») » → « dites le prix »; « frais » alone → « prix »."""
    return _QUOTED.sub(_said, _BESIDE.sub("", text))


def _said(match: re.Match[str]) -> str:
    words = _WORDS.get(match[1])
    return match[0] if words is None else f"«{NBSP}{words}{NBSP}»"
