"""What a partner's file says once it was checked: services, structures, pages, lexicon.

A field keeps the exact French spelling it has in `schemas/`; `None` or an empty tuple means that
the entry does not say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RichText:
    """Markdown turned into safe HTML: the only value a template may print unescaped."""

    source: str
    html: str
    text: str  # the words alone, for cards and search


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a fact comes from (`sources`)."""

    nom: str
    url: str | None = None
    consulte_le: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The directory that an entry was taken from, when nobody wrote it here."""

    nom: str
    id: str | None = None
    source: str | None = None  # who published it first, as data·inclusion names producers
    url: str | None = None
    licence: str | None = None
    importe_le: date | None = None
    completes: tuple[str, ...] = ()  # fields that the origin does not give


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Who checked that the entry is true, when and how."""

    le: date
    par: str
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Montant:
    """What the person receives (`recu`) or pays (`paye`)."""

    min: float | int | None = None
    max: float | int | None = None
    unite: str | None = None
    periodicite: str | None = None
    sens: str | None = None
    precisions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Periode:
    """The season of a seasonal service, as `MM-JJ`."""

    debut: str
    fin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatPrecisions:
    """Since when and until when a service is in its state, and what to tell people."""

    depuis: date | None = None
    jusqu_a: date | None = None
    message: str | None = None
    periode: Periode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Falc:
    """The easy-to-read version; the FALC logo is shown only when `relu_par` is filled."""

    texte: str
    relu_par: str | None = None
    date: "date | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """One place where a service is delivered."""

    nom: str | None = None
    adresse: str | None = None
    complement_adresse: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    code_insee: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    telephone: str | None = None
    horaires_accueil: str | None = None
    accessibilite_lieu: str | None = None
    adresse_masquee: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Links to other services, by identifier."""

    prerequis: tuple[str, ...] = ()
    complement_de: tuple[str, ...] = ()
    passe_le_relais_a: tuple[str, ...] = ()
    cumulable_avec: tuple[str, ...] = ()
    incompatible_avec: tuple[str, ...] = ()
    remplace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One aid or service, checked against `service.schema.json`."""

    id: str
    nom: str
    structure: str
    resume: str
    description: RichText | None = None
    type: str | None = None
    thematiques: tuple[str, ...]
    publics: tuple[str, ...] = ()
    publics_precisions: str | None = None
    statuts: tuple[str, ...] = ()
    frais: str | None = None
    frais_precisions: str | None = None
    montant: Montant | None = None
    conditions_acces: str | None = None
    eligibilite: Mapping[str, object] | None = None
    justificatifs: tuple[str, ...] = ()
    demarches: tuple[str, ...] = ()
    delai: str | None = None
    delai_jours: int | None = None
    adresse: str | None = None
    complement_adresse: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    code_insee: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    lieux: tuple[Lieu, ...] = ()
    telephone: str | None = None
    courriel: str | None = None
    contact_nom_prenom: str | None = None
    modes_accueil: tuple[str, ...] = ()
    zone_eligibilite: tuple[str, ...]
    mobilisable_par: tuple[str, ...] = ()
    modes_mobilisation: tuple[str, ...] = ()
    lien_mobilisation: str | None = None
    mobilisation_precisions: str | None = None
    horaires_accueil: str | None = None
    volume_horaire_hebdomadaire: float | int | None = None
    nombre_semaines: int | None = None
    langues: tuple[str, ...] = ()
    mots_cles: tuple[str, ...] = ()
    etat: str
    etat_precisions: EtatPrecisions | None = None
    verification: Verification | None = None
    prochaine_revue: date | None = None
    date_maj: date
    lien_source: str | None = None
    relations: Relations | None = None
    falc: Falc | None = None
    sources: tuple[Citation, ...]
    provenance: Provenance | None = None
    anciens_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Who to ask in a structure: a role and a generic address, never a person."""

    role: str
    courriel: str | None = None
    compte: str | None = None  # who reviews what changes, as the repository names them


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """One organisation that provides services, checked against `structure.schema.json`."""

    id: str
    nom: str
    sigle: str | None = None
    description: RichText | None = None
    siret: str | None = None
    siren: str | None = None
    adresse: str | None = None
    complement_adresse: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    code_insee: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    telephone: str | None = None
    courriel: str | None = None
    site_web: str | None = None
    horaires_accueil: str | None = None
    accessibilite_lieu: str | None = None
    reseaux_porteurs: tuple[str, ...] = ()
    logo: str | None = None
    referent: Referent | None = None
    territoires: tuple[str, ...] = ()
    verification: Verification | None = None
    prochaine_revue: date | None = None
    date_maj: date
    lien_source: str | None = None
    sources: tuple[Citation, ...]
    provenance: Provenance | None = None
    anciens_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialPage:
    """One page of text (`content/pages/`), checked against `page.schema.json`."""

    id: str
    titre: str
    resume: str
    description: RichText | None = None
    ordre: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiqueTerme:
    """One word of the lexicon: what it is short for, what means the same, what it means."""

    terme: str
    developpement: str | None = None  # what an acronym is short for
    synonymes: tuple[str, ...] = ()  # one for the other, in both directions
    aussi: tuple[str, ...] = ()  # who types the term also means these, never the reverse
    definition: str | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MotSimple:
    """A word of offices and the everyday one: what the advice on wording goes by."""

    ecrit: str
    formes: tuple[str, ...] = ()  # other forms of it: « perçoit » for « percevoir »
    plutot: str | None = None  # `None`: the word is accepted on this site


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexique:
    """The words people say (`content/lexique.yaml`), checked against `lexique.schema.json`."""

    termes: tuple[LexiqueTerme, ...]
    mots_simples: tuple[MotSimple, ...] = ()


NO_WORDS = Lexique(termes=())  # a site may do without


@dataclass(frozen=True, slots=True, kw_only=True)
class Retire:
    """One entry that was withdrawn: its address keeps answering."""

    id: str
    collection: str  # "services" or "structures"
    nom: str
    depuis: date
    remplace_par: str | None = None
    motif: str | None = None
    thematiques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registre:
    """The ledger of withdrawn entries (`content/retires.yaml`): see `retires.schema.json`."""

    retires: tuple[Retire, ...]


NOTHING_RETIRED = Registre(retires=())  # a site may do without
