"""Plan: the facets of the search → what each is called, where its lists are, what answers it.

The rule of selection is here, and in `theme/assets/js/lib/` for the search: OR inside a facet, AND
between facets. A service that names no public, or `tous-publics`, answers every public; one that
names no situation of employment answers every situation: what is silent excludes nobody. For all
the other facets a service must name a code that was chosen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.entries import Service
from generator.model import Term
from generator.plan import urls
from generator.plan.vocabulary import Labels, category_code

EVERYONE = "tous-publics"

_ASKERS = {"usagers": "moi-meme", "professionnels": "professionnel"}
_DEMANDES = (
    Term(
        code="moi-meme",
        label="Moi-même",
        description="Vous pouvez faire la demande vous-même, sans passer par un professionnel.",
    ),
    Term(
        code="professionnel",
        label="Avec un professionnel",
        description="Un professionnel de l’insertion fait la demande pour vous, ou avec vous.",
    ),
)
_HEADINGS = {
    "gratuit": "Aides et services gratuits",
    "payant": "Aides et services payants",
    "a-distance": "Aides et services à distance",
    "en-presentiel": "Aides et services sur place",
    "moi-meme": "Ce que je peux demander moi-même",
    "professionnel": "Ce que je peux demander avec un professionnel",
    "information": "Informations",
    "accompagnement": "Accompagnements",
    "aide-financiere": "Aides financières",
    "aide-materielle": "Aides matérielles",
    "atelier": "Ateliers",
    "formation": "Formations",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow the search, and the folder of its lists."""

    name: str  # its parameter in the search's URL
    label: str
    folder: str  # URL of the page that lists its lists
    vocabulary: str
    question: str  # heading of that page
    icon: str
    named: Callable[[Service], tuple[str, ...]]  # the codes that a service names
    is_first: bool = False

    def url(self, code: str) -> str:
        """The page that lists the services of a code."""
        return f"{self.folder}{code}.html"

    def terms(self, labels: Labels) -> Mapping[str, Term]:
        """Its codes, in the order in which they are offered."""
        if self.name == "demande":
            return {term.code: term for term in _DEMANDES}
        if self.name == "theme":
            return {**labels.terms("categories"), **labels.terms("thematiques")}
        return labels.terms(self.vocabulary)

    def heading(self, term: Term) -> str:
        """The title of a list, which must be understood alone."""
        if self.name == "langue":
            return f"Être reçu en {term.label[:1].lower()}{term.label[1:]}"
        return _HEADINGS.get(term.code, term.label)

    def excludes_nobody(self, service: Service) -> bool:
        """Whether a service answers every code because it names none, or everybody."""
        if self.name not in ("public", "statut"):
            return False
        named = self.named(service)
        return not named or EVERYONE in named

    def answered(self, service: Service, codes: Iterable[str]) -> tuple[str, ...]:
        """Of `codes`, those that a service answers: the lists where it belongs."""
        if self.excludes_nobody(service):
            return tuple(codes)
        named = self.named(service)
        return tuple(code for code in codes if code in named)


def _themes(service: Service) -> tuple[str, ...]:
    """Its thématiques and their great themes, each once."""
    great = (category_code(theme) for theme in service.thematiques)
    return tuple(dict.fromkeys((*great, *service.thematiques)))


def _demandes(service: Service) -> tuple[str, ...]:
    return tuple(_ASKERS[who] for who in service.mobilisable_par if who in _ASKERS)


THEME = Facet(
    name="theme",
    label="Besoin",
    folder=urls.THEMES,
    vocabulary="thematiques",
    question="De quoi avez-vous besoin\u00a0?",
    icon="compass",
    named=_themes,
    is_first=True,
)
STATUT = Facet(
    name="statut",
    label="Situation d’emploi",
    folder=urls.STATUTS,
    vocabulary="statuts",
    question="Quelle est votre situation\u00a0?",
    icon="briefcase",
    named=lambda service: service.statuts,
)
PUBLIC = Facet(
    name="public",
    label="Public",
    folder=urls.PUBLICS,
    vocabulary="publics",
    question="Pour qui\u00a0?",
    icon="users",
    named=lambda service: service.publics,
    is_first=True,
)
FRAIS = Facet(
    name="frais",
    label="Frais",
    folder=urls.FRAIS,
    vocabulary="frais",
    question="Gratuit ou payant\u00a0?",
    icon="coins",
    named=lambda service: (service.frais,) if service.frais else (),
)
ACCUEIL = Facet(
    name="accueil",
    label="Mode d’accueil",
    folder=urls.ACCUEIL,
    vocabulary="modes-accueil",
    question="Sur place ou à distance\u00a0?",
    icon="map-pin",
    named=lambda service: service.modes_accueil,
)
TYPE = Facet(
    name="type",
    label="Forme de l’aide",
    folder=urls.TYPES,
    vocabulary="types",
    question="Quelle forme d’aide\u00a0?",
    icon="handshake",
    named=lambda service: (service.type,) if service.type else (),
)
DEMANDE = Facet(
    name="demande",
    label="Je peux demander",
    folder=urls.DEMANDES,
    vocabulary="personnes-mobilisatrices",
    question="Qui peut faire la demande\u00a0?",
    icon="user",
    named=_demandes,
)
LANGUE = Facet(
    name="langue",
    label="Langue",
    folder=urls.LANGUES,
    vocabulary="langues",
    question="Dans quelle langue être reçu\u00a0?",
    icon="languages",
    named=lambda service: service.langues,
)

# In the order of the search's panel.
FACETS = (THEME, STATUT, PUBLIC, FRAIS, ACCUEIL, TYPE, DEMANDE, LANGUE)
