"""Plan: the services → their quality, in the words of who can do something about it."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.data_inclusion import project
from generator.entries import Service
from generator.model import Catalogue, Referentiels, Schemas
from generator.plan.wording import NBSP, listed
from generator.quality import TOO_LONG, Criterion, Mark, Quality, Row, gains, mean_score, score

# Their criterion → what it asks, and what to write when it is not met.
WORDS: Mapping[str, tuple[str, str]] = {
    "adresse_bien_definie": (
        "Une adresse où aller",
        "Écrivez l’adresse du lieu d’accueil («␣adresse␣»)",
    ),
    "modes_mobilisation_bien_definis": (
        "Comment demander, et qui peut le faire",
        "Dites comment demander («␣modes_mobilisation␣»), et qui peut («␣mobilisable_par␣»)",
    ),
    "au_moins_un_public": (
        "Au moins un public",
        "Dites à qui le service s’adresse («␣publics␣»), même si c’est à tous",
    ),
    "au_moins_une_thematique": (
        "Au moins une thématique",
        "Choisissez la thématique du service («␣thematiques␣»)",
    ),
    "au_moins_un_moyen_de_contact": (
        "Un moyen de contact",
        "Donnez un lien, un téléphone ou un courriel («␣lien_mobilisation␣», «␣telephone␣»…)",
    ),
    "courriel_bien_defini": (
        "Le courriel, quand la demande se fait par courriel",
        "La demande se fait par courriel␣: donnez l’adresse («␣courriel␣»)",
    ),
    "date_maj_recente": (
        "Une mise à jour récente",
        "Relisez la fiche, corrigez-la et changez «␣date_maj␣»␣: le score baisse après six mois",
    ),
    "frais_bien_definis": (
        "Le prix",
        "Dites si le service est gratuit ou payant («␣frais␣»)",
    ),
    "description_bien_definie": (
        "Une description ni trop courte ni trop longue",
        "Complétez le texte de la fiche␣: de 200 à 1␣999 signes",
    ),
    "telephone_bien_defini": (
        "Le téléphone, quand la demande se fait par téléphone",
        "La demande se fait par téléphone␣: donnez le numéro («␣telephone␣»)",
    ),
}
# The fields that a criterion reads: those that an import filled in are not counted by theirs.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "adresse_bien_definie": ("adresse",),
    "modes_mobilisation_bien_definis": ("modes_mobilisation", "mobilisable_par"),
    "au_moins_un_public": ("publics",),
    "au_moins_une_thematique": ("thematiques",),
    "au_moins_un_moyen_de_contact": ("telephone", "courriel", "lien_mobilisation"),
    "courriel_bien_defini": ("courriel",),
    "frais_bien_definis": ("frais",),
    "telephone_bien_defini": ("telephone",),
}


def plan_quality(
    catalogue: Catalogue, schemas: Schemas, referentiels: Referentiels, today: date
) -> Mapping[str, Quality]:
    """By service identifier; what data·inclusion is not given (a service that ended) has none."""
    services, _ = project(catalogue, schemas, referentiels)
    by_id = {service.id: service for service in catalogue.services}
    return {name: judge(by_id[name], row, today) for name, row in services}


def judge(service: Service, row: Row, today: date) -> Quality:
    """One service, with the object of data·inclusion that is made of it."""
    mark, criteria = score(row, today)
    gained = gains(criteria)
    return Quality(
        score=mark,
        criteres=tuple(
            Criterion(
                code=code,
                nom=WORDS[code][0],
                atteint=None if value is None else value == 1,
                valeur=value,
                gain=gained[code],
                remede=_remedy(code, value, service, row) if gained[code] else "",
            )
            for code, value in criteria.items()
        ),
    )


def structure_qualities(
    services: Sequence[Service], quality: Mapping[str, Quality]
) -> Mapping[str, float]:
    """By structure, the mean of its services; a structure that has none to judge is left out."""
    found: dict[str, list[Quality]] = {}
    for service in services:
        if service.id in quality:
            found.setdefault(service.structure, []).append(quality[service.id])
    return {name: mean_score(marks) or 0.0 for name, marks in found.items()}


def _remedy(code: str, value: Mark, service: Service, row: Row) -> str:
    """What to write, for this very service."""
    imported = _only_imported(code, service)
    if imported:
        fields = listed(tuple(f"«{NBSP}{name}{NBSP}»" for name in imported))
        one = len(imported) == 1
        return (
            f"L’import a rempli {fields}{NBSP}: vérifiez, et dites que c’est fait (retirez "
            f"{'ce champ' if one else 'ces champs'} de «{NBSP}completes{NBSP}»)"
        )
    text = WORDS[code][1]
    if code == "modes_mobilisation_bien_definis" and value:
        text = (
            "Dites qui peut demander («␣mobilisable_par␣»)"
            if row.get("modes_mobilisation") is not None
            else "Dites comment demander («␣modes_mobilisation␣»)"
        )
    elif code == "frais_bien_definis" and value:
        text = "Le service est payant␣: dites combien («␣frais_precisions␣»)"
    elif code == "description_bien_definie" and len(row["description"]) >= TOO_LONG:
        text = "Raccourcissez le texte de la fiche␣: de 200 à 1␣999 signes"
    return text.replace("␣", NBSP)


def _only_imported(code: str, service: Service) -> tuple[str, ...]:
    """The fields of the criterion that are there, but only because an import had to fill them."""
    origin = service.provenance
    filled = origin.completes if origin is not None and origin.source else ()
    return tuple(
        name for name in _FIELDS.get(code, ()) if name in filled and getattr(service, name)
    )
