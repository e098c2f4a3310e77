"""What went wrong, as values: a mistake in a file becomes a `Diagnostic` with its place.

Content mistakes are collected and reported together; exceptions are kept for the operator and for
our own bugs:

    GeneratorError             something the operator can fix, shown as one sentence
    ├── UsageError             a wrong argument or folder (exit status 2)
    └── PublicationError       the site could not be written (exit status 3)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class GeneratorError(Exception):
    """An operator can fix this; `cli` prints the sentence and exits with status 3."""


class UsageError(GeneratorError):
    """The command line asks for something that cannot be done; exit status 2."""


class PublicationError(GeneratorError):
    """The site was not published; the one already there is untouched; exit status 3."""


class Severity(StrEnum):
    """How grave a diagnostic is: an error blocks the publication, a warning does not."""

    ERROR = "erreur"
    WARNING = "avertissement"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters from `start` up to, not including, `end`."""

    start: Position
    end: Position


FILE_START = Span(Position(1, 1), Position(1, 1))

# ("lieux", 0, "telephone"): keys and list indexes from the root of an entry.
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One mistake in one file: what is wrong, where, and what to write instead."""

    code: str  # a French slug, one of `CODES`
    severity: Severity
    path: str  # relative POSIX path, as the partner knows it
    span: Span
    message: str  # French, names the field as the schema does
    hint: str = ""  # French, what to write instead
    field: FieldPath = ()
    paste: tuple[str, ...] = ()  # whole lines to copy into a file, when a hint is not enough


def is_ours(diagnostic: Diagnostic) -> bool:
    """Whether it is about a file written here: what other guichets wrote does not count."""
    return not diagnostic.path.startswith("content/externes/")


# What could be written more simply: only its author can judge, so not even `--strict` refuses it.
ADVICE = frozenset(("phrase-longue", "sigle-inexplique", "mot-administratif"))


def is_advice(diagnostic: Diagnostic) -> bool:
    """Whether it is advice on the wording, which never forbids a publication."""
    return diagnostic.code in ADVICE


def sort_key(diagnostic: Diagnostic) -> tuple[str, Span, str, str]:
    """Order of a report: path, then place, then code."""
    return (diagnostic.path, diagnostic.span, diagnostic.code, diagnostic.message)


# Every code and what it is about. `docs/erreurs.md` explains each, a case of
# `tests/cases/refused/` breaks each.
CODES: Mapping[str, str] = MappingProxyType(
    {
        # reading the file
        "fichier-illisible": "Le fichier ne peut pas être lu",
        "fichier-trop-long": "Le fichier est trop long",
        "fichier-vide": "Le fichier ne contient rien",
        "nom-de-fichier": "Le nom du fichier ne convient pas",
        "identifiant-en-double": "Deux fichiers ont le même identifiant",
        "encodage": "Le fichier n’est pas en UTF-8",
        "caractere-interdit": "Un caractère est invisible",
        "entete-manquant": "L’en-tête manque ou n’est pas refermé",
        "yaml-illisible": "Une ligne ne suit pas l’écriture YAML",
        "yaml-trop-profond": "La fiche a trop de niveaux ou de valeurs",
        "plusieurs-documents": "Le fichier contient deux fiches",
        "cle-en-double": "Un champ est écrit deux fois",
        "cle-invalide": "Le nom d’un champ est illisible",
        "ancre-interdite": "Un renvoi YAML n’est pas accepté",
        "etiquette-interdite": "Une étiquette YAML n’est pas acceptée",
        "commentaire-avale": "Une partie de la valeur est lue comme un commentaire",
        # fields and values
        "champ-inconnu": "Ce champ n’existe pas",
        "champ-manquant": "Un champ obligatoire manque",
        "valeur-vide": "Un champ est vide",
        "valeur-inconnue": "Cette valeur n’est pas dans la liste",
        "valeur-en-double": "Une valeur est écrite deux fois",
        "type-incorrect": "La valeur n’est pas du bon genre",
        "format-incorrect": "La valeur n’a pas la bonne forme",
        "texte-trop-court": "Le texte est trop court",
        "texte-trop-long": "Le texte est trop long",
        "liste-trop-courte": "La liste est trop courte",
        "liste-trop-longue": "La liste est trop longue",
        "nombre-hors-limites": "Le nombre est hors des limites",
        "date-invalide": "Cette date n’existe pas",
        "url-invalide": "Cette adresse web n’est pas acceptée",
        "url-non-securisee": "Cette adresse web n’est pas protégée",
        "courriel-invalide": "Cette adresse de courriel n’est pas valable",
        "telephone-invalide": "Ce numéro de téléphone n’est pas valable",
        "siret-invalide": "Ce SIRET ou ce SIREN n’est pas valable",
        "horaires-invalides": "Ces horaires sont illisibles",
        "code-territoire-inconnu": "Ce code de territoire n’existe pas",
        "code-territoire-ancien": "Cette commune a changé de code",
        # what an entry says against itself
        "date-future": "Cette date est dans le futur",
        "tous-publics-accompagne": "« tous-publics » n’est pas seul",
        "aucun-permis-accompagne": "« aucun » permis n’est pas seul",
        "prix-et-gratuit": "Le service est gratuit et a un prix",
        "distance-et-se-presenter": "On ne peut pas se présenter à distance",
        "mode-sans-contact": "Le moyen de contact annoncé manque",
        "minimum-au-dessus-du-maximum": "Le minimum dépasse le maximum",
        "saison-sans-periode": "La période d’un service saisonnier manque",
        "dates-inversees": "La fin est avant le début",
        "revue-deja-faite": "La prochaine vérification n’est pas à venir",
        "condition-ambigue": "Une condition dit plusieurs choses",
        # what an event says against itself
        "evenement-sans-date": "Rien ne dit quand l’événement a lieu",
        "heures-inversees": "L’heure de fin n’est pas après le début",
        "seance-trop-longue": "Une séance dure trop longtemps",
        "permanence-sans-jour": "Ces horaires ne donnent aucun jour",
        "sauf-sans-effet": "Une date de « sauf » n’exclut rien",
        "lieu-inconnu": "Ce lieu n’est pas dans la liste des lieux",
        "atelier-hors-dates": "L’atelier tombe un autre jour que l’événement",
        "stand-sans-nom": "Un stand ne dit pas qui le tient",
        "exemple-contredit": "La règle ne répond pas ce que l’exemple attend",
        "code-postal-et-commune": "Le code postal n’est pas celui de la commune",
        "donnee-personnelle": "Ce contact semble être celui d’une personne",
        "alphabet-mele": "Un mot mélange deux alphabets",
        "couleur-illisible": "Cette couleur ne se lit pas sur fond blanc",
        "fenetres-inversees": "Les durées de fraîcheur ne sont pas dans l’ordre",
        "contours-illisibles": "Le fichier des contours est illisible",
        # what a situation says
        "besoin-en-double": "Deux besoins ont le même nom",
        "theme-deja-compris": "Une thématique est déjà dans le grand thème",
        "service-sans-effet": "Le service nommé ne peut pas répondre",
        # a confirmed gap beside what exists: a warning only
        "manque-comble": "Un service répond sans doute à un manque",
        # what a parcours says against itself
        "etape-sans-acteur": "Une étape ne dit pas qui la fait",
        # the words of the lexicon
        "terme-en-double": "Un mot est deux fois dans le lexique",
        "synonyme-du-meme-mot": "Un synonyme répète son terme",
        "terme-ignore": "La recherche ne retient pas ce mot",
        "terme-sans-explication": "Rien n’est dit d’un terme",
        # the text of the entry
        "description-en-double": "Le texte est écrit deux fois",
        "texte-trop-complexe": "Le texte est trop complexe",
        "html-dans-le-texte": "Du HTML est écrit dans le texte",
        "image-dans-le-texte": "Une image est placée dans le texte",
        # how the text reads: advice, which forbids nothing
        "phrase-longue": "Une phrase est trop longue",
        "sigle-inexplique": "Rien n’explique un sigle",
        "mot-administratif": "Un mot n’est pas de tous les jours",
        # between entries
        "structure-inconnue": "La structure citée n’existe pas",
        "interlocuteur-inconnu": "L’interlocuteur cité n’existe pas",
        "relation-inconnue": "Le service cité n’existe pas",
        "relation-fermee": "Le service cité n’est plus ouvert",
        "relation-hors-zone": "Le service cité est ailleurs",
        "relation-hors-dates": "Les dates laissent un trou",
        "relation-a-sens-unique": "L’autre fiche ne parle pas de ce lien",
        "relations-contradictoires": "Deux liens se contredisent",
        "prerequis-en-boucle": "Des services s’attendent l’un l’autre",
        "ancien-id-en-conflit": "Un ancien identifiant est déjà pris",
        "hors-du-territoire": "Le service ne couvre pas ce territoire",
        # what two entries, or a text and a field, say differently: warnings only
        "fiche-inconnue": "La fiche citée n’existe pas",
        "fiches-de-deux-sortes": "Un service et une structure sont dans un même groupe",
        "fiches-en-desaccord": "Deux fiches de la même aide se contredisent",
        "montant-contredit": "Le texte et le champ donnent deux montants",
        "age-contredit": "Le texte et la règle donnent deux âges",
        "frais-contredits": "Le texte et le champ se contredisent sur le prix",
        "accueil-contredit": "Le texte et le champ se contredisent sur l’accueil",
        "etat-contredit": "Le texte dit que le service est fini",
        "echeance-passee": "La date limite du texte est passée",
        "zone-contredite": "Deux endroits de la fiche ne couvrent pas le même territoire",
        "cumul-contredit": "Le texte et un lien se contredisent sur le cumul",
        # what other guichets published: warnings only
        "source-externe-illisible": "Une source externe ne peut pas être lue",
        "source-externe-modifiee": "Une source externe a été modifiée à la main",
        "fiche-externe-ecartee": "Une fiche d’un autre guichet n’est pas montrée",
        "doublon-probable": "Deux fiches disent sans doute la même chose",
        # what the observatory kept: a warning only
        "mois-illisible": "Un mois de l’observatoire ne peut pas être lu",
        # what was published and has to last
        "retire-en-conflit": "Une fiche retirée existe encore",
        "remplacant-inconnu": "La fiche qui remplace n’existe pas",
        "adresse-perdue": "Une adresse publiée disparaîtrait",
        "site-deplace": "L’adresse du site a changé",
    }
)
