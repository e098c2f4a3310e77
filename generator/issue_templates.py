"""Schemas and settings → the issue forms of a repository, as GitHub reads them: shared, pure.

`python docs/make_issue_forms.py` writes them in `.github/ISSUE_TEMPLATE/`; a test holds them equal.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.characters import french_spaces
from generator.entry_lines import field_lines
from generator.form_fields import form_of
from generator.issue_form import ENTRY, OTHERS, REMOVED, Question, field_questions
from generator.model import Schemas

PROPOSAL, CORRECTION = "proposition", "correction"  # the labels that the forms put
FOLDER = ".github/ISSUE_TEMPLATE"
FORMS = {"proposer-service.yml": "service", "proposer-structure.yml": "structure"}
CORRECT = "corriger.yml"
# What a person who proposes may leave out: a steward sees both before anything is published.
SETTLED = frozenset(("etat", "date_maj"))

_MANY = 25  # beyond, a list of answers is no help
_MADE = (
    "# Produit par docs/make_issue_forms.py à partir de schemas/ : ne le modifiez pas à la main."
)
_WORDS = {
    "service": (
        "Proposer une aide ou un service",
        "Une aide, un service ou un dispositif qui manque au guichet.",
        "Service : ",
        "l’aide",
    ),
    "structure": (
        "Proposer une structure",
        "Un organisme, une association ou une collectivité qui manque au guichet.",
        "Structure : ",
        "la structure",
    ),
}


def proposal_questions(kind: str, schemas: Schemas) -> tuple[Question, ...]:
    """All the questions of the form that proposes a kind of entry, in their order."""
    return (
        *field_questions(form_of(kind, schemas), SETTLED),
        Question(
            id=OTHERS,
            label="Autres champs",
            help="Facultatif. Avec vos mots, ou un champ par ligne comme dans les fichiers : "
            "« horaires_accueil: Mo-Fr 09:00-12:00 ». docs/fiche.md les dit tous.",
            group="Pour finir",
            example="mots_cles:\n  - voiture",
        ),
        Question(
            id=ENTRY,
            label="Fiche à corriger",
            help="Laissez vide pour une nouvelle fiche. Pour en corriger une : son identifiant, "
            "c’est-à-dire la fin de l’adresse de sa page. Seuls les champs remplis changent ; "
            f"répondez « {REMOVED} » pour en vider un.",
            is_long=False,
        ),
    )


def correction_questions() -> tuple[Question, ...]:
    """The questions of the form that tells what is wrong with an entry."""
    return (
        Question(
            id=ENTRY,
            label="Fiche à corriger",
            help="L’adresse de sa page, ou son identifiant : la fin de cette adresse.",
            is_long=False,
            is_required=True,
        ),
        Question(
            id="quoi",
            label="Ce qui est faux ou manque",
            help="Avec vos mots : « le numéro de téléphone ne répond plus ».",
            is_required=True,
        ),
        Question(
            id="juste",
            label="Ce qu’il faut écrire",
            help="La bonne information, si vous la connaissez.",
        ),
        Question(
            id="source",
            label="Comment le savez-vous ?",
            help="Une page, un courrier, un appel, votre travail : de quoi vérifier.",
        ),
        Question(
            id="champs",
            label="Champs à remplacer",
            help="Facultatif, pour qui connaît les fiches : un champ par ligne, comme dans les "
            f"fichiers. « {REMOVED} » vide un champ.",
            example='telephone: "04 71 00 00 00"',
        ),
    )


def issue_forms(schemas: Schemas, settings: Mapping[str, Any]) -> dict[str, str]:
    """Path → text of each form, and of the page that offers them."""
    files = {f"{FOLDER}/{name}": _form(kind, schemas, settings) for name, kind in FORMS.items()}
    files[f"{FOLDER}/{CORRECT}"] = _text(
        {
            "name": "Corriger une fiche",
            "description": "Une information fausse, périmée ou qui manque.",
            "title": "Correction : ",
            "labels": [CORRECTION],
            "body": [
                _words(
                    "Dites ce qui est faux : une personne relit et corrige. Ce que vous écrivez "
                    "ici est public : ni nom, ni numéro, ni situation d’une personne."
                ),
                *(_element(question, "") for question in correction_questions()),
            ],
        }
    )
    files[f"{FOLDER}/config.yml"] = _config(settings)
    return files


def _form(kind: str, schemas: Schemas, settings: Mapping[str, Any]) -> str:
    name, about, title, what = _WORDS[kind]
    page = _page(settings, "proposer/" if kind == "service" else "proposer/structure/")
    elements: list[dict[str, Any]] = [
        _words(
            f"Dites ce que vous savez de {what} : les questions sans étoile sont facultatives, et "
            "une personne relit avant toute publication. Ce que vous écrivez ici est public : "
            "ni nom, ni numéro, ni situation d’une personne."
            + (f"\n\nLe même formulaire, plus confortable, sans compte : {page}" if page else "")
        )
    ]
    for question in proposal_questions(kind, schemas):
        if question.group:
            elements.append(_words(f"## {question.group}"))
        elements.append(_element(question, page))
    return _text(
        {"name": name, "description": about, "title": title, "labels": [PROPOSAL], "body": elements}
    )


def _config(settings: Mapping[str, Any]) -> str:
    page = _page(settings, "proposer/")
    links = [
        {
            "name": "Proposer une aide, sans compte",
            "url": page,
            "about": "Le formulaire du site : il vérifie ce que vous écrivez, et ne demande rien.",
        }
    ]
    return _text({"blank_issues_enabled": True, **({"contact_links": links} if page else {})})


def _element(question: Question, page: str) -> dict[str, Any]:
    attributes = {"label": question.label, "description": "\n".join(_help(question, page))}
    if question.example:
        attributes["placeholder"] = question.example
    return {
        "type": "textarea" if question.is_long else "input",
        "id": question.id,
        "attributes": {name: french_spaces(text) for name, text in attributes.items()},
        **({"validations": {"required": True}} if question.is_required else {}),
    }


def _help(question: Question, page: str) -> Iterator[str]:
    yield question.help
    field = question.field
    if field is None:
        return
    if field.many and field.kind != "rows":
        yield "Une réponse par ligne."
    if field.name in SETTLED:
        default = "« À confirmer »" if field.name == "etat" else "le jour de votre proposition"
        yield f"Sans réponse : {default}."
    if 0 < len(field.choices) <= _MANY:
        yield f"Réponses possibles : {' · '.join(choice.label for choice in field.choices)}."
    elif field.choices:
        where = f" ; toutes sont sur {page}" if page else ""
        yield f"{len(field.choices)} réponses possibles, dites avec vos mots{where}."
    if field.kind == "rows":
        yield "Une ligne vide entre deux. Pour chacune : " + " ; ".join(
            f"« {inner.key}: {inner.title} »" for inner in field.fields
        )


def _words(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": french_spaces(text)}}


def _page(settings: Mapping[str, Any], address: str) -> str:
    site = str(settings.get("url") or "")
    return f"{site.rstrip('/')}/{address}" if site else ""


def _text(document: Mapping[str, Any]) -> str:
    lines = [line for name, value in document.items() for line in field_lines(name, value)]
    return "\n".join((_MADE, *lines, ""))
