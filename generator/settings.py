"""What `guichet.yaml` says once it was checked: the territory served, the publisher, the site."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedTerritory:
    """The territory that the site serves: its name and its départements."""

    nom: str
    departements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The publisher, the host or the help desk of the site."""

    nom: str
    adresse: str | None = None
    courriel: str | None = None
    telephone: str | None = None
    site_web: str | None = None
    directeur_publication: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The accessibility audit: without one the site can only be declared « non conforme »."""

    date: "date"
    auteur: str
    taux: float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """After how many days without a check an entry changes state; the defaults of every site."""

    a_revoir_jours: int = 180
    perime_jours: int = 365
    retrait_jours: int = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The site's settings, checked against `guichet.schema.json`."""

    nom: str
    sous_titre: str
    url: str
    territoire: ServedTerritory
    editeur: Organisation
    hebergeur: Organisation
    contact: Organisation | None = None
    interlocuteurs: tuple[str, ...] = ()
    couleur_principale: str | None = None
    couleur_secondaire: str | None = None
    depot: str | None = None
    branche: str = "main"
    audit: Audit | None = None
    domaines_autorises: tuple[str, ...] = ()
    contours: str | None = None
    fraicheur: Windows = Windows()
