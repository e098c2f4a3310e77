"""Plan: the facts that rules need → the questions that a person is asked, in everyday words."""

from collections.abc import Iterator, Mapping

from generator.eligibility_view import AnswerView, QuestionView
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP

# A situation of employment, as one says it of oneself; a code that is not here keeps its label.
_STATUTS: Mapping[str, str] = {
    "interimaire": "En intérim",
    "saisonnier": "En contrat saisonnier",
    "cdd": "En CDD",
    "cdi": "En CDI",
    "salarie": "En emploi, avec un autre contrat",
    "salarie-insertion": "En contrat d’insertion",
    "reprise-emploi": "Je vais commencer un emploi",
    "apprenti": "En apprentissage",
    "alternant": "En alternance",
    "stagiaire": "En stage pendant mes études",
    "stagiaire-formation": "En formation pour adultes",
    "volontaire": "En service civique ou volontaire",
    "sans-emploi": "Je cherche un emploi",
    "inactif": "Sans emploi, je n’en cherche pas",
    "lyceen": "Au lycée",
    "etudiant": "Étudiant ou étudiante",
    "independant": "À mon compte",
    "createur-entreprise": "Je crée mon entreprise",
    "fonctionnaire": "Agent public",
    "retraite": "À la retraite",
    "employeur": "Je recrute : employeur",
    "bailleur": "Je loue un logement à quelqu’un",
}
_PUBLICS: Mapping[str, str] = {
    "actifs": "Je travaille",
    "beneficiaires-des-minimas-sociaux": "Je touche le RSA ou un autre minimum social",
    "demandeurs-emploi": "Je cherche un emploi",
    "etudiants": "Je fais des études",
    "familles": "J’ai des enfants ou une famille",
    "femmes": "Je suis une femme",
    "jeunes": "Je suis jeune",
    "personnes-en-situation-de-handicap": "Je suis en situation de handicap",
    "personnes-en-situation-durgence": "Je suis dans l’urgence : sans logement, violences…",
    "personnes-en-situation-juridique-specifique": "Je sors de prison, ou j’y suis",
    "personnes-exilees": "Je suis réfugié, exilé ou demandeur d’asile",
    "residents-qpv-frr": "J’habite un quartier prioritaire ou une zone rurale aidée",
    "seniors": "Je suis senior",
}
_PERMIS: Mapping[str, str] = {
    "aucun": "Aucun permis",
    "code": "Le code, pas encore la conduite",
}
_OTHER = AnswerView(code="autre", label="Aucune de ces situations")
_NO_CONTRACT = AnswerView(code="aucun", label="Pas de contrat")
_PERIODS = {"mensuelle": "par mois", "annuelle": "par an"}
# What a ceiling counts → how one asks it, and where to read it.
_AMOUNTS: Mapping[str, tuple[str, str]] = {
    "quotient-familial": (
        f"Quel est votre quotient familial{{when}}{NBSP}?",
        "Les revenus de votre foyer, comparés au nombre de personnes qui y vivent.",
    ),
    "revenu-fiscal-de-reference": (
        f"Quel est le revenu fiscal de référence de votre foyer{{when}}{NBSP}?",
        "Il est écrit sur la première page de votre avis d’impôt.",
    ),
    "revenus-nets": (
        f"Combien gagnez-vous{{when}}, après les cotisations{NBSP}?",
        f"C’est ce que vous recevez, avant l’impôt{NBSP}: salaire et autres revenus.",
    ),
    "revenus-bruts": (
        f"Combien gagnez-vous{{when}}, avant les cotisations{NBSP}?",
        "C’est le salaire brut de votre bulletin de paie, avec vos autres revenus.",
    ),
}
_EVERYONE = "tous-publics"


def plan_questions(labels: Labels) -> tuple[QuestionView, ...]:
    """Every question that the rules of a site may need, in the order of a conversation."""
    return (
        _needs(labels),
        QuestionView(fact="age", label=f"Quel âge avez-vous{NBSP}?", unit="ans"),
        QuestionView(
            fact="statut",
            label=f"Quelle est votre situation{NBSP}?",
            hint="Choisissez la principale.",
            answers=(*_answers("statuts", _STATUTS, labels), _OTHER),
            vocabulary="statuts",
        ),
        QuestionView(
            fact="publics",
            label=f"Êtes-vous dans un de ces cas{NBSP}?",
            hint="Cochez tout ce qui vous concerne, ou rien.",
            answers=tuple(_answers("publics", _PUBLICS, labels)),
            several=True,
            vocabulary="publics",
        ),
        QuestionView(
            fact="contrat",
            label=f"Quel contrat avez-vous, ou allez-vous signer{NBSP}?",
            answers=(*_answers("contrats", {}, labels), _NO_CONTRACT),
            vocabulary="contrat",
        ),
        *_ways_to_go(labels),
        *_resources(labels),
    )


def _ways_to_go(labels: Labels) -> Iterator[QuestionView]:
    yield QuestionView(
        fact="permis",
        label=f"Quels permis avez-vous{NBSP}?",
        hint="Cochez tous ceux que vous avez.",
        answers=tuple(_answers("permis", _PERMIS, labels)),
        several=True,
        vocabulary="permis",
    )
    yield QuestionView(
        fact="distance_km",
        label=f"À combien de kilomètres de chez vous travaillez-vous{NBSP}?",
        hint="Ou votre futur lieu de travail, ou de formation.",
        unit="km",
    )


def _needs(labels: Labels) -> QuestionView:
    return QuestionView(
        fact="besoins",
        label=f"De quoi avez-vous besoin{NBSP}?",
        hint="Cochez tout ce qui vous intéresse.",
        answers=tuple(
            AnswerView(code=code, label=labels.everyday(term))
            for code, term in labels.terms("categories").items()
        ),
        several=True,
    )


def _answers(vocabulary: str, words: Mapping[str, str], labels: Labels) -> Iterator[AnswerView]:
    for code, term in labels.terms(vocabulary).items():
        if code != _EVERYONE:
            label = words.get(code, term.label).replace(" :", f"{NBSP}:")
            yield AnswerView(code=code, label=label)


def _resources(labels: Labels) -> Iterator[QuestionView]:
    """One question for each way of counting what someone earns."""
    for base, term in labels.terms("bases-ressources").items():
        for period in labels.terms("periodicites"):
            when = f" {_PERIODS[period]}" if period in _PERIODS else ""
            asked = f"{term.label}{{when}}{NBSP}: combien{NBSP}?"
            label, hint = _AMOUNTS.get(base, (asked, term.description))
            yield QuestionView(
                fact=f"{base}/{period}",
                label=label.replace("{when}", when),
                hint=hint,
                unit="€",
            )
