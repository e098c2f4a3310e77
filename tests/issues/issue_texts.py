"""Bodies of issues, as GitHub writes the answers to our forms."""

from collections.abc import Mapping
from functools import cache

from generator.issue_form import Question
from generator.issue_templates import correction_questions, proposal_questions
from tests.entry_strategies import schemas

GOOD = {
    "nom": "Garage des essais",
    "structure": "Mission locale",
    "resume": "Faire réparer sa voiture à petit prix.",
    "thematiques": "Acceder a un vehicule\nmobilite--entretenir-reparer-son-vehicule",
    "zone_eligibilite": "Haute-Loire (43)",
    "montant_max": "1 000,50",
    "sources": (
        "nom : Site\nurl : https://www.example.org/aide\n\nnom : Appel\nconsulte_le: 18/11/2026"
    ),
    "autres_champs": "horaires_accueil: Mo-Fr 09:00-12:00\nmots_cles: [voiture, garage]",
}


@cache
def questions(kind: str) -> tuple[Question, ...]:
    return correction_questions() if kind == "correction" else proposal_questions(kind, schemas())


def body(kind: str, answers: Mapping[str, str]) -> str:
    """What GitHub makes of a form that is sent."""
    return "\n\n".join(
        f"### {question.label}\n\n{answers.get(question.id) or '_No response_'}"
        for question in questions(kind)
    )
